"""Por comprobar, accepted, rejected, removed: as the pages tell it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from asystec_web.flow.agreement import IN_TESTS
from asystec_web.flow.steps import Step
from asystec_web.models import (
    Account,
    ConnectionCandidate,
    ConnectionStatus,
    HaciendaConnection,
)
from asystec_web.models.columns import now
from asystec_web.services import Services
from asystec_web.services.answers import Answers
from asystec_web.simulators.hacienda.taxpayers import DEMO_PASSWORD
from asystec_web.state import OnboardingState as State
from asystec_web.texts import SENTENCES
from tests.conftest import Mood
from tests.factories import (
    API_USER,
    answer_before,
    business_submission,
    connect,
    hacienda_submission,
    key_base64,
    later_submission,
    new_account,
    signed_in,
    someone_at,
)
from tests.visitor import Visitor, spec

Letters = Callable[[str], list[dict[str, Any]]]
DOWN = {"path": "/auth", "status": 503, "body": "{}"}
SUBMIT = spec(State.submit_hacienda, hacienda_submission())
WAITING = "Hacienda: por comprobar"


@pytest.fixture
async def account(services: Services) -> Account:
    """Somebody who answered everything, Hacienda with «later»."""
    del services
    account = await new_account()
    await answer_before(account, None)
    return account


@pytest.fixture
async def owner(account: Account) -> Visitor:
    """The same at a browser."""
    return await (await signed_in(account)).visits("/hacienda")


async def answers_of(services: Services, account: Account) -> Answers:
    return await services.businesses.answers(account)


async def background(services: Services) -> None:
    """Let the pauses be over, and the next round begin."""
    async with services.database.transaction() as session:
        over = now() - timedelta(seconds=1)
        await session.exec(update(ConnectionCandidate).values(next_try_at=over))
    await services.trials.go_round()


def told(person: Visitor) -> list[str]:
    return [notice["title"] for notice in person.screen["connection_notices"]]


async def test_an_outage_is_said_once_and_then_everything_goes_on(
    services: Services, account: Account, owner: Visitor, mood: Mood
) -> None:
    mood("hacienda", DOWN)

    await owner.does(SUBMIT)

    assert owner.errors == {"": SENTENCES["hacienda.identity_down"]}
    assert owner.redirects == []
    assert told(owner) == [WAITING]
    assert owner.screen["connection_waiting"] is True
    await owner.does(SUBMIT)
    assert owner.redirects == ["/perfil"]
    profile = await owner.elsewhere().visits("/perfil")
    assert told(profile) == [WAITING]
    kept = (await answers_of(services, account)).candidate
    assert kept is not None
    assert DEMO_PASSWORD.encode() not in (kept.sealed_password or b"")


async def test_whoever_waits_goes_on_without_typing_again(
    owner: Visitor, mood: Mood
) -> None:
    mood("hacienda", DOWN)
    await owner.does(SUBMIT)
    back = await owner.elsewhere().visits("/hacienda")
    nothing = dict.fromkeys(hacienda_submission(), "") | {"hacienda_user": API_USER}

    await back.does(spec(State.submit_hacienda, nothing))

    assert back.screen["api_user"] == API_USER
    assert back.redirects == ["/perfil"]


@pytest.mark.parametrize("page", ["/hacienda", "/perfil", "/listo"])
async def test_an_open_page_learns_by_itself_that_it_was_accepted(
    services: Services, account: Account, owner: Visitor, mood: Mood, page: str
) -> None:
    mood("hacienda", DOWN)
    await owner.does(SUBMIT)
    watching = await owner.elsewhere().visits(page)
    assert WAITING in str(watching.screen)
    mood("hacienda", [])

    await background(services)
    await watching.does(spec(State.look_at_connection))

    assert told(watching) == ["Hacienda conectada"]
    assert watching.screen["connection_waiting"] is False
    assert "hacienda" not in watching.screen["pending_steps"] or page == "/hacienda"
    assert (await answers_of(services, account)).connected


async def test_an_open_page_learns_by_itself_that_it_was_rejected(
    services: Services, owner: Visitor, mood: Mood
) -> None:
    mood("hacienda", DOWN)
    wrong = hacienda_submission(hacienda_password="otra")
    await owner.does(spec(State.submit_hacienda, wrong))
    watching = await owner.elsewhere().visits("/perfil")
    mood("hacienda", [])

    await background(services)
    await watching.does(spec(State.look_at_connection))

    [notice] = watching.screen["connection_notices"]
    assert notice["title"] == "Hacienda no quedó conectada"
    assert notice["detail"] == SENTENCES["hacienda.rejected"]
    assert {"term": "Estado", "detail": "No aceptada"} in watching.screen[
        "profile_hacienda"
    ]


async def test_looking_without_news_changes_nothing(owner: Visitor, mood: Mood) -> None:
    mood("hacienda", DOWN)
    await owner.does(SUBMIT)
    entered = owner.screen["entered"]

    await owner.does(spec(State.look_at_connection))

    assert owner.screen["entered"] == entered
    assert owner.errors == {"": SENTENCES["hacienda.identity_down"]}


async def test_nobody_looks_at_somebody_else_s_connection(services: Services) -> None:
    del services
    stranger = await Visitor().visits("/terminos")

    for act in (
        State.look_at_connection,
        State.look_and_seek,
        State.try_connection_again,
        State.begin_removal,
        State.remove_connection,
    ):
        await stranger.does(spec(act))

    assert stranger.screen["connection_notices"] == []
    assert stranger.screen["can_remove"] is False


async def test_later_with_half_of_it_says_what_is_kept_and_what_is_missing(
    owner: Visitor,
) -> None:
    half = hacienda_submission(choice="later", key_content="", key_size="", pin="")

    await owner.does(spec(State.submit_hacienda, half))

    assert owner.redirects == ["/perfil"]
    back = await owner.elsewhere().visits("/hacienda")
    [notice] = back.screen["connection_notices"]
    assert notice["title"] == "Faltan datos de Hacienda"
    assert notice["detail"] == (
        "Guardamos cifrado: el Usuario API y la Contraseña API. Falta: la llave y el "
        "PIN. Lo que ya dio puede dejarlo vacío."
    )
    rest = hacienda_submission(hacienda_user=API_USER, hacienda_password="")
    await back.does(spec(State.submit_hacienda, rest))
    assert back.errors == {}
    assert back.redirects == ["/perfil"]


async def test_later_with_a_wrong_pin_says_so(owner: Visitor) -> None:
    wrong = hacienda_submission(choice="later", pin="9999")

    await owner.does(spec(State.submit_hacienda, wrong))

    assert owner.redirects == ["/perfil"]
    profile = await owner.elsewhere().visits("/perfil")
    [notice] = profile.screen["connection_notices"]
    assert "Falta: el PIN." in notice["detail"]
    assert SENTENCES["key.pin_rejected"] in notice["detail"]


async def test_later_with_nothing_but_a_mistake_says_that_it_is_not_kept(
    services: Services, account: Account, owner: Visitor
) -> None:
    mistake = later_submission(hacienda_user="persona@prueba.test")

    await owner.does(spec(State.submit_hacienda, mistake))

    assert owner.redirects == ["/consecutivos"]
    assert owner.screen["later_note"].startswith("No guardamos lo que escribió.")
    assert (await answers_of(services, account)).candidate is None


async def test_later_with_nothing_is_later(
    services: Services, account: Account, owner: Visitor
) -> None:
    await owner.does(spec(State.submit_hacienda, later_submission()))

    answers = await answers_of(services, account)
    assert owner.screen["later_note"] == ""
    assert answers.candidate is None
    assert answers.connection is not None
    assert answers.connection.status == ConnectionStatus.DEFERRED


async def test_with_all_four_later_is_soon(
    services: Services, account: Account, owner: Visitor
) -> None:
    await owner.does(spec(State.submit_hacienda, hacienda_submission(choice="later")))

    await background(services)

    assert (await answers_of(services, account)).connected


async def test_trying_again_connects_what_waited(
    services: Services, account: Account, owner: Visitor, mood: Mood
) -> None:
    mood("hacienda", DOWN)
    await owner.does(SUBMIT)
    profile = await owner.elsewhere().visits("/perfil")
    mood("hacienda", [])

    await profile.does(State.try_connection_again)

    assert profile.screen["notice"] == "Hacienda aceptó su usuario y su contraseña."
    assert told(profile) == ["Hacienda conectada"]
    assert profile.screen["ready"] is True
    assert (await answers_of(services, account)).candidate is None


async def test_trying_again_during_an_outage_doubts_nothing(
    services: Services, account: Account, owner: Visitor, mood: Mood
) -> None:
    await owner.does(SUBMIT)
    profile = await owner.elsewhere().visits("/perfil")
    mood("hacienda", DOWN)

    await profile.does(State.try_connection_again)

    assert profile.errors == {"": SENTENCES["hacienda.identity_down"]}
    assert (await answers_of(services, account)).connected


async def test_trying_again_tells_that_hacienda_no_longer_accepts_it(
    services: Services, account: Account, owner: Visitor, mood: Mood
) -> None:
    await owner.does(SUBMIT)
    profile = await owner.elsewhere().visits("/perfil")
    refusal = {"status": 401, "body": '{"error": "invalid_grant"}'}
    mood("hacienda", {"path": "/auth", **refusal})

    await profile.does(State.try_connection_again)

    assert told(profile) == ["Hacienda ya no acepta su conexión"]
    assert profile.screen["ready"] is False
    assert not (await answers_of(services, account)).connected


async def test_trying_again_what_hacienda_blocks_leaves_no_time_behind(
    owner: Visitor, mood: Mood
) -> None:
    mood("hacienda", DOWN)
    await owner.does(SUBMIT)
    profile = await owner.elsewhere().visits("/perfil")
    mood("hacienda", {**DOWN, "status": 403})

    await profile.does(State.try_connection_again)

    [notice] = profile.screen["connection_notices"]
    assert notice["title"] == "Hacienda no quedó conectada"
    assert notice["detail"] == SENTENCES["hacienda.was_blocked"]


async def test_removing_deletes_every_secret_once_it_is_confirmed(
    services: Services, account: Account, owner: Visitor, mood: Mood
) -> None:
    await owner.does(SUBMIT)
    mood("hacienda", DOWN)
    modern = hacienda_submission(key_content=key_base64("3101999999-por-vencer.p12"))
    await owner.does(spec(State.submit_hacienda, modern))
    profile = await owner.elsewhere().visits("/perfil")
    assert len(told(profile)) == 2

    await profile.does(State.remove_connection)
    assert (await answers_of(services, account)).connected, "nobody confirmed"
    await profile.does(State.begin_removal)
    await profile.does(State.cancel_removal)
    await profile.does(State.remove_connection)
    assert (await answers_of(services, account)).connected, "it was called off"
    await profile.does(State.begin_removal)
    await profile.does(State.remove_connection)

    answers = await answers_of(services, account)
    assert answers.candidate is None
    assert answers.connection is not None
    assert answers.connection.status == ConnectionStatus.DEFERRED
    secrets = ("sealed_password", "sealed_key", "sealed_pin", "key_expires_at")
    assert {getattr(answers.connection, name) for name in secrets} == {None}
    assert answers.connection.api_user == ""
    assert profile.screen["can_remove"] is False
    state = "Sin conectar: usted eliminó la conexión"
    assert profile.screen["profile_hacienda"] == [{"term": "Estado", "detail": state}]
    assert answers.journey.complete


async def test_the_question_before_removing_outlives_an_act_that_fills_the_page_anew(
    owner: Visitor,
) -> None:
    await owner.does(SUBMIT)
    profile = await owner.elsewhere().visits("/perfil")
    await profile.does(State.begin_removal)

    await profile.does(State.enter_profile)
    assert profile.screen["removing"] is True

    await profile.visits("/plan")
    await profile.visits("/perfil")
    assert profile.screen["removing"] is False


async def test_the_profile_shows_what_is_in_force_and_what_is_on_its_way(
    owner: Visitor, mood: Mood
) -> None:
    await owner.does(SUBMIT)
    mood("hacienda", DOWN)
    soon = hacienda_submission(key_content=key_base64("3101999999-por-vencer.p12"))
    await owner.does(spec(State.submit_hacienda, soon))

    profile = await owner.elsewhere().visits("/perfil")

    facts = {
        line["term"]: line["detail"] for line in profile.screen["profile_hacienda"]
    }
    coming = {
        line["term"]: line["detail"] for line in profile.screen["profile_candidate"]
    }
    assert facts["Estado"] == "Conectada"
    assert facts["Cédula"] == "3-101-999999"
    assert facts["Ambiente"] == "Pruebas"
    assert facts["Llave de"] == "EMPRESA DE PRUEBA SOCIEDAD ANONIMA"
    assert facts["La llave vence el"]
    assert coming["Estado"] == "Por comprobar"
    assert profile.screen["ready"] is True


@pytest.mark.parametrize(
    "user",
    [
        pytest.param("", id="no user yet"),
        pytest.param(
            "dimex-11111111111@stag.comprobanteselectronicos.go.cr",
            id="a user that tells no cédula",
        ),
    ],
)
async def test_the_profile_says_whose_a_key_is_without_a_user_that_tells(
    owner: Visitor, user: str
) -> None:
    later = hacienda_submission(choice="later", hacienda_user=user)
    await owner.does(spec(State.submit_hacienda, later))

    profile = await owner.elsewhere().visits("/perfil")

    facts = {
        line["term"]: line["detail"] for line in profile.screen["profile_hacienda"]
    }
    assert facts["Cédula"] == "3-101-999999"
    assert facts["Ambiente"] == "Pruebas"
    assert facts["Llave de"] == "EMPRESA DE PRUEBA SOCIEDAD ANONIMA"
    assert facts["La llave vence el"]


@pytest.mark.parametrize(
    ("days", "title"),
    [
        pytest.param(61, "Hacienda conectada", id="in good time"),
        pytest.param(60, "Su llave criptográfica está por vencer", id="soon"),
        pytest.param(0, "Su llave criptográfica está por vencer", id="today"),
        pytest.param(-1, "Su llave criptográfica venció", id="expired"),
    ],
)
async def test_the_profile_warns_of_a_key_that_expires(
    services: Services, owner: Visitor, days: int, title: str
) -> None:
    await owner.does(SUBMIT)
    expires = now() + timedelta(days=days, minutes=1)
    async with services.database.transaction() as session:
        await session.exec(update(HaciendaConnection).values(key_expires_at=expires))

    profile = await owner.elsewhere().visits("/perfil")

    assert told(profile) == [title]


async def test_another_cedula_has_to_prove_itself_and_the_old_one_does_so_again(
    services: Services, account: Account, owner: Visitor
) -> None:
    await owner.does(SUBMIT)
    other = business_submission(cedula="3-101-999901")
    same = business_submission()

    await owner.does(spec(State.submit_business, other))
    changed = await answers_of(services, account)
    await background(services)
    refused = await answers_of(services, account)
    await owner.does(spec(State.submit_business, same))
    await background(services)
    back = await answers_of(services, account)

    assert changed.connection is not None
    assert changed.connection.status == ConnectionStatus.TO_CHECK
    assert changed.candidate is not None
    assert changed.candidate.status == "rejected"
    assert changed.candidate.reason == "hacienda.business_differs"
    assert not refused.connected
    assert back.connected


async def test_a_cedula_that_was_just_changed_is_told_on_the_page_and_by_no_letter(
    services: Services, account: Account, owner: Visitor, letters: Letters
) -> None:
    await owner.does(SUBMIT)

    for cedula in ("3-101-999901", "3-101-999902", "3-101-999910"):
        other = business_submission(cedula=cedula)
        await owner.does(spec(State.submit_business, other))
        await background(services)

    page = await owner.elsewhere().visits("/perfil")
    [notice] = page.screen["connection_notices"]
    assert notice["title"] == "Hacienda no quedó conectada"
    assert "su negocio es 3-101-999910" in notice["detail"]
    assert page.screen["connection_waiting"] is False
    assert letters(account.email) == []


async def test_whoever_is_connected_to_the_sandbox_is_warned_and_still_ready(
    services: Services, account: Account, owner: Visitor
) -> None:
    await owner.does(SUBMIT)

    pages = {
        page: (await owner.elsewhere().visits(page)).screen
        for page in ("/hacienda", "/perfil", "/listo")
    }

    [notice] = pages["/hacienda"]["connection_notices"]
    assert (notice["kind"], notice["title"]) == ("warn", "Hacienda conectada")
    [line] = [one for one in pages["/listo"]["done"] if "Hacienda" in one["title"]]
    assert line["kind"] == "warn"
    assert pages["/perfil"]["ready"] is True
    for said in (notice["detail"], line["detail"], pages["/perfil"]["ready_note"]):
        assert said.endswith(IN_TESTS)


async def test_whoever_is_connected_to_production_is_not_warned(
    services: Services, account: Account, owner: Visitor
) -> None:
    await connect(account, "3101999906")

    profile = await owner.elsewhere().visits("/perfil")

    assert profile.screen["connection_notices"][0]["kind"] == "ok"
    assert profile.screen["ready_note"] == ""


async def test_no_secret_of_what_waits_is_on_the_wire_or_in_the_conversation(
    owner: Visitor, mood: Mood
) -> None:
    mood("hacienda", DOWN)
    secret = "planted&contraseña+por-comprobar"
    await owner.does(
        spec(State.submit_hacienda, hacienda_submission(hacienda_password=secret))
    )
    profile = await owner.elsewhere().visits("/perfil")

    for person in (owner, profile):
        assert secret not in person.wire
        assert secret.encode() not in await person.pickled()


async def test_the_step_may_be_left_for_someone_new(
    services: Services, mood: Mood
) -> None:
    """Whoever is in the middle of the sign-up goes on with what waits."""
    mood("hacienda", DOWN)
    person = await (await someone_at(Step.HACIENDA)).visits("/hacienda")

    await person.does(SUBMIT)
    await person.does(SUBMIT)
    await person.visits("/consecutivos")

    assert person.page == "consecutives"
    assert told(person) == [WAITING]


async def test_the_open_numbers_are_filled_once_hacienda_has_accepted(
    services: Services, mood: Mood
) -> None:
    mood("hacienda", DOWN)
    person = await (await someone_at(Step.HACIENDA)).visits("/hacienda")
    await person.does(SUBMIT)
    await person.visits("/consecutivos")
    assert person.screen["connection_told"]
    await person.does(spec(State.preview_numbers, "next_03", "50"))
    entered = person.screen["entered"]
    mood("hacienda", [])

    await background(services)
    await person.does(spec(State.look_and_seek))

    assert told(person) == ["Hacienda conectada"]
    assert person.screen["connection_told"]
    assert not person.screen["connection_waiting"]
    assert not person.screen["to_connect"]
    assert person.screen["seek_note"].startswith("Encontramos sus últimos números")
    assert person.screen["next_numbers"]["next_01"] == "43"
    assert person.screen["next_numbers"]["next_03"] == "50", "the person's own"
    assert person.screen["entered"] == entered
    await person.visits("/consecutivos")
    assert not person.screen["connection_told"]


async def test_the_open_numbers_tell_that_hacienda_has_refused(
    services: Services, mood: Mood
) -> None:
    mood("hacienda", DOWN)
    person = await (await someone_at(Step.HACIENDA)).visits("/hacienda")
    wrong = hacienda_submission(hacienda_password="otra")
    await person.does(spec(State.submit_hacienda, wrong))
    await person.visits("/consecutivos")
    mood("hacienda", [])

    await background(services)
    await person.does(spec(State.look_and_seek))

    [notice] = person.screen["connection_notices"]
    assert notice["detail"] == SENTENCES["hacienda.rejected"]
    assert person.screen["to_connect"]
    assert not person.screen["connection_waiting"]
    assert person.screen["seek_note"] == ""


async def test_looking_from_the_numbers_without_news_asks_hacienda_nothing(
    services: Services, mood: Mood
) -> None:
    mood("hacienda", DOWN)
    person = await (await someone_at(Step.HACIENDA)).visits("/hacienda")
    await person.does(SUBMIT)
    await person.visits("/consecutivos")
    before = person.wire

    await person.does(spec(State.look_and_seek))

    assert "seeking" not in person.wire.removeprefix(before)
    assert person.screen["connection_waiting"]
