"""*Probar de nuevo*: what is kept, tried once more because its owner wants to know."""

from asystec_web.errors import InvalidForm, OnboardingError, StepNotOpen
from asystec_web.errors.hacienda import (
    HaciendaThrottled,
    HaciendaUserBlocked,
    HaciendaUserRejectedAgain,
    IdentityUnavailable,
)
from asystec_web.errors.key import KeyReadersBusy, KeysRationed
from asystec_web.models import Business, ConnectionStatus, HaciendaConnection
from asystec_web.repositories import connections
from asystec_web.services.answers import Answers
from asystec_web.services.candidate_trials import CandidateTrials
from asystec_web.services.candidates import Candidates
from asystec_web.services.connections import Connections
from asystec_web.services.database import Database
from asystec_web.services.proof import put_in_force, still_proven, unchanged
from asystec_web.services.sealed_credentials import whole

# What says nothing about what was tried.
NOTHING_NEW = (
    HaciendaThrottled,
    HaciendaUserRejectedAgain,
    KeyReadersBusy,
    KeysRationed,
)


class SecondLooks:
    """Tries a candidate, or what was proven, while its owner waits."""

    def __init__(
        self,
        database: Database,
        connections: Connections,
        candidates: Candidates,
        trials: CandidateTrials,
    ) -> None:
        """Try what a database holds."""
        self._database = database
        self._connections = connections
        self._candidates = candidates
        self._trials = trials

    async def take(self, answers: Answers, source: str) -> bool:
        """Try what is kept, keep what Hacienda says, and tell whether it accepts it.

        An outage says nothing about what was proven: it stays in force.

        Args:
            answers: As they were when it was asked for.
            source: The address of the client that asks.

        Raises:
            InvalidForm: Something of it is missing.
            HaciendaFailure: There is no answer, or none that lasts.
        """
        business = answers.business
        if business is None:
            raise StepNotOpen
        parts = self._candidates.kept(answers)
        if parts.missing:
            raise InvalidForm({"": "connection.incomplete"})
        try:
            form = whole(parts)
            proven, _ = await self._connections.try_out(business, form, source)
        except IdentityUnavailable:
            await self._candidates.go_on_trying(business)
            raise
        except NOTHING_NEW:
            raise
        except OnboardingError as failure:
            await self._refused(answers, business, failure)
            return False
        return await self._accepted(answers, business, proven)

    async def _accepted(
        self, answers: Answers, business: Business, proven: HaciendaConnection
    ) -> bool:
        """Put it in force, unless it was removed or given anew meanwhile."""
        async with self._database.transaction() as session:
            if answers.candidate is not None:
                stands = await unchanged(session, answers.candidate, business)
            elif answers.connection is not None:
                stands = await still_proven(session, answers.connection, business)
            else:
                return False
            if stands is None:
                return False
            await connections.forget_candidate(session, business.id)
            await put_in_force(session, proven)
        return True

    async def _refused(
        self, answers: Answers, business: Business, failure: OnboardingError
    ) -> None:
        candidate = answers.candidate
        if candidate is not None:
            await self._trials.reject(candidate, business, *failure.kept, letter=False)
        elif isinstance(failure, HaciendaUserBlocked):
            raise failure  # it passes, and what was proven still is
        elif answers.connection is not None:
            await self._doubt(business, answers.connection, failure)

    async def _doubt(
        self,
        business: Business,
        tried: HaciendaConnection,
        failure: OnboardingError,
    ) -> None:
        """Note that what was proven does not hold any more, and why."""
        async with self._database.transaction() as session:
            proven = await still_proven(session, tried, business)
            if proven is not None:
                proven.status = ConnectionStatus.TO_CHECK.value
                proven.reason, values = failure.kept
                proven.reason_values = dict(values)
