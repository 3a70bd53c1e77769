"""Who issued an invoice: what can be taken over from its XML."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from asystec_web.catalog import territory
from asystec_web.forms.types import limits
from asystec_web.forms.types.cedula import Cedula
from asystec_web.forms.types.clean_text import clean_text
from asystec_web.forms.types.email_address import Email
from asystec_web.forms.types.limits import Length
from asystec_web.forms.types.phone import Phone
from asystec_web.forms.types.wrong_value import WrongValue

PURCHASE: Final = "FacturaElectronicaCompra"
# Until Río Cuarto became a canton, Grecia counted it as its sixth district: an older
# document's codes from there on mean other places than today's.
_RENUMBERED: Final = (("2", "03"), "06")
_KEY_CEDULA: Final = slice(9, 21)

T = TypeVar("T")


class Texts(Protocol):
    """The texts of an invoice, by their paths."""

    @property
    def kind(self) -> str:
        """Name the kind of document."""
        ...

    @property
    def version(self) -> str:
        """Give the version of its form."""
        ...

    def text(self, path: str) -> str:
        """Give the first text at a path."""
        ...

    def every(self, path: str) -> Sequence[str]:
        """Give all texts at a path."""
        ...


@dataclass(frozen=True, slots=True)
class Issuer:
    """What an invoice says of its issuer; what no document would take is left out.

    Attributes:
        district: Empty when the codes of the place are not today's.
    """

    cedula: Cedula
    name: str
    trade_name: str
    province: str
    canton: str
    district: str
    neighbourhood: str
    address: str
    phone: Phone | None
    emails: Sequence[Email]
    alcohol_registration: str

    @classmethod
    def of(cls, invoice: Texts, own: Cedula | None) -> "Issuer":
        """Take the issuer of an invoice.

        Args:
            invoice: Its texts.
            own: The cédula that it has to be of; any when it is not known yet.

        Raises:
            WrongValue: Somebody else issued it, or it does not say who did.
        """
        cedula = _cedula(invoice)
        if own is None:
            if invoice.kind == PURCHASE and not _is_own_purchase(invoice, cedula):
                code = "invoice_file.of_supplier"
                raise WrongValue(code)
        elif cedula is None or cedula.number != own.number:
            bought = invoice.kind == PURCHASE
            code = "invoice_file.of_supplier" if bought else "invoice_file.of_another"
            raise WrongValue(code)
        if cedula is None:
            code = "invoice_file.no_issuer"
            raise WrongValue(code)
        province, canton, district = _place(invoice)
        return cls(
            cedula=cedula,
            name=_line(invoice.text("Emisor/Nombre"), limits.NAME),
            trade_name=_line(invoice.text("Emisor/NombreComercial"), limits.TRADE_NAME),
            province=province,
            canton=canton,
            district=district,
            neighbourhood=_neighbourhood(invoice),
            address=_line(invoice.text("Emisor/Ubicacion/OtrasSenas"), limits.ADDRESS),
            phone=_phone(invoice),
            emails=_emails(invoice),
            alcohol_registration=_line(
                invoice.text("Emisor/Registrofiscal8707"), limits.ALCOHOL_REGISTRATION
            ),
        )


def _taken(parse: Callable[[str], T], text: str) -> T | None:
    try:
        return parse(text)
    except WrongValue:
        return None


def _line(text: str, length: Length) -> str:
    """Clean a line; one that is too long is cut, one too short is left out."""

    def cut(text: str) -> str:
        cleaned = clean_text(text, minimum=length.minimum, maximum=len(text))
        return cleaned[: length.maximum].rstrip()

    return _taken(cut, text) or ""


def _cedula(invoice: Texts) -> Cedula | None:
    kind = invoice.text("Emisor/Identificacion/Tipo").strip()
    number = invoice.text("Emisor/Identificacion/Numero")
    return _taken(lambda text: Cedula.parse(text, kind or None), number)


def _is_own_purchase(invoice: Texts, cedula: Cedula | None) -> bool:
    """Tell whether the key of a purchase names the same number as its issuer.

    In the invoice of a purchase the seller stands as the issuer, and the key names the
    business that made it out.
    """
    key = invoice.text("Clave").strip()
    return cedula is not None and key[_KEY_CEDULA] == cedula.padded


def _place(invoice: Texts) -> tuple[str, str, str]:
    """Read the codes as far as they lie within each other today."""
    province = invoice.text("Emisor/Ubicacion/Provincia").strip()
    canton = invoice.text("Emisor/Ubicacion/Canton").strip().zfill(2)
    district = invoice.text("Emisor/Ubicacion/Distrito").strip().zfill(2)
    if province not in {place.code for place in territory.provinces()}:
        return "", "", ""
    if canton not in {place.code for place in territory.cantons(province)}:
        return province, "", ""
    around, first = _RENUMBERED
    is_older = invoice.version == "4.3" and (province, canton) == around
    known = territory.find_district(province, canton, district)
    if known is None or (is_older and district >= first):
        return province, canton, ""
    return province, canton, district


def _neighbourhood(invoice: Texts) -> str:
    """Take a name; version 4.3 wrote a code, which nobody would recognise."""
    text = invoice.text("Emisor/Ubicacion/Barrio").strip()
    return "" if text.isdecimal() else _line(text, limits.NEIGHBOURHOOD)


def _phone(invoice: Texts) -> Phone | None:
    country = invoice.text("Emisor/Telefono/CodigoPais").strip() or "506"
    number = invoice.text("Emisor/Telefono/NumTelefono").strip()
    return _taken(Phone.parse, f"+{country}{number}") if number else None


def _emails(invoice: Texts) -> Sequence[Email]:
    """Take each address once, and no more than a document may carry."""
    found: dict[str, Email] = {}
    for text in invoice.every("Emisor/CorreoElectronico"):
        email = _taken(Email.parse, text)
        if email is not None:
            found.setdefault(email.text.lower(), email)
    return tuple(found.values())[: limits.EMAILS.maximum]
