"""Test cards by name: `pm_card_…`, which work without anybody typing a number.

Names from https://docs.stripe.com/testing.
"""

from http import HTTPStatus

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing import cards
from asystec_web.simulators.stripe.billing.payments import DECLINED, MESSAGES
from asystec_web.simulators.stripe.protocol.refusals import refuse, refuse_missing
from asystec_web.simulators.stripe.world.world import World

TOKENS = {
    "pm_card_visa": cards.PAYS,
    "pm_card_mastercard": "5555555555554444",
    "pm_card_amex": "378282246310005",
    "pm_card_chargeDeclined": cards.DECLINED,
    "pm_card_chargeDeclinedInsufficientFunds": "4000000000009995",
    "pm_card_chargeCustomerFail": cards.FAILS_AT_RENEWAL,
    "pm_card_authenticationRequired": cards.ASKS_AT_RENEWAL,
    "pm_card_createDispute": cards.DISPUTED,
}


def named_card(world: World, name: str, param: str | None = None) -> cards.Card:
    """Give the test card of a name.

    Raises:
        Refusal: There is none, or the bank refuses it as soon as it is kept.
    """
    number = TOKENS.get(name)
    if number is None:
        refuse_missing("PaymentMethod", name, param)
    card = cards.card_of(number, world.now)
    if card.refusal:
        status = HTTPStatus.PAYMENT_REQUIRED
        refuse(MESSAGES[DECLINED], status=status, kind="card_error", code=DECLINED)
    return card


def attach_untried(world: World, customer: str, card: cards.Card) -> Json:
    """Keep a card that was never charged: the first invoice may fail as well."""
    method = cards.attach(world, customer, card)
    world.unseen(method["id"])["untried"] = True
    return method
