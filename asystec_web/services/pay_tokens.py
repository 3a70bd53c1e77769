"""One-time tokens that let a form in a frame pay: cookies do not cross to a new tab."""

import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from asystec_web.errors.account import TokenRejected
from asystec_web.models import Account, EmailToken
from asystec_web.models.columns import now
from asystec_web.repositories import accounts
from asystec_web.services.billing.attempts import Choice
from asystec_web.services.database import Database
from asystec_web.services.tokens import token_hash
from asystec_web.services.vault import SealBroken, Vault

LIFE_S: Final = 600
_PURPOSE: Final = "pay"
_UUID_BYTES: Final = 16
_LONGEST: Final = 300


class PayTokens:
    """Makes and spends them.

    A token is sealed and says whose it is and until when; what it pays for is bound to
    it, so that it opens for nothing else. Nothing is kept until it is spent: a page
    needs several, and most are never used.
    """

    def __init__(
        self, database: Database, vault: Vault, clock: Callable[[], float] = time.time
    ) -> None:
        """Keep what was spent in a database; tell the time by a clock of seconds."""
        self._database = database
        self._vault = vault
        self._clock = clock

    def make(self, account_id: UUID, choice: Choice) -> str:
        """Make a token for one account and one offer, good for ten minutes, once."""
        until = int(self._clock()) + LIFE_S
        plain = account_id.bytes + until.to_bytes(8, "big")
        sealed = self._vault.seal(plain, purpose=_PURPOSE, owner=_owner(choice))
        return urlsafe_b64encode(sealed).decode()

    async def spend(self, token: str, choice: Choice) -> Account:
        """Tell whose token it is; it serves no second time.

        Raises:
            TokenRejected: It is unknown, for another offer, too old, or was spent.
        """
        account_id, until = self._read(token, choice)
        if until < self._clock():
            raise TokenRejected
        spent = EmailToken(
            account_id=account_id,
            purpose=_PURPOSE,
            token_hash=token_hash(token),
            expires_at=datetime.fromtimestamp(until, UTC),
            used_at=now(),
        )
        try:
            async with self._database.transaction() as session:
                account = await accounts.with_id(session, account_id)
                await accounts.keep_spent_token(session, spent)
        except accounts.TokenSpent:
            raise TokenRejected from None
        if account is None:
            raise TokenRejected
        return account

    def _read(self, token: str, choice: Choice) -> tuple[UUID, int]:
        try:
            sealed = urlsafe_b64decode(token[:_LONGEST].encode())
            plain = self._vault.open(sealed, purpose=_PURPOSE, owner=_owner(choice))
        except (SealBroken, ValueError):
            raise TokenRejected from None
        return UUID(bytes=plain[:_UUID_BYTES]), int.from_bytes(
            plain[_UUID_BYTES:], "big"
        )


def _owner(choice: Choice) -> str:
    return (
        f"{choice.lookup_key} {choice.amount} {choice.currency.lower()} "
        f"{choice.trial_days}"
    )
