"""Accounts: created, recognised, confirmed and recovered."""

import asyncio
from uuid import UUID

from asystec_web.errors import (
    CredentialsRejected,
    InvalidForm,
    TokenRejected,
    TooManyAttempts,
)
from asystec_web.flow.terms import TERMS_VERSION
from asystec_web.forms.account import AccountForm, PasswordForm, SignInForm
from asystec_web.models import Account, TokenPurpose
from asystec_web.models.columns import now
from asystec_web.repositories import accounts
from asystec_web.services import letters, passwords
from asystec_web.services.database import Database
from asystec_web.services.limits import Limiter
from asystec_web.services.mail import Mail
from asystec_web.services.sessions import Sessions
from asystec_web.services.tokens import token_hash

# A person who mistypes gets ten tries a quarter of an hour; a guesser no more.
SIGN_INS = "10/15 minutes"
# Enough for letters that got lost, too few to flood somebody's mailbox.
LETTERS = "5/hour"


class Accounts:
    """Who may sign in."""

    def __init__(
        self, database: Database, sessions: Sessions, mail: Mail, limiter: Limiter
    ) -> None:
        """Keep accounts in a database; letters leave through the mail."""
        self._database = database
        self._sessions = sessions
        self._mail = mail
        self._limiter = limiter

    async def create(self, form: AccountForm) -> Account:
        """Open an account and send the letter that confirms its e-mail.

        Raises:
            InvalidForm: The password is too easy to guess.
            EmailTaken: The e-mail has an account.
        """
        email = form.email.text.lower()
        await _refuse_weak(form.password, personal=(form.full_name, email))
        account = Account(
            email=email,
            full_name=form.full_name,
            password_hash=await passwords.hash_password_async(form.password),
            terms_version=TERMS_VERSION,
            terms_accepted_at=now(),
        )
        async with self._database.transaction() as session:
            await accounts.add(session, account)
        await self.send_confirmation(account)
        return account

    async def recognise(self, form: SignInForm) -> Account:
        """Check e-mail and password, taking as long for an unknown e-mail.

        Raises:
            CredentialsRejected: They do not go together.
            TooManyAttempts: This e-mail was tried too often lately.
        """
        email = form.email.text.lower()
        if not await self._limiter.allow("sign-in", email, SIGN_INS):
            raise TooManyAttempts
        async with self._database.transaction() as session:
            account = await accounts.with_email(session, email)
        known = account.password_hash if account else await _nobodys_hash()
        matches = await passwords.password_matches_async(form.password, known)
        if account is None or not matches:
            raise CredentialsRejected
        return account

    async def send_confirmation(self, account: Account) -> None:
        """Send the letter that confirms the e-mail; within reason."""
        if account.email_confirmed_at is not None or not await self._limiter.allow(
            "confirm", account.email, LETTERS
        ):
            return
        token = await self._sessions.issue(account.id, TokenPurpose.CONFIRM_EMAIL)
        self._mail.send(letters.confirmation(account, token, self._mail.public_url))

    async def confirm_email(self, token: str) -> None:
        """Confirm the e-mail whose letter carried this token.

        Raises:
            TokenRejected: It is unknown, used or too old.
        """
        async with self._database.transaction() as session:
            account_id = await accounts.spend_token(
                session, TokenPurpose.CONFIRM_EMAIL, token_hash(token), now()
            )
            account = account_id and await accounts.with_id(session, account_id)
            if not account:
                raise TokenRejected
            account.email_confirmed_at = account.email_confirmed_at or now()

    async def forget_password(self, email: str) -> None:
        """Send a link for a new password; who has no account is not told."""
        if not await self._limiter.allow("forget", email.lower(), LETTERS):
            return
        async with self._database.transaction() as session:
            account = await accounts.with_email(session, email.lower())
        if account is not None:
            token = await self._sessions.issue(account.id, TokenPurpose.RESET_PASSWORD)
            self._mail.send(letters.new_password(account, token, self._mail.public_url))

    async def renew_password(self, token: str, form: PasswordForm) -> UUID:
        """Set a new password and sign every browser out.

        Raises:
            InvalidForm: The password is too easy to guess.
            TokenRejected: The link is unknown, used or too old.
        """
        await _refuse_weak(form.password, personal=())
        hashed = await passwords.hash_password_async(form.password)
        async with self._database.transaction() as session:
            at = now()
            account_id = await accounts.spend_token(
                session, TokenPurpose.RESET_PASSWORD, token_hash(token), at
            )
            account = account_id and await accounts.with_id(session, account_id)
            if not account:
                raise TokenRejected
            account.password_hash = hashed
            account.email_confirmed_at = account.email_confirmed_at or at
            await accounts.revoke_sessions(session, account.id, at)
        return account.id


async def _refuse_weak(password: str, *, personal: tuple[str, ...]) -> None:
    problem = await asyncio.to_thread(
        passwords.password_problem, password, personal=personal
    )
    if problem:
        raise InvalidForm({"password": problem})


_nobody: list[str] = []


async def _nobodys_hash() -> str:
    """A hash no password matches, so that an unknown e-mail costs the same time."""
    if not _nobody:
        _nobody.append(await passwords.hash_password_async("\0nobody"))
    return _nobody[0]
