"""Who is behind a cédula: remembered, or asked of Hacienda once for everybody."""

import asyncio
from functools import partial

import httpx
import structlog
from pydantic import TypeAdapter

from asystec_web.errors.business import TaxpayerNotFound, TaxpayersUnavailable
from asystec_web.services.hacienda.breaker import Breaker
from asystec_web.services.hacienda.exchange import NoAnswer
from asystec_web.services.hacienda.register import Finding, Register
from asystec_web.services.hacienda.store import Store
from asystec_web.services.hacienda.taxpayer import RegisteredActivity, Taxpayer
from asystec_web.services.hacienda.turns import turn
from asystec_web.services.limits import Limiter

__all__ = ["RegisteredActivity", "Taxpayer", "Taxpayers"]

log = structlog.get_logger(__name__)

# Everything together, so that a page can answer within six seconds.
PATIENCE_S = 5.0
# How much longer than a process may ask its question is left to it.
CRASHED_S = 1.0

_KEPT = TypeAdapter(Finding)


class Taxpayers:
    """Looks taxpayers up; asks once however many people want the same answer."""

    def __init__(
        self,
        base_url: str,
        http: httpx.AsyncClient,
        limiter: Limiter,
        store: Store,
        *,
        patience_s: float = PATIENCE_S,
    ) -> None:
        """Ask at an address; limiter and store are shared with whoever else asks."""
        self._register = Register(base_url, http, limiter, Breaker(store))
        self._store = store
        self._patience_s = patience_s
        self._asking: dict[str, asyncio.Task[Taxpayer]] = {}

    async def find(self, cedula_number: str) -> Taxpayer:
        """Tell who is behind a number, as `Cedula.number` writes it.

        Raises:
            TaxpayerNotFound: Hacienda does not know it. That includes a number whose
                form it refuses (400): asking again later would not help either.
            TaxpayersUnavailable: No useful answer within five seconds, or Hacienda
                wants no calls for now.
        """
        task = self._asking.get(cedula_number)
        if task is None:
            task = asyncio.create_task(self._find(cedula_number))
            self._asking[cedula_number] = task
            task.add_done_callback(partial(self._asked, cedula_number))
        # Whoever goes away leaves the question standing for the others.
        return await asyncio.shield(task)

    def _asked(self, number: str, task: asyncio.Task[Taxpayer]) -> None:
        del self._asking[number]
        if not task.cancelled():
            # Everybody may be gone: then nobody else looks at a failure.
            task.exception()

    async def _find(self, number: str) -> Taxpayer:
        try:
            finding = await self._recall(number) or await self._ask(number)
        except NoAnswer as failure:
            log.warning("taxpayers_unavailable", reason=failure.reason)
            raise TaxpayersUnavailable from None
        if finding.taxpayer is None:
            raise TaxpayerNotFound
        return finding.taxpayer

    async def _ask(self, number: str) -> Finding:
        """Ask Hacienda, unless another process already does: then wait for that."""
        deadline = asyncio.get_running_loop().time() + self._patience_s
        lasts_s = self._patience_s + CRASHED_S
        async with turn(self._store, f"asking {number}", lasts_s, deadline):
            finding = await self._recall(number)
            if finding is None:
                finding = await self._register.look_up(number, deadline)
                kept = _KEPT.dump_json(finding)
                await self._store.learn(number, kept, finding.lasts_s)
        return finding

    async def _recall(self, number: str) -> Finding | None:
        kept = await self._store.recall(number)
        if kept is None:
            return None
        try:
            return _KEPT.validate_json(kept)
        except ValueError:
            # Written by another release of ours: as good as forgotten.
            return None
