"""Paying in a tab to which the session does not follow, and coming back signed out."""

import pytest

from asystec_web.services.billing import Stand
from asystec_web.settings import Settings
from asystec_web.state.payment_note import CANCELLED, NOT_YET, RECEIVED, TRIAL
from tests.billing_world import PYME_ANNUAL
from tests.subscriber import Subscriber, a_subscriber
from tests.visitor import Visitor


async def comes_back(person: Subscriber, page: str = "") -> Visitor:
    """Come from the payment page, in a tab that knows nobody."""
    named = page or (await person.world.all("checkout/sessions"))[0]["id"]
    tab = await Visitor().visits(f"/listo?session_id={named}")
    return await tab.visits(tab.sent_to)


async def test_a_payment_is_said_to_be_received(person: Subscriber) -> None:
    await person.pays()

    tab = await comes_back(person)

    assert tab.page == "sign-in"
    assert tab.screen["payment_note"] == RECEIVED
    assert await person.world.stand() is Stand.ACTIVE


async def test_nothing_but_that_is_told(person: Subscriber) -> None:
    await person.pays()
    account = await person.world.account()

    tab = await comes_back(person)

    for told in (account.email, account.full_name, str(account.id), "Pyme", "99"):
        assert told not in tab.wire.replace(tab.token, "")
    assert tab.screen["pending_steps"] == []


async def test_a_payment_that_is_not_seen_yet_is_not_made_again(
    person: Subscriber,
) -> None:
    await person.world.choose(PYME_ANNUAL)

    tab = await comes_back(person)

    assert tab.screen["payment_note"] == NOT_YET


async def test_a_silent_stripe_keeps_nobody_from_signing_in(
    person: Subscriber,
) -> None:
    await person.pays()
    [page] = await person.world.all("checkout/sessions")
    await person.world.control("mood", {"path": "/v1/", "status": 503, "times": 9})

    tab = await comes_back(person, page["id"])

    assert (tab.page, tab.screen["payment_note"]) == ("sign-in", NOT_YET)


async def test_a_payment_that_was_given_up_is_said_to_cost_nothing(
    person: Subscriber,
) -> None:
    await person.world.choose(PYME_ANNUAL)
    tab = await Visitor().visits("/plan?cancelado=1")

    await tab.visits(tab.sent_to)

    assert tab.screen["payment_note"] == CANCELLED
    tab.cookies = person.visitor.cookies
    await tab.visits(tab.address)
    assert tab.sent_to == "/plan?cancelado=1"


@pytest.mark.parametrize("page", ["cs_test_otra", "cs_test_otra'--", "x" * 300])
async def test_nothing_is_said_of_pages_nobody_opened(
    person: Subscriber, page: str
) -> None:
    tab = await comes_back(person, page)

    assert (tab.page, tab.screen["payment_note"]) == ("sign-in", "")


async def test_whoever_signs_in_then_goes_on_from_the_payment(
    person: Subscriber,
) -> None:
    await person.world.choose(PYME_ANNUAL)
    [page] = await person.world.all("checkout/sessions")
    tab = await comes_back(person)
    tab.cookies = person.visitor.cookies

    await tab.visits(tab.address)

    assert tab.sent_to == f"/listo?session_id={page['id']}"


async def test_a_free_trial_is_no_payment(settings: Settings) -> None:
    offering = settings.model_copy(update={"trial_days": 14})
    async with a_subscriber(offering) as person:
        await person.world.pay(await person.world.choose(PYME_ANNUAL, 14))

        tab = await comes_back(person)

    assert tab.screen["payment_note"] == TRIAL


async def test_what_was_said_of_a_payment_is_not_said_later(
    person: Subscriber,
) -> None:
    await person.pays()
    tab = await comes_back(person)

    await tab.visits("/")

    assert (tab.page, tab.screen["payment_note"]) == ("sign-in", "")
