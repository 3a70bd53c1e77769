"""One change of plan at a time for each account, whatever process orders it.

Stripe changes a subscription whatever it has become meanwhile: it cannot be told to
do so only if it still is what was shown. So the row of an account's turn decides.
"""

from datetime import timedelta
from uuid import UUID

from asystec_web.repositories import plan_changes
from asystec_web.repositories.rounds import clock
from asystec_web.services.database import Database

# Longer than anything that was sent to Stripe can still be carried out.
LIFE = timedelta(minutes=2)


class ChangeTurns:
    """The turns of confirmations."""

    def __init__(self, database: Database) -> None:
        """Keep them in a database."""
        self._database = database

    async def take(self, account_id: UUID, change_id: UUID) -> bool:
        """Take the turn; the same confirmation may do so again.

        A process that is killed keeps it from all others until it runs out.
        """
        async with self._database.transaction() as session:
            at = await clock(session)
            return await plan_changes.take(
                session, account_id, change_id, at, at + LIFE
            )

    async def give_back(self, account_id: UUID, change_id: UUID) -> None:
        """Let another confirmation have it: nothing of this one is under way."""
        async with self._database.transaction() as session:
            await plan_changes.give_back(session, account_id, change_id)
