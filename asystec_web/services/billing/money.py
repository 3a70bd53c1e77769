"""Amounts as people here read them. All of them are minor units."""

# https://docs.stripe.com/currencies#zero-decimal
_WITHOUT_DECIMALS = frozenset(
    {"bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga"}
    | {"pyg", "rwf", "ugx", "vnd", "vuv", "xaf", "xof", "xpf"}
)
_SYMBOLS = {"crc": "₡", "usd": "$"}
_NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
_MONTHS = 12


def format_money(minor: int, currency: str) -> str:
    """Write an amount: `₡8 325`, `₡8 325,50`, `$12,50`, `EUR 12,50`."""
    code = currency.lower()
    decimals = _decimals(code)
    whole, rest = divmod(abs(minor), 10**decimals)
    sign = "-" if minor < 0 else ""
    symbol = _SYMBOLS.get(code, f"{code.upper()}{_NO_BREAK_SPACE}")
    figures = f"{whole:,}".replace(",", _NO_BREAK_SPACE)
    return f"{sign}{symbol}{figures}{f',{rest:0{decimals}}' if rest else ''}"


def per_month(annual: int, currency: str) -> int:
    """Spread a year's charge over its months, to the nearest sum one can name.

    Whole colones, for no céntimos circulate; the minor unit in other currencies.
    """
    step = 100 if currency.lower() == "crc" else 1
    return (2 * annual + _MONTHS * step) // (2 * _MONTHS * step) * step


def months_free(monthly: int, annual: int) -> int:
    """Count the whole months a year costs less than twelve months do; 0 for none."""
    return max((_MONTHS * monthly - annual) // monthly, 0)


def _decimals(code: str) -> int:
    return 0 if code in _WITHOUT_DECIMALS else 2
