"""One bounded exchange with a server that may answer anything, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

import httpx

# Hacienda's firewall refuses some programs by their name; this one is known to pass.
USER_AGENT = "curl/8.4.0"
BODY_MAXIMUM = 256 * 1024
# Nothing is compressed, so that the bound above is also that of what was sent.
HEADERS = {
    "User-Agent": USER_AGENT,
    "Accept": "application/json",
    "Accept-Encoding": "identity",
}
TIMEOUT = httpx.Timeout(5, connect=2)
# The connection failed; nobody will answer this request, but maybe the next one.
PASSING = (httpx.NetworkError, httpx.RemoteProtocolError, httpx.ConnectTimeout)


Kind: TypeAlias = Literal["unreachable", "slow", "down", "nonsense"]


class NoAnswer(Exception):
    """Nothing useful arrived.

    Attributes:
        reason: For the log; holds nothing that was sent or received.
        kind: For people: an answer that means nothing, or none.
    """

    def __init__(self, reason: str, kind: Kind = "nonsense") -> None:
        """Take the reason."""
        super().__init__(reason)
        self.reason = reason
        self.kind: Kind = kind


class PassingFailure(NoAnswer):
    """Nothing useful arrived, but asking once more may help."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said."""

    status: int
    body: bytes
    headers: Mapping[str, str]

    @property
    def retry_after(self) -> str:
        """Tell when to come again, as far as it says."""
        return self.headers.get("retry-after", "")

    @property
    def is_web_page(self) -> bool:
        """Whether a gateway or firewall speaks here, and not the service itself."""
        return self.body.lstrip().startswith(b"<")


async def exchange(  # noqa: PLR0913 - the parts of a request
    http: httpx.AsyncClient,
    method: str,
    url: str,
    *,
    query: Mapping[str, str] | None = None,
    form: Mapping[str, str] | None = None,
    token: str = "",
) -> Answer:
    """Ask once. httpx encodes query and form, whatever characters they hold.

    Args:
        http: The connections to ask over.
        method: The HTTP method.
        url: The address, without its query.
        query: Parameters of the address.
        form: The body.
        token: What the identity provider gave to show; nothing when empty.

    Raises:
        NoAnswer: No complete answer came, or one beyond the bound.
    """
    body = bytearray()
    headers = {**HEADERS, **({"Authorization": f"Bearer {token}"} if token else {})}
    try:
        async with http.stream(
            method, url, params=query, data=form, headers=headers, timeout=TIMEOUT
        ) as response:
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > BODY_MAXIMUM:
                    reason = "too long"
                    raise NoAnswer(reason)
    except httpx.HTTPError as failure:
        # The exception holds the request, and that what people typed: it ends here.
        kind = PassingFailure if isinstance(failure, PASSING) else NoAnswer
        slow = isinstance(failure, httpx.TimeoutException)
        raise kind(type(failure).__name__, "slow" if slow else "unreachable") from None
    return Answer(response.status_code, bytes(body), response.headers)
