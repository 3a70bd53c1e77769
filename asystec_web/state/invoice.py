"""One of the person's own invoices fills the page."""

from collections.abc import Iterator, Mapping

from asystec_web.flow.steps import Step
from asystec_web.forms import invoice_emails
from asystec_web.forms.invoice import MESSAGE_MAXIMUM
from asystec_web.forms.issuer import Issuer
from asystec_web.services.invoices import issuer_in
from asystec_web.state.handlers import Events, as_text, attempt
from asystec_web.state.invoice_emails import InvoiceEmails
from asystec_web.state.places import PlacePicker
from asystec_web.state.taxpayer import TaxpayerLookUp


class InvoiceReading(TaxpayerLookUp, PlacePicker, InvoiceEmails, mixin=True):
    """What an invoice says of its issuer, put into the fields."""

    invoice_note: str = ""
    invoice_fields: str = ""

    @attempt
    async def fill_from_invoice(self, sent: str) -> Events:
        """Fill what the person has not typed from an invoice of their own."""
        await self._answers(Step.BUSINESS)
        async with self:
            self.invoice_note = self.invoice_fields = ""
        issuer = await issuer_in(as_text(sent, MESSAGE_MAXIMUM))
        number = issuer.cedula.number
        async with self:
            filled = _filled(issuer)
            if self._asked == number and self._found_name:
                # Hacienda has said it, and better.
                filled.pop("business_name", None)
            else:
                self._found_name = ""
            self.business = {**self.business, **filled}
            self._show_emails(max(self.email_rows, len(issuer.emails)))
            if issuer.province:
                self._settle(issuer.province, issuer.canton, issuer.district)
                self._forget_search()
            self.invoice_note = _said(issuer)
            self.invoice_fields = " ".join(_of_the_invoice(issuer, filled))
        return self.event_handlers["look_up_cedula"](number)


def _filled(issuer: Issuer) -> dict[str, str]:
    """Give what the invoice says, by the names of the fields."""
    fields = {
        "cedula": issuer.cedula.formatted,
        "business_name": issuer.name,
        "trade_name": issuer.trade_name,
        "neighbourhood": issuer.neighbourhood,
        "address": issuer.address,
        "phone": issuer.phone.formatted if issuer.phone else "",
        "alcohol_registration": issuer.alcohol_registration,
        **{
            invoice_emails.field_of(position): email.text
            for position, email in enumerate(issuer.emails, 1)
        },
    }
    return {name: value for name, value in fields.items() if value}


def _of_the_invoice(issuer: Issuer, filled: Mapping[str, str]) -> Iterator[str]:
    """Name the fields that are filled for good; the name is still Hacienda's to say."""
    yield from (field for field in filled if field != "business_name")
    if issuer.alcohol_registration:
        yield "sells_alcohol"
    if issuer.province:
        yield from ("province", "canton", "district")


def _said(issuer: Issuer) -> str:
    """Say what was done, and what is left to do."""
    done = "Llenamos lo que trae la factura; lo que usted ya había escrito sigue igual."
    if issuer.province and not issuer.district:
        return f"{done} Escoja la ubicación: la de la factura ya no está vigente."
    return f"{done} Revise los datos antes de seguir."
