import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.catalog import territory
from asystec_web.errors import InvalidForm
from asystec_web.forms.invoice import MAXIMUM_BYTES, MESSAGE_MAXIMUM, InvoiceForm
from asystec_web.forms.issuer import Issuer
from asystec_web.forms.types.cedula import Cedula
from asystec_web.forms.types.email_address import Email
from asystec_web.forms.types.phone import Phone
from asystec_web.forms.types.wrong_value import WrongValue
from asystec_web.services.invoice_xml import InvoiceXml, read_invoice
from asystec_web.services.invoices import issuer_in
from asystec_web.texts import SENTENCES
from tests.factories import CEDULA, NAME, NUMBER
from tests.hostile import EVERYTHING
from tests.invoice_files import KINDS, an_invoice, an_issuer, handed_over

OWN = Cedula.parse(CEDULA)
SUPPLIER = an_issuer(number="111111111", kind="01", name="PROVEEDOR DE PRUEBA")
FIELDS = (
    *("Nombre", "NombreComercial", "Registrofiscal8707", "CorreoElectronico"),
    *("Ubicacion/Provincia", "Ubicacion/Canton", "Ubicacion/Distrito"),
    *("Ubicacion/Barrio", "Ubicacion/OtrasSenas"),
    *("Telefono/CodigoPais", "Telefono/NumTelefono"),
)


def issuer_of(written: str, own: Cedula | None = OWN) -> Issuer:
    return Issuer.of(read_invoice(written.encode()), own)


def with_texts(version: str = "4.4", **texts: str) -> Issuer:
    """Take the issuer from texts by their last names."""
    by_name = {path.rpartition("/")[2]: f"Emisor/{path}" for path in FIELDS}
    said = {
        "Emisor/Identificacion/Numero": [NUMBER],
        **{by_name[name]: [text] for name, text in texts.items()},
    }
    return Issuer.of(InvoiceXml("FacturaElectronica", version, said), OWN)


def refusal(written: str, own: Cedula | None = OWN) -> str:
    with pytest.raises(WrongValue) as refused:
        issuer_of(written, own)
    assert refused.value.code in SENTENCES
    return refused.value.code.removeprefix("invoice_file.")


def test_everything_in_it_is_taken() -> None:
    assert issuer_of(an_invoice()) == Issuer(
        cedula=OWN,
        name=NAME,
        trade_name="Tienda de Prueba",
        province="1",
        canton="02",
        district="02",
        neighbourhood="Bello Horizonte",
        address="100 metros norte de la iglesia",
        phone=Phone("506", "22223333"),
        emails=(Email("facturas@prueba.test"), Email("cobros@prueba.test")),
        alcohol_registration="123456789012",
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_their_own_is_taken(kind: str) -> None:
    assert issuer_of(an_invoice(root=kind)).cedula == OWN
    assert issuer_of(an_invoice(root=kind), own=None).cedula == OWN


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        pytest.param(f"00{NUMBER}", "02", id="padded"),
        pytest.param("3-101-999999", "02", id="with dashes"),
        pytest.param(NUMBER, "", id="without its kind"),
    ],
)
def test_the_number_may_be_written_otherwise(number: str, kind: str) -> None:
    assert issuer_of(an_invoice(an_issuer(number=number, kind=kind))).cedula == OWN


def test_one_they_received_is_refused() -> None:
    assert refusal(an_invoice(SUPPLIER)) == "of_another"
    assert issuer_of(an_invoice(SUPPLIER), own=None).name == "PROVEEDOR DE PRUEBA"


def test_in_a_purchase_the_issuer_is_the_supplier() -> None:
    purchase = an_invoice(SUPPLIER, root="FacturaElectronicaCompra")
    abroad = an_issuer(number="US-12345678", kind="05", name="FOREIGN SUPPLIER")

    assert refusal(purchase) == "of_supplier"
    assert refusal(purchase, own=None) == "of_supplier"
    assert (
        refusal(an_invoice(abroad, root="FacturaElectronicaCompra"), own=None)
        == "of_supplier"
    )


