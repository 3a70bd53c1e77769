"""The usual spelling of a mistyped e-mail domain, offered beside the field."""

from typing import Final

import reflex as rx

from asystec_web.forms import invoice_emails
from asystec_web.forms.types.mail_domains import suggested_domain
from asystec_web.state.handlers import as_text
from asystec_web.state.journey import JourneyState

CHECKED: Final = frozenset({"email", *invoice_emails.FIELDS})


class EmailSpelling(JourneyState, mixin=True):
    """What was probably meant, by the name of the field."""

    email_suggestions: dict[str, str] = {}

    @rx.event
    def check_email_spelling(self, field: str, typed: str) -> None:
        """Offer the usual spelling of a mistyped domain."""
        field, typed = as_text(field, 20), as_text(typed, 200)
        if field not in CHECKED:
            return
        domain = suggested_domain(typed)
        name = typed.rpartition("@")[0].strip()
        meant = f"{name}@{domain}" if name and domain else ""
        self.email_suggestions = {**self.email_suggestions, field: meant}
