"""Amounts as people read them in Costa Rica."""

from asystec_web.simulators.control import Json

# https://docs.stripe.com/currencies#zero-decimal
_WITHOUT_CENTS = frozenset(
    {
        *("bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga"),
        *("pyg", "rwf", "ugx", "vnd", "vuv", "xaf", "xof", "xpf"),
    }
)
_SIGNS = {"crc": "₡", "usd": "$", "eur": "€"}
_EVERY = {"day": "día", "week": "semana", "month": "mes", "year": "año"}
_PLURAL = {"day": "días", "week": "semanas", "month": "meses", "year": "años"}


def written(amount: int, currency: str) -> str:
    """Write an amount of minor units: ₡8 325, $12,50."""
    per_unit = 1 if currency in _WITHOUT_CENTS else 100
    whole, cents = divmod(amount, per_unit)
    text = f"{whole:,}".replace(",", "\N{NO-BREAK SPACE}")
    if cents:
        text = f"{text},{cents:02}"
    sign = _SIGNS.get(currency)
    return f"{sign}{text}" if sign else f"{currency.upper()}\N{NO-BREAK SPACE}{text}"


def signed(amount: int, currency: str) -> str:
    """Write an amount with a minus sign when it is given back."""
    text = written(abs(amount), currency)
    return f"\N{MINUS SIGN}{text}" if amount < 0 else text


def rhythm(recurring: Json) -> str:
    """Say how often a price is charged: «al mes», «cada 3 meses»."""
    interval, count = recurring["interval"], recurring["interval_count"]
    if count > 1:
        return f"cada {count} {_PLURAL[interval]}"
    return f"{'a la' if interval == 'week' else 'al'} {_EVERY[interval]}"