@pytest.mark.parametrize(
    "issuer",
    [
        pytest.param("", id="none"),
        pytest.param("<Emisor/>", id="an empty one"),
        pytest.param(an_issuer(number=""), id="without a number"),
        pytest.param(an_issuer(number="123"), id="an impossible number"),
        pytest.param(an_issuer(number="ABC123", kind="05"), id="a foreigner"),
    ],
)
def test_one_without_an_issuer_is_refused(issuer: str) -> None:
    assert refusal(an_invoice(issuer), own=None) == "no_issuer"
    assert refusal(an_invoice(issuer)) == "of_another"


@pytest.mark.parametrize(
    ("name", "text", "taken"),
    [
        ("Nombre", "S.A.", ""),
        ("Nombre", "x" * 120, "x" * 100),
        ("NombreComercial", "AB", ""),
        ("NombreComercial", " La   Prueba ", "La Prueba"),
        ("OtrasSenas", "\n 100 metros\n norte ", "100 metros norte"),
        ("OtrasSenas", "aquí", ""),
        ("OtrasSenas", "x" * 400, "x" * 250),
        ("Registrofiscal8707", "", ""),
        ("Barrio", "Amón", ""),
        ("Barrio", "01", ""),
        ("Barrio", "Barrio Amón", "Barrio Amón"),
    ],
)
def test_lines_are_taken_as_a_document_carries_them(
    name: str, text: str, taken: str
) -> None:
    attribute = {
        "Nombre": "name",
        "NombreComercial": "trade_name",
        "OtrasSenas": "address",
        "Registrofiscal8707": "alcohol_registration",
        "Barrio": "neighbourhood",
    }[name]

    assert getattr(with_texts(**{name: text}), attribute) == taken


@pytest.mark.parametrize(
    ("version", "codes", "place"),
    [
        pytest.param("4.4", ("1", "02", "02"), ("1", "02", "02"), id="today's"),
        pytest.param("4.4", ("1", "2", "2"), ("1", "02", "02"), id="without zeros"),
        pytest.param("4.4", ("9", "01", "01"), ("", "", ""), id="no province"),
        pytest.param("4.4", ("1", "99", "01"), ("1", "", ""), id="no canton"),
        pytest.param("4.4", ("1", "01", "99"), ("1", "01", ""), id="no district"),
        pytest.param("4.4", ("6", "01", "09"), ("6", "01", ""), id="was Monteverde"),
        pytest.param("4.4", ("2", "03", "06"), ("2", "03", "06"), id="Grecia today"),
        pytest.param("4.3", ("2", "03", "06"), ("2", "03", ""), id="Grecia before"),
        pytest.param("4.3", ("2", "03", "05"), ("2", "03", "05"), id="not renumbered"),
        pytest.param("4.4", ("", "", ""), ("", "", ""), id="nothing"),
    ],
)
def test_a_place_is_taken_as_far_as_it_exists_today(
    version: str, codes: tuple[str, ...], place: tuple[str, ...]
) -> None:
    names = ("Provincia", "Canton", "Distrito")

    issuer = with_texts(version, **dict(zip(names, codes, strict=True)))

    assert (issuer.province, issuer.canton, issuer.district) == place


@pytest.mark.parametrize(
    ("country", "number", "phone"),
    [
        ("506", "22223333", Phone("506", "22223333")),
        ("", "22223333", Phone("506", "22223333")),
        ("1", "2125550123", Phone("1", "2125550123")),
        ("506", "00000000", None),
        ("506", "", None),
        ("x", "y", None),
    ],
)
def test_a_phone_is_taken_if_it_exists(
    country: str, number: str, phone: Phone | None
) -> None:
    assert with_texts(CodigoPais=country, NumTelefono=number).phone == phone


def test_four_addresses_are_taken_and_none_twice() -> None:
    written = [*"abb", "B", *"cdef"]
    emails = "".join(
        f"<CorreoElectronico>{each}@prueba.test</CorreoElectronico>"
        for each in ["", *written]
    )

    taken = issuer_of(an_invoice(an_issuer(emails))).emails

    assert [each.text[0] for each in taken] == ["a", "b", "c", "d"]


