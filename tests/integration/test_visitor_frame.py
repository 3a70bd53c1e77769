import asyncio
import json

import pytest
from sqlmodel import select

from asystec_web.flow.steps import Step
from asystec_web.models import Consecutive
from asystec_web.services import Services
from asystec_web.services.billing.attempts import Choice
from asystec_web.state import OnboardingState as State
from asystec_web.state import frame
from asystec_web.texts import SENTENCES
from tests.conftest import Mood
from tests.factories import (
    answer_before,
    new_account,
    signed_in,
    someone_at,
    subscribe,
)
from tests.new_prices import raise_prices
from tests.visitor import Visitor, spec
from tests.waiting import LONG_S, until

MONTHLY = Choice("asystec_pyme_monthly", 999000, "crc")


@pytest.fixture(autouse=True)
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait as the page does, only in a shorter time."""
    monkeypatch.setattr(frame, "LOOK_EVERY_S", 0.05)
    monkeypatch.setattr(frame, "PATIENCE_S", 2 * LONG_S)


@pytest.fixture
async def owner(services: Services) -> Visitor:
    """Somebody before the plans."""
    del services
    return await (await someone_at(Step.PLAN)).visits("/plan")


async def test_a_frame_gets_a_token_for_each_price_it_shows(
    owner: Visitor, services: Services
) -> None:
    await owner.does(spec(State.arm_payment))

    tokens = json.loads(owner.filled["pay-tokens"])
    assert set(tokens) == {card["lookup_key"] for card in owner.screen["plan_cards"]}
    await services.pay_tokens.spend(tokens[MONTHLY.lookup_key], MONTHLY)


async def test_tokens_are_in_no_var_and_not_in_the_conversation(owner: Visitor) -> None:
    await owner.does(spec(State.arm_payment))

    tokens = json.loads(owner.filled["pay-tokens"]).values()
    kept = await owner.pickled()
    shown = json.dumps(owner.screen)
    assert not any(token in shown or token.encode() in kept for token in tokens)


async def test_nobody_gets_tokens_signed_out_or_before_their_turn(
    visitor: Visitor,
) -> None:
    await visitor.does(spec(State.arm_payment))
    early = await (await someone_at(Step.ACTIVITIES)).visits("/actividades")
    await early.does(spec(State.arm_payment))

    assert "pay-tokens" not in {**visitor.filled, **early.filled}


async def test_the_frame_goes_on_by_itself_once_the_server_knows(
    services: Services,
) -> None:
    account = await new_account()
    await answer_before(account, Step.PLAN)
    owner = await (await signed_in(account)).visits("/plan")

    waiting = asyncio.create_task(
        owner.does(spec(State.await_payment, MONTHLY.lookup_key))
    )
    await until(lambda: bool(owner.screen["paying"]))
    began = [card["lookup_key"] for card in owner.screen["paying"]]
    await subscribe(account)
    await waiting

    assert began == [MONTHLY.lookup_key]
    assert owner.sent_to == "/listo"


async def test_an_outage_while_waiting_does_not_end_it(
    services: Services, mood: Mood
) -> None:
    account = await new_account()
    await answer_before(account, Step.PLAN)
    owner = await (await signed_in(account)).visits("/plan")
    mood("stripe", {"path": "/v1", "status": 500, "body": "{}"})

    waiting = asyncio.create_task(
        owner.does(spec(State.await_payment, MONTHLY.lookup_key))
    )
    await asyncio.sleep(0.8)
    await subscribe(account)
    await waiting

    assert owner.sent_to == "/listo"


async def test_waiting_ends_when_the_plans_are_chosen_again(owner: Visitor) -> None:
    waiting = asyncio.create_task(
        owner.does(spec(State.await_payment, MONTHLY.lookup_key))
    )
    await until(lambda: bool(owner.screen["paying"]))

    await owner.does(spec(State.choose_again))
    await asyncio.wait_for(waiting, LONG_S)

    assert owner.screen["paying"] == []
    assert owner.redirects == []


async def test_plans_chosen_again_have_the_prices_of_now(
    owner: Visitor, services: Services, mood: Mood
) -> None:
    shown = int(owner.screen["plan_cards"][1]["amount"])
    await raise_prices(services, mood, by=100)

    await owner.does(spec(State.choose_again))

    assert int(owner.screen["plan_cards"][1]["amount"]) == shown + 100


async def test_whoever_has_a_charge_to_pay_is_told_so_when_choosing_again(
    services: Services,
) -> None:
    account = await new_account()
    await answer_before(account, Step.PLAN)
    owner = await (await signed_in(account)).visits("/plan")
    await subscribe(account, status="unpaid")

    await owner.does(spec(State.choose_again))

    assert owner.screen["stalled"]
    assert "cobro sin pagar" in owner.screen["plan_before"]


async def test_whoever_was_signed_out_is_led_to_sign_in(
    owner: Visitor, services: Services
) -> None:
    await services.sessions.close(owner.cookies.partition("=")[2])

    await owner.does(spec(State.await_payment, MONTHLY.lookup_key))

    assert owner.sent_to.startswith("/?")


async def test_whoever_went_back_elsewhere_is_led_to_that_step(
    owner: Visitor, services: Services
) -> None:
    async with services.database.transaction() as session:
        for row in await session.exec(select(Consecutive)):
            await session.delete(row)

    await owner.does(spec(State.await_payment, MONTHLY.lookup_key))

    assert owner.sent_to == "/consecutivos"


async def test_a_wait_that_is_given_up_says_so(
    owner: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame, "PATIENCE_S", 0)

    await owner.does(spec(State.await_payment, MONTHLY.lookup_key))

    assert owner.screen["paying_note"] == frame.GIVEN_UP


async def test_what_was_said_before_is_not_said_while_waiting(owner: Visitor) -> None:
    await owner.visits("/plan?cancelado=1")
    before = owner.screen["plan_note"]

    waiting = asyncio.create_task(
        owner.does(spec(State.await_payment, MONTHLY.lookup_key))
    )
    await until(lambda: bool(owner.screen["paying"]))
    said = owner.screen["plan_note"]
    await owner.does(spec(State.choose_again))
    await waiting

    assert before == SENTENCES["billing.cancelled"]
    assert said == ""


async def test_who_says_too_early_to_have_paid_is_told_so(owner: Visitor) -> None:
    await owner.does(spec(State.say_paid))

    assert owner.screen["paying_note"] == frame.NOT_YET
    assert owner.redirects == []


@pytest.mark.parametrize("key", ["", "no-such", "x" * 100_000, {"a": 1}, None])
async def test_there_is_no_waiting_for_what_is_not_on_the_page(
    owner: Visitor, key: object
) -> None:
    await owner.sends("await_payment", {"lookup_key": key})

    assert owner.screen["paying"] == []
    assert owner.bugs == []


async def test_a_new_visit_shows_the_plans(owner: Visitor) -> None:
    waiting = asyncio.create_task(
        owner.does(spec(State.await_payment, MONTHLY.lookup_key))
    )
    await until(lambda: bool(owner.screen["paying"]))

    await owner.visits("/plan?cancelado=1")
    await asyncio.wait_for(waiting, LONG_S)

    assert owner.screen["paying"] == []
    assert owner.screen["plan_cards"]
