"""What the pages of a list of documents add up to, read with distrust."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from pydantic import TypeAdapter, ValidationError

from asystec_web.flow.numbering import Tally
from asystec_web.forms.types.clave import Clave
from asystec_web.forms.types.wrong_value import WrongValue
from asystec_web.services.hacienda.exchange import Answer, NoAnswer

PAGE: Final = 50  # the reception's own default, and the most it is known to give
MOST_ITEMS: Final = 500  # of a page that knows no measure

# As «Anexos v4.4», page 97, writes it: first-last/total; others put a unit in front.
_RANGE: Final = re.compile(r"(?:\w+\s+)?(\d{1,12})-(\d{1,12})/(\d{1,12})")
_ITEMS: Final = TypeAdapter(list[object])


@dataclass(frozen=True, slots=True)
class Page:
    """One answer.

    Attributes:
        start: Where in the list it begins, as far as it says.
        total: How long the list is, as far as it says.
        whole: Whether it says that nothing else follows.
        last_call: Whether another question would be one too many.
    """

    items: Sequence[object]
    start: int | None
    total: int | None
    whole: bool
    last_call: bool


def read_page(answer: Answer) -> Page:
    """Read an answer of the list.

    Raises:
        NoAnswer: It is no list.
    """
    try:
        items = _ITEMS.validate_json(answer.body)
    except ValidationError:
        reason = "unreadable"
        raise NoAnswer(reason) from None
    said = _RANGE.fullmatch(answer.headers.get("content-range", "").strip())
    whole = answer.status == HTTPStatus.OK and said is None and len(items) != PAGE
    return Page(
        items,
        int(said[1]) if said else None,
        int(said[3]) if said else None,
        whole,
        answer.headers.get("x-ratelimit-remaining", "").strip() == "0",
    )


@dataclass(slots=True)
class DocumentList:
    """The documents of one issuer, each counted once.

    Attributes:
        issuer: The issuer's cédula as claves have it.
        documents: How many of its own were seen.
        of_others: How many were somebody else's.
        unreadable: How many items held no clave that is one.
        over: Whether there is no use in another page.
        complete: Whether everything that Hacienda has was seen.
        broken_off: Whether Hacienda stopped midway, and may go on another time.
    """

    issuer: str
    tally: Tally = field(default_factory=Tally)
    documents: int = 0
    of_others: int = 0
    unreadable: int = 0
    over: bool = False
    complete: bool = False
    broken_off: bool = False
    _claves: set[str] = field(default_factory=set)
    _skipped: bool = False

    @property
    def offset(self) -> int:
        """Where the next page should begin.

        What was seen is counted, and not what a page says of itself: pages overlap
        when a document is sent meanwhile, and ranges may be wrong.
        """
        return len(self._claves) + self.unreadable

    def take(self, page: Page) -> None:
        """Count a page in."""
        self._skipped |= page.start is not None and page.start > self.offset
        self._skipped |= len(page.items) > MOST_ITEMS
        before = len(self._claves)
        for item in page.items[:MOST_ITEMS]:
            self._count(item)
        # A total that is smaller than what was seen says nothing.
        known = page.total is not None and page.total >= self.offset
        all_seen = page.whole or (known and page.total == self.offset)
        nothing_new = len(self._claves) == before
        if nothing_new and not page.items:
            all_seen = all_seen or not known
        self.over = all_seen or nothing_new or page.last_call
        self.complete = all_seen and not self._skipped
        self.broken_off = page.last_call and not all_seen

    def _count(self, item: object) -> None:
        written = item.get("clave") if isinstance(item, dict) else None
        try:
            clave = Clave.parse(written if isinstance(written, str) else "")
        except WrongValue:
            self.unreadable += 1
            return
        if clave.text in self._claves:
            return
        self._claves.add(clave.text)
        if clave.cedula != self.issuer:
            self.of_others += 1
            return
        self.documents += 1
        self.tally.add(clave.consecutive, clave.issued_on)
