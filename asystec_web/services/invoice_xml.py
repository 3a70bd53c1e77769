"""An invoice's XML, read as far as its issuer goes.

Only expat is behind it, by hand: it expands no entity and opens no address unless a
document type tells it to, and a document type is refused as soon as it begins. Depth
and number of elements are bounded, and only the texts that are asked for are kept.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

from asystec_web.forms.types.wrong_value import WrongValue
from asystec_web.services.document_reader import ANSWERS, INVOICES, DocumentReader

_CHUNK: Final = 32 * 1024  # other threads have their turn in between
# Some programs leave a line break before the XML declaration, or a second mark.
_BEFORE: Final = re.compile(rb"\A(?:\xef\xbb\xbf|[ \t\r\n])*+")
# Programs declare one of these and write the other; the first bytes tell which it is.
_NOT_UNICODE: Final = re.compile(
    rb"<\?xml\s[^>]{0,99}encoding\s*=\s*[\"'](?!utf-?(?:8|16)[\"'])", re.IGNORECASE
)


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
    return _read(content, DocumentReader(), whole=True)


def read_head(content: bytes) -> InvoiceXml:
    """Read the beginning of a document, or of an answer to one, as far as it goes.

    Raises:
        WrongValue: It is no XML, no document, or holds what no document holds.
    """
    return _read(content, DocumentReader(takes=INVOICES | ANSWERS), whole=False)


def _read(content: bytes, reader: DocumentReader, *, whole: bool) -> InvoiceXml:
    content = _BEFORE.sub(b"", content, count=1)
    declared = None if _NOT_UNICODE.match(content) else "utf-8"
    # Told UTF-8, expat knows UTF-16 by its first bytes, and believes no declaration.
    parser = expat.ParserCreate(declared, namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = reader.refuse_document_type
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.take
    broken = False
    try:
        for at in range(0, len(content), _CHUNK):
            parser.Parse(content[at : at + _CHUNK], False)  # noqa: FBT003 - not the last
        if whole or not reader.kind:
            parser.Parse(b"", True)  # noqa: FBT003 - the last
    except WrongValue:
        raise
    # An encoding nobody knows is a LookupError, one of several bytes a ValueError.
    except (expat.ExpatError, LookupError, ValueError):
        broken = True
    # Raised out here, so that no chained message quotes the file.
    if broken and (whole or not reader.kind):
        code = "invoice_file.not_xml"
        raise WrongValue(code)
    return InvoiceXml(reader.kind, reader.version, dict(reader.texts))
