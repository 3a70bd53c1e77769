"""What was given while Hacienda was away is tried until it says yes or no."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col
from structlog.testing import capture_logs

from asystec_web.errors.hacienda import TriesRationedNearby
from asystec_web.flow.retrying import PATIENCE
from asystec_web.flow.steps import Step
from asystec_web.forms.hacienda import HaciendaForm
from asystec_web.models import (
    Account,
    CandidateStatus,
    ConnectionCandidate,
    ConnectionStatus,
)
from asystec_web.models.columns import now
from asystec_web.services import Services, build_services
from asystec_web.services.answers import Answers
from asystec_web.services.hacienda.tries import FAILED_NEARBY
from asystec_web.simulators.hacienda.key_files import MODERN_PIN
from asystec_web.texts import SENTENCES
from tests.conftest import Mood
from tests.factories import (
    answer_before,
    hacienda_submission,
    key_base64,
    later_submission,
    new_account,
)

pytestmark = pytest.mark.both_databases
Letters = Callable[[str], list[dict[str, Any]]]
HERE = "203.0.113.7"
DOWN = {"path": "/auth", "status": 503, "body": "{}"}


@pytest.fixture
async def account(services: Services) -> Account:
    """Somebody who is asked for the connection."""
    del services
    account = await new_account()
    await answer_before(account, Step.HACIENDA)
    return account


async def answers_of(services: Services, account: Account) -> Answers:
    return await services.businesses.answers(account)


async def hold(services: Services, account: Account, **changes: object) -> None:
    answers = await answers_of(services, account)
    assert answers.business is not None
    form = HaciendaForm.from_submission(hacienda_submission(**changes))
    await services.candidates.hold(answers.business, form)


async def it_is_time(services: Services) -> None:
    """Let the pause of every candidate be over."""
    async with services.database.transaction() as session:
        await session.exec(
            update(ConnectionCandidate).values(next_try_at=now() - timedelta(seconds=1))
        )


async def logins(services: Services) -> int:
    url = f"{services.settings.hacienda_api_url}/_control/state"
    return (await services.http.get(url)).json()["logins"]


async def test_it_connects_by_itself_and_a_letter_tells(
    services: Services, account: Account, letters: Letters
) -> None:
    await hold(services, account)
    await it_is_time(services)

    await services.trials.go_round()

    answers = await answers_of(services, account)
    assert answers.connected
    assert answers.candidate is None
    [letter] = letters(account.email)
    assert letter["subject"] == "Hacienda quedó conectada – Asystec"
    await services.trials.go_round()
    assert len(letters(account.email)) == 1


async def test_before_its_time_nobody_is_asked(
    services: Services, account: Account
) -> None:
    await hold(services, account)

    await services.trials.go_round()

    candidate = (await answers_of(services, account)).candidate
    assert await logins(services) == 0
    assert candidate is not None
    assert candidate.status == CandidateStatus.WAITING


async def test_an_outage_goes_on_with_longer_pauses(
    services: Services, account: Account, mood: Mood, letters: Letters
) -> None:
    mood("hacienda", DOWN)
    await hold(services, account)
    pauses: list[float] = []
    candidate = None

    for _ in range(5):
        await it_is_time(services)
        await services.trials.go_round()
        candidate = (await answers_of(services, account)).candidate
        assert candidate is not None
        assert candidate.next_try_at is not None
        pauses.append((candidate.next_try_at - now()).total_seconds() / 60)

    expected = [5, 15, 60, 60, 60]
    for pause, about in zip(pauses, expected, strict=True):
        assert 0.75 * about < pause < 1.25 * about
    assert candidate is not None
    assert candidate.status == CandidateStatus.WAITING
    assert letters(account.email) == []


async def test_after_a_week_the_person_is_asked(
    services: Services, account: Account, mood: Mood, letters: Letters
) -> None:
    mood("hacienda", DOWN)
    await hold(services, account)
    async with services.database.transaction() as session:
        long_ago = now() - PATIENCE - timedelta(hours=1)
        await session.exec(update(ConnectionCandidate).values(given_at=long_ago))
    await it_is_time(services)

    await services.trials.go_round()

    candidate = (await answers_of(services, account)).candidate
    assert candidate is not None
    assert candidate.status == CandidateStatus.EXHAUSTED
    assert candidate.next_try_at is None
    [letter] = letters(account.email)
    assert letter["subject"] == "Falta algo para conectar Hacienda – Asystec"


async def test_what_hacienda_rejects_is_not_sent_again(
    services: Services, account: Account, letters: Letters
) -> None:
    await hold(services, account, hacienda_password="otra")
    await it_is_time(services)

    await services.trials.go_round()
    await it_is_time(services)
    await services.trials.go_round()

    candidate = (await answers_of(services, account)).candidate
    assert candidate is not None
    assert (candidate.status, candidate.reason) == ("rejected", "hacienda.rejected")
    state = await services.http.get(
        f"{services.settings.hacienda_api_url}/_control/state"
    )
    assert (
        state.json()["requests"]["/auth/realms/rut-stag/protocol/openid-connect/token"]
        == 1
    )
    [letter] = letters(account.email)
    assert "otra" not in str(letter)


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        pytest.param({"status": 403}, "hacienda.was_blocked", id="blocked"),
        pytest.param(
            {"status": 400, "body": '{"error": "invalid_grant"}'},
            "hacienda.unready",
            id="unready",
        ),
    ],
)
async def test_what_is_mended_at_hacienda_is_told_without_a_time_and_not_retried(
    services: Services,
    account: Account,
    mood: Mood,
    letters: Letters,
    answer: dict[str, object],
    code: str,
) -> None:
    mood("hacienda", {**DOWN, **answer})
    await hold(services, account)
    await it_is_time(services)

    await services.trials.go_round()

    candidate = (await answers_of(services, account)).candidate
    assert candidate is not None
    assert candidate.status == CandidateStatus.REJECTED
    assert (candidate.reason, candidate.reason_values) == (code, {})
    assert candidate.next_try_at is None
    [letter] = letters(account.email)
    assert SENTENCES[code] in " ".join(letter["text"].split())


async def test_too_many_tries_end_nothing(
    services: Services, account: Account, mood: Mood
) -> None:
    mood("hacienda", {**DOWN, "status": 429})
    await hold(services, account)
    await it_is_time(services)

    await services.trials.go_round()

    candidate = (await answers_of(services, account)).candidate
    assert candidate is not None
    assert candidate.status == CandidateStatus.WAITING


async def test_one_without_answer_speaks_for_all_in_an_outage(
    services: Services, account: Account, mood: Mood
) -> None:
    await hold(services, account)
    for _ in range(3):
        other = await new_account()
        await answer_before(other, Step.HACIENDA)
        await hold(services, other)
    await it_is_time(services)
    mood("hacienda", DOWN)

    await services.trials.go_round()

    state = await services.http.get(
        f"{services.settings.hacienda_api_url}/_control/state"
    )
    assert (
        sum(
            count for path, count in state.json()["requests"].items() if "token" in path
        )
        == 1
    )


async def test_what_was_given_anew_is_not_answered_by_an_old_try(
    services: Services, account: Account
) -> None:
    await hold(services, account, hacienda_password="otra")
    old = (await answers_of(services, account)).candidate
    business = (await answers_of(services, account)).business
    assert old is not None
    assert business is not None
    await hold(services, account)

    await services.trials.reject(old, business, "hacienda.rejected", {})

    candidate = (await answers_of(services, account)).candidate
    assert candidate is not None
    assert candidate.status == CandidateStatus.WAITING


async def test_what_was_removed_meanwhile_does_not_come_back(
    services: Services, account: Account
) -> None:
    await hold(services, account)
    answers = await answers_of(services, account)
    assert answers.candidate is not None
    assert answers.business is not None
    form = HaciendaForm.from_submission(hacienda_submission())
    proven, _ = await services.connections.try_out(answers.business, form)
    await services.candidates.remove(account.id)

    await services.trials._accept(answers.candidate, answers.business, proven)  # pyright: ignore[reportPrivateUsage] - the moment between two of its steps

    after = await answers_of(services, account)
    assert after.connection is not None
    assert after.connection.status == ConnectionStatus.DEFERRED
    assert after.connection.sealed_key is None


@pytest.mark.parametrize("proven", [False, True], ids=["waiting", "proven"])
async def test_what_was_removed_while_it_was_tried_again_does_not_come_back(
    services: Services,
    account: Account,
    proven: bool,  # noqa: FBT001 - a case's value
) -> None:
    await hold(services, account)
    if proven:
        await it_is_time(services)
        await services.trials.go_round()
    before = await answers_of(services, account)
    await services.candidates.remove(account.id)

    assert not await services.second_looks.take(before, HERE)

    after = await answers_of(services, account)
    assert after.candidate is None
    assert after.connection is not None
    assert after.connection.status == ConnectionStatus.DEFERRED
    assert after.connection.sealed_key is None


async def test_trying_again_is_rationed_by_the_address_it_comes_from(
    services: Services, account: Account
) -> None:
    await hold(services, account)
    for _ in range(4):
        await services.limiter.allow("identity-nearby", HERE, FAILED_NEARBY)

    with pytest.raises(TriesRationedNearby):
        await services.second_looks.take(await answers_of(services, account), HERE)


async def test_the_proven_one_stays_until_the_new_one_has_proved_itself(
    services: Services, account: Account, mood: Mood
) -> None:
    answers = await answers_of(services, account)
    assert answers.business is not None
    first = HaciendaForm.from_submission(hacienda_submission())
    await services.connections.prove(account.id, answers.business, first)
    before = (await answers_of(services, account)).connection
    assert before is not None
    modern = {"key_content": key_base64("3101999999-moderna.p12"), "pin": MODERN_PIN}

    mood("hacienda", DOWN)
    await hold(services, account, **modern)
    await it_is_time(services)
    await services.trials.go_round()
    during = await answers_of(services, account)
    mood("hacienda", [])
    await it_is_time(services)
    await services.trials.go_round()
    after = await answers_of(services, account)

    assert during.connected
    assert during.candidate is not None
    assert during.connection is not None
    assert during.connection.sealed_key == before.sealed_key
    assert after.connected
    assert after.candidate is None
    assert after.connection is not None
    assert after.connection.sealed_key != before.sealed_key


async def test_a_letter_that_did_not_leave_leaves_later(
    services: Services, account: Account, mood: Mood, letters: Letters
) -> None:
    mood("mail", {"path": "smtp", "status": 451})
    await hold(services, account)
    await it_is_time(services)
    await services.trials.go_round()
    assert letters(account.email) == []
    assert (await answers_of(services, account)).connected

    mood("mail", [])
    await services.trials.go_round()
    await services.trials.go_round()

    assert len(letters(account.email)) == 1


async def test_a_mailbox_that_is_full_keeps_no_letter_back_but_its_own(
    services: Services, account: Account, mood: Mood, letters: Letters
) -> None:
    another = await new_account()
    await answer_before(another, Step.HACIENDA)
    for each in (account, another):
        await hold(services, each)
    await it_is_time(services)
    mood("mail", {"path": "smtp", "method": "RCPT", "status": 452, "times": 1})

    await services.trials.go_round()
    told = len(letters(account.email)), len(letters(another.email))
    await services.trials.go_round()

    assert told == (0, 1)
    assert [len(letters(each.email)) for each in (account, another)] == [1, 1]


async def test_one_that_is_a_riddle_keeps_nobody_else_waiting(
    services: Services, account: Account
) -> None:
    await hold(services, account)
    await it_is_time(services)
    async with services.database.transaction() as session:
        riddle = "a user as no release writes it"
        await session.exec(update(ConnectionCandidate).values(api_user=riddle))
    another = await new_account()
    await answer_before(another, Step.HACIENDA)
    await hold(services, another)
    async with services.database.transaction() as session:
        later = now() - timedelta(milliseconds=1)
        waiting = col(ConnectionCandidate.api_user) != riddle
        await session.exec(
            update(ConnectionCandidate).where(waiting).values(next_try_at=later)
        )

    with capture_logs() as logs:
        await services.trials.go_round()

    assert (await answers_of(services, another)).connected
    candidate = (await answers_of(services, account)).candidate
    assert candidate is not None
    assert (candidate.status, candidate.tries) == (CandidateStatus.WAITING, 2)
    assert "candidate_failed" in [entry["event"] for entry in logs]
    assert riddle not in str(logs)


async def test_what_no_key_opens_is_asked_for_again(
    services: Services, account: Account
) -> None:
    await hold(services, account)
    async with services.database.transaction() as session:
        await session.exec(update(ConnectionCandidate).values(sealed_pin=b"\x01roto"))
    await it_is_time(services)

    await services.trials.go_round()

    answers = await answers_of(services, account)
    assert answers.candidate is not None
    assert answers.candidate.reason == "connection.unreadable"
    assert services.candidates.kept(answers).is_empty


@pytest.mark.parametrize(
    ("given", "status", "keeps", "reason"),
    [
        pytest.param(
            hacienda_submission(), "waiting", "user password key pin", "", id="all four"
        ),
        pytest.param(
            later_submission(hacienda_user=hacienda_submission()["hacienda_user"]),
            "incomplete",
            "user",
            "",
            id="the user only",
        ),
        pytest.param(
            hacienda_submission(pin=""),
            "incomplete",
            "user password key",
            "",
            id="no PIN",
        ),
        pytest.param(
            hacienda_submission(pin="9999"),
            "incomplete",
            "user password key",
            "key.pin_rejected",
            id="a wrong PIN",
        ),
        pytest.param(
            hacienda_submission(key_content=key_base64("3101999999-texto.p12")),
            "incomplete",
            "user password pin",
            "key.is_text",
            id="no key",
        ),
        pytest.param(
            hacienda_submission(key_content=key_base64("3101999999-otra-cedula.p12")),
            "incomplete",
            "user password",
            "key.of_another",
            id="the key of another",
        ),
        pytest.param(
            hacienda_submission(hacienda_user="persona@prueba.test"),
            "incomplete",
            "password key pin",
            "hacienda_user.not_api_user",
            id="no API user",
        ),
    ],
)
async def test_later_keeps_what_is_sound_and_says_what_is_not(
    services: Services,
    account: Account,
    given: Any,
    status: str,
    keeps: str,
    reason: str,
) -> None:
    answers = await answers_of(services, account)

    await services.candidates.hold_for_later(answers, given)

    kept = (await answers_of(services, account)).candidate
    assert kept is not None
    there = {
        "user": kept.api_user,
        "password": kept.sealed_password,
        "key": kept.sealed_key,
        "pin": kept.sealed_pin,
    }
    assert " ".join(name for name, value in there.items() if value) == keeps
    assert (kept.status, kept.reason) == (status, reason)


async def test_what_was_given_in_parts_is_put_together(
    services: Services, account: Account
) -> None:
    first = hacienda_submission(key_content="", key_size="", key_name="", pin="")
    await services.candidates.hold_for_later(await answers_of(services, account), first)
    rest = hacienda_submission(hacienda_password="")

    answers = await answers_of(services, account)
    form = services.candidates.complete(answers, rest)

    assert answers.business is not None
    await services.connections.prove(account.id, answers.business, form)
    assert (await answers_of(services, account)).connected


async def test_several_workers_try_each_candidate_once(
    services: Services, account: Account, letters: Letters
) -> None:
    await hold(services, account)
    await it_is_time(services)
    others = [build_services(services.settings) for _ in range(3)]

    for each in others:
        each.rounds.start()
    try:
        async with asyncio.timeout(60):
            while not letters(account.email):  # noqa: ASYNC110 - in another process
                await asyncio.sleep(0.2)
    finally:
        for each in others:
            await each.close()

    assert await logins(services) == 1
    assert len(letters(account.email)) == 1
