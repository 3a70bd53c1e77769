"""What is known of the business, as the fields of its page show it."""

from asystec_web.forms import invoice_emails
from asystec_web.forms.types.cedula import Cedula
from asystec_web.forms.types.phone import Phone
from asystec_web.models import Account, Business
from asystec_web.state.journey import JourneyState


class BusinessAnswers(JourneyState, mixin=True):
    """What fills the fields until the person types."""

    business: dict[str, str] = {}


def shown(business: Business | None, account: Account) -> dict[str, str]:
    """Give what the page shows; what an earlier step knows is filled in."""
    if business is None:
        return {invoice_emails.FIRST: account.email}
    phone = ""
    if business.phone_number:
        phone = Phone(business.phone_country, business.phone_number).formatted
    filled = {
        "cedula": Cedula(business.id_kind, business.id_number).formatted,
        "business_name": business.name,
        "trade_name": business.trade_name,
        "neighbourhood": business.neighbourhood,
        "address": business.address,
        "phone": phone,
        **dict(zip(invoice_emails.FIELDS, business.invoice_emails, strict=False)),
    }
    if business.alcohol_registration:
        filled["alcohol_registration"] = business.alcohol_registration
    return filled
