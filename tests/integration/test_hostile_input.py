import inspect
from collections.abc import Mapping
from typing import Any

import pytest

from asystec_web.catalog.documents import DocumentType
from asystec_web.flow.steps import Step
from asystec_web.models import (
    Account,
    Business,
    ChosenActivity,
    Consecutive,
    EmailToken,
    HaciendaConnection,
    LoginSession,
    PlanAttempt,
    Subscription,
)
from asystec_web.routes import OF_STEP
from asystec_web.services import Services
from asystec_web.state import OnboardingState as State
from asystec_web.texts import SENTENCES
from tests.factories import (
    account_submission,
    answer_before,
    business_submission,
    consecutives_submission,
    hacienda_submission,
    new_account,
    new_email,
    signed_in,
    someone_at,
)
from tests.hostile import ENDLESS, EVERYTHING
from tests.visitor import Visitor

pytestmark = pytest.mark.usefixtures("services")

HANDLERS = sorted(State.event_handlers)
TABLES = (
    *(Account, EmailToken, LoginSession, Business, ChosenActivity),
    *(HaciendaConnection, Consecutive, PlanAttempt, Subscription),
)
# Handlers with a form: at which step, and what is right.
FORMS: dict[str, tuple[Step | None, Mapping[str, Any]]] = {
    "create_account": (None, account_submission()),
    "sign_in": (None, {"email": "nadie@prueba.test", "password": "x"}),
    "forget_password": (None, {"email": "nadie@prueba.test"}),
    "renew_password": (None, {"password": "guitarra-nube-cafetal-9"}),
    "submit_business": (Step.BUSINESS, business_submission()),
    "submit_hacienda": (Step.HACIENDA, hacienda_submission()),
    "submit_consecutives": (Step.CONSECUTIVES, consecutives_submission()),
}
WITHIN = {
    "province": {"province", "canton", "district"},
    "canton": {"canton", "district"},
    "key_content": {"key"},
    "key_size": {"key"},
}
# Trying each of these for real takes a process or a question to Hacienda.
TRIED = {"pin", "hacienda_password", "key_name", "key_size", "choice"}
# One number is like the next.
ALIKE = {f"next_{kind.value}" for kind in DocumentType} - {"next_01"}


def arguments(handler: str) -> list[str]:
    """Name what a handler takes; coming to a page takes nothing."""
    fn = State.event_handlers[handler].fn
    if handler.startswith("enter_"):
        return []
    return [name for name in inspect.signature(fn).parameters if name != "self"]


async def rows(services: Services) -> dict[str, list[str]]:
    """Write down everything that is kept."""
    async with services.database.transaction() as session:
        connection = await session.connection()
        return {
            str(table.__tablename__): sorted(
                map(
                    str,
                    await connection.exec_driver_sql(
                        f"select * from {table.__tablename__}"  # noqa: S608 - our own names
                    ),
                )
            )
            for table in TABLES
        }


@pytest.mark.parametrize("handler", FORMS)
async def test_whatever_is_typed_gets_a_sentence_beside_it(handler: str) -> None:
    step, right = FORMS[handler]
    person = await (someone_at(step) if step else _stranger())
    person.address = OF_STEP[step] if step else "/crear-cuenta"

    for field in right.keys() - TRIED - ALIKE:
        for name, value in EVERYTHING.items():
            own = {"email": new_email()} if handler == "create_account" else {}
            submitted = {**right, **own, field: value}
            await person.sends(handler, {"submitted": submitted})

            assert person.bugs == [], (field, name)
            shown = person.errors
            assert set(shown) <= WITHIN.get(field, {field}) | {""}, (field, name)
            assert all(each in SENTENCES.values() for each in shown.values())
            assert not person.screen["busy"]


@pytest.mark.parametrize("handler", FORMS)
async def test_what_is_no_form_gets_sentences(handler: str) -> None:
    step, _ = FORMS[handler]
    person = await (someone_at(step) if step else _stranger())

    for submitted in (None, "x", 7, [], [["a", "b"]], {}, {"__reflex_form_data__": []}):
        await person.sends(handler, {"submitted": submitted})

        assert person.bugs == [], submitted
        assert person.errors, submitted
        assert set(person.errors.values()) <= set(SENTENCES.values())