@given(
    st.dictionaries(
        st.sampled_from([path.rpartition("/")[2] for path in FIELDS]),
        st.text(max_size=40) | st.from_regex(r"\d{1,9}", fullmatch=True),
    )
)
def test_whatever_it_says_only_what_fits_is_taken(texts: dict[str, str]) -> None:
    issuer = with_texts(**texts)

    assert issuer.cedula == OWN
    assert len(issuer.name) in {0, *range(5, 101)}
    assert len(issuer.address) in {0, *range(5, 251)}
    assert len(issuer.trade_name) in {0, *range(3, 81)}
    if issuer.district:
        place = issuer.province, issuer.canton, issuer.district
        assert territory.find_district(*place)


# What the page hands over.


def test_what_the_script_sends_is_read() -> None:
    form = InvoiceForm.from_message(handed_over(b"<a/>", "3-101-999999"))

    assert (form.cedula, form.invoice) == (OWN, b"<a/>")


def test_without_a_cedula_any_will_do() -> None:
    assert InvoiceForm.from_message(handed_over(b"<a/>", "  ")).cedula is None


@pytest.mark.parametrize(
    ("sent", "errors"),
    [
        pytest.param("", {"invoice": "invoice_file.empty"}, id="nothing"),
        pytest.param("no JSON", {"invoice": "invoice_file.empty"}, id="no JSON"),
        pytest.param("[" * 5000, {"invoice": "invoice_file.empty"}, id="deep"),
        pytest.param('{"size": 0}', {"invoice": "invoice_file.empty"}, id="empty"),
        pytest.param(
            json.dumps({"size": MAXIMUM_BYTES + 1}),
            {"invoice": "invoice_file.too_large"},
            id="too large",
        ),
        pytest.param(
            json.dumps({"content": "A" * (MESSAGE_MAXIMUM + 4)}),
            {"invoice": "invoice_file.too_large"},
            id="larger than it says",
        ),
        pytest.param(
            '{"content": "no base64!"}',
            {"invoice": "invoice_file.not_xml"},
            id="no base64",
        ),
        pytest.param(
            handed_over(b"<a/>", "3-101"),
            {"cedula": "cedula.too_short"},
            id="a cédula half typed",
        ),
    ],
)
def test_what_cannot_be_read_gets_its_sentence(
    sent: str, errors: dict[str, str]
) -> None:
    with pytest.raises(InvalidForm) as refused:
        InvoiceForm.from_message(sent)

    assert refused.value.errors == errors


@pytest.mark.parametrize("name", ["cedula", "size", "content"])
@pytest.mark.parametrize("value", EVERYTHING.values(), ids=EVERYTHING)
def test_whatever_is_sent_passes_or_gets_a_sentence(name: str, value: object) -> None:
    sent = {**json.loads(handed_over(b"<a/>")), name: value}

    try:
        InvoiceForm.from_message(json.dumps(sent))
    except InvalidForm as refused:
        assert set(refused.errors.values()) <= set(SENTENCES)  # noqa: PT017 - or it passes


async def test_the_largest_invoice_fits_into_a_message() -> None:
    whole = an_invoice(after="<!--" + "x" * (MAXIMUM_BYTES - 2000) + "-->")
    sent = handed_over(whole, CEDULA)
    assert MAXIMUM_BYTES - 1000 < len(whole) <= MAXIMUM_BYTES

    assert len(sent) < MESSAGE_MAXIMUM
    assert (await issuer_in(sent)).cedula == OWN


async def test_a_refused_file_is_the_fields_fault() -> None:
    with pytest.raises(InvalidForm) as refused:
        await issuer_in(handed_over(an_invoice(SUPPLIER), CEDULA))

    assert refused.value.errors == {"invoice": "invoice_file.of_another"}
    assert refused.value.__context__ is None
