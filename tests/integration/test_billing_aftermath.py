"""What happens after a payment, and who is told of it: each cause once."""

from collections.abc import AsyncGenerator, Callable
from typing import Any

import httpx
import pytest
import structlog
from pydantic import SecretStr
from sqlmodel import select

from asystec_web.errors.billing import AccountSuspended
from asystec_web.models import BillingNotice, Dispute
from asystec_web.services.billing import Stand
from asystec_web.services.billing.asking import door, happenings
from asystec_web.services.mail import Mail
from asystec_web.simulators.listeners import SimulatorUrls
from tests.billing_world import PAYS, PYME_ANNUAL, PYME_MONTHLY, BillingWorld
from tests.conftest import Mood

pytestmark = pytest.mark.both_databases

FAILS_LATER = "4000000000000341"
OPERATOR = "operaciones@asystec.example"
CUSTOMER = "prueba@prueba.test"
DAYS = 14

Letters = Callable[[str], list[dict[str, Any]]]


@pytest.fixture
def billing_settings(
    simulators: SimulatorUrls, controls: httpx.Client
) -> dict[str, object]:
    controls.post(f"{simulators.mail}/_control/reset")
    return {
        "smtp_url": SecretStr(simulators.smtp),
        "operator_email": OPERATOR,
        "trial_days": DAYS,
    }


@pytest.fixture
async def mail(world: BillingWorld) -> AsyncGenerator[Mail]:
    smtp = world.settings.smtp_url.get_secret_value()
    mail = Mail(smtp, world.settings.mail_from, world.settings.public_url)
    yield mail
    await mail.close()


@pytest.fixture
def inbox(simulators: SimulatorUrls, controls: httpx.Client) -> Letters:
    """Tells what has arrived at an address, newest first."""

    def to(email: str) -> list[dict[str, Any]]:
        every = controls.get(f"{simulators.mail}/api/messages").json()
        return [letter for letter in every if letter["to"] == email]

    return to


@pytest.fixture
async def payer(world: BillingWorld) -> BillingWorld:
    """Somebody who pays by the month, with a card that fails at renewal."""
    await world.pay(await world.choose(PYME_MONTHLY), FAILS_LATER)
    await world.billing.sync(world.account_id)
    return world


async def open_causes(world: BillingWorld) -> list[str]:
    async with world.database.reading() as session:
        untold = select(BillingNotice).where(BillingNotice.closed_at == None)  # noqa: E711 - SQL
        return [notice.cause for notice in (await session.exec(untold)).all()]


def subjects(letters: list[dict[str, Any]]) -> list[str]:
    return [letter["subject"].removesuffix(" – Asystec") for letter in letters]


async def test_a_failed_renewal_is_written_about_once(
    payer: BillingWorld, mail: Mail, inbox: Letters
) -> None:
    await payer.days_pass(32)

    for _ in range(3):
        await payer.told("invoice.payment_failed")
        await payer.told("customer.subscription.updated")
        await payer.billing.send_notices(mail)

    (letter,) = inbox(CUSTOMER)
    assert subjects([letter]) == ["No pudimos cobrar su plan"]
    assert "₡9\N{NO-BREAK SPACE}990" in letter["text"]
    assert "/perfil" in letter["text"]
    assert "escríbanos a soporte@asystec.example." in letter["text"]
    assert "responda a este correo" not in letter["text"]
    assert await payer.stand() is Stand.PAYMENT_FAILED
    assert await open_causes(payer) == []


async def test_a_letter_waits_for_a_mail_server_that_is_away(
    payer: BillingWorld, mail: Mail, inbox: Letters, mood: Mood
) -> None:
    await payer.days_pass(32)
    await payer.told("invoice.payment_failed")
    mood("mail", {"path": "smtp", "status": 451})

    await payer.billing.send_notices(mail)
    unsent, waiting = inbox(CUSTOMER), await open_causes(payer)
    mood("mail", [])
    await payer.billing.send_notices(mail)
    await payer.billing.send_notices(mail)

    assert unsent == []
    assert len(waiting) == 1
    assert len(inbox(CUSTOMER)) == 1


async def test_a_letter_refused_for_good_is_not_tried_for_ever(
    payer: BillingWorld, mail: Mail, mood: Mood
) -> None:
    await payer.days_pass(32)
    await payer.told("invoice.payment_failed")
    mood("mail", {"path": "smtp", "status": 550})

    await payer.billing.send_notices(mail)

    assert await open_causes(payer) == []


