"""The messages that came in, a bounded number of them."""

import itertools
from collections import deque
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

MAX_MESSAGES = 200


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as people and tests look at it; `to` is who really gets it."""

    id: int
    to: str
    sender: str
    subject: str
    text: str
    html: str
    received_at: str

    def as_json(self) -> dict[str, object]:
        """Write it with the names of a message's fields."""
        fields = asdict(self)
        return {"from": fields.pop("sender"), **fields}


class Mailbox:
    """Keeps the latest messages, newest first."""

    def __init__(self) -> None:
        """Start empty."""
        self.letters: deque[Letter] = deque(maxlen=MAX_MESSAGES)
        self.received = 0
        self._ids = itertools.count(1)

    def clear(self) -> None:
        """Throw everything away; ids go on, so no old link shows a new message."""
        self.letters.clear()
        self.received = 0

    def put(self, recipients: list[str], content: bytes) -> Letter:
        """Keep a message.

        Raises:
            LookupError: it names a character set nobody knows.
        """
        message = message_from_bytes(content, policy=policy.default)
        letter = Letter(
            id=next(self._ids),
            to=", ".join(recipients),
            sender=str(message["from"] or ""),
            subject=str(message["subject"] or "(sin asunto)"),
            text=_part(message, "plain"),
            html=_part(message, "html"),
            received_at=datetime.now(UTC).isoformat(timespec="seconds"),
        )
        self.letters.appendleft(letter)
        self.received += 1
        return letter

    def find(self, number: int) -> Letter | None:
        """Find a message that is still kept."""
        return next((each for each in self.letters if each.id == number), None)


def _part(message: EmailMessage, kind: str) -> str:
    body = message.get_body((kind,))
    if body is None:
        return ""
    # Mail ends its lines with CRLF; people and tests think in plain ones.
    return str(body.get_content()).replace("\r\n", "\n")
