import asyncio
from collections.abc import AsyncGenerator, Callable
from typing import Any

import pytest
from pydantic import SecretStr

from asystec_web.flow.steps import Step
from asystec_web.models import Account
from asystec_web.services import Services, build_services, mail, use_services
from asystec_web.services.billing.stripe_client import CONVERSATION_S
from asystec_web.services.hacienda import identity, taxpayers
from asystec_web.settings import Settings, load_settings
from asystec_web.state import OnboardingState as State
from asystec_web.state import done
from asystec_web.texts import SENTENCES
from tests.conftest import Held, Mood
from tests.factories import (
    NUMBER,
    account_submission,
    answer_before,
    business_submission,
    hacienda_submission,
    later_submission,
    new_account,
    signed_in,
    someone_at,
)
from tests.visitor import Visitor, spec
from tests.waiting import LONG_S

Letters = Callable[[str], list[dict[str, Any]]]
OUTAGES = [
    SENTENCES[f"hacienda.identity_{kind}"]
    for kind in ("unreachable", "down", "confused")
]
NONSENSE = [
    pytest.param({"status": 200, "body": "<html>Mantenimiento</html>"}, id="a page"),
    pytest.param({"status": 200, "body": '{"nombre": '}, id="half an answer"),
    pytest.param({"status": 200, "body": "[1, 2]"}, id="another shape"),
    pytest.param({"status": 200, "body": "null"}, id="null"),
    pytest.param({"status": 418, "body": "?"}, id="an odd status"),
    pytest.param({"drop": True}, id="cut off"),
    pytest.param({"status": 200, "body": "x" * 400_000}, id="endless"),
    pytest.param({"status": 500, "body": "{}"}, id="an error"),
]


