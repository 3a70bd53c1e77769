"""Candidates tried at Hacienda in the background, until it says yes or no."""

from collections.abc import Mapping
from typing import Final

import structlog

from asystec_web.errors import OnboardingError
from asystec_web.errors.hacienda import (
    HaciendaThrottled,
    IdentityUnavailable,
)
from asystec_web.errors.key import KeyReadersBusy, KeysRationed
from asystec_web.flow.retrying import PATIENCE, pause_after
from asystec_web.logs import frames_of
from asystec_web.models import (
    Business,
    CandidateStatus,
    ConnectionCandidate,
    HaciendaConnection,
)
from asystec_web.models.columns import now
from asystec_web.repositories import connections
from asystec_web.services.connection_news import ConnectionNews
from asystec_web.services.connections import Connections
from asystec_web.services.database import Database
from asystec_web.services.proof import put_in_force, unchanged
from asystec_web.services.sealed_credentials import opened, whole
from asystec_web.services.vault import SealBroken, Vault

log = structlog.get_logger(__name__)

AT_A_TIME: Final = 50
UNREADABLE: Final = "connection.unreadable"
EXHAUSTED: Final = "connection.exhausted"


class CandidateTrials:
    """One round: whoever's time has come is tried, whoever was answered is told."""

    def __init__(
        self,
        database: Database,
        connections_: Connections,
        vault: Vault,
        news: ConnectionNews,
    ) -> None:
        """Try at Hacienda what a database holds, and have the news told."""
        self._database = database
        self._connections = connections_
        self._vault = vault
        self._news = news

    async def go_round(self) -> None:
        """Try what is due and tell what came of it.

        The first to get no answer speaks for all of its environment: asking for the
        others would only make an outage longer. They come first in the next round.
        """
        async with self._database.reading() as session:
            due = await connections.due(session, now(), AT_A_TIME)
        silent: set[str] = set()
        for row in due:
            if row.environment not in silent and not await self._try(row):
                silent.add(row.environment)
        await self._news.tell()

    async def _try(self, row: ConnectionCandidate) -> bool:
        """Try one candidate; tell whether Hacienda answered."""
        async with self._database.reading() as session:
            owner = await connections.owner_of(session, row.business_id)
        if owner is None:
            return True
        _, business = owner
        try:
            form = whole(opened(self._vault, row, str(business.id)))
            proven, _ = await self._connections.try_out(business, form)
        except (HaciendaThrottled, KeysRationed, KeyReadersBusy):
            await self._put_off(row, business)
        except IdentityUnavailable:
            await self._put_off(row, business)
            return False
        except OnboardingError as failure:
            await self.reject(row, business, *failure.kept)
        except SealBroken:
            await self.reject(row, business, UNREADABLE, {})
        except Exception as failure:  # noqa: BLE001 - the others must not wait behind it
            log.error(  # noqa: TRY400 - a message may quote what somebody typed
                "candidate_failed",
                exception=type(failure).__name__,
                frames=frames_of(failure),
            )
            await self._put_off(row, business)
        else:
            await self._accept(row, business, proven)
        return True

    async def _accept(
        self, tried: ConnectionCandidate, business: Business, proven: HaciendaConnection
    ) -> None:
        async with self._database.transaction() as session:
            row = await unchanged(session, tried, business)
            if row is None:
                return
            await put_in_force(session, proven)
            row.sealed_password = row.sealed_key = row.sealed_pin = None
            _end(row, CandidateStatus.ACCEPTED)

    async def reject(
        self,
        tried: ConnectionCandidate,
        business: Business,
        code: str,
        values: Mapping[str, str],
        *,
        letter: bool = True,
    ) -> None:
        """End the tries of a candidate that was refused.

        Args:
            tried: As it was when it was tried; it counts no more if it has changed.
            business: As it was then.
            code: Of the sentence why.
            values: What that sentence says besides.
            letter: Whether its owner has still to be told.
        """
        async with self._database.transaction() as session:
            row = await unchanged(session, tried, business)
            if row is not None:
                _end(row, CandidateStatus.REJECTED)
                row.reason, row.reason_values = code, dict(values)
                row.letter_due = letter

    async def _put_off(self, tried: ConnectionCandidate, business: Business) -> None:
        async with self._database.transaction() as session:
            row = await unchanged(session, tried, business)
            if row is None:
                return
            at = now()
            row.next_try_at = at + pause_after(row.tries)
            row.tries += 1
            if at - row.given_at > PATIENCE:
                _end(row, CandidateStatus.EXHAUSTED)
                row.reason = EXHAUSTED


def _end(row: ConnectionCandidate, status: CandidateStatus) -> None:
    row.status = status.value
    row.next_try_at = None
    row.letter_due = True
