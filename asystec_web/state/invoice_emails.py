"""The addresses on the invoices: as many fields as the person asks for."""

import reflex as rx

from asystec_web.forms import invoice_emails
from asystec_web.state.business_answers import BusinessAnswers
from asystec_web.state.email_spelling import EmailSpelling


class InvoiceEmails(BusinessAnswers, EmailSpelling, mixin=True):
    """How many fields there are; behaviours.js moves what was typed in them."""

    email_rows: rx.Field[int] = rx.field(1)

    @rx.event
    def add_invoice_email(self) -> None:
        """Show one more field, as long as a document takes one more."""
        self._show_emails(self.email_rows + 1)

    @rx.event
    def remove_invoice_email(self) -> None:
        """Take the last field away; what was below the removed one has moved up."""
        last = invoice_emails.field_of(self.email_rows)
        self._show_emails(self.email_rows - 1)
        self.business = {
            name: value for name, value in self.business.items() if name != last
        }
        # These spoke of what stood in the fields before the move.
        self.email_suggestions = {}
        self.errors = {
            field: message
            for field, message in self.errors.items()
            if field not in invoice_emails.FIELDS
        }

    def _show_emails(self, rows: int) -> None:
        self.email_rows = min(max(rows, 1), len(invoice_emails.FIELDS))
