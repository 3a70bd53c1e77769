"""The bounds within which a document's XML is read, and what is kept of it."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

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
        "NumeroConsecutivoReceptor",
        "NumeroCedulaReceptor",
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


@dataclass(slots=True)
class DocumentReader:
    """What expat calls while it goes through a document."""

    takes: frozenset[str] = INVOICES
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
        """Let no document type through, and so no entity and no address."""
        code = "invoice_file.unsafe"
        raise WrongValue(code)

    def start(self, name: str, _: object) -> None:
        """Go into an element, as long as there are not too many."""
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
        """Leave an element."""
        if self._open is not None:
            text = "".join(self._open)[:_LONGEST_TEXT]
            self.texts["/".join(self._path)].append(text)
            self._open = None
        if self._path:
            self._path.pop()

    def take(self, text: str) -> None:
        """Keep text of an element that is asked for."""
        if self._open is not None:
            self._open.append(text)

    def _take_root(self, namespace: str, local: str) -> None:
        official = _NAMESPACE.fullmatch(namespace)
        code = ""
        if official and local in ANSWERS - self.takes:
            code = "invoice_file.is_an_answer"
        elif not official or local not in self.takes:
            code = "invoice_file.not_an_invoice"
        if code or official is None:
            raise WrongValue(code)
        self.kind, self.version = local, official[1]
        self._namespace = namespace
