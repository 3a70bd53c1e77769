"""Reminders by mail that a key expires: each of them once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from asystec_web.flow.expiry import WARNED_DAYS, days_left, reminder_due
from asystec_web.flow.moments import day
from asystec_web.models import Account, HaciendaConnection
from asystec_web.models.columns import now
from asystec_web.repositories import connections
from asystec_web.services import letters
from asystec_web.services.database import Database
from asystec_web.services.mail import LetterNotTaken, Mail

AT_A_TIME: Final = 100


class KeyReminders:
    """Looks through the keys that expire soon."""

    def __init__(
        self,
        database: Database,
        mail: Mail,
        *,
        clock: Callable[[], datetime] = now,
    ) -> None:
        """Look in a database; letters leave through the mail."""
        self._database = database
        self._mail = mail
        self._clock = clock

    async def go_round(self) -> None:
        """Remind everybody whose time has come; ends early while the mail is away."""
        after: UUID | None = None
        today = self._clock()
        between = today - timedelta(days=1), today + timedelta(days=WARNED_DAYS + 1)
        while True:
            async with self._database.reading() as session:
                rows = await connections.expiring(session, between, after, AT_A_TIME)
            for connection, account in rows:
                try:
                    await self._remind(connection, account)
                except LetterNotTaken as refusal:
                    if refusal.server_away:
                        return
                after = connection.business_id
            if len(rows) < AT_A_TIME:
                return

    async def _remind(self, connection: HaciendaConnection, account: Account) -> None:
        """Send and then note a reminder, if one is due."""
        expires_at = connection.key_expires_at
        if expires_at is None:
            return
        left = days_left(expires_at, self._clock())
        due = reminder_due(left, connection.reminded_days)
        if not due:
            return
        url = self._mail.public_url
        letter = letters.key_expires(account, left, day(expires_at), url)
        try:
            await self._mail.hand_over(letter)
        except LetterNotTaken as refusal:
            if not refusal.permanently:
                raise
        async with self._database.transaction() as session:
            await connections.note_reminder(session, connection, due)
