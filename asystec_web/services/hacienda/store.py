"""What is remembered of Hacienda: by this process, or by all of an installation."""

import time
from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Protocol, TypeVar

import structlog
from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from asystec_web.services.absence import Absence
from asystec_web.services.hacienda.memory import ShortMemory

log = structlog.get_logger(__name__)

# What waits for an answer of Hacienda cannot also wait for Redis.
REDIS_PATIENCE_S = 0.5
REMEMBERED_S = 600
REMEMBERED_MOST = 2000

Reply = TypeVar("Reply")


class Store(Protocol):
    """Keeps a few bytes under a name, for so many seconds."""

    async def recall(self, name: str) -> bytes | None:
        """Give what is kept under a name, if it still is."""
        ...

    async def learn(self, name: str, value: bytes, lifetime_s: float) -> None:
        """Keep something from now on."""
        ...

    async def claim(self, name: str, lifetime_s: float) -> bool:
        """Take a name until it is forgotten; False when somebody has it."""
        ...

    async def forget(self, name: str) -> None:
        """Keep it no longer."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


class LocalStore:
    """Remembers for this process alone."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Forget by a clock in seconds."""
        self._memory: ShortMemory[str, bytes] = ShortMemory(
            REMEMBERED_S, REMEMBERED_MOST, clock
        )

    async def recall(self, name: str) -> bytes | None:
        """See `Store`."""
        return self._memory.recall(name)

    async def learn(self, name: str, value: bytes, lifetime_s: float) -> None:
        """See `Store`."""
        self._memory.learn(name, value, lifetime_s)

    async def claim(self, name: str, lifetime_s: float) -> bool:
        """See `Store`."""
        free = self._memory.recall(name) is None
        if free:
            self._memory.learn(name, b"", lifetime_s)
        return free

    async def forget(self, name: str) -> None:
        """See `Store`."""
        self._memory.forget(name)

    async def close(self) -> None:
        """See `Store`."""


class SharedStore:
    """Remembers for all processes, in Redis or Valkey; alone while that is away."""

    def __init__(self, redis_url: str) -> None:
        """Connect when first asked."""
        self._local = LocalStore()
        self._absence = Absence()
        self._redis = Redis.from_url(
            redis_url,
            socket_timeout=REDIS_PATIENCE_S,
            socket_connect_timeout=REDIS_PATIENCE_S,
            # Once more at once, for the server may have closed an idle connection.
            retry=Retry(NoBackoff(), 1),
        )

    async def recall(self, name: str) -> bytes | None:
        """See `Store`."""
        known = await self._local.recall(name)
        if known is not None:
            return known
        return await self._ask(lambda: self._redis.get(_key(name)))

    async def learn(self, name: str, value: bytes, lifetime_s: float) -> None:
        """See `Store`. What this process has learnt, it knows without Redis."""
        await self._local.learn(name, value, lifetime_s)
        await self._ask(
            lambda: self._redis.set(_key(name), value, px=_ms(lifetime_s)),
        )

    async def claim(self, name: str, lifetime_s: float) -> bool:
        """See `Store`."""
        if not await self._local.claim(name, lifetime_s):
            return False
        taken = await self._ask(
            lambda: self._redis.set(_key(name), b"", px=_ms(lifetime_s), nx=True),
            otherwise=True,
        )
        if not taken:
            await self._local.forget(name)
        return bool(taken)

    async def forget(self, name: str) -> None:
        """See `Store`."""
        await self._local.forget(name)
        await self._ask(lambda: self._redis.delete(_key(name)))

    async def close(self) -> None:
        """See `Store`."""
        await self._redis.aclose()

    async def _ask(
        self,
        question: Callable[[], Awaitable[Reply]],
        otherwise: Reply | None = None,
    ) -> Reply | None:
        """Ask Redis, or do without while it is away."""
        if self._absence.lasts:
            return otherwise
        try:
            return await question()
        except RedisError as failure:
            self._absence.begin()
            log.warning("hacienda_remembered_locally", failure=type(failure).__name__)
            return otherwise


def store_at(redis_url: str) -> Store:
    """Give the installation's store, or this process's own without an address."""
    return SharedStore(redis_url) if redis_url else LocalStore()


def _key(name: str) -> str:
    # Names hold people's cédulas: they have no business in Redis.
    return f"asystec-hacienda:{sha256(name.encode(errors='surrogatepass')).hexdigest()}"


def _ms(seconds: float) -> int:
    return max(1, round(seconds * 1000))
