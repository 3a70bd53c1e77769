"""Letters leave in the background: no page waits for them or fails with them."""

import asyncio
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import aiosmtplib
import structlog
from tenacity import (
    AsyncRetrying,
    retry_if_exception,
    stop_after_attempt,
    wait_exponential_jitter,
)

log = structlog.get_logger(__name__)

SEND_TIMEOUT_S = 15
TRIES = 6
FIRST_WAIT_S = 1
# One slow server must not cost us a connection for every letter.
AT_ONCE = 4
# RFC 5321, section 4.2.1: the same letter is refused again.
_PERMANENTLY = 500
_PORTS = {"smtp": 25, "smtps": 465}


class LetterNotTaken(Exception):
    """The server did not take a letter.

    Attributes:
        permanently: Whether it would refuse the same letter again.
        server_away: Whether it would take no other letter either.
    """

    def __init__(self, *, permanently: bool, server_away: bool) -> None:
        """Carry nothing of what the server said: it may quote addresses."""
        super().__init__()
        self.permanently = permanently
        self.server_away = server_away


class Mail:
    """Sends through one SMTP server, again and again while it is away.

    Attributes:
        public_url: The address that links in letters begin with.
    """

    def __init__(self, smtp_url: str, sender: str, public_url: str) -> None:
        """Take `smtp://user:password@host:port` (STARTTLS when offered) or `smtps://`."""
        self.public_url = public_url
        self._sender = sender
        self._smtp_url = smtp_url
        self._sending: set[asyncio.Task[None]] = set()
        self._turns = asyncio.Semaphore(AT_ONCE)

    def send(self, letter: EmailMessage) -> None:
        """Send a letter some time soon."""
        letter["From"] = self._sender
        task = asyncio.create_task(self._deliver(letter))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)

    async def hand_over(self, letter: EmailMessage) -> None:
        """Give a letter to the server now, once, and wait until it has taken it.

        For letters that must not get lost: whoever sends them notes that they were
        sent only afterwards, and tries again later if they were not.

        Raises:
            LetterNotTaken: The server refused it, or is away.
        """
        letter["From"] = self._sender
        try:
            async with self._turns, self._client() as client:
                await client.send_message(letter)
        except (aiosmtplib.SMTPException, OSError) as failure:
            permanently = not _may_pass(failure)
            log.warning(
                "letter_not_taken",
                subject=letter["Subject"],
                failure=type(failure).__name__,
                permanently=permanently,
            )
            # Lost connections and timeouts of aiosmtplib are the system's as well.
            away = isinstance(failure, OSError)
            raise LetterNotTaken(permanently=permanently, server_away=away) from None

    async def close(self, within_s: float = 5) -> None:
        """Give letters under way a last moment, then let go of them."""
        if self._sending:
            await asyncio.wait(self._sending, timeout=within_s)
        for task in self._sending:
            task.cancel()

    async def ping(self) -> None:
        """Greet the server; raises its error when it does not answer."""
        client = self._client()
        async with client:
            await client.noop()

    def _client(self) -> aiosmtplib.SMTP:
        url = urlsplit(self._smtp_url)
        return aiosmtplib.SMTP(
            hostname=url.hostname,
            port=url.port or _PORTS.get(url.scheme, 25),
            username=unquote(url.username) if url.username else None,
            password=unquote(url.password) if url.password else None,
            use_tls=url.scheme == "smtps",
            timeout=SEND_TIMEOUT_S,
        )

    async def _deliver(self, letter: EmailMessage) -> None:
        try:
            async for attempt in AsyncRetrying(
                retry=retry_if_exception(_may_pass),
                stop=stop_after_attempt(TRIES),
                wait=wait_exponential_jitter(multiplier=FIRST_WAIT_S, max=60),
                reraise=True,
            ):
                with attempt:
                    async with self._turns, self._client() as client:
                        await client.send_message(letter)
        except (aiosmtplib.SMTPException, OSError) as failure:
            log.error(  # noqa: TRY400 - a server's answer may quote addresses
                "letter_not_sent",
                subject=letter["Subject"],
                failure=type(failure).__name__,
            )


def _may_pass(failure: BaseException) -> bool:
    """Tell whether the next try may succeed where this one failed."""
    if isinstance(failure, aiosmtplib.SMTPRecipientsRefused):
        return any(each.code < _PERMANENTLY for each in failure.recipients)
    if isinstance(failure, aiosmtplib.SMTPResponseException):
        return failure.code < _PERMANENTLY
    return isinstance(failure, OSError)
