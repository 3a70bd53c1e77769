"""The business: who issues the invoices, and where."""

from typing import Annotated, TypedDict

from pydantic import AfterValidator, ValidationInfo

from asystec_web.catalog import territory
from asystec_web.forms.fields import (
    CedulaField,
    EmailField,
    OptionalPhone,
    Text,
    line,
)
from asystec_web.forms.form import Form
from asystec_web.forms.types import limits
from asystec_web.forms.types.wrong_value import WrongValue


class BusinessSubmission(TypedDict):
    """The controls of the page about the business."""

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
