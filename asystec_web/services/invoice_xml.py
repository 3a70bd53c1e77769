"""An invoice's XML, read as far as its issuer goes.

Only expat is behind it, by hand: it expands no entity and opens no address unless a
document type tells it to, and a document type is refused as soon as it begins. Depth
and number of elements are bounded, and only the texts named here are kept.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from asystec_web.forms.types.wrong_value import WrongValue

INVOICES: Final = frozenset(
    {
        "FacturaElectronica",
        "NotaCreditoElectronica",
        "NotaDebitoElectronica",
        "TiqueteElectronico",
        "FacturaElectronicaCompra",
        "FacturaElectronicaExportacion",
        "ReciboElectronicoPago",
    }
)
ANSWERS: Final = frozenset({"MensajeHacienda", "MensajeReceptor"})
_NAMESPACE: Final = re.compile(
    r"https?://cdn\.comprobanteselectronicos\.go\.cr/xml-schemas/v(4\.[34])/\w+"
)
ISSUER: Final = "Emisor/"
_KEPT: Final = frozenset(
    {
        "Clave",
        "NumeroConsecutivo",
        *(
            ISSUER + name
            for name in (
                "Nombre",
                "Identificacion/Tipo",
                "Identificacion/Numero",
                "Registrofiscal8707",
                "NombreComercial",
                "Ubicacion/Provincia",
                "Ubicacion/Canton",
                "Ubicacion/Distrito",
                "Ubicacion/Barrio",
                "Ubicacion/OtrasSenas",
                "Telefono/CodigoPais",
                "Telefono/NumTelefono",
                "CorreoElectronico",
            )
        ),
    }
)
_DEEPEST = 40  # a signed invoice has about a dozen levels
_MOST_ELEMENTS = 60_000  # an invoice of 1 MB has about 25 000
_LONGEST_TEXT = 1000
_MOST_TEXTS = 8  # of one name
_CHUNK = 32 * 1024  # other threads have their turn in between


@dataclass(frozen=True, slots=True)
class InvoiceXml:
    """What was kept of an invoice.

    Attributes:
        kind: The name of its root, such as `FacturaElectronica`.
        version: `4.3` or `4.4`.
        texts: By path below the root, such as `Emisor/Nombre`.
    """

    kind: str
    version: str
    texts: Mapping[str, Sequence[str]]

    def text(self, path: str) -> str:
        """Give the first text at a path; empty when there is none."""
        return next(iter(self.every(path)), "")

    def every(self, path: str) -> Sequence[str]:
        """Give all texts at a path."""
        return self.texts.get(path, ())


def read_invoice(content: bytes) -> InvoiceXml:
    """Read a whole document; in a thread, for it takes some milliseconds.

    Raises:
        WrongValue: It is no XML, no invoice, or holds what no invoice holds.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.refuse_document_type
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.take
    # Some programs leave a line break before the XML declaration.
    content = content.lstrip(b" \t\r\n")
    try:
        for at in range(0, len(content), _CHUNK):
            parser.Parse(content[at : at + _CHUNK], False)  # noqa: FBT003 - not the last
        parser.Parse(b"", True)  # noqa: FBT003 - the last
    except WrongValue:
        raise
    # An encoding nobody knows is a LookupError, one of several bytes a ValueError.
    except (expat.ExpatError, LookupError, ValueError):
        code = "invoice_file.not_xml"
    else:
        return InvoiceXml(reader.kind, reader.version, dict(reader.texts))
    # Raised out here, so that no chained message quotes the file.
    raise WrongValue(code)


@dataclass(slots=True)
class _Reader:
    kind: str = ""
    version: str = ""
    texts: defaultdict[str, list[str]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _namespace: str = ""
    _path: list[str] = field(default_factory=list)
    _elements: int = 0
    _open: list[str] | None = None

    def refuse_document_type(self, *_: object) -> None:
        code = "invoice_file.unsafe"
        raise WrongValue(code)

    def start(self, name: str, _: object) -> None:
        namespace, _, local = name.rpartition(" ")
        self._elements += 1
        if not self.kind:
            self._take_root(namespace, local)
            return
        self._path.append(local if namespace == self._namespace else "")
        if len(self._path) > _DEEPEST or self._elements > _MOST_ELEMENTS:
            code = "invoice_file.unsafe"
            raise WrongValue(code)
        path = "/".join(self._path)
        kept = path in _KEPT and len(self.texts[path]) < _MOST_TEXTS
        self._open = [] if kept else None

    def end(self, _: str) -> None:
        if self._open is not None:
            text = "".join(self._open)[:_LONGEST_TEXT]
            self.texts["/".join(self._path)].append(text)
            self._open = None
        if self._path:
            self._path.pop()

    def take(self, text: str) -> None:
        if self._open is not None:
            self._open.append(text)

    def _take_root(self, namespace: str, local: str) -> None:
        official = _NAMESPACE.fullmatch(namespace)
        code = ""
        if official and local in ANSWERS:
            code = "invoice_file.is_an_answer"
        elif not official or local not in INVOICES:
            code = "invoice_file.not_an_invoice"
        if code or official is None:
            raise WrongValue(code)
        self.kind, self.version = local, official[1]
        self._namespace = namespace
