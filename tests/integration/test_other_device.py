"""Going on with the connection on another device."""

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import update

from asystec_web.errors.account import TokenRejected, TooManyLetters
from asystec_web.flow.steps import Step
from asystec_web.forms.account import PasswordForm
from asystec_web.models import Account, EmailToken, TokenPurpose
from asystec_web.models.columns import now
from asystec_web.repositories import accounts
from asystec_web.services import Services, letters
from asystec_web.services.account_rations import LETTERS, LETTERS_NEARBY
from asystec_web.services.cookies import token_in
from asystec_web.services.sessions import TOKEN_LIFE
from asystec_web.services.tokens import token_hash
from asystec_web.state import OnboardingState as State
from asystec_web.texts import SENTENCES
from tests.factories import (
    PASSWORD,
    answer_before,
    cookie_of,
    hacienda_submission,
    new_account,
    signed_in,
)
from tests.visitor import Visitor, spec
from tests.waiting import until

PURPOSE = TokenPurpose.OTHER_DEVICE
Letters = Callable[[str], list[dict[str, Any]]]


async def someone(step: Step | None = Step.HACIENDA) -> tuple[Account, Visitor]:
    """Give an account that has come to a step, and its phone at the connection."""
    account = await new_account()
    await answer_before(account, step)
    return account, await (await signed_in(account)).visits("/hacienda")


async def link_for(services: Services, account: Account) -> str:
    return f"/continuar#codigo={await services.sessions.issue(account.id, PURPOSE)}"


async def arrived(received: Letters, email: str) -> dict[str, Any]:
    """Wait for a letter: they leave in the background."""
    await until(lambda: bool(received(email)))
    return received(email)[0]


async def test_the_link_of_the_letter_opens_the_step_on_another_device(
    services: Services, letters: Letters
) -> None:
    account, phone = await someone()

    await phone.does(State.send_to_computer)
    letter = await arrived(letters, account.email)
    (address,) = re.findall(r"http://localhost:3000(/continuar#\S+)", letter["text"])
    computer = await Visitor().visits(address)
    await computer.does(State.continue_here)
    await computer.comes_in()
    await computer.visits(computer.filled["session-next"])

    assert computer.filled["session-next"] == "/hacienda"
    assert (computer.page, computer.redirects) == ("hacienda", [])
    tokens = [token_in(each.cookies, services.settings) for each in (phone, computer)]
    owners = [await services.sessions.account_of(token) for token in tokens]
    assert [owner and owner.id for owner in owners] == [account.id, account.id]
    assert tokens[0] != tokens[1]


async def test_the_phone_says_where_the_link_went_without_spelling_it_out(
    services: Services,
) -> None:
    del services
    account, phone = await someone()

    await phone.does(State.send_to_computer)

    assert phone.screen["link_note"] == (
        "Le enviamos un enlace a p***@prueba.test; sirve 30 minutos y una sola vez."
    )
    assert account.email not in phone.screen["link_note"]


@pytest.mark.usefixtures("services")
async def test_the_letter_says_how_long_it_serves_and_what_it_opens() -> None:
    letter = letters.other_device(await new_account(), "t", "http://localhost:3000")

    text = letter.get_body(("plain",))
    assert text is not None
    words = text.get_content()
    assert "http://localhost:3000/continuar#codigo=t" in words
    assert "una sola vez y durante 30 minutos" in words
    assert "no lo reenvíe" in words


@pytest.mark.usefixtures("services")
async def test_only_who_is_signed_in_and_at_the_step_gets_a_link(
    visitor: Visitor, letters: Letters
) -> None:
    account, early = await someone(Step.BUSINESS)

    await visitor.does(State.send_to_computer)
    await early.does(State.send_to_computer)

    assert (visitor.sent_to, early.sent_to) == ("/", "/negocio")
    assert letters(account.email) == []


async def test_looking_at_a_link_uses_nothing_up(services: Services) -> None:
    account, _ = await someone()
    link = await link_for(services, account)

    for _ in range(3):
        scanner = await Visitor().visits(link)
        assert (scanner.page, scanner.screen["link_opens"]) == (
            "continue",
            account.email,
        )

    computer = await Visitor().visits(link)
    await computer.does(State.continue_here)
    assert computer.ticket


