"""How often somebody may try a user and password, so that Hacienda blocks nobody."""

import hmac
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Final, NamedTuple

from pydantic import TypeAdapter

from asystec_web.errors.hacienda import (
    HaciendaThrottled,
    HaciendaUserBlocked,
    HaciendaUserRejected,
    HaciendaUserRejectedAgain,
    HaciendaUserUnready,
    TriesRationed,
    TriesRationedNearby,
)
from asystec_web.services.hacienda.store import Store
from asystec_web.services.hacienda.turns import turn
from asystec_web.services.limits import Limiter
from asystec_web.services.networks import network_of

# Hacienda bears five failing tries a minute, and ten that succeed.
FAILED: Final = "3/minute"
FAILED_NEARBY: Final = "4/minute"
ALL: Final = "8/minute"
REFUSED_S: Final = 600
# Longer than any try takes.
TURN_S: Final = 6

Refusal = HaciendaUserRejectedAgain | HaciendaUserBlocked | HaciendaThrottled
_REFUSALS: Final[dict[str, type[Refusal]]] = {
    each.code: each
    for each in (HaciendaUserRejectedAgain, HaciendaUserBlocked, HaciendaThrottled)
}


class _Ration(NamedTuple):
    name: str
    whose: str
    rate: str
    refusal: type[HaciendaThrottled]


@dataclass(frozen=True, slots=True)
class _Closed:
    """What is not to be tried, why, and until when."""

    code: str
    until: float


_KEPT = TypeAdapter(_Closed)


class Tries:
    """Rations failing tries by user and by source, and all tries by user.

    Tries of one user, or from one network, take turns: those sent at once would
    otherwise all find the ration untouched. A pair that failed is not tried again
    for a while, and a user not before Hacienda said so. All processes that share
    limiter, store and secret hold to it together.
    """

    def __init__(
        self,
        limiter: Limiter,
        store: Store,
        secret: bytes,
        *,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Count with a limiter, and remember in a store.

        Args:
            limiter: Counts.
            store: Remembers what failed, under fingerprints.
            secret: Makes those fingerprints, which tell nobody else of a password.
            clock: Tells the time on which all processes agree.
        """
        self._limiter = limiter
        self._store = store
        self._secret = secret
        self._clock = clock

    @asynccontextmanager
    async def one(
        self, user: str, password: str, source: str, deadline: float
    ) -> AsyncGenerator[None]:
        """Wait for the turn of one try, and remember it if it fails.

        Args:
            user: Whose it is, with its environment.
            password: What is tried with it; kept as a fingerprint only.
            source: The client's address; empty for tries of our own.
            deadline: When to wait no longer, by the loop's clock.

        Raises:
            HaciendaUserRejected: No form can carry the pair.
            HaciendaUserRejectedAgain: The same pair was refused some minutes ago.
            HaciendaUserUnready: What is missing is done at Hacienda, and the same pair
                may be right a moment later.
            HaciendaUserBlocked: The user was blocked, with the same pair.
            HaciendaThrottled: Too many tries, ours or as Hacienda counts them.
            NoAnswer: The turn did not come in time.
        """
        pair, whose = self._name("pair", user, password), self._name("user", user)
        rations = list(_rations(user, source))
        async with AsyncExitStack() as turns:
            for name, key, *_ in rations:
                place = turn(self._store, self._name(name, key), TURN_S, deadline)
                await turns.enter_async_context(place)
            await self._recall(pair)
            await self._recall(whose)
            await self._ask_for(rations, user)
            try:
                yield
            except HaciendaUserRejected:
                await self._close(pair, HaciendaUserRejectedAgain, REFUSED_S)
                await self._count(rations)
                raise
            except HaciendaUserUnready:
                await self._count(rations)
                raise
            except HaciendaUserBlocked as blocked:
                await self._close(pair, HaciendaUserBlocked, blocked.seconds)
                await self._count(rations)
                raise
            except HaciendaThrottled as refused:
                await self._close(whose, HaciendaThrottled, refused.seconds)
                raise

    def _name(self, *parts: str) -> str:
        """Name something without telling what it is."""
        try:
            message = "\0".join(parts).encode()
        except UnicodeEncodeError:
            raise HaciendaUserRejected from None
        return f"tries {hmac.digest(self._secret, message, 'sha256').hex()}"

    async def _close(self, what: str, refusal: type[Refusal], seconds: float) -> None:
        closed = _Closed(refusal.code, self._clock() + seconds)
        await self._store.learn(what, _KEPT.dump_json(closed), seconds)

    async def _recall(self, what: str) -> None:
        kept = await self._store.recall(what)
        if kept is None:
            return
        closed = _KEPT.validate_json(kept)
        left = closed.until - self._clock()
        if left > 0:
            raise _REFUSALS[closed.code](left)

    async def _ask_for(self, rations: list[_Ration], user: str) -> None:
        for name, whose, rate, refusal in rations:
            if seconds := await self._limiter.retry_in(name, whose, rate):
                raise refusal(seconds)
        if not await self._limiter.allow("identity", user, ALL):
            raise TriesRationed(await self._limiter.retry_in("identity", user, ALL))

    async def _count(self, rations: list[_Ration]) -> None:
        for name, whose, rate, _ in rations:
            await self._limiter.allow(name, whose, rate)


def _rations(user: str, source: str) -> Iterator[_Ration]:
    if source:
        nearby = network_of(source)
        yield _Ration("identity-nearby", nearby, FAILED_NEARBY, TriesRationedNearby)
    yield _Ration("identity-failed", user, FAILED, TriesRationed)
