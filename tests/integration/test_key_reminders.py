"""Whoever's key expires hears of it 60, 30, 7 and 1 days before: once each."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from asystec_web.flow.steps import Step
from asystec_web.forms.hacienda import HaciendaForm
from asystec_web.models import Account, HaciendaConnection
from asystec_web.services import Services, build_services
from asystec_web.services.key_reminders import KeyReminders
from tests.conftest import Mood
from tests.factories import answer_before, hacienda_submission, key_base64, new_account

pytestmark = pytest.mark.both_databases
Letters = Callable[[str], list[dict[str, Any]]]


@pytest.fixture
async def owner(services: Services) -> Account:
    """Somebody whose connection is proven."""
    account = await new_account()
    await answer_before(account, Step.HACIENDA)
    await connect(services, account)
    return account


async def connect(services: Services, account: Account, **changes: object) -> None:
    answers = await services.businesses.answers(account)
    assert answers.business is not None
    form = HaciendaForm.from_submission(hacienda_submission(**changes))
    await services.connections.prove(account.id, answers.business, form)


async def key_of(services: Services, account: Account) -> HaciendaConnection:
    connection = (await services.businesses.answers(account)).connection
    assert connection is not None
    return connection


def days_before(key: HaciendaConnection, days: int) -> Callable[[], datetime]:
    assert key.key_expires_at is not None
    moment = key.key_expires_at - timedelta(days=days)
    return lambda: moment


async def remind(services: Services, key: HaciendaConnection, days: int) -> None:
    clock = days_before(key, days)
    await KeyReminders(services.database, services.mail, clock=clock).go_round()


def subjects(letters: list[dict[str, Any]]) -> list[str]:
    return [letter["subject"].removesuffix(" – Asystec") for letter in letters[::-1]]


async def test_four_letters_leave_however_often_one_looks(
    services: Services, owner: Account, letters: Letters
) -> None:
    key = await key_of(services, owner)

    for days in (90, 61, 60, 60, 45, 30, 29, 7, 6, 1, 1, 0, -1, -30):
        await remind(services, key, days)

    assert subjects(letters(owner.email)) == [
        "Su llave criptográfica vence en 60 días",
        "Su llave criptográfica vence en 30 días",
        "Su llave criptográfica vence en 7 días",
        "Su llave criptográfica vence mañana",
    ]


async def test_of_days_that_were_missed_only_the_nearest_is_told(
    services: Services, owner: Account, letters: Letters
) -> None:
    key = await key_of(services, owner)

    for days in (5, 4):
        await remind(services, key, days)

    [subject] = subjects(letters(owner.email))
    assert subject == "Su llave criptográfica vence en 5 días"


async def test_a_replaced_key_is_reminded_of_anew(
    services: Services, owner: Account, letters: Letters
) -> None:
    await remind(services, await key_of(services, owner), 30)

    await connect(services, owner, key_content=key_base64("3101999999-por-vencer.p12"))
    await remind(services, await key_of(services, owner), 15)

    assert len(letters(owner.email)) == 2


async def test_the_same_key_given_again_is_not(
    services: Services, owner: Account, letters: Letters
) -> None:
    await remind(services, await key_of(services, owner), 30)

    await connect(services, owner)
    await remind(services, await key_of(services, owner), 29)

    assert len(letters(owner.email)) == 1


async def test_a_letter_that_was_not_taken_is_sent_again(
    services: Services, owner: Account, letters: Letters, mood: Mood
) -> None:
    key = await key_of(services, owner)
    mood("mail", {"path": "smtp", "status": 451})
    await remind(services, key, 30)
    mood("mail", [])

    await remind(services, key, 30)
    await remind(services, key, 30)

    assert len(letters(owner.email)) == 1


async def test_a_mailbox_that_is_full_keeps_no_one_else_from_theirs(
    services: Services, owner: Account, letters: Letters, mood: Mood
) -> None:
    another = await new_account()
    await answer_before(another, Step.HACIENDA)
    await connect(services, another)
    key = await key_of(services, owner)
    mood("mail", {"path": "smtp", "method": "RCPT", "status": 452, "times": 1})

    await remind(services, key, 30)
    taken = len(letters(owner.email)), len(letters(another.email))
    await remind(services, key, 30)

    assert sorted(taken) == [0, 1]
    assert [len(letters(each.email)) for each in (owner, another)] == [1, 1]


async def test_an_address_that_refuses_for_good_is_left_alone(
    services: Services, owner: Account, mood: Mood
) -> None:
    key = await key_of(services, owner)
    mood("mail", {"path": "smtp", "method": "RCPT", "status": 550})

    await remind(services, key, 30)

    assert (await key_of(services, owner)).reminded_days == 30


async def test_whoever_connects_later_is_not_reminded(
    services: Services, letters: Letters
) -> None:
    account = await new_account()
    await answer_before(account, None)

    await services.reminders.go_round()

    assert letters(account.email) == []


async def test_several_workers_send_one_letter(
    services: Services, owner: Account, letters: Letters
) -> None:
    await connect(services, owner, key_content=key_base64("3101999999-por-vencer.p12"))
    workers = [build_services(services.settings) for _ in range(3)]
    every = [
        each
        for worker in workers
        for each in worker.rounds.listed
        if each.name == "key_reminders"
    ]

    await asyncio.gather(
        *(
            worker.rounds.run_once(each)
            for worker, each in zip(workers, every, strict=True)
        )
    )
    for worker in workers:
        await worker.close()

    assert len(letters(owner.email)) == 1
