import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.forms.types.wrong_value import WrongValue
from asystec_web.services.invoice_xml import read_invoice
from asystec_web.texts import SENTENCES
from tests.factories import NAME, NUMBER
from tests.invoice_files import DETAILS, KINDS, NAMESPACE, an_invoice, an_issuer
from tests.work import at_most

LAUGHS = "".join(
    f'<!ENTITY l{each} "{f"&l{each - 1};" * 10}">' for each in range(1, 10)
)
DEEP = 20_000


def doctype(inside: str) -> str:
    return f"<?xml version='1.0'?><!DOCTYPE FacturaElectronica [{inside}]>"


def refusal(content: bytes | str) -> str:
    """Read what has to be refused; gives the code, and bounds the work it made."""
    with pytest.raises(WrongValue) as refused, at_most(1_000_000):
        read_invoice(content.encode() if isinstance(content, str) else content)
    assert refused.value.code in SENTENCES
    return refused.value.code


@pytest.mark.parametrize("version", ["4.3", "4.4"])
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_and_version_is_read(kind: str, version: str) -> None:
    invoice = read_invoice(an_invoice(root=kind, version=f"v{version}").encode())

    assert (invoice.kind, invoice.version) == (kind, version)
    assert invoice.text("Emisor/Nombre") == NAME
    assert invoice.text("Emisor/Identificacion/Numero") == NUMBER
    assert invoice.text("Clave")[9:21] == f"00{NUMBER}"
    assert invoice.every("Emisor/CorreoElectronico") == [
        "facturas@prueba.test",
        "cobros@prueba.test",
    ]


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        pytest.param("utf-8", "utf-8", id="UTF-8"),
        pytest.param("utf-8", "utf-8-sig", id="UTF-8 with its mark"),
        pytest.param("utf-16", "utf-16", id="UTF-16"),
        pytest.param("UTF-8", "utf-16", id="UTF-16 that says UTF-8"),
        pytest.param("utf-8", "utf-16-le", id="the same without its mark"),
        pytest.param("utf-8", "utf-16-be", id="the same, the other way round"),
        pytest.param("utf-16", "utf-8", id="UTF-8 that says UTF-16"),
        pytest.param("UTF8", "utf-8", id="UTF-8 by another name"),
        pytest.param("iso-8859-1", "latin-1", id="Latin 1"),
        pytest.param("windows-1252", "cp1252", id="Windows"),
    ],
)
def test_usual_encodings_are_read(said: str, encoding: str) -> None:
    head = f"<?xml version='1.0' encoding='{said}'?>"
    written = an_invoice(an_issuer(name="CAFÉ ÑANDÚ"), head=head)

    assert read_invoice(written.encode(encoding)).text("Emisor/Nombre") == "CAFÉ ÑANDÚ"


def test_blanks_in_front_are_forgiven() -> None:
    assert read_invoice(b"\r\n " + an_invoice().encode()).kind == KINDS[0]


def test_a_prefix_changes_nothing() -> None:
    written = an_invoice().replace("xmlns=", "xmlns:fe=")
    for name in ("FacturaElectronica", "Emisor", "Nombre"):
        written = written.replace(f"<{name}>", f"<fe:{name}>")
        written = written.replace(f"<{name} ", f"<fe:{name} ")
        written = written.replace(f"</{name}>", f"</fe:{name}>")

    assert read_invoice(written.encode()).text("Emisor/Nombre") == NAME


def test_only_the_issuer_of_the_document_is_read() -> None:
    another = an_issuer(name="OTRA EMPRESA DE PRUEBA")
    written = an_invoice(
        an_issuer(details=f"<ds:Nombre>FALSO</ds:Nombre>{DETAILS}"),
        after=f"<Otros><OtroContenido>{another}</OtroContenido></Otros>",
    )

    invoice = read_invoice(written.encode())

    assert invoice.every("Emisor/Nombre") == [NAME]
    assert "CLIENTE DE PRUEBA" not in str(invoice)
    assert "FALSO" not in str(invoice)


