"""The free trial: for each cédula once, if the settings give one at all."""

from uuid import UUID

from asystec_web.repositories import trials
from asystec_web.services.database import Database


class Trials:
    """Who may be offered how much; the key of `TrialClaim` decides at the click."""

    def __init__(self, database: Database, days: int) -> None:
        """Give so many days, none when 0."""
        self._database = database
        self._days = days

    async def days_for(self, account_id: UUID) -> int:
        """Tell how many days an account may be offered; 0 if none."""
        if not self._days:
            return 0
        async with self._database.reading() as session:
            return self._days if await trials.is_free(session, account_id) else 0
