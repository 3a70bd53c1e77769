"""Login sessions: our own, over a cookie that no script can read."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from asystec_web.errors.account import TokenRejected
from asystec_web.models import Account, EmailToken, LoginSession, TokenPurpose
from asystec_web.models.columns import now
from asystec_web.repositories import accounts
from asystec_web.services.database import Database
from asystec_web.services.tokens import new_token, token_hash

SESSION_LIFE = timedelta(days=30)
TOKEN_LIFE = {
    TokenPurpose.SIGN_IN: timedelta(minutes=1),
    TokenPurpose.CONFIRM_EMAIL: timedelta(days=7),
    TokenPurpose.RESET_PASSWORD: timedelta(hours=1),
    TokenPurpose.OTHER_DEVICE: timedelta(minutes=30),
}
_USER_AGENT_MAXIMUM = 200


@dataclass(frozen=True, slots=True)
class OpenSession:
    """What may be shown of a session: no token, not even its hash."""

    user_agent: str
    since: datetime
    is_this: bool


class Sessions:
    """Opens, finds and closes login sessions."""

    def __init__(self, database: Database) -> None:
        """Keep the sessions in a database."""
        self._database = database

    async def issue(self, account_id: UUID, purpose: TokenPurpose) -> str:
        """Make a single-use token; only its hash stays here.

        Of the links in letters only the newest serves. Tickets of a sign-in stand
        beside each other: two tabs may be signing in.
        """
        async with self._database.transaction() as session:
            if purpose is not TokenPurpose.SIGN_IN:
                # Of two letters asked for at once, one is the newest.
                await accounts.lock(session, account_id)
                await accounts.spend_tokens(session, account_id, {purpose}, now())
            token, row = single_use_token(account_id, purpose)
            session.add(row)
        return token

    async def open(self, ticket: str, user_agent: str, former: str = "") -> str:
        """Turn the ticket of a fresh sign-in into the token of a new session.

        Args:
            ticket: What the sign-in handed over.
            user_agent: What the browser calls itself.
            former: The session that this browser had until now; it ends.

        Raises:
            TokenRejected: The ticket is unknown, used or older than a minute.
        """
        token = new_token()
        at = now()
        async with self._database.transaction() as session:
            account_id = await accounts.spend_token(
                session, TokenPurpose.SIGN_IN, token_hash(ticket), at
            )
            if account_id is None:
                raise TokenRejected
            replaced = await accounts.open_session(session, token_hash(former), at)
            if replaced is not None:
                replaced.revoked_at = at
            session.add(
                LoginSession(
                    account_id=account_id,
                    token_hash=token_hash(token),
                    user_agent=user_agent[:_USER_AGENT_MAXIMUM],
                    expires_at=at + SESSION_LIFE,
                )
            )
        return token

    async def account_of(self, token: str) -> Account | None:
        """Tell who is signed in with a session's token."""
        return await self.account_behind(token_hash(token)) if token else None

    async def account_behind(self, hashed: bytes) -> Account | None:
        """Tell who is signed in with a session, by the hash of its token."""
        if not hashed:
            return None
        async with self._database.reading() as session:
            found = await accounts.open_session(session, hashed, now())
            return found and await accounts.with_id(session, found.account_id)

    async def close(self, token: str) -> None:
        """Revoke the session of this token; an unknown one is closed already."""
        async with self._database.transaction() as session:
            found = await accounts.open_session(session, token_hash(token), now())
            if found is not None:
                found.revoked_at = now()

    async def close_others(self, account_id: UUID, own: bytes) -> None:
        """Sign every browser out but the one whose token has this hash.

        A link that would open another one is void as well.
        """
        async with self._database.transaction() as session:
            at = now()
            await accounts.revoke_sessions(session, account_id, at, but=own)
            opening = {TokenPurpose.OTHER_DEVICE, TokenPurpose.SIGN_IN}
            await accounts.spend_tokens(session, account_id, opening, at)

    async def of_account(self, account_id: UUID, own: bytes) -> list[OpenSession]:
        """List where an account is signed in, newest first."""
        async with self._database.reading() as session:
            found = await accounts.open_sessions(session, account_id, now())
        return [
            OpenSession(each.user_agent, each.created_at, each.token_hash == own)
            for each in found
        ]


def single_use_token(account_id: UUID, purpose: TokenPurpose) -> tuple[str, EmailToken]:
    """Make a token and its row, which knows it by its hash only."""
    token = new_token()
    return token, EmailToken(
        account_id=account_id,
        purpose=purpose.value,
        token_hash=token_hash(token),
        expires_at=now() + TOKEN_LIFE[purpose],
    )
