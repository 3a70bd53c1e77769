"""One of the person's own invoices, handed over to fill the page."""

import json
from base64 import b64decode
from typing import Annotated, Final, Self

from pydantic import BeforeValidator

from asystec_web.forms.fields import text
from asystec_web.forms.form import Form, controls
from asystec_web.forms.types.cedula import Cedula
from asystec_web.forms.types.wrong_value import WrongValue

MAXIMUM_BYTES: Final = 1024 * 1024
# As base64, with the typed cédula and JSON's own signs beside it.
MESSAGE_MAXIMUM: Final = MAXIMUM_BYTES * 4 // 3 + 1024


def _own(value: object) -> Cedula | None:
    typed = text(value)
    return Cedula.parse(typed) if typed.strip() else None


def _file(value: object) -> bytes:
    """Decode the file; what it holds is told apart by whoever reads it."""
    encoded = text(value)
    code = ""
    if len(encoded) > MESSAGE_MAXIMUM or encoded == "too_large":
        code = "invoice_file.too_large"
    elif not encoded:
        code = "invoice_file.empty"
    if code:
        raise WrongValue(code)
    try:
        return b64decode(encoded, validate=True)
    except ValueError:
        code = "invoice_file.not_xml"
    raise WrongValue(code)


class InvoiceForm(Form):
    """A file, and the cédula it should be of as far as one is typed."""

    cedula: Annotated[Cedula | None, BeforeValidator(_own)]
    invoice: Annotated[bytes, BeforeValidator(_file)]

    @classmethod
    def from_message(cls, sent: str) -> Self:
        """Read what the page's script hands over: JSON with file, size and cédula."""
        try:
            given = controls(json.loads(sent))
        except (ValueError, RecursionError):
            given = controls(None)
        size = given.get("size")
        too_large = isinstance(size, int) and size > MAXIMUM_BYTES
        content = "too_large" if too_large else given.get("content")
        return cls.parse({"cedula": given.get("cedula"), "invoice": content})
