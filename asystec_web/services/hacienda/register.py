"""Hacienda's public register of taxpayers, asked within its limits."""

import asyncio
from dataclasses import dataclass
from http import HTTPStatus

import httpx
from tenacity import (
    retry,
    retry_if_exception_type,
    stop_after_attempt,
    wait_random,
)

from asystec_web.services.hacienda.breaker import Breaker
from asystec_web.services.hacienda.exchange import (
    Answer,
    NoAnswer,
    PassingFailure,
    exchange,
)
from asystec_web.services.hacienda.taxpayer import Taxpayer, read_taxpayer
from asystec_web.services.limits import Limiter

# https://api.hacienda.go.cr/docs allows 100 in 5 s and 1200 in 2 min for an address;
# the rest is for whoever else calls from here.
RATES = ("1000/2 minutes", "80/5 seconds")

# How long each kind of answer is believed. Whoever reads that something is to be
# mended at Hacienda mends it, comes back and looks again.
TO_MEND_S = 600
IN_ORDER_S = 3600
NO_NUMBER_S = 24 * 3600


@dataclass(frozen=True, slots=True)
class Finding:
    """What the register says of a number.

    Attributes:
        taxpayer: None when it knows none by that number.
        lasts_s: For how many seconds that may be believed.
    """

    taxpayer: Taxpayer | None
    lasts_s: int


class NotAsked(NoAnswer):
    """Hacienda was left alone, so this says nothing about its health."""


class Register:
    """Asks, once more if that may help, and never more often than Hacienda allows."""

    def __init__(
        self, base_url: str, http: httpx.AsyncClient, limiter: Limiter, breaker: Breaker
    ) -> None:
        """Ask at an address; the limiter counts for everything that calls from here."""
        self._url = f"{base_url.rstrip('/')}/fe/ae"
        self._http = http
        self._limiter = limiter
        self._breaker = breaker

    async def look_up(self, number: str, deadline: float) -> Finding:
        """Ask about a number until a moment of the event loop's clock.

        Raises:
            NoAnswer: Nothing useful was said, or nobody may ask now.
        """
        try:
            async with asyncio.timeout_at(deadline):
                answer = await self._ask(number, deadline)
            finding = await self._read(number, answer)
        except NotAsked:
            raise
        except NoAnswer:
            await self._breaker.failed(number)
            raise
        except TimeoutError:
            await self._breaker.failed(number)
            reason = "too slow"
            raise NoAnswer(reason) from None
        self._breaker.answered()
        return finding

    @retry(
        retry=retry_if_exception_type(PassingFailure),
        stop=stop_after_attempt(2),
        wait=wait_random(0.1, 0.3),
        reraise=True,
    )
    async def _ask(self, number: str, deadline: float) -> Answer:
        await self._wait_for_turn(deadline)
        answer = await exchange(
            self._http, "GET", self._url, query={"identificacion": number}
        )
        # A server that says when to come back has asked not to be called before.
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR and not answer.retry_after:
            raise PassingFailure(_status(answer))
        return answer

    async def _wait_for_turn(self, deadline: float) -> None:
        if await self._breaker.is_open():
            reason = "paused"
            raise NotAsked(reason)
        loop = asyncio.get_running_loop()
        for rate in RATES:
            while not await self._limiter.allow("taxpayers", "", rate):
                wait_s = await self._limiter.retry_in("taxpayers", "", rate)
                if loop.time() + wait_s > deadline:
                    reason = "rationed"
                    raise NotAsked(reason)
                await asyncio.sleep(wait_s)

    async def _read(self, number: str, answer: Answer) -> Finding:
        match answer.status:
            case HTTPStatus.OK:
                return _found(number, answer)
            case HTTPStatus.NOT_FOUND if not answer.is_web_page:
                return Finding(None, TO_MEND_S)
            case HTTPStatus.BAD_REQUEST if not answer.is_web_page:
                return Finding(None, NO_NUMBER_S)
            case (
                HTTPStatus.FORBIDDEN
                | HTTPStatus.TOO_MANY_REQUESTS
                | HTTPStatus.SERVICE_UNAVAILABLE
            ):
                await self._breaker.refused(answer.retry_after)
            case _:
                pass
        raise NoAnswer(_status(answer))


def _found(number: str, answer: Answer) -> Finding:
    try:
        taxpayer = read_taxpayer(number, answer.body)
    except ValueError:
        reason = "unreadable"
        raise NoAnswer(reason) from None
    in_order = taxpayer.registered and not (taxpayer.moroso or taxpayer.omiso)
    return Finding(taxpayer, IN_ORDER_S if in_order else TO_MEND_S)


def _status(answer: Answer) -> str:
    return f"status {answer.status}"
