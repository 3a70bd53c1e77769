"""Files that are no key, and keys that do not serve, are told apart."""

import pytest
from playwright.sync_api import FilePayload, expect

from asystec_web.flow.steps import Step
from tests.e2e.browser import PHONE
from tests.e2e.summary import expect_summary
from tests.e2e.walk import Enter

TWO_MEGABYTES = 2 * 1024 * 1024


def _file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


@pytest.mark.parametrize(
    ("file", "says"),
    [
        pytest.param(
            _file("enorme.p12", bytes(TWO_MEGABYTES)),
            "demasiado grande para ser una llave",
            id="2 MB",
        ),
        pytest.param(
            _file("llave.p12", b"Esto es un texto.\n" * 20),
            "es un texto, no una llave criptográfica, aunque su nombre termine en .p12",
            id="a text",
        ),
        pytest.param(_file("vacia.p12", b""), "El archivo está vacío", id="empty"),
    ],
)
def test_a_file_that_is_no_key_is_told_by_its_own_message(
    enter: Enter, file: FilePayload, says: str
) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", PHONE)
    walk.fill_hacienda()
    walk.field("Llave criptográfica").set_input_files(file)

    walk.next()

    expect(expect_summary(walk.page, "key")).to_contain_text(says)
    expect(walk.page.locator(".file-name")).to_have_attribute(
        "data-chosen", file["name"]
    )
    expect(walk.field("PIN")).to_have_value("1234")


@pytest.mark.parametrize(
    ("kind", "field", "says"),
    [
        pytest.param("-vencida", "key", "Esta llave ya venció", id="expired"),
        pytest.param("-futura", "key", "todavía no está vigente", id="early"),
        pytest.param(
            "-otra-cedula",
            "key",
            "La llave es de 3-101-999901 y su negocio es 3-101-999999",
            id="another's",
        ),
        pytest.param("-sin-llave", "key", "no trae la llave privada", id="half"),
        pytest.param("-moderna", "pin", "Este PIN no abre la llave", id="PIN"),
    ],
)
def test_a_key_that_does_not_serve_is_told_by_its_own_message(
    enter: Enter, kind: str, field: str, says: str
) -> None:
    walk = enter(Step.HACIENDA, "/hacienda")
    walk.fill_hacienda()
    walk.field("Llave criptográfica").set_input_files(walk.key(f"3101999999{kind}.p12"))

    walk.next()

    expect(expect_summary(walk.page, field)).to_contain_text(says)


def test_the_right_file_after_a_wrong_one_connects(enter: Enter) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", cedula="122222222222")
    walk.fill_hacienda()
    key = walk.field("Llave criptográfica")
    key.set_input_files(_file("enorme.p12", bytes(TWO_MEGABYTES)))
    walk.next()
    expect_summary(walk.page, "key")

    key.set_input_files(walk.key())
    walk.next()

    walk.arrive("/consecutivos", "Próximos consecutivos")
