"""Money on its way in and back: charges, refunds, disputes."""

import pytest

from tests.stripe_shop import Json, Shop

FAILS_LATER = "4000000000000341"
ASKS_LATER = "4000002760003184"


@pytest.fixture
def shop() -> Shop:
    return Shop()


async def charge(shop: Shop) -> Json:
    """Let somebody pay, and find what was charged."""
    subscription = await shop.subscription()
    query = {"customer": subscription["customer"]}
    [charged] = (await shop.ask("GET", "charges", query))["data"]
    return charged


async def test_an_invoice_leads_to_its_charge_and_back(shop: Shop) -> None:
    subscription = await shop.subscription()
    path = f"invoices/{subscription['latest_invoice']}"

    whole = await shop.ask("GET", path, {"expand[]": "payments.data.payment"})

    [payment] = whole["payments"]["data"]
    intent = payment["payment"]["payment_intent"]
    assert (payment["status"], payment["amount_paid"]) == ("paid", 832_500)
    found = await shop.ask("GET", f"payment_intents/{intent}")
    charged = await shop.ask("GET", f"charges/{found['latest_charge']}")
    assert charged["customer"] == subscription["customer"]
    assert charged["payment_method_details"]["card"]["last4"] == "4242"
    query = {"payment[type]": "payment_intent", "payment[payment_intent]": intent}
    [tie] = (await shop.ask("GET", "invoice_payments", query))["data"]
    assert tie["invoice"] == subscription["latest_invoice"]


async def test_a_failed_renewal_leaves_a_failed_charge(shop: Shop) -> None:
    subscription = await shop.subscription(number=FAILS_LATER)

    await shop.days_pass(36)

    query = {"customer": subscription["customer"]}
    charges = (await shop.ask("GET", "charges", query))["data"]
    assert [each["status"] for each in charges] == ["failed", "failed", "succeeded"]
    assert charges[0]["failure_code"] == "card_declined"
    intents = (await shop.ask("GET", "payment_intents", query))["data"]
    assert [each["status"] for each in intents] == [
        "requires_payment_method",
        "succeeded",
    ]


async def test_a_bank_may_ask_for_its_customer(shop: Shop) -> None:
    subscription = await shop.subscription(number=ASKS_LATER)

    await shop.days_pass(32)

    found = await shop.ask("GET", f"subscriptions/{subscription['id']}")
    events = await shop.events()
    assert found["status"] == "past_due"
    assert "payment_intent.requires_action" in events
    asked = events.index("invoice.payment_action_required")
    assert events[asked + 1] == "invoice.payment_failed"


async def test_a_charge_is_given_back_in_parts(shop: Shop) -> None:
    charged = await charge(shop)
    part = {"charge": charged["id"], "amount": "500", "reason": "duplicate"}
    rest = {"payment_intent": charged["payment_intent"], "metadata[why]": "PRUEBA"}

    first = await shop.ask("POST", "refunds", part)
    half = await shop.ask("GET", f"charges/{charged['id']}")
    last = await shop.ask("POST", "refunds", rest)
    whole = await shop.ask("GET", f"charges/{charged['id']}")
    again = await shop.refused("POST", "refunds", rest)

    assert (half["amount_refunded"], half["refunded"]) == (500, False)
    assert (whole["amount_refunded"], whole["refunded"]) == (832_500, True)
    assert (first["reason"], last["metadata"]) == ("duplicate", {"why": "PRUEBA"})
    assert again["code"] == "charge_already_refunded"
    listed = await shop.ask("GET", "refunds", {"charge": charged["id"]})
    assert [each["id"] for each in listed["data"]] == [last["id"], first["id"]]
    assert await shop.ask("GET", f"refunds/{last['id']}") == last
    events = await shop.events()
    assert events[-4:] == ["charge.refunded", "refund.created"] * 2


@pytest.mark.parametrize(
    ("form", "param"),
    [
        pytest.param({"amount": "900000"}, "amount", id="more than paid"),
        pytest.param({"amount": "0"}, "amount", id="nothing"),
        pytest.param({"charge": "ch_no"}, "charge", id="no such charge"),
        pytest.param({"payment_intent": "pi_no"}, "payment_intent", id="no intent"),
    ],
)
async def test_an_impossible_refund_is_refused(
    shop: Shop, form: dict[str, str], param: str
) -> None:
    own = {} if "payment_intent" in form else {"charge": (await charge(shop))["id"]}

    refused = await shop.refused("POST", "refunds", own | form)

    assert (refused["status"], refused["param"]) == (400, param)


async def test_a_refund_is_of_something(shop: Shop) -> None:
    assert (await shop.refused("POST", "refunds"))["code"] == "parameter_missing"


async def test_a_refund_by_the_control_changes_no_subscription(shop: Shop) -> None:
    subscription = await shop.subscription()

    order = {"of": subscription["customer"], "amount": 500}
    made = await shop.control("refund", order)

    found = await shop.ask("GET", f"refunds/{made['refund']}")
    assert found["amount"] == 500
    path = f"subscriptions/{subscription['id']}"
    assert await shop.ask("GET", path) == subscription


@pytest.mark.parametrize(
    ("won", "status", "last"),
    [
        (True, "won", "charge.dispute.funds_reinstated"),
        (False, "lost", "charge.dispute.closed"),
    ],
)
async def test_a_dispute_leads_to_its_customer(
    shop: Shop, *, won: bool, status: str, last: str
) -> None:
    subscription = await shop.subscription()

    opened = await shop.control("dispute", {"of": subscription["customer"]})
    path = f"disputes/{opened['dispute']}"
    whole = await shop.ask("GET", path, {"expand[]": "charge"})
    early = await shop.events()
    await shop.control("dispute_end", {"dispute": opened["dispute"], "won": won})

    assert whole["status"] == "needs_response"
    assert whole["charge"]["customer"] == subscription["customer"]
    assert whole["charge"]["disputed"] is True
    assert "charge.dispute.created" in early
    assert (await shop.ask("GET", path))["status"] == status
    assert (await shop.events())[-1] == last
    query = {"charge": whole["charge"]["id"]}
    [listed] = (await shop.ask("GET", "disputes", query))["data"]
    assert listed["id"] == opened["dispute"]


async def test_a_dispute_can_be_given_up_once(shop: Shop) -> None:
    charged = await charge(shop)
    opened = await shop.control("dispute", {"of": charged["id"], "reason": "general"})
    path = f"disputes/{opened['dispute']}/close"

    lost = await shop.ask("POST", path)

    assert (lost["status"], lost["reason"]) == ("lost", "general")
    assert (await shop.refused("POST", path))["param"] == "dispute"


async def test_what_is_disputed_is_neither_refunded_nor_disputed_again(
    shop: Shop,
) -> None:
    charged = await charge(shop)
    await shop.control("dispute", {"of": charged["id"]})

    refused = await shop.refused("POST", "refunds", {"charge": charged["id"]})
    again = await shop.http.post("/_control/dispute", json={"of": charged["id"]})

    assert refused["code"] == "charge_disputed"
    assert (again.status_code, "cannot be disputed" in again.text) == (422, True)


async def test_who_paid_nothing_gets_nothing_back(shop: Shop) -> None:
    customer = await shop.customer()

    answer = await shop.http.post("/_control/refund", json={"of": customer["id"]})

    assert (answer.status_code, "has paid nothing" in answer.text) == (422, True)
