"""Letters about what Hacienda said of a candidate: each of them until it has left."""

from typing import Final

from asystec_web.models import CandidateStatus, ConnectionCandidate
from asystec_web.repositories import connections
from asystec_web.services import letters
from asystec_web.services.database import Database
from asystec_web.services.mail import LetterNotTaken, Mail

AT_A_TIME: Final = 50


class ConnectionNews:
    """Tells by mail what came of candidates."""

    def __init__(self, database: Database, mail: Mail) -> None:
        """Look in a database; letters leave through the mail."""
        self._database = database
        self._mail = mail

    async def tell(self) -> None:
        """Tell whoever is still to be told; ends early while the mail is away."""
        async with self._database.reading() as session:
            untold = await connections.untold(session, AT_A_TIME)
        for row in untold:
            try:
                await self._send(row)
            except LetterNotTaken as refusal:
                if refusal.server_away:
                    return
                # A mailbox that refuses for good would be tried for ever.
                if not refusal.permanently:
                    continue
            await self._note_told(row)

    async def _send(self, row: ConnectionCandidate) -> None:
        async with self._database.reading() as session:
            owner = await connections.owner_of(session, row.business_id)
        if owner is not None:
            account, _ = owner
            url = self._mail.public_url
            await self._mail.hand_over(letters.connection_news(account, row, url))

    async def _note_told(self, told: ConnectionCandidate) -> None:
        async with self._database.transaction() as session:
            row = await connections.candidate(session, told.business_id)
            if row is None or (row.version, row.status) != (told.version, told.status):
                return
            row.letter_due = False
            if row.status == CandidateStatus.ACCEPTED:
                await session.delete(row)
