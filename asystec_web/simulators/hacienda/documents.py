"""Documents the demo company has already sent, as the reception lists them."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from asystec_web.simulators.hacienda.cases import DEMO_COMPANY, DEMO_PERSON
from asystec_web.simulators.hacienda.taxpayers import Taxpayer

COSTA_RICA = timezone(timedelta(hours=-6))
BRANCH_AND_TERMINAL = "00100001"
SECURITY_CODE = "12345678"
SITUATION_NORMAL = "1"
SPAN_DAYS = 60


@dataclass(frozen=True, slots=True)
class Series:
    """Documents of one type: the last number, and when in the span it was issued."""

    kind: str
    last: int
    until: float = 1


# The last credit note lies well behind the last invoices: on the second page.
DEMO_SERIES = (Series("01", 42), Series("03", 7, until=0.6), Series("04", 128))


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


def party_id(taxpayer: Taxpayer) -> str:
    """Identify a party in a query: type and padded cédula, fourteen characters."""
    return taxpayer.id_type.value + taxpayer.padded_cedula


def demo_documents(now: float) -> list[Document]:
    """Seed the demo company's documents of the last weeks, newest first."""
    until = datetime.fromtimestamp(now, COSTA_RICA)
    documents = [
        _document(series.kind, number, _issued(series, number, until))
        for series in DEMO_SERIES
        for number in range(1, series.last + 1)
    ]
    return sorted(documents, key=lambda each: each.issued_at, reverse=True)


def _issued(series: Series, number: int, until: datetime) -> datetime:
    spread = SPAN_DAYS * (1 - series.until * number / series.last)
    return until - timedelta(days=1 + spread)


def _document(kind: str, number: int, issued_at: datetime) -> Document:
    clave = (
        f"506{issued_at:%d%m%y}{DEMO_COMPANY.padded_cedula}"
        f"{BRANCH_AND_TERMINAL}{kind}{number:010}{SITUATION_NORMAL}{SECURITY_CODE}"
    )
    return Document(clave, issued_at, DEMO_COMPANY, DEMO_PERSON)


def _party(taxpayer: Taxpayer) -> dict[str, str]:
    return {
        "tipoIdentificacion": taxpayer.id_type.value,
        "numeroIdentificacion": taxpayer.padded_cedula,
        "nombre": taxpayer.name,
    }
