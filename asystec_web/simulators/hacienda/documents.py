"""Documents the seeded taxpayers have already sent, as the reception lists them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import overload

from typing_extensions import override

from asystec_web.simulators.hacienda.cases import DEMO_PERSON, TAXPAYERS
from asystec_web.simulators.hacienda.taxpayers import Listing, Taxpayer

COSTA_RICA = timezone(timedelta(hours=-6))
BRANCH_AND_TERMINAL = "00100001"
SECURITY_CODE = "12345678"
SITUATION_NORMAL = "1"
SPAN_DAYS = 60
ENDLESS = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Series:
    """Documents of one type: the last number, and when in the span it was issued."""

    kind: str
    last: int
    until: float = 1
    first: int = 1
    where: str = BRANCH_AND_TERMINAL


# The last credit note lies well behind the last invoices: on the second page.
_USUAL = (Series("01", 42), Series("03", 7, until=0.6), Series("04", 128))
SERIES: dict[Listing, tuple[Series, ...]] = {
    "demo": _USUAL,
    "terminals": (
        Series("01", 310, until=0.3, first=291),
        Series("01", 900, first=861, where="00100002"),
        Series("04", 55, first=26, where="00100002"),
        Series("01", 12, where="00200001"),
    ),
    "letters": (Series("01", 5),),
    "cap": (Series("01", 9_999_999_999, first=9_999_999_990),),
    "mixed": (Series("01", 17),),
    "throttled": (Series("01", 80), Series("03", 9, until=0.1)),
}


@dataclass(frozen=True, slots=True)
class Document:
    """A document received by Hacienda."""

    clave: str
    issued_at: datetime
    issuer: Taxpayer
    receiver: Taxpayer

    def as_json(self) -> dict[str, object]:
        """Write it as the list of documents does."""
        return {
            "clave": self.clave,
            "fecha": self.issued_at.isoformat(timespec="seconds"),
            "emisor": _party(self.issuer),
            "receptor": _party(self.receiver),
        }


@dataclass(frozen=True, slots=True)
class EndlessDocuments(Sequence[Document]):
    """More documents than anybody reads, newest first, made as they are asked for."""

    issuer: Taxpayer
    until: datetime

    @override
    def __len__(self) -> int:
        return ENDLESS

    @overload
    def __getitem__(self, index: int) -> Document: ...
    @overload
    def __getitem__(self, index: slice) -> list[Document]: ...
    @override
    def __getitem__(self, index: int | slice) -> Document | list[Document]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(ENDLESS))]
        issued_at = self.until - timedelta(minutes=index)
        series = Series("04", ENDLESS)
        return _document(self.issuer, series, ENDLESS - index, issued_at)


def party_id(taxpayer: Taxpayer) -> str:
    """Identify a party in a query: type and padded cédula, fourteen characters."""
    return taxpayer.id_type.value + taxpayer.padded_cedula


def seeded_documents(now: float) -> dict[str, Sequence[Document]]:
    """Seed the documents of the last weeks by cédula, newest first."""
    until = datetime.fromtimestamp(now, COSTA_RICA)
    return {taxpayer.cedula: _documents(taxpayer, until) for taxpayer in TAXPAYERS}


def strange_items(documents: Sequence[Document]) -> list[object]:
    """Give what a list should not hold, in front of what it should."""
    own = [document.as_json() for document in documents]
    newest = documents[0]
    foreign = _document(
        DEMO_PERSON, Series("01", 999_999), 999_999, newest.issued_at
    ).as_json()
    broken = [
        {**own[0], "clave": clave}
        for clave in (
            "",
            newest.clave[:-1],
            newest.clave + "0",
            newest.clave.replace("50", "51", 1),
            newest.clave[:29] + "99" + newest.clave[31:],
            newest.clave[:3] + "310226" + newest.clave[9:],
            12345,
            None,
        )
    ]
    return [foreign, *broken, {}, None, "x", 7, [own[0]], own[0], *own, *own]


def _documents(taxpayer: Taxpayer, until: datetime) -> Sequence[Document]:
    if taxpayer.listing == "endless":
        return EndlessDocuments(taxpayer, until)
    documents = [
        _document(taxpayer, series, number, _issued(series, number, until))
        for series in SERIES.get(taxpayer.listing, ())
        for number in range(series.first, series.last + 1)
    ]
    return sorted(documents, key=lambda each: each.issued_at, reverse=True)


def _issued(series: Series, number: int, until: datetime) -> datetime:
    reached = (number - series.first + 1) / (series.last - series.first + 1)
    spread = SPAN_DAYS * (1 - series.until * reached)
    return until - timedelta(days=1 + spread)


def _document(
    issuer: Taxpayer, series: Series, number: int, issued_at: datetime
) -> Document:
    clave = (
        f"506{issued_at:%d%m%y}{issuer.padded_cedula}"
        f"{series.where}{series.kind}{number:010}{SITUATION_NORMAL}{SECURITY_CODE}"
    )
    return Document(clave, issued_at, issuer, DEMO_PERSON)


def _party(taxpayer: Taxpayer) -> dict[str, str]:
    return {
        "tipoIdentificacion": taxpayer.id_type.value,
        "numeroIdentificacion": taxpayer.padded_cedula,
        "nombre": taxpayer.name,
    }