def test_characters_written_as_entities_of_xml_are_read() -> None:
    invoice = read_invoice(
        an_invoice(
            an_issuer(name="PRUEBA &amp; HIJOS &#233; <![CDATA[<S.A.>]]>")
        ).encode()
    )

    assert invoice.text("Emisor/Nombre") == "PRUEBA & HIJOS é <S.A.>"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        pytest.param(b"", "not_xml", id="nothing"),
        pytest.param(b"%PDF-1.7 \x00\xff", "not_xml", id="a PDF"),
        pytest.param(b"PK\x03\x04" + b"\x00" * 50, "not_xml", id="a zip"),
        pytest.param("hola", "not_xml", id="text"),
        pytest.param('{"a": 1}', "not_xml", id="JSON"),
        pytest.param(an_invoice()[:-1], "not_xml", id="without its last sign"),
        pytest.param(an_invoice()[:900], "not_xml", id="cut within the issuer"),
        pytest.param(an_invoice() + "<a/>", "not_xml", id="with two roots"),
        pytest.param(an_invoice() + "\x00", "not_xml", id="with a NUL"),
        pytest.param(
            an_invoice(head="<?xml version='1.0' encoding='utf-99'?>"),
            "not_xml",
            id="an encoding nobody knows",
        ),
        pytest.param(
            an_invoice(head="<?xml version='1.0' encoding='shift_jis'?>"),
            "not_xml",
            id="an encoding of several bytes",
        ),
        pytest.param(
            an_invoice(an_issuer(name="CAFÉ"), head="<?xml version='1.0'?>").encode(
                "latin-1"
            ),
            "not_xml",
            id="bytes that are no UTF-8, and nothing said",
        ),
        pytest.param(
            an_invoice(an_issuer(name="CAFÉ")).encode("latin-1"),
            "not_xml",
            id="bytes that are no UTF-8",
        ),
        pytest.param(an_invoice(an_issuer("&nobody;")), "not_xml", id="an entity"),
        pytest.param(
            an_invoice(
                an_issuer("&lol9;"), head=doctype(f'<!ENTITY l0 "lol">{LAUGHS}')
            ),
            "unsafe",
            id="billion laughs",
        ),
        pytest.param(
            an_invoice(head=doctype(f'<!ENTITY a "{"x" * 50_000}">')),
            "unsafe",
            id="one long entity",
        ),
        pytest.param(
            an_invoice(
                an_issuer("&x;"),
                head=doctype('<!ENTITY x SYSTEM "file:///etc/passwd">'),
            ),
            "unsafe",
            id="an external entity",
        ),
        pytest.param(
            an_invoice(
                head=doctype('<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;')
            ),
            "unsafe",
            id="an external parameter entity",
        ),
        pytest.param(
            an_invoice(
                head="<!DOCTYPE FacturaElectronica SYSTEM 'http://127.0.0.1:9/x.dtd'>"
            ),
            "unsafe",
            id="an external document type",
        ),
        pytest.param(
            an_invoice(head=doctype(f'<!ENTITY l0 "l">{LAUGHS}')).encode("utf-16"),
            "unsafe",
            id="billion laughs in UTF-16",
        ),
        pytest.param(
            an_invoice(after="<a>" * DEEP + "</a>" * DEEP), "unsafe", id="too deep"
        ),
        pytest.param(an_invoice(after="<a/>" * 100_000), "unsafe", id="too many"),
        pytest.param("<html/>", "not_an_invoice", id="a page"),
        pytest.param(
            an_invoice(version="v4.2"), "not_an_invoice", id="an older version"
        ),
        pytest.param(
            an_invoice().replace(NAMESPACE, "https://example.test/xml-schemas"),
            "not_an_invoice",
            id="somebody else's namespace",
        ),
        pytest.param(
            an_invoice(root="Pedido"), "not_an_invoice", id="another document"
        ),
        pytest.param(
            an_invoice(root="MensajeHacienda"), "is_an_answer", id="Hacienda's answer"
        ),
        pytest.param(
            an_invoice(root="MensajeReceptor"), "is_an_answer", id="a receiver's answer"
        ),
    ],
)
def test_what_is_no_invoice_is_refused(content: bytes | str, code: str) -> None:
    assert refusal(content) == f"invoice_file.{code}"


def test_a_large_invoice_is_read_with_little_work() -> None:
    line = f"<LineaDetalle>{'<Detalle>Servicio</Detalle>' * 30}</LineaDetalle>"
    content = an_invoice(after=f"<DetalleServicio>{line * 1100}</DetalleServicio>")
    assert 900_000 < len(content) < 2**20

    with at_most(1_000_000):
        invoice = read_invoice(content.encode())

    assert invoice.text("Emisor/Nombre") == NAME


def test_what_is_kept_is_bounded() -> None:
    emails = "<CorreoElectronico>a@prueba.test</CorreoElectronico>" * 100
    name = "x" * 500_000

    invoice = read_invoice(an_invoice(an_issuer(emails, name=name)).encode())

    assert len(invoice.text("Emisor/Nombre")) == 1000
    assert len(invoice.every("Emisor/CorreoElectronico")) == 8


def test_a_refusal_quotes_nothing() -> None:
    with pytest.raises(WrongValue) as refused:
        read_invoice(b"<planted-9f3c attribute=>")

    assert "9f3c" not in str(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None


@given(st.binary(max_size=300))
def test_no_bytes_break_it(content: bytes) -> None:
    with pytest.raises(WrongValue):
        read_invoice(content)


@given(st.integers(0, 5000), st.binary(min_size=1, max_size=4))
def test_no_damage_breaks_it(at: int, damage: bytes) -> None:
    whole = an_invoice().encode()
    at %= len(whole)

    try:
        read_invoice(whole[:at] + damage + whole[at + len(damage) :])
    except WrongValue as refused:
        assert refused.code in SENTENCES  # noqa: PT017 - some damage is harmless
