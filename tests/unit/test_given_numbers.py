import json
from base64 import b64encode
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asystec_web.catalog.documents import DocumentType
from asystec_web.errors import InvalidForm
from asystec_web.flow.numbering import Place
from asystec_web.forms.given_documents import (
    FILES_MAXIMUM,
    HEAD_BYTES,
    NAME_MAXIMUM,
    TEXT_MAXIMUM,
    GivenDocuments,
)
from asystec_web.forms.types.cedula import Cedula
from asystec_web.services.given_numbers import Understood, understand
from tests.factories import NUMBER
from tests.hostile import EVERYTHING
from tests.invoice_files import KINDS, a_message, an_invoice, an_issuer

OWN = Cedula("02", NUMBER)
HEAD_OFFICE = Place(1, 1)
INVOICE = DocumentType.INVOICE
CODES: dict[str, str] = dict(
    zip(KINDS, ("01", "03", "02", "04", "08", "09", "10"), strict=True)
)


def clave(number: int, cedula: str = OWN.padded, code: str = "01") -> str:
    return f"506261126{cedula}00100001{code}{number:010}112345678"


RECEIVED = clave(555, "000111111111")


def file(name: str, content: str | bytes = b"") -> dict[str, str]:
    head = content.encode() if isinstance(content, str) else content
    return {"name": name, "head": b64encode(head[:HEAD_BYTES]).decode()}


def message(*files: dict[str, str], text: str = "", **more: object) -> str:
    return json.dumps({"batch": "1", "files": files, "text": text, **more})


async def understood(*files: dict[str, str], text: str = "") -> Understood:
    given = GivenDocuments.from_message(message(*files, text=text))
    return await understand(given, OWN)


@pytest.mark.parametrize("version", ["v4.3", "v4.4"])
@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_document_tells_its_number(kind: str, version: str) -> None:
    key = clave(31, code=CODES[kind])

    found = await understood(
        file("factura.xml", an_invoice(root=kind, version=version, key=key))
    )

    assert found.tally.last(HEAD_OFFICE, DocumentType(CODES[kind])) == 31
    assert (found.given, found.own) == (1, 1)


async def test_the_maximum_of_many_files_wins() -> None:
    files = [file(f"{clave(number)}.xml") for number in (7, 500, 42)]
    files += [file(f"{clave(number, code='04')}_respuesta.xml") for number in (1, 12)]
    files += [file("nota.xml", an_invoice(key=clave(9, code="03")))]

    found = await understood(*files)

    assert found.tally.next_numbers(HEAD_OFFICE) == {
        INVOICE: 501,
        DocumentType.TICKET: 13,
        DocumentType.CREDIT_NOTE: 10,
    }


async def test_five_hundred_names_are_read() -> None:
    found = await understood(*[file(f"{clave(n)}.xml") for n in range(1, 501)])

    assert (found.given, found.own) == (500, 500)
    assert found.tally.last(HEAD_OFFICE, INVOICE) == 500


async def test_received_invoices_are_refused_with_an_example() -> None:
    found = await understood(
        file(f"{clave(5)}.xml"),
        file(f"{RECEIVED}.xml"),
        file("compra.xml", an_invoice(key=RECEIVED)),
    )

    assert (found.given, found.own, found.received) == (3, 1, 2)
    assert found.stranger == "000111111111"
    assert found.tally.last(HEAD_OFFICE, INVOICE) == 5


async def test_our_messages_about_others_documents_are_ours() -> None:
    by_name = file(f"{RECEIVED}-00100001060000000021.xml")
    by_content = file("respuesta.xml", a_message(key=RECEIVED))

    found = await understood(by_name, by_content)

    assert found.own == 2
    assert found.tally.last(HEAD_OFFICE, DocumentType.PARTIAL_ACCEPTANCE) == 21
    assert found.tally.last(HEAD_OFFICE, DocumentType.ACCEPTANCE) == 9


async def test_others_messages_about_our_documents_are_not() -> None:
    by_name = file(f"{clave(5)}-00100001060000000021.xml")
    by_content = file("m.xml", a_message(key=clave(5), sender="111111111"))
    of_third = file("m.xml", a_message(key=RECEIVED, sender="3101999901"))

    found = await understood(by_name, by_content, of_third)

    assert (found.own, found.received) == (0, 3)


async def test_haciendas_answer_counts_as_its_document() -> None:
    answer = a_message(key=clave(77), root="MensajeHacienda")

    found = await understood(file("respuesta.xml", answer))

    assert found.tally.last(HEAD_OFFICE, INVOICE) == 77


async def test_a_content_knows_better_than_its_name() -> None:
    found = await understood(file(f"{clave(9)}.xml", an_invoice(key=clave(10))))

    assert found.tally.last(HEAD_OFFICE, INVOICE) == 10


async def test_a_document_without_a_clave_is_known_by_its_issuer() -> None:
    own = an_invoice(key="")
    received = an_invoice(an_issuer(number="111111111", kind="01"), key="")
    nobodys = an_invoice(an_issuer(number="x"), key="")

    found = await understood(file("a", own), file("b", received), file("c", nobodys))

    assert (found.own, found.received) == (1, 2)
    assert found.tally.last(HEAD_OFFICE, INVOICE) == 5


async def test_only_the_beginning_of_a_large_file_is_needed() -> None:
    large = an_invoice(after="<a>x</a>" * 5000, key=clave(8))

    found = await understood(file("factura.xml", large))

    assert found.own == 1


