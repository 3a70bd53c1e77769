"""Invoices that people hand over, so that nobody types what they already say."""

import asyncio

from asystec_web.errors import InvalidForm
from asystec_web.forms.invoice import InvoiceForm
from asystec_web.forms.issuer import Issuer
from asystec_web.forms.types.cedula import Cedula
from asystec_web.forms.types.wrong_value import WrongValue
from asystec_web.services.invoice_xml import read_invoice


async def issuer_in(sent: str) -> Issuer:
    """Read who issued an invoice, away from the event loop; nothing is kept.

    Raises:
        InvalidForm: It is no invoice, or not one of the cédula that is typed.
    """
    return await asyncio.to_thread(_read, sent)


def _read(sent: str) -> Issuer:
    form = InvoiceForm.from_message(sent)
    try:
        return _issuer(form.invoice, form.cedula)
    except WrongValue as wrong:
        code = wrong.code
    # Raised out here: nothing of the file hangs on it.
    raise InvalidForm({"invoice": code})


def _issuer(content: bytes, own: Cedula | None) -> Issuer:
    return Issuer.of(read_invoice(content), own)