async def test_a_letter_that_is_no_longer_true_is_not_sent(
    payer: BillingWorld, mail: Mail, inbox: Letters
) -> None:
    await payer.days_pass(32)
    await payer.told("invoice.payment_failed")
    subscription = await payer.subscription()
    await payer.ask("DELETE", f"/v1/subscriptions/{subscription['id']}")
    await payer.told("customer.subscription.deleted")

    await payer.billing.send_notices(mail)

    assert subjects(inbox(CUSTOMER)) == ["Su suscripción terminó"]
    assert await open_causes(payer) == []


async def test_the_end_of_a_trial_is_written_about_before(
    world: BillingWorld, mail: Mail, inbox: Letters
) -> None:
    await world.pay(await world.choose(PYME_ANNUAL, DAYS), PAYS)
    await world.billing.sync(world.account_id)
    await world.billing.send_notices(mail)
    early = inbox(CUSTOMER)

    await world.days_pass(DAYS - 2)
    for _ in range(2):
        await world.told("customer.subscription.trial_will_end")
        await world.billing.send_notices(mail)

    assert early == []
    (letter,) = inbox(CUSTOMER)
    assert subjects([letter]) == ["Su prueba gratis está por terminar"]
    assert "₡99\N{NO-BREAK SPACE}900 al año" in letter["text"]


async def test_a_cancellation_is_written_about_when_decided_and_when_done(
    world: BillingWorld, mail: Mail, inbox: Letters
) -> None:
    await world.subscribe()
    await world.billing.sync(world.account_id)
    path = f"/v1/subscriptions/{(await world.subscription())['id']}"

    await world.ask("POST", path, cancel_at_period_end="true")
    await world.told("customer.subscription.updated")
    await world.billing.send_notices(mail)
    cancelling = await world.stand()
    await world.ask("DELETE", path)
    await world.told("customer.subscription.deleted")
    await world.told("customer.subscription.updated")
    await world.billing.send_notices(mail)

    assert cancelling is Stand.CANCELS
    assert await world.stand() is Stand.ENDED
    assert subjects(inbox(CUSTOMER)) == [
        "Su suscripción terminó",
        "Su suscripción se cancela",
    ]


async def test_a_refund_alarms_the_operator_and_changes_nothing(
    payer: BillingWorld, mail: Mail, inbox: Letters
) -> None:
    await payer.control("refund", {"of": await payer.customer()})

    for _ in range(2):
        await payer.told("charge.refunded")
        await payer.billing.send_notices(mail)

    (letter,) = inbox(OPERATOR)
    assert subjects([letter]) == ["Alarma: Se devolvió un pago"]
    assert str(payer.account_id) in letter["text"]
    assert CUSTOMER not in letter["text"]
    assert inbox(CUSTOMER) == []
    assert await payer.stand() is Stand.ACTIVE


async def test_a_refund_nobody_told_us_of_alarms_once(
    payer: BillingWorld, mail: Mail, inbox: Letters
) -> None:
    await payer.control("refund", {"of": await payer.customer(), "amount": 100})
    await payer.control("refund", {"of": await payer.customer(), "amount": 200})

    for _ in range(2):
        await payer.billing.sweep()
        await payer.billing.send_notices(mail)
    await payer.told("charge.refunded")
    await payer.billing.send_notices(mail)

    letters = inbox(OPERATOR)
    assert subjects(letters) == ["Alarma: Se devolvió un pago"] * 2
    assert all(str(payer.account_id) in letter["text"] for letter in letters)
    assert await payer.stand() is Stand.ACTIVE