async def test_a_pasted_text_is_read_like_names() -> None:
    found = await understood(
        text=f"La última fue {clave(41)}\ny 00100002040000000012; no {RECEIVED}"
    )

    assert (found.given, found.own, found.received) == (3, 2, 1)
    assert found.tally.next_numbers(Place(1, 2)) == {DocumentType.TICKET: 13}


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"\xef\xbb\xbf" * 2 + an_invoice().encode(), id="two marks"),
        pytest.param(b"\xef\xbb\xbf\r\n" + an_invoice().encode(), id="mark, line"),
        pytest.param(an_invoice().encode() + b"\x00", id="a zero at the end"),
        pytest.param(
            an_invoice(an_issuer(name="CAFÉ")).encode("cp1252"), id="no UTF-8"
        ),
        pytest.param(
            an_invoice(
                an_issuer(name="CAFÉ"),
                head="<?xml version='1.0' encoding='windows-1252'?>",
            ).encode("cp1252"),
            id="Windows",
        ),
        pytest.param(an_invoice().replace("?>", "?><!-- x -->").encode(), id="comment"),
    ],
)
async def test_a_beginning_counts_as_far_as_it_can_be_read(content: bytes) -> None:
    head = {"name": "x.xml", "head": b64encode(content).decode()}

    found = await understood(head)

    assert found.tally.last(HEAD_OFFICE, INVOICE) == 5


async def test_what_has_other_files_in_it_is_told_apart() -> None:
    packed = await understood(file("Facturas.ZIP"), file("foto.jpg"))
    named = await understood(file(f"{clave(5)}.zip"))

    assert packed.packed
    assert (named.own, named.packed) == (1, False)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"%PDF-1.7 \x00\xff", id="a PDF"),
        pytest.param(b"PK\x03\x04" + b"\x00" * 50, id="a zip"),
        pytest.param("hola", id="text"),
        pytest.param(b"\xff\xfe<\x00", id="half a sign"),
        pytest.param("<html><body>", id="a page"),
        pytest.param(an_invoice(version="v4.2"), id="an older version"),
        pytest.param(an_invoice(root="Pedido"), id="another document"),
        pytest.param(an_invoice()[:150], id="cut before its clave"),
        pytest.param(an_invoice(key="5" * 50).replace("01000000", "x"), id="no clave"),
        pytest.param(
            an_invoice(head=f"<!DOCTYPE a [<!ENTITY l0 'l'>{LAUGHS}]>", key="&l9;"),
            id="billion laughs",
        ),
        pytest.param(
            an_invoice(
                head='<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
                key="&x;",
            ),
            id="an external entity",
        ),
        pytest.param("<a>" * 2700, id="deep"),
        pytest.param(a_message("00100001010000000009", key=RECEIVED), id="no message"),
        pytest.param(a_message(key=""), id="a message about nothing"),
    ],
)
async def test_what_says_no_number_is_named(content: str | bytes) -> None:
    found = await understood(file("raro.xml", content))

    assert (found.given, found.own, found.received, found.unclear) == (1, 0, 0, 1)
    assert found.puzzling == "raro.xml"


@settings(max_examples=200)
@given(st.binary(max_size=300), st.text(st.characters(), max_size=80))
async def test_no_content_and_no_name_breaks_the_reading(
    content: bytes, name: str
) -> None:
    found = await understood(
        file(name, content), file("x", an_invoice().encode()[:700] + content)
    )

    assert found.given == 2


def refusal(sent: str) -> dict[str, str]:
    with pytest.raises(InvalidForm) as refused:
        GivenDocuments.from_message(sent)
    return dict(refused.value.errors)


@pytest.mark.parametrize(
    ("sent", "field", "code"),
    [
        pytest.param("", "pasted", "pasted.empty", id="nothing"),
        pytest.param("{", "pasted", "pasted.empty", id="no JSON"),
        pytest.param("[" * 9999, "pasted", "pasted.empty", id="deep JSON"),
        pytest.param('{"text": " "}', "pasted", "pasted.empty", id="blanks"),
        pytest.param('{"files": []}', "documents", "given_files.none", id="no files"),
        pytest.param(
            json.dumps({"text": "x" * (TEXT_MAXIMUM + 1)}),
            "pasted",
            "pasted.too_long",
            id="a long text",
        ),
        pytest.param(
            json.dumps({"files": [{}] * (FILES_MAXIMUM + 1)}),
            "documents",
            "given_files.too_many",
            id="many files",
        ),
    ],
)
def test_what_cannot_be_read_is_refused(sent: str, field: str, code: str) -> None:
    assert refusal(sent) == {field: code}


@pytest.mark.parametrize("name", EVERYTHING)
async def test_whatever_stands_in_a_message_is_survived(name: str) -> None:
    anything: Any = EVERYTHING[name]
    variants: Sequence[object] = (
        anything,
        {"text": anything},
        {"files": anything},
        {"files": [anything]},
        {"files": [{"name": anything, "head": anything}], "batch": anything},
        {"files": [{"name": "x"}], "batch": anything, "last": anything},
    )
    for variant in variants:
        try:
            given = GivenDocuments.from_message(json.dumps(variant))
        except InvalidForm:
            continue
        assert len(given.batch) <= NAME_MAXIMUM
        assert all(len(each.name) <= NAME_MAXIMUM for each in given.files)
        await understand(given, OWN)
