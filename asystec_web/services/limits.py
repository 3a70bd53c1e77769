"""How often something may happen: within this process, or all of an installation."""

import math
import time
from collections.abc import Awaitable, Callable
from functools import cache
from hashlib import sha256
from typing import TypeVar

import structlog
from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage, RedisStorage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import StorageError
from redis.asyncio import ConnectionPool

from asystec_web.services.absence import Absence

log = structlog.get_logger(__name__)

# An installation whose Redis is away must not become slow as well.
REDIS_PATIENCE_S = 1

Answer = TypeVar("Answer")


class Limiter:
    """Rations by name and key, over a window that moves with the clock.

    Without Redis, and while it is away, each process counts for itself.
    """

    def __init__(self, redis_url: str = "") -> None:
        """Count in memory, or in a Redis or Valkey shared with other processes."""
        self._local = MovingWindowRateLimiter(MemoryStorage())
        self._pool = _pool(redis_url) if redis_url else None
        self._shared = self._pool and MovingWindowRateLimiter(_storage(self._pool))
        self._absence = Absence()

    async def allow(self, name: str, key: str, rate: str) -> bool:
        """Count one more and tell whether it stays within the rate.

        What is refused does not count.

        Args:
            name: What is rationed.
            key: Whose ration it is; kept as a hash only.
            rate: As `limits` writes it: "10/15 minutes", "3/minute".
        """
        item, whose = _rate(rate), _hashed(key)
        return await self._ask(lambda limiter: limiter.hit(item, name, whose))

    async def retry_in(self, name: str, key: str, rate: str) -> int:
        """Tell in how many seconds the next is allowed; 0 when it is now."""
        item, whose = _rate(rate), _hashed(key)
        window = await self._ask(
            lambda limiter: limiter.get_window_stats(item, name, whose)
        )
        if window.remaining > 0:
            return 0
        return max(1, math.ceil(window.reset_time - time.time()))

    async def close(self) -> None:
        """Let go of the connections."""
        if self._pool is not None:
            await self._pool.disconnect()

    async def _ask(
        self, question: Callable[[MovingWindowRateLimiter], Awaitable[Answer]]
    ) -> Answer:
        if self._shared is not None and not self._absence.lasts:
            try:
                return await question(self._shared)
            except StorageError as failure:
                self._absence.begin()
                log.warning(
                    "limits_counted_locally",
                    failure=type(failure.storage_error).__name__,
                )
        return await question(self._local)


def _pool(url: str) -> ConnectionPool:
    return ConnectionPool.from_url(
        url, socket_timeout=REDIS_PATIENCE_S, socket_connect_timeout=REDIS_PATIENCE_S
    )


def _storage(pool: ConnectionPool) -> RedisStorage:
    return RedisStorage(
        "async+redis://",  # the pool knows the address
        wrap_exceptions=True,
        implementation="redispy",
        key_prefix="asystec-limits",
        connection_pool=pool,  # pyright: ignore[reportArgumentType] - handed on to redis-py, which takes one
    )


@cache
def _rate(text: str) -> RateLimitItem:
    return parse(text)


def _hashed(key: str) -> str:
    # Keys are e-mails and addresses of people: they have no business in Redis.
    return sha256(key.encode(errors="surrogatepass")).hexdigest()
