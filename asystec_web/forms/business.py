"""The business: who issues the invoices, and where."""

from collections.abc import Sequence
from typing import Annotated, NotRequired, TypedDict

from pydantic import AfterValidator, BeforeValidator, ValidationInfo

from asystec_web.catalog import territory
from asystec_web.forms import invoice_emails
from asystec_web.forms.fields import (
    CedulaField,
    EmailField,
    OptionalPhone,
    Text,
    Ticked,
    line,
)
from asystec_web.forms.form import Form
from asystec_web.forms.invoice_emails import AnotherEmail
from asystec_web.forms.types import limits
from asystec_web.forms.types.email_address import Email
from asystec_web.forms.types.wrong_value import WrongValue


class BusinessSubmission(TypedDict):
    """The controls of the page about the business; some are there when needed."""

    cedula: str
    business_name: str
    trade_name: str
    province: str
    canton: str
    district: str
    neighbourhood: str
    address: str
    phone: str
    invoice_email: str
    invoice_email_2: NotRequired[str]
    invoice_email_3: NotRequired[str]
    invoice_email_4: NotRequired[str]
    sells_alcohol: NotRequired[bool]
    alcohol_registration: NotRequired[str]


def _place(value: str, info: ValidationInfo) -> str:
    """Take a province, canton or district that lies where the ones before say."""
    within = [info.data.get(name, "") for name in _AROUND[str(info.field_name)]]
    known = {place.code for place in _PLACES[len(within)](*within)}
    if value not in known:
        code = f"{info.field_name}.{'unknown' if value else 'empty'}"
        raise WrongValue(code)
    return value


_AROUND = {
    "province": (),
    "canton": ("province",),
    "district": ("province", "canton"),
}
_PLACES = (territory.provinces, territory.cantons, territory.districts)


def _only_sold(value: object, info: ValidationInfo) -> object:
    """Forget the registration of those who do not sell."""
    return value if info.data.get("sells_alcohol") else ""


def _needed_if_sold(value: str, info: ValidationInfo) -> str:
    """Ask for the registration of those who sell."""
    if info.data.get("sells_alcohol") and not value:
        code = "alcohol_registration.empty"
        raise WrongValue(code)
    return value


class BusinessForm(Form):
    """The issuer, in the lengths that a v4.4 document takes."""

    cedula: CedulaField
    business_name: Annotated[Text, line("business_name", limits.NAME)]
    trade_name: Annotated[Text, line("trade_name", limits.TRADE_NAME, optional=True)]
    province: Annotated[Text, AfterValidator(_place)]
    canton: Annotated[Text, AfterValidator(_place)]
    district: Annotated[Text, AfterValidator(_place)]
    neighbourhood: Annotated[
        Text, line("neighbourhood", limits.NEIGHBOURHOOD, optional=True)
    ]
    address: Annotated[Text, line("address", limits.ADDRESS)]
    phone: OptionalPhone
    invoice_email: EmailField
    invoice_email_2: AnotherEmail
    invoice_email_3: AnotherEmail
    invoice_email_4: AnotherEmail
    sells_alcohol: Ticked
    alcohol_registration: Annotated[
        Text,
        BeforeValidator(_only_sold),
        line("alcohol_registration", limits.ALCOHOL_REGISTRATION, optional=True),
        AfterValidator(_needed_if_sold),
    ]

    @property
    def invoice_emails(self) -> Sequence[str]:
        """The addresses in their order, without the fields left empty."""
        given = (getattr(self, name) for name in invoice_emails.FIELDS)
        return [email.text for email in given if isinstance(email, Email)]
