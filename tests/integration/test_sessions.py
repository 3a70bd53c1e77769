import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import update

from asystec_web.errors.account import TokenRejected
from asystec_web.models import LoginSession, TokenPurpose
from asystec_web.models.columns import now
from asystec_web.services import Services
from tests.factories import new_account

pytestmark = pytest.mark.both_databases


async def ticket(services: Services) -> str:
    account = await new_account()
    return await services.sessions.issue(account.id, TokenPurpose.SIGN_IN)


async def test_a_ticket_becomes_a_session(services: Services) -> None:
    account = await new_account()
    issued = await services.sessions.issue(account.id, TokenPurpose.SIGN_IN)

    token = await services.sessions.open(issued, "Navegador")

    found = await services.sessions.account_of(token)
    assert found is not None
    assert found.id == account.id


async def test_a_ticket_opens_one_session(services: Services) -> None:
    issued = await ticket(services)
    await services.sessions.open(issued, "")

    with pytest.raises(TokenRejected):
        await services.sessions.open(issued, "")


async def test_of_many_at_once_one_spends_the_ticket(services: Services) -> None:
    issued = await ticket(services)

    outcomes = await asyncio.gather(
        *(services.sessions.open(issued, "") for _ in range(8)),
        return_exceptions=True,
    )

    opened = [outcome for outcome in outcomes if isinstance(outcome, str)]
    refused = [each for each in outcomes if isinstance(each, TokenRejected)]
    assert (len(opened), len(refused)) == (1, 7)


async def test_each_sign_in_has_a_token_of_its_own(services: Services) -> None:
    account = await new_account()
    tokens = {
        await services.sessions.open(
            await services.sessions.issue(account.id, TokenPurpose.SIGN_IN), ""
        )
        for _ in range(5)
    }

    assert len(tokens) == 5


async def test_closing_ends_this_session_only(services: Services) -> None:
    account = await new_account()
    here, there = [
        await services.sessions.open(
            await services.sessions.issue(account.id, TokenPurpose.SIGN_IN), ""
        )
        for _ in range(2)
    ]

    await services.sessions.close(here)

    assert await services.sessions.account_of(here) is None
    assert await services.sessions.account_of(there) is not None


async def test_closing_twice_is_closing(services: Services) -> None:
    token = await services.sessions.open(await ticket(services), "")

    await services.sessions.close(token)
    await services.sessions.close(token)
    await services.sessions.close("nobody's")

    assert await services.sessions.account_of(token) is None


async def test_a_session_ends_by_itself(services: Services) -> None:
    token = await services.sessions.open(await ticket(services), "")
    async with services.database.transaction() as session:
        over = now() - timedelta(seconds=1)
        await session.exec(update(LoginSession).values(expires_at=over))

    assert await services.sessions.account_of(token) is None


@pytest.mark.parametrize(
    "token",
    [
        pytest.param("", id="empty"),
        pytest.param("x", id="made up"),
        pytest.param("\x00", id="NUL"),
        pytest.param("\ud800", id="lone surrogate"),
        pytest.param("x" * 100_000, id="endless"),
        pytest.param("' or 1=1 --", id="SQL"),
    ],
)
async def test_what_nobody_issued_opens_nothing(services: Services, token: str) -> None:
    await ticket(services)

    assert await services.sessions.account_of(token) is None
    with pytest.raises(TokenRejected):
        await services.sessions.open(token, "")


async def test_a_browser_may_call_itself_anything(services: Services) -> None:
    token = await services.sessions.open(await ticket(services), "x" * 100_000)

    assert await services.sessions.account_of(token) is not None
