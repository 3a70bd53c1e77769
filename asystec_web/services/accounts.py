"""Accounts: created, recognised, confirmed and recovered."""

from contextlib import suppress

from asystec_web.errors import InvalidForm
from asystec_web.errors.account import (
    CredentialsRejected,
    TokenRejected,
    TooManyLetters,
)
from asystec_web.flow.terms import TERMS_VERSION
from asystec_web.forms.account import AccountForm, PasswordForm, SignInForm
from asystec_web.models import Account, TokenPurpose
from asystec_web.models.columns import now
from asystec_web.repositories import accounts
from asystec_web.services import letters, passwords
from asystec_web.services.account_rations import AccountRations
from asystec_web.services.database import Database
from asystec_web.services.limits import Limiter
from asystec_web.services.mail import Mail
from asystec_web.services.sessions import Sessions


class Accounts:
    """Who may sign in."""

    def __init__(
        self, database: Database, sessions: Sessions, mail: Mail, limiter: Limiter
    ) -> None:
        """Keep accounts in a database; letters leave through the mail."""
        self._database = database
        self._sessions = sessions
        self._mail = mail
        self._rations = AccountRations(limiter)

    async def create(self, form: AccountForm, address: str = "") -> Account:
        """Open an account and send the letter that confirms its e-mail.

        Args:
            form: What was filled in.
            address: The network address it came from, if that is known.

        Raises:
            TooManyAccounts: Too many came from this address lately.
            InvalidForm: The password is too easy to guess.
            EmailTaken: The e-mail has an account.
        """
        await self._rations.opening(address)
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
        with suppress(TooManyLetters):
            await self.send_confirmation(account)
        return account

    async def recognise(self, form: SignInForm, address: str = "") -> Account:
        """Check e-mail and password, taking as long for an unknown e-mail.

        Args:
            form: What was filled in.
            address: The network address it came from, if that is known.

        Raises:
            CredentialsRejected: They do not go together.
            TooManyAttempts: It was wrong too often lately, coming from this address.
        """
        email = form.email.text.lower()
        await self._rations.trying(email, address)
        async with self._database.transaction() as session:
            account = await accounts.with_email(session, email)
        known = account.password_hash if account else await _nobodys_hash()
        matches = await passwords.password_matches_async(form.password, known)
        # Again: of many guesses sent at once, all were within the ration before.
        await self._rations.trying(email, address)
        if account is None or not matches:
            await self._rations.mistyped(email, address)
            raise CredentialsRejected
        return account

    async def send_confirmation(self, account: Account) -> None:
        """Send the letter that confirms the e-mail, unless it is confirmed.

        Raises:
            TooManyLetters: It was sent often enough lately.
        """
        if account.email_confirmed_at is not None:
            return
        await self._rations.confirming(account.email)
        token = await self._sessions.issue(account.id, TokenPurpose.CONFIRM_EMAIL)
        self._mail.send(letters.confirmation(account, token, self._mail.public_url))

    async def confirm_email(self, hashed_token: bytes) -> None:
        """Confirm the e-mail whose letter carried the token with this hash.

        Raises:
            TokenRejected: It is unknown, used or too old.
        """
        async with self._database.transaction() as session:
            account_id = await accounts.spend_token(
                session, TokenPurpose.CONFIRM_EMAIL, hashed_token, now()
            )
            account = account_id and await accounts.with_id(session, account_id)
            if not account:
                raise TokenRejected
            account.email_confirmed_at = account.email_confirmed_at or now()

    async def forget_password(self, email: str, address: str = "") -> None:
        """Send a link for a new password; who has no account is not told.

        Raises:
            TooManyLetters: Links were asked for too often, with or without an account.
        """
        await self._rations.forgetting(email.lower(), address)
        async with self._database.transaction() as session:
            account = await accounts.with_email(session, email.lower())
        if account is not None:
            token = await self._sessions.issue(account.id, TokenPurpose.RESET_PASSWORD)
            self._mail.send(letters.new_password(account, token, self._mail.public_url))

    async def renew_password(self, hashed_token: bytes, form: PasswordForm) -> Account:
        """Set a new password, sign every browser out, and void every other link.

        Raises:
            TokenRejected: The link is unknown, used or too old.
            InvalidForm: The password is too easy to guess.
        """
        purpose = TokenPurpose.RESET_PASSWORD
        async with self._database.transaction() as session:
            owner = await accounts.token_owner(session, purpose, hashed_token, now())
        if owner is None:
            raise TokenRejected
        await _refuse_weak(form.password, personal=(owner.full_name, owner.email))
        hashed = await passwords.hash_password_async(form.password)
        async with self._database.transaction() as session:
            at = now()
            account_id = await accounts.spend_token(session, purpose, hashed_token, at)
            account = account_id and await accounts.with_id(session, account_id)
            if not account:
                raise TokenRejected
            account.password_hash = hashed
            account.email_confirmed_at = account.email_confirmed_at or at
            await accounts.revoke_sessions(session, account.id, at)
            opening = {purpose, TokenPurpose.SIGN_IN, TokenPurpose.OTHER_DEVICE}
            await accounts.spend_tokens(session, account.id, opening, at)
        return account


async def _refuse_weak(password: str, *, personal: tuple[str, ...]) -> None:
    problem = await passwords.password_problem_async(password, personal=personal)
    if problem:
        raise InvalidForm({"password": problem})


_nobody: list[str] = []


async def _nobodys_hash() -> str:
    """A hash no password matches, so that an unknown e-mail costs the same time."""
    if not _nobody:
        _nobody.append(await passwords.hash_password_async("\0nobody"))
    return _nobody[0]