async def test_a_form_broken_on_the_way_is_dropped(services: Services) -> None:
    person = await someone_at(None)
    before = await rows(services)

    for handler in FORMS:
        for broken in ("planted-9f3c", [["x"], "planted-9f3c"], [["planted-9f3c"]]):
            form = {"__reflex_form_data__": broken}
            await person.sends(handler, {"submitted": form})
            assert not person.screen["busy"], handler

    # Reflex itself trips over these, before our handler runs.
    assert not any("9f3c" in str(bug) for bug in person.bugs)
    assert await rows(services) == before


async def test_what_is_refused_loses_nothing_kept(services: Services) -> None:
    account = await new_account()
    await answer_before(account, None)
    person = await signed_in(account)
    before = await rows(services)

    for handler in ("submit_business", "submit_hacienda", "submit_consecutives"):
        _, right = FORMS[handler]
        garbage = dict.fromkeys(right, ENDLESS)
        await person.sends(handler, {"submitted": garbage})
        assert person.errors

    assert await rows(services) == before


@pytest.mark.parametrize("handler", HANDLERS)
async def test_any_argument_may_be_anything(handler: str) -> None:
    names = arguments(handler)
    if not names:
        return
    person = await someone_at(None)

    for value in EVERYTHING.values():
        await person.sends(handler, dict.fromkeys(names, value))
        assert handler == "setvar" or person.bugs == [], value

    assert not person.screen["busy"]
    assert not person.screen["looking_up"]


async def test_a_stranger_changes_and_learns_nothing(services: Services) -> None:
    account = await new_account("otra-persona@prueba.test")
    await answer_before(account, None)
    before = await rows(services)
    stranger = await Visitor().visits("/terminos")

    for handler in HANDLERS:
        names = arguments(handler)
        for payload in (
            {},
            dict.fromkeys(names, ""),
            dict.fromkeys(names, "6201.0"),
            {"account_id": str(account.id), **{name: {} for name in names}},
        ):
            await stranger.sends(handler, payload)
        assert stranger.filled == {}, handler

    assert await rows(services) == before
    for known in ("EMPRESA DE PRUEBA", "otra-persona", "3-101-999999", "3101999999"):
        assert known not in stranger.wire
    # Too few or too many arguments are a bug of whoever sent them; they tell nothing.
    assert {type(bug) for bug in stranger.bugs} <= {TypeError, AttributeError}


async def test_wrong_counts_of_arguments_quote_nothing() -> None:
    person = await someone_at(Step.PLAN)
    planted = "planted-9f3c"

    for handler in HANDLERS:
        typed = dict.fromkeys(arguments(handler), planted)
        await person.sends(handler, {})
        await person.sends(handler, {**typed, "x": planted})
        assert not person.screen["busy"], handler

    assert not any(planted in str(bug) for bug in person.bugs)


def test_what_is_no_handler_cannot_be_called() -> None:
    helpers = [name for name in vars(State) if name.startswith("_")]
    inherited = ["reset", "get_state", "dict", "get_value", "router", "busy", ""]

    assert not any(map(Visitor().can_call, [*helpers, *inherited]))


def test_what_is_a_handler_can_be_called() -> None:
    assert Visitor().can_call("sign_in")


async def test_no_var_can_be_set_from_outside() -> None:
    person = await (await someone_at(Step.ACTIVITIES)).visits("/actividades")
    shown = dict(person.screen)
    names = [*State.get_fields(), "router", "problems", "__dict__"]
    # Reflex's own, which says that the first events of a page are over.
    names.remove("is_hydrated")

    for name in names:
        await person.sends("setvar", {"var_name": name, "value": True})

    assert person.screen == shown
    assert [type(bug) for bug in person.bugs] == [AttributeError] * len(names)


async def _stranger() -> Visitor:
    return Visitor()
