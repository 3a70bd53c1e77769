from collections.abc import Callable
from datetime import timedelta
from itertools import permutations
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import update
from sqlmodel import col

from asystec_web.errors import InvalidForm
from asystec_web.errors.account import CredentialsRejected, EmailTaken, TokenRejected
from asystec_web.forms.account import AccountForm, PasswordForm, SignInForm
from asystec_web.models import Account, EmailToken, LoginSession, TokenPurpose
from asystec_web.models.columns import now
from asystec_web.services import Services
from asystec_web.services.sessions import TOKEN_LIFE
from asystec_web.services.tokens import token_hash
from tests.factories import PASSWORD, account_submission, new_account, new_email

pytestmark = pytest.mark.both_databases

Letters = Callable[[str], list[dict[str, Any]]]
NEW_PASSWORD = "marimba-trueno-lapicero-4"


async def create(services: Services, **changes: object) -> Account:
    return await services.accounts.create(
        AccountForm.parse(account_submission(**changes))
    )


async def recognise(services: Services, email: str, password: str) -> Account:
    form = SignInForm.parse({"email": email, "password": password})
    return await services.accounts.recognise(form)


async def use(services: Services, purpose: TokenPurpose, token: str) -> None:
    """Do what a token of this purpose is for."""
    match purpose:
        case TokenPurpose.SIGN_IN:
            await services.sessions.open(token, "")
        case TokenPurpose.CONFIRM_EMAIL:
            await services.accounts.confirm_email(token_hash(token))
        case TokenPurpose.RESET_PASSWORD:
            form = PasswordForm.parse({"password": NEW_PASSWORD})
            await services.accounts.renew_password(token_hash(token), form)
        case TokenPurpose.OTHER_DEVICE:
            await services.other_device.take_up(token_hash(token))


async def age(services: Services, purpose: TokenPurpose) -> None:
    """Let the tokens of a purpose reach the end of their life."""
    over = update(EmailToken).where(col(EmailToken.purpose) == purpose.value)
    async with services.database.transaction() as session:
        await session.exec(over.values(expires_at=now() - timedelta(seconds=1)))


async def test_an_account_is_recognised(services: Services) -> None:
    created = await create(services)

    assert (await recognise(services, created.email, PASSWORD)).id == created.id


async def test_an_email_is_kept_in_lower_case(services: Services) -> None:
    email = new_email()

    created = await create(services, email=email.upper())

    assert created.email == email


async def test_an_email_is_taken_in_any_case(services: Services) -> None:
    created = await create(services)

    with pytest.raises(EmailTaken):
        await create(services, email=created.email.upper())


async def test_nobody_else_is_recognised(services: Services) -> None:
    created = await create(services)

    for email, password in (
        (created.email, "otra-cosa-distinta"),
        (created.email, PASSWORD.upper()),
        (created.email, f"{PASSWORD} "),
        ("nadie@prueba.test", PASSWORD),
    ):
        with pytest.raises(CredentialsRejected):
            await recognise(services, email, password)


async def test_timestamps_keep_their_zone(services: Services) -> None:
    created = await create(services)

    async with services.database.transaction() as session:
        kept = await session.get(Account, created.id)

    assert kept is not None
    assert kept.created_at == created.created_at
    assert kept.created_at.utcoffset() == timedelta(0)


async def test_a_weak_password_opens_no_account(services: Services) -> None:
    email = new_email()

    with pytest.raises(InvalidForm) as refused:
        await create(services, email=email, password="contraseña")

    assert refused.value.errors == {"password": "password.guessable"}
    with pytest.raises(CredentialsRejected):
        await recognise(services, email, "contraseña")


@pytest.mark.parametrize("purpose", list(TokenPurpose))
async def test_a_token_ends_with_its_life(
    services: Services, purpose: TokenPurpose
) -> None:
    account = await new_account()
    token = await services.sessions.issue(account.id, purpose)
    await age(services, purpose)

    with pytest.raises(TokenRejected):
        await use(services, purpose, token)


async def test_a_token_serves_its_own_purpose_only(services: Services) -> None:
    account = await new_account()

    for purpose, used_as in permutations(TokenPurpose, 2):
        token = await services.sessions.issue(account.id, purpose)
        with pytest.raises(TokenRejected):
            await use(services, used_as, token)


async def test_a_sign_in_ticket_lives_a_minute() -> None:
    assert TOKEN_LIFE[TokenPurpose.SIGN_IN] == timedelta(minutes=1)


async def test_a_new_password_ends_every_session(services: Services) -> None:
    account = await new_account()
    tokens = [
        await services.sessions.open(
            await services.sessions.issue(account.id, TokenPurpose.SIGN_IN), ""
        )
        for _ in range(2)
    ]
    link = await services.sessions.issue(account.id, TokenPurpose.RESET_PASSWORD)

    form = PasswordForm.parse({"password": NEW_PASSWORD})
    await services.accounts.renew_password(token_hash(link), form)

    assert [await services.sessions.account_of(token) for token in tokens] == [
        None,
        None,
    ]
    assert (await recognise(services, account.email, NEW_PASSWORD)).id == account.id


async def test_a_new_password_confirms_the_email_it_came_by(
    services: Services,
) -> None:
    account = await new_account()
    link = await services.sessions.issue(account.id, TokenPurpose.RESET_PASSWORD)

    form = PasswordForm.parse({"password": NEW_PASSWORD})
    await services.accounts.renew_password(token_hash(link), form)

    renewed = await recognise(services, account.email, NEW_PASSWORD)
    assert renewed.email_confirmed_at is not None


async def test_a_weak_new_password_changes_nothing(services: Services) -> None:
    account = await create(services)
    link = await services.sessions.issue(account.id, TokenPurpose.RESET_PASSWORD)

    with pytest.raises(InvalidForm):
        await services.accounts.renew_password(
            token_hash(link), PasswordForm.parse({"password": "12345678"})
        )

    assert await recognise(services, account.email, PASSWORD)


async def test_a_confirmed_email_gets_no_more_letters(
    services: Services, letters: Letters
) -> None:
    account = await new_account()
    token = await services.sessions.issue(account.id, TokenPurpose.CONFIRM_EMAIL)
    await services.accounts.confirm_email(token_hash(token))
    assert await _confirmed_at(services, account) is not None
    account.email_confirmed_at = await _confirmed_at(services, account)

    await services.accounts.send_confirmation(account)
    await services.mail.close()

    assert letters(account.email) == []


async def test_tokens_are_kept_as_hashes(services: Services) -> None:
    account = await new_account()
    ticket = await services.sessions.issue(account.id, TokenPurpose.SIGN_IN)
    token = await services.sessions.open(ticket, "")

    async with services.database.transaction() as session:
        connection = await session.connection()
        rows = [
            str(row)
            for table in (EmailToken, LoginSession, Account)
            for row in await connection.exec_driver_sql(
                f"select * from {table.__tablename__}"  # noqa: S608 - our own names
            )
        ]

    assert rows
    assert not any(secret in row for row in rows for secret in (ticket, token))


async def test_an_unknown_account_has_no_answers(services: Services) -> None:
    stranger = Account(
        id=uuid4(),
        email=new_email(),
        full_name="NADIE",
        password_hash="-",
        terms_version="-",
        terms_accepted_at=now(),
    )

    answers = await services.businesses.answers(stranger)

    assert answers.journey.answered == set()


async def _confirmed_at(services: Services, account: Account) -> Any:
    async with services.database.transaction() as session:
        kept = await session.get(Account, account.id)
    assert kept is not None
    return kept.email_confirmed_at
