"""Letters about payments leave once: noted as sent after the server took them."""

from hashlib import sha256
from urllib.parse import urlsplit
from uuid import UUID

import structlog

from asystec_web.models import Account, BillingNotice, Subscription
from asystec_web.repositories import accounts, billing, notices
from asystec_web.services.billing import letters
from asystec_web.services.billing.occasions import Occasion, is_due
from asystec_web.services.database import Database
from asystec_web.services.mail import LetterNotTaken, Mail
from asystec_web.settings import Settings

log = structlog.get_logger(__name__)


class Notices:
    """What is to be told to customers and to the operator."""

    def __init__(self, database: Database, settings: Settings) -> None:
        """Keep what is to be told in a database."""
        self._database = database
        self._settings = settings

    async def send(self, mail: Mail) -> None:
        """Send what is due; what the server does not take stays for the next time.

        Only a process killed between the server's answer and our note sends a letter
        twice, and then under the same `Message-ID`, by which mailboxes know it.
        """
        async with self._database.reading() as session:
            untold = await notices.untold(session)
        for notice in untold:
            try:
                await self._send(mail, notice)
            except LetterNotTaken as refused:
                if refused.server_away:
                    return
                if not refused.permanently:
                    continue
                log.error("billing_letter_refused", cause=notice.cause)  # noqa: TRY400 - a server's answer may quote addresses
            async with self._database.transaction() as session:
                await notices.close(session, notice.cause)

    async def _send(self, mail: Mail, notice: BillingNotice) -> None:
        occasion = Occasion(notice.kind)
        account, known = await self._whose(notice.account_id)
        if occasion.is_alarm:
            alarms_to = self._settings.alarms_to
            letter = letters.alarm(alarms_to, occasion, notice.cause, account)
        elif account and known and is_due(occasion, known, notice.cause):
            letter = letters.written(occasion, account, known, self._settings)
        else:
            log.info("billing_letter_overtaken", cause=notice.cause)
            return
        name = sha256(notice.cause.encode()).hexdigest()[:32]
        letter["Message-ID"] = (
            f"<{name}@{urlsplit(self._settings.public_url).hostname}>"
        )
        await mail.hand_over(letter)

    async def _whose(
        self, account_id: UUID | None
    ) -> tuple[Account | None, Subscription | None]:
        if account_id is None:
            return None, None
        async with self._database.reading() as session:
            account = await accounts.with_id(session, account_id)
            return account, await billing.subscription_of(session, account_id)
