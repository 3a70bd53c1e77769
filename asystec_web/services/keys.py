"""Looking at keys on the server's time: off the event loop, rationed, a few at once."""

import asyncio
import hmac
import secrets
import time
from collections.abc import Callable
from typing import Final

from asystec_web.errors.key import KeyFailure, KeyReadersBusy, KeysRationed
from asystec_web.models.columns import now
from asystec_web.services.certificates import KeySummary, opened, summary_of
from asystec_web.services.hacienda.memory import ShortMemory
from asystec_web.services.key_reader import Reading
from asystec_web.services.limits import Limiter
from asystec_web.services.looks import Looks

# Enough for whoever tries every PIN they remember; a guesser of four digits would
# need a month.
LOOKS: Final = "20/5 minutes"
LOOKS_NEARBY: Final = "100/5 minutes"
# Each is a process of its own.
AT_ONCE: Final = 2
PATIENCE_S: Final = 20
REMEMBERED_S: Final = 600
REMEMBERED_MOST: Final = 1000


class Keys:
    """Opens key files; remembers for a while what came of it, and never the key."""

    def __init__(
        self,
        limiter: Limiter,
        *,
        patience_s: float = PATIENCE_S,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Ration with a limiter; wait so long for a place among the readers."""
        self._limiter = limiter
        self._patience_s = patience_s
        self._places = asyncio.Semaphore(AT_ONCE)
        self._secret = secrets.token_bytes(32)
        self._known: ShortMemory[bytes, Reading | type[KeyFailure]] = ShortMemory(
            REMEMBERED_S, REMEMBERED_MOST, clock
        )

    async def inspect(
        self, container: bytes, pin: str, whose: str, source: str = ""
    ) -> KeySummary:
        """Open a key file and tell whose it is and how long it serves.

        The same file with the same PIN is opened once, and counts once.

        Args:
            container: The file.
            pin: As it was typed.
            whose: Who looks: each has a ration.
            source: The address of their client, which has one as well.

        Raises:
            KeysRationed: They have looked at too many.
            KeyReadersBusy: Too many are being looked at.
            KeyFailure: As `inspect_container`.
        """
        look = self._fingerprint(container, pin)
        found = self._known.recall(look)
        if found is None:
            await self._count(whose, source)
            found = await self._open(container, pin)
            if found is not KeyReadersBusy:
                self._known.learn(look, found)
        if isinstance(found, type):
            raise found
        return summary_of(found, now=now())

    def _fingerprint(self, container: bytes, pin: str) -> bytes:
        typed = pin.encode(errors="surrogatepass")
        length = len(typed).to_bytes(4, "big")
        return hmac.digest(self._secret, length + typed + container, "sha256")

    async def _count(self, whose: str, source: str) -> None:
        looks = Looks("keys", LOOKS, LOOKS_NEARBY)
        seconds = await looks.refused_for(self._limiter, whose, source)
        if seconds is not None:
            raise KeysRationed(seconds)

    async def _open(self, container: bytes, pin: str) -> Reading | type[KeyFailure]:
        try:
            async with asyncio.timeout(self._patience_s):
                await self._places.acquire()
        except TimeoutError:
            raise KeyReadersBusy from None
        reading = asyncio.ensure_future(asyncio.to_thread(_outcome, container, pin))
        # Whoever stops waiting does not stop the reader: its place is still taken.
        reading.add_done_callback(lambda _: self._places.release())
        return await asyncio.shield(reading)


def _outcome(container: bytes, pin: str) -> Reading | type[KeyFailure]:
    """Open it; gives the kind of a failure, for an exception would hold the key."""
    try:
        return opened(container, pin)
    except KeyFailure as failure:
        return type(failure)
