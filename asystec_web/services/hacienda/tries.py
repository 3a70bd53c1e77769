"""How often somebody may try a user and password, so that Hacienda blocks nobody."""

import asyncio
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from hashlib import sha256
from typing import Final, NamedTuple
from weakref import WeakValueDictionary

from asystec_web.errors import (
    HaciendaThrottled,
    HaciendaUserBlocked,
    HaciendaUserRejected,
    HaciendaUserRejectedAgain,
    TriesRationed,
    TriesRationedNearby,
)
from asystec_web.services.hacienda.memory import ShortMemory
from asystec_web.services.limits import Limiter
from asystec_web.services.networks import network_of

# Hacienda bears five failing tries a minute, and ten that succeed.
FAILED: Final = "3/minute"
FAILED_NEARBY: Final = "4/minute"
ALL: Final = "8/minute"
REFUSED_S: Final = 600
MOST: Final = 10_000

Refusal = HaciendaUserRejectedAgain | HaciendaUserBlocked | HaciendaThrottled


class _Ration(NamedTuple):
    name: str
    whose: str
    rate: str
    refusal: type[HaciendaThrottled]


class _Closed(NamedTuple):
    refusal: type[Refusal]
    until: float


class Tries:
    """Rations failing tries by user and by source, and all tries by user.

    Tries of one user, or from one network, take turns: those sent at once would
    otherwise all find the ration untouched. A pair that failed is not tried again
    for a while, and a user not before Hacienda said so; each process remembers its
    own.
    """

    def __init__(
        self, limiter: Limiter, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Count with a limiter; the clock is for what is remembered."""
        self._limiter = limiter
        self._clock = clock
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._closed: ShortMemory[bytes, _Closed] = ShortMemory(0, MOST, clock)

    @asynccontextmanager
    async def one(self, pair: bytes, user: str, source: str) -> AsyncGenerator[None]:
        """Wait for the turn of one try, and remember it if it fails.

        Args:
            pair: Fingerprint of user and password.
            user: Whose it is, with its environment.
            source: The client's address; empty for tries of our own.

        Raises:
            HaciendaUserRejectedAgain: The same pair was refused some minutes ago.
            HaciendaUserBlocked: The user was blocked, with the same pair.
            HaciendaThrottled: Too many tries, ours or as Hacienda counts them.
        """
        rations = list(_rations(user, source))
        async with AsyncExitStack() as turns:
            for ration in rations:
                await turns.enter_async_context(self._turn(ration))
            self._recall(pair)
            self._recall(_hashed(user))
            await self._ask_for(rations, user)
            try:
                yield
            except HaciendaUserRejected:
                self._close(pair, HaciendaUserRejectedAgain, REFUSED_S)
                await self._count(rations)
                raise
            except HaciendaUserBlocked as blocked:
                self._close(pair, HaciendaUserBlocked, blocked.seconds)
                await self._count(rations)
                raise
            except HaciendaThrottled as refused:
                self._close(_hashed(user), HaciendaThrottled, refused.seconds)
                raise

    def _turn(self, ration: _Ration) -> asyncio.Lock:
        # A lock lives as long as somebody has it or waits for it.
        whose = f"{ration.name} {ration.whose}"
        return self._turns.setdefault(whose, asyncio.Lock())

    def _close(self, what: bytes, refusal: type[Refusal], seconds: float) -> None:
        self._closed.learn(what, _Closed(refusal, self._clock() + seconds), seconds)

    def _recall(self, what: bytes) -> None:
        closed = self._closed.recall(what)
        if closed is not None:
            raise closed.refusal(closed.until - self._clock())

    async def _ask_for(self, rations: list[_Ration], user: str) -> None:
        for name, whose, rate, refusal in rations:
            if seconds := await self._limiter.retry_in(name, whose, rate):
                raise refusal(seconds)
        if not await self._limiter.allow("identity", user, ALL):
            raise TriesRationed(await self._limiter.retry_in("identity", user, ALL))

    async def _count(self, rations: list[_Ration]) -> None:
        for name, whose, rate, _ in rations:
            await self._limiter.allow(name, whose, rate)


def _hashed(user: str) -> bytes:
    return sha256(user.encode(errors="surrogatepass")).digest()


def _rations(user: str, source: str) -> Iterator[_Ration]:
    if source:
        nearby = network_of(source)
        yield _Ration("identity-nearby", nearby, FAILED_NEARBY, TriesRationedNearby)
    yield _Ration("identity-failed", user, FAILED, TriesRationed)