async def test_a_link_serves_once_and_says_so(services: Services) -> None:
    account, _ = await someone()
    link = await link_for(services, account)
    first = await Visitor().visits(link)
    second = await Visitor().visits(link)
    await first.does(State.continue_here)

    await second.does(State.continue_here)
    third = await Visitor().visits(link)

    assert (second.page, third.page) == ("continue-rejected", "continue-rejected")
    assert second.filled == {}
    assert third.screen["link_opens"] == ""


@pytest.mark.both_databases
async def test_of_many_at_once_one_takes_the_link_up(services: Services) -> None:
    account = await new_account()
    token = await services.sessions.issue(account.id, PURPOSE)

    outcomes = await asyncio.gather(
        *(services.other_device.take_up(token_hash(token)) for _ in range(8)),
        return_exceptions=True,
    )

    tickets = [outcome for outcome in outcomes if isinstance(outcome, str)]
    refused = [each for each in outcomes if isinstance(each, TokenRejected)]
    assert (len(tickets), len(refused)) == (1, 7)


@pytest.mark.both_databases
async def test_of_links_asked_for_at_once_one_serves(services: Services) -> None:
    account = await new_account()
    issued = await asyncio.gather(
        *(services.sessions.issue(account.id, PURPOSE) for _ in range(6))
    )

    outcomes = [await _taken(services, token) for token in issued]

    assert outcomes.count(True) == 1


@pytest.mark.both_databases
async def test_a_new_password_voids_link_and_ticket(services: Services) -> None:
    account, other = await new_account(), await new_account()
    others = await services.sessions.issue(other.id, PURPOSE)
    used = await services.sessions.issue(account.id, PURPOSE)
    ticket = await services.other_device.take_up(token_hash(used))
    waiting = await services.sessions.issue(account.id, PURPOSE)

    await _renew(services, account)

    assert not await _taken(services, waiting)
    with pytest.raises(TokenRejected):
        await services.sessions.open(ticket, "")
    assert await _taken(services, others)


@pytest.mark.both_databases
async def test_a_link_taken_up_while_the_password_changes_opens_nothing(
    services: Services,
) -> None:
    account = await new_account()
    token = await services.sessions.issue(account.id, PURPOSE)

    async with services.database.transaction() as session:
        await accounts.lock(session, account.id)
        taking = asyncio.create_task(_taken(services, token))
        await asyncio.sleep(0.2)
        assert not taking.done()
        await accounts.spend_tokens(session, account.id, {PURPOSE}, now())

    assert not await taking


@pytest.mark.both_databases
async def test_closing_the_other_sessions_voids_a_link_under_way(
    services: Services,
) -> None:
    account = await new_account()
    token = await services.sessions.issue(account.id, PURPOSE)

    await services.sessions.close_others(account.id, b"own")

    assert not await _taken(services, token)


@pytest.mark.parametrize(
    ("minutes", "page"),
    [
        pytest.param(29, "continue", id="in time"),
        pytest.param(31, "continue-rejected", id="too late"),
    ],
)
async def test_a_link_is_good_for_half_an_hour(
    services: Services, minutes: int, page: str
) -> None:
    account, _ = await someone()
    computer = await Visitor().visits(await link_for(services, account))
    async with services.database.transaction() as session:
        left = TOKEN_LIFE[PURPOSE] - timedelta(minutes=minutes)
        await session.exec(update(EmailToken).values(expires_at=now() + left))

    await computer.does(State.enter_continue)

    assert computer.page == page
    assert timedelta(minutes=30) == TOKEN_LIFE[PURPOSE]


@pytest.mark.parametrize(
    "purpose", [purpose for purpose in TokenPurpose if purpose is not PURPOSE]
)
async def test_a_token_for_something_else_opens_nothing(
    services: Services, purpose: TokenPurpose
) -> None:
    account = await new_account()
    token = await services.sessions.issue(account.id, purpose)

    assert not await _taken(services, token)


async def test_a_link_is_no_ticket_and_no_password(services: Services) -> None:
    account = await new_account()
    token = await services.sessions.issue(account.id, PURPOSE)

    with pytest.raises(TokenRejected):
        await services.sessions.open(token, "")
    with pytest.raises(TokenRejected):
        await _renew(services, account, token)
    assert await services.sessions.account_of(token) is None


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/continuar", id="no code"),
        pytest.param("/continuar#codigo=", id="an empty one"),
        pytest.param("/continuar#codigo=inventado", id="made up"),
        pytest.param(f"/continuar#codigo={'x' * 10_000}", id="endless"),
        pytest.param("/continuar?codigo=inventado", id="before the sign"),
    ],
)
async def test_what_is_no_link_says_how_to_go_on(
    visitor: Visitor, address: str
) -> None:
    await visitor.visits(address)
    await visitor.does(State.continue_here)

    assert (visitor.page, visitor.filled) == ("continue-rejected", {})