async def test_every_refund_is_found_however_many_pages_they_fill(
    payer: BillingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(happenings, "MOST", 2)
    for _ in range(5):
        await payer.control("refund", {"of": await payer.customer(), "amount": 100})

    await payer.billing.sweep()

    refunds = await payer.all("refunds")
    assert len(refunds) == 5
    assert {f"refund:{each['id']}" for each in refunds} == {*await open_causes(payer)}


async def test_a_list_that_is_too_long_is_read_up_to_a_bound(
    payer: BillingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(happenings, "MOST", 2)
    monkeypatch.setattr(door, "BOUND", 3)
    for _ in range(5):
        await payer.control("refund", {"of": await payer.customer(), "amount": 100})

    with structlog.testing.capture_logs() as logs:
        await payer.billing.sweep()

    assert len(await open_causes(payer)) == 3
    assert "stripe_list_too_long" in [each["event"] for each in logs]


@pytest.mark.parametrize("happened", ["refund", "dispute"])
async def test_what_befell_others_before_we_came_alarms_nobody(
    payer: BillingWorld, happened: str
) -> None:
    await payer.control(happened, {"of": await payer.customer()})
    async with payer.database.transaction() as session:
        await (await session.connection()).exec_driver_sql(
            "update account set stripe_customer_id = null"
        )

    await payer.billing.sweep()

    assert len(await payer.all(f"{happened}s")) == 1
    assert await open_causes(payer) == []
    assert await payer.rows(Dispute) == 0


@pytest.mark.parametrize(
    ("happened", "event"),
    [("refund", "charge.refunded"), ("dispute", "charge.dispute.created")],
)
async def test_what_befalls_nobody_we_know_still_alarms(
    payer: BillingWorld, mail: Mail, inbox: Letters, happened: str, event: str
) -> None:
    customer = await payer.customer()
    async with payer.database.transaction() as session:
        await (await session.connection()).exec_driver_sql(
            "update account set stripe_customer_id = null"
        )
    await payer.control(happened, {"of": customer})

    await payer.told(event)
    await payer.billing.send_notices(mail)

    (letter,) = inbox(OPERATOR)
    assert "sin cuenta conocida" in letter["text"]


@pytest.mark.parametrize(
    ("won", "stand"), [(True, Stand.ACTIVE), (False, Stand.SUSPENDED)]
)
async def test_a_dispute_suspends_until_it_is_closed_in_our_favour(
    payer: BillingWorld,
    mail: Mail,
    inbox: Letters,
    won: bool,  # noqa: FBT001 - the bank's decision
    stand: Stand,
) -> None:
    await payer.control("dispute", {"of": await payer.customer()})
    opened = await payer.event("charge.dispute.created")
    await payer.deliver(opened)
    suspended = await payer.billing.standing(payer.account_id)

    dispute = opened["data"]["object"]["id"]
    await payer.control("dispute_end", {"dispute": dispute, "won": won})
    await payer.told("charge.dispute.closed")
    await payer.deliver(opened | {"id": "evt_again"})
    await payer.billing.send_notices(mail)

    assert (suspended.stand, suspended.entitles) == (Stand.SUSPENDED, False)
    assert await payer.stand() is stand
    assert subjects(inbox(OPERATOR)) == ["Alarma: Disputa de un pago"] * 2
    assert await payer.rows(Dispute) == 1


async def test_a_dispute_nobody_told_us_of_is_found(payer: BillingWorld) -> None:
    opened = await payer.control("dispute", {"of": await payer.customer()})

    await payer.billing.sweep()
    suspended = await payer.stand()
    await payer.control("dispute_end", {"dispute": opened["dispute"], "won": True})
    await payer.billing.sweep()

    assert suspended is Stand.SUSPENDED
    assert await payer.stand() is Stand.ACTIVE


async def test_every_dispute_is_found_however_many_pages_they_fill(
    payer: BillingWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(happenings, "MOST", 1)
    suspended = [payer.account_id]
    for name in ("b", "c"):
        payer.account_id = await payer.new_account(name)
        await payer.subscribe(PYME_MONTHLY)
        suspended.append(payer.account_id)
    for customer in await payer.all("customers"):
        await payer.control("dispute", {"of": customer["id"]})

    await payer.billing.sweep()

    for account in suspended:
        await payer.billing.sync(account)
        standing = await payer.billing.standing(account)
        assert standing.stand is Stand.SUSPENDED


async def test_nothing_is_sold_to_whoever_disputes(payer: BillingWorld) -> None:
    await payer.control("dispute", {"of": await payer.customer()})
    await payer.told("charge.dispute.created")
    subscription = await payer.subscription()
    await payer.ask("DELETE", f"/v1/subscriptions/{subscription['id']}")

    with pytest.raises(AccountSuspended):
        await payer.choose(PYME_ANNUAL)


async def test_two_subscriptions_alarm_once(
    world: BillingWorld, mail: Mail, inbox: Letters
) -> None:
    await world.subscribe()
    first = await world.subscription()
    await world.days_pass(0.1)
    await world.ask(
        "POST",
        "/v1/subscriptions",
        customer=first["customer"],
        default_payment_method=first["default_payment_method"],
        **{"items[0][price]": first["items"]["data"][0]["price"]["id"]},
    )

    for _ in range(3):
        await world.billing.sync(world.account_id)
        await world.billing.send_notices(mail)

    known = await world.billing.subscription(world.account_id)
    assert known is not None
    assert known.stripe_subscription_id == first["id"]
    assert await world.stand() is Stand.DUPLICATE
    assert subjects(inbox(OPERATOR)) == ["Alarma: Una cuenta tiene dos suscripciones"]