@pytest.fixture
async def nobody_answers(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[Services]:
    """Services of which every outside address refuses connections."""
    gone = "http://127.0.0.1:1"
    changes = dict.fromkeys(
        ("hacienda_api_url", "hacienda_idp_url", "stripe_api_url"), gone
    )
    smtp = {"smtp_url": SecretStr("smtp://127.0.0.1:1")}
    held = build_services(load_settings(**{**settings.model_dump(), **changes, **smtp}))
    monkeypatch.setattr(mail, "TRIES", 1)
    with use_services(held):
        yield held
    await held.close()


async def account_of(person: Visitor, services: Services) -> Account:
    account = await services.sessions.account_of(person.cookies.partition("=")[2])
    assert account is not None
    return account


async def test_with_everything_down_the_way_leads_to_the_plans(
    nobody_answers: Services,
) -> None:
    person = Visitor()
    await person.does(spec(State.create_account, account_submission()))
    await person.comes_in()
    await person.visits("/negocio")
    await person.does(spec(State.look_up_cedula, NUMBER))
    assert person.screen["taxpayer_note"] == SENTENCES["taxpayer.unavailable"]
    await person.does(spec(State.submit_business, business_submission()))
    await person.visits("/actividades")
    await person.does(spec(State.add_activity, "5610.0"))
    await person.does(State.submit_activities)
    await person.does(spec(State.submit_hacienda, hacienda_submission()))
    assert person.errors == {"": SENTENCES["hacienda.identity_unreachable"]}
    await person.does(spec(State.submit_hacienda, later_submission()))

    answers = await nobody_answers.businesses.answers(
        await account_of(person, nobody_answers)
    )
    assert answers.journey.next_step is Step.CONSECUTIVES


async def test_without_stripe_the_plans_say_so(nobody_answers: Services) -> None:
    del nobody_answers
    person = await someone_at(Step.PLAN)

    await person.visits("/plan")

    assert person.page == "plan"
    assert person.screen["plan_note"] == SENTENCES["billing.unavailable"]


async def test_nobody_waits_longer_than_one_silent_answer(
    services: Services, mood: Mood, held: Held
) -> None:
    mood("hacienda", {"hold": True, "status": 0})
    mood("stripe", {"hold": True, "status": 0})
    looking, submitting, connecting, choosing = [
        await (await someone_at(step)).visits(address)
        for step, address in (
            (Step.BUSINESS, "/negocio"),
            (Step.BUSINESS, "/negocio"),
            (Step.HACIENDA, "/hacienda"),
            (Step.PLAN, "/terminos"),
        )
    ]

    await asyncio.gather(
        looking.does(spec(State.look_up_cedula, "111111111")),
        submitting.does(spec(State.submit_business, business_submission())),
        connecting.does(spec(State.submit_hacienda, hacienda_submission())),
        choosing.visits("/plan"),
    )

    # Three asked Hacienda, and none of them twice.
    assert held("hacienda") == 3
    assert max(taxpayers.PATIENCE_S, identity.PATIENCE_S, CONVERSATION_S) <= 5
    assert looking.screen["taxpayer_note"] == SENTENCES["taxpayer.unavailable"]
    assert submitting.redirects == ["/actividades"]
    assert connecting.errors == {"": SENTENCES["hacienda.identity_slow"]}
    assert choosing.screen["plan_note"] == SENTENCES["billing.unavailable"]
    kept = await services.businesses.answers(await account_of(submitting, services))
    assert kept.business is not None
    assert kept.business.id_number == NUMBER


@pytest.mark.parametrize("fault", NONSENSE)
async def test_hacienda_talks_nonsense(
    services: Services, mood: Mood, fault: dict[str, object]
) -> None:
    mood("hacienda", {"path": "/fe/ae", **fault})
    person = await (await someone_at(Step.BUSINESS)).visits("/negocio")

    await person.does(spec(State.look_up_cedula, NUMBER))
    assert person.screen["taxpayer_note"] == SENTENCES["taxpayer.unavailable"]
    await person.does(spec(State.submit_business, business_submission()))

    assert person.redirects == ["/actividades"]
    kept = await services.businesses.answers(await account_of(person, services))
    assert kept.business is not None


@pytest.mark.parametrize("fault", NONSENSE)
async def test_the_identity_provider_talks_nonsense(
    services: Services, mood: Mood, fault: dict[str, object]
) -> None:
    mood("hacienda", {"path": "/auth", **fault})
    person = await (await someone_at(Step.HACIENDA)).visits("/hacienda")

    await person.does(spec(State.submit_hacienda, hacienda_submission()))

    assert person.errors in [{"": each} for each in OUTAGES]
    kept = await services.businesses.answers(await account_of(person, services))
    assert kept.connection is None


@pytest.mark.parametrize("fault", NONSENSE[:5])
async def test_stripe_talks_nonsense(
    services: Services, mood: Mood, fault: dict[str, object]
) -> None:
    del services
    mood("stripe", {"path": "/v1/prices", **fault})
    person = await someone_at(Step.PLAN)

    await person.visits("/plan")

    assert person.page == "plan"
    assert person.screen["plan_cards"] == []
    assert person.screen["plan_note"] == SENTENCES["billing.unavailable"]


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"status": 0, "hold": True}, id="slow"),
        pytest.param({"status": 451}, id="busy"),
        pytest.param({"status": 550}, id="refusing"),
        pytest.param({"drop": True}, id="cut off"),
    ],
)
async def test_mail_delays_nobody(
    services: Services,
    mood: Mood,
    letters: Letters,
    monkeypatch: pytest.MonkeyPatch,
    fault: dict[str, object],
) -> None:
    for name in ("SEND_TIMEOUT_S", "FIRST_WAIT_S"):
        monkeypatch.setattr(mail, name, LONG_S)
    mood("mail", {"path": "smtp", **fault})
    person, submission = Visitor(), account_submission()

    async with asyncio.timeout(LONG_S / 2):
        await person.does(spec(State.create_account, submission))

    assert person.filled["session-ticket"]
    assert letters(submission["email"]) == []
    # So that the end of the test need not wait for it either.
    await services.mail.close(within_s=0)


async def test_a_letter_waits_for_its_server_to_come_back(
    services: Services, mood: Mood, monkeypatch: pytest.MonkeyPatch
) -> None:
    mood("mail", {"path": "smtp", "status": 451, "times": 1})
    account = await new_account()
    sent = asyncio.Event()
    deliver = services.mail._deliver  # pyright: ignore[reportPrivateUsage] - to know when it is over

    async def delivered(*args: object) -> None:
        await deliver(*args)  # pyright: ignore[reportArgumentType] - handed through
        sent.set()

    monkeypatch.setattr(services.mail, "_deliver", delivered)

    await services.accounts.send_confirmation(account)

    async with asyncio.timeout(LONG_S):
        await sent.wait()


async def test_who_returns_from_paying_during_an_outage_loses_nothing(
    services: Services, mood: Mood, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(done, "ASK_EVERY_S", 0)
    monkeypatch.setattr(done, "TRIES", 2)
    mood("stripe", {"path": "/v1", "status": 400, "body": "{}"})
    account = await new_account()
    await answer_before(account, Step.PLAN)
    person = await signed_in(account)

    await person.visits("/listo?session_id=cs_test_x")

    kept = await services.businesses.answers(account)
    assert kept.journey.next_step is Step.PLAN
    assert person.errors == {}