async def test_somebody_else_there_is_told_before_anything_changes(
    services: Services, endpoints: httpx.AsyncClient
) -> None:
    account, _ = await someone()
    other = await new_account()
    there = await signed_in(other)

    await there.visits(await link_for(services, account))

    shown = (there.screen["link_opens"], there.screen["open_here"])
    assert shown == (account.email, other.email)
    assert there.filled == {}
    former = token_in(there.cookies, services.settings)
    assert await services.sessions.account_of(former)

    await there.does(State.continue_here)
    await endpoints.post(
        "/sesion", data={"ticket": there.ticket}, headers={"Cookie": there.cookies}
    )

    assert await services.sessions.account_of(former) is None


async def test_ones_own_session_is_no_other_account(services: Services) -> None:
    account, _ = await someone()
    mine = await signed_in(account)

    await mine.visits(await link_for(services, account))

    assert (mine.page, mine.screen["open_here"]) == ("continue", "")


async def test_taking_a_link_up_confirms_the_e_mail(services: Services) -> None:
    account, _ = await someone()
    await services.other_device.take_up(
        token_hash(await services.sessions.issue(account.id, PURPOSE))
    )

    owner = await services.sessions.account_of(
        (await cookie_of(account)).partition("=")[2]
    )

    assert owner is not None
    assert owner.email_confirmed_at is not None


async def test_letters_are_rationed_and_it_is_said(services: Services) -> None:
    account, phone = await someone()
    for _ in range(int(LETTERS.partition("/")[0])):
        await services.other_device.send_link(account, phone.network)

    await phone.does(State.send_to_computer)

    assert phone.errors == {"": SENTENCES["attempts.letters"]}
    assert phone.screen["link_note"] == ""


async def test_one_place_sends_so_many_letters(services: Services) -> None:
    nearby = int(LETTERS_NEARBY.partition("/")[0])
    for _ in range(nearby):
        await services.limiter.allow("elsewhere-nearby", "192.0.2.1", LETTERS_NEARBY)

    with pytest.raises(TooManyLetters):
        await services.other_device.send_link(await new_account(), "192.0.2.1")
    await services.other_device.send_link(await new_account(), "198.51.100.1")


@pytest.mark.usefixtures("services")
async def test_the_phone_goes_on_once_the_computer_has_finished() -> None:
    _, phone = await someone()
    await phone.does(State.send_to_computer)

    await phone.does(State.back_from_computer)
    assert phone.redirects == []
    assert "todavía no está conectada" in phone.screen["link_note"]

    computer = phone.elsewhere()
    await computer.visits("/hacienda")
    await computer.does(spec(State.submit_hacienda, hacienda_submission()))
    await phone.does(State.back_from_computer)

    assert phone.redirects == ["/consecutivos"]
    assert phone.screen["link_note"] == ""


async def test_the_token_is_in_the_letter_and_nowhere_else(
    services: Services, letters: Letters
) -> None:
    account, phone = await someone()
    await phone.does(State.send_to_computer)
    letter = await arrived(letters, account.email)
    (token,) = re.findall(r"codigo=(\S+)", letter["text"])

    kept = services.settings.database_url.get_secret_value()
    for file in _files_of(kept):
        assert token.encode() not in file
    assert token not in phone.wire
    assert token.encode() not in await phone.pickled()


def _files_of(url: str) -> list[bytes]:
    database = Path(url.removeprefix("sqlite:///"))
    return [each.read_bytes() for each in database.parent.glob(f"{database.name}*")]


async def _taken(services: Services, token: str) -> bool:
    try:
        await services.other_device.take_up(token_hash(token))
    except TokenRejected:
        return False
    return True


async def _renew(services: Services, account: Account, reset: str = "") -> None:
    token = reset or await services.sessions.issue(
        account.id, TokenPurpose.RESET_PASSWORD
    )
    await services.accounts.renew_password(
        token_hash(token), PasswordForm.parse({"password": PASSWORD})
    )
