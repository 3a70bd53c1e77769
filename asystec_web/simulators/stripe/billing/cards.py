"""The test cards, and what each of them does.

Numbers from https://docs.stripe.com/testing. A real card is turned away, so nobody's
number is ever kept here.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from stdnum import luhn

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing import payments
from asystec_web.simulators.stripe.world.world import World

PAYS = "4242424242424242"
DECLINED = "4000000000000002"
FAILS_AT_RENEWAL = "4000000000000341"
ASKS_AT_RENEWAL = "4000002760003184"
DISPUTED = "4000000000000259"
SANDBOX = {
    PAYS: "Paga",
    "5555555555554444": "Paga (Mastercard)",
    "378282246310005": "Paga (American Express, CVC de 4 cifras)",
    DECLINED: "Rechazada al pagar",
    "4000000000009995": "Rechazada: fondos insuficientes",
    FAILS_AT_RENEWAL: "Paga hoy, falla al renovar",
    ASKS_AT_RENEWAL: "Paga hoy, pide confirmación del banco al renovar",
    DISPUTED: "Paga, y después se disputa el cobro",
}
_REFUSALS_LATER = {
    FAILS_AT_RENEWAL: payments.DECLINED,
    ASKS_AT_RENEWAL: payments.AUTHENTICATION,
}
_REFUSALS = {
    DECLINED: "Su tarjeta fue rechazada.",
    "4000000000009995": "Su tarjeta fue rechazada: no tiene fondos suficientes.",
}


@dataclass(frozen=True, slots=True)
class Card:
    """A card that may be charged, without its number.

    Attributes:
        refusal: What the bank says when it is charged now; empty when it pays.
        fails: Why charging it at renewal fails; empty when it does not.
        disputed: Whether its owner takes back what was charged.
    """

    brand: str
    last4: str
    month: int
    year: int
    name: str
    refusal: str = ""
    fails: str = ""
    disputed: bool = False


def read_card(form: dict[str, str], now: int) -> tuple[Card | None, dict[str, str]]:
    """Read what was typed: the card, or what is wrong with each field."""
    number = re.sub(r"[\s-]", "", form.get("number", ""))
    cvc = form.get("cvc", "").strip()
    name = form.get("name", "").strip()
    expiry, complaint = _read_expiry(form.get("expiry", ""), now)
    wrong = {
        "number": _wrong_number(number),
        "expiry": complaint,
        "cvc": _wrong_cvc(cvc, number),
        "name": "" if name else "Escriba el nombre que aparece en la tarjeta.",
    }
    wrong = {field: message for field, message in wrong.items() if message}
    if wrong:
        return None, wrong
    month, year = expiry
    return _card(number, month, year, name), {}


def card_of(number: str, now: int) -> Card:
    """Give a test card that nobody typed: nameless, good for three years."""
    today = datetime.fromtimestamp(now, UTC)
    return _card(number, today.month, today.year + 3, "")


def _card(number: str, month: int, year: int, name: str) -> Card:
    return Card(
        brand={"4": "visa", "5": "mastercard"}.get(number[0], "amex"),
        last4=number[-4:],
        month=month,
        year=year,
        name=name,
        refusal=_REFUSALS.get(number, ""),
        fails=_REFUSALS_LATER.get(number, ""),
        disputed=number == DISPUTED,
    )


def attach(world: World, customer: str, card: Card) -> Json:
    """Keep a card as the customer's payment method."""
    method = world.add(
        "payment_method",
        "pm",
        billing_details={
            "address": None,
            "email": None,
            "name": card.name or None,
            "phone": None,
            "tax_id": None,
        },
        card={
            "brand": card.brand,
            "exp_month": card.month,
            "exp_year": card.year,
            "funding": "credit",
            "last4": card.last4,
        },
        customer=customer,
        type="card",
    )
    world.unseen(method["id"]).update(fails=card.fails, disputed=card.disputed)
    world.emit("payment_method.attached", method)
    return method


def _wrong_number(number: str) -> str:
    if not number:
        return "Escriba el número de la tarjeta."
    if not luhn.is_valid(number):
        return "El número de la tarjeta no es válido. Revise las cifras."
    if number not in SANDBOX:
        return "Esta es una simulación: use una tarjeta de prueba, no una real."
    return ""


def _wrong_cvc(cvc: str, number: str) -> str:
    length = 4 if number.startswith("3") else 3
    if re.fullmatch(rf"\d{{{length}}}", cvc, re.ASCII):
        return ""
    return f"El CVC son las {length} cifras de seguridad de la tarjeta."


def _read_expiry(typed: str, now: int) -> tuple[tuple[int, int], str]:
    found = re.fullmatch(r"\s*(\d{1,2})\s*[/-]?\s*(\d{2}|20\d{2})\s*", typed, re.ASCII)
    if not found or not 1 <= int(found[1]) <= 12:  # noqa: PLR2004 # months
        return (0, 0), "Escriba el vencimiento como mes y año: 12/34."
    month, year = int(found[1]), 2000 + int(found[2][-2:])
    today = datetime.fromtimestamp(now, UTC)
    if (year, month) < (today.year, today.month):
        return (0, 0), "La tarjeta está vencida."
    return (month, year), ""
