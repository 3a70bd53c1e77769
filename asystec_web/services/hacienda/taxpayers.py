"""Who is behind a cédula, asked of Hacienda's public API within its limits."""

import asyncio
import time
from collections.abc import Callable
from functools import partial
from http import HTTPStatus

import httpx
import structlog
from tenacity import (
    retry,
    retry_if_exception_type,
    stop_after_attempt,
    wait_random,
)

from asystec_web.errors import TaxpayerNotFound, TaxpayersUnavailable
from asystec_web.services.hacienda.exchange import (
    Answer,
    NoAnswer,
    PassingFailure,
    exchange,
)
from asystec_web.services.hacienda.memory import ShortMemory
from asystec_web.services.hacienda.pause import Pause
from asystec_web.services.hacienda.taxpayer import (
    RegisteredActivity,
    Taxpayer,
    read_taxpayer,
)
from asystec_web.services.limits import Limiter

__all__ = ["RegisteredActivity", "Taxpayer", "Taxpayers"]

log = structlog.get_logger(__name__)

# Everything together, so that a page can answer within six seconds.
PATIENCE_S = 5.0
# https://api.hacienda.go.cr/docs allows 100 in 5 s and 1200 in 2 min for an address;
# the rest is for whoever else calls from here.
RATES = ("1000/2 minutes", "80/5 seconds")
REMEMBERED_S = 600
REMEMBERED_MOST = 2000


class Taxpayers:
    """Looks taxpayers up; asks once however many people want the same answer."""

    def __init__(
        self,
        base_url: str,
        http: httpx.AsyncClient,
        limiter: Limiter,
        *,
        patience_s: float = PATIENCE_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ask at an address; the limiter counts for everything that calls from here."""
        self._url = f"{base_url.rstrip('/')}/fe/ae"
        self._http = http
        self._limiter = limiter
        self._patience_s = patience_s
        self._pause = Pause(clock)
        self._known: ShortMemory[str, Taxpayer] = ShortMemory(
            REMEMBERED_S, REMEMBERED_MOST, clock
        )
        self._asking: dict[str, asyncio.Task[Taxpayer]] = {}

    async def find(self, cedula_number: str) -> Taxpayer:
        """Tell who is behind a number, as `Cedula.number` writes it.

        Raises:
            TaxpayerNotFound: Hacienda does not know it. That includes a number whose
                form it refuses (400): asking again later would not help either.
            TaxpayersUnavailable: No useful answer within five seconds, or Hacienda
                wants no calls for now.
        """
        known = self._known.recall(cedula_number)
        if known is not None:
            return known
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
            async with asyncio.timeout(self._patience_s):
                answer = await self._ask(number)
            taxpayer = self._read(number, answer)
        except NoAnswer as failure:
            log.warning("taxpayers_unavailable", reason=failure.reason)
            raise TaxpayersUnavailable from None
        except TimeoutError:
            log.warning("taxpayers_unavailable", reason="too slow")
            raise TaxpayersUnavailable from None
        self._known.learn(number, taxpayer)
        return taxpayer

    @retry(
        retry=retry_if_exception_type(PassingFailure),
        stop=stop_after_attempt(2),
        wait=wait_random(0.1, 0.3),
        reraise=True,
    )
    async def _ask(self, number: str) -> Answer:
        await self._wait_for_turn()
        answer = await exchange(
            self._http, "GET", self._url, query={"identificacion": number}
        )
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            raise PassingFailure(_status(answer))
        return answer

    async def _wait_for_turn(self) -> None:
        if self._pause.lasts:
            reason = "paused"
            raise NoAnswer(reason)
        for rate in RATES:
            while not await self._limiter.allow("taxpayers", "", rate):
                wait_s = await self._limiter.retry_in("taxpayers", "", rate)
                if wait_s > self._patience_s:
                    reason = "rationed"
                    raise NoAnswer(reason)
                await asyncio.sleep(wait_s)

    def _read(self, number: str, answer: Answer) -> Taxpayer:
        match answer.status:
            case HTTPStatus.OK:
                try:
                    return read_taxpayer(number, answer.body)
                except ValueError:
                    reason = "unreadable"
                    raise NoAnswer(reason) from None
            case HTTPStatus.NOT_FOUND | HTTPStatus.BAD_REQUEST:
                if not answer.is_web_page:
                    raise TaxpayerNotFound
            case HTTPStatus.FORBIDDEN | HTTPStatus.TOO_MANY_REQUESTS:
                self._pause.begin(answer.retry_after)
            case _:
                pass
        raise NoAnswer(_status(answer))


def _status(answer: Answer) -> str:
    return f"status {answer.status}"
