"""User and password are found in whatever Hacienda's text looks like."""

import json
import quopri
import subprocess
import sys
from pathlib import Path

import pytest

USER = "cpj-3-101-999999@prod.comprobanteselectronicos.go.cr"
PASSWORD = "aB3&+%$=#xY9!pQ7(zW2"
READER = Path(__file__).with_name("credentials_reader.mjs")
NODE = Path(sys.executable).with_name("node")

Found = dict[str, str]
BOTH = {"user": USER, "password": PASSWORD}


def found_in(*texts: str) -> list[Found]:
    done = subprocess.run(  # noqa: S603 - our own script
        [NODE, READER],
        input=json.dumps(texts),
        capture_output=True,
        check=True,
        text=True,
        timeout=30,
    )
    return json.loads(done.stdout)


def quoted_printable(text: str) -> str:
    return quopri.encodestring(text.encode()).decode()


LETTER = f"""Estimado contribuyente:

Se generaron sus credenciales de producción para comprobantes electrónicos.

Usuario: {USER}
Contraseña: {PASSWORD}

No comparta esta información. Su PIN no se envía por correo.
"""


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LETTER, id="a letter"),
        pytest.param(LETTER.replace("\n", "\r\n"), id="Windows line breaks"),
        pytest.param(LETTER.replace("\n", "\r"), id="old line breaks"),
        pytest.param(quoted_printable(LETTER), id="quoted-printable"),
        pytest.param(
            quoted_printable(LETTER).replace("\n", "\r\n"), id="the same, Windows"
        ),
        pytest.param(f"Usuario API\n{USER}\n\nContraseña API\n{PASSWORD}", id="below"),
        pytest.param(f"USUARIO:\n{USER}\nCONTRASEÑA:\n\n{PASSWORD}", id="far below"),
        pytest.param(f"Usuario\t{USER}\nContraseña\t{PASSWORD}", id="a table"),
        pytest.param(f"Usuario   {USER}\nContraseña   {PASSWORD}", id="columns"),
        pytest.param(f"Usuario: {USER} Contraseña: {PASSWORD}", id="one line"),
        pytest.param(f"user={USER}\npassword={PASSWORD}", id="English, equals"),
        pytest.param(f"Usuario - {USER}\nClave - {PASSWORD}", id="dashes"),
        pytest.param(f"Contrasena: {PASSWORD}\nUsuario: {USER}", id="no ñ"),
        pytest.param(
            f"Su contraseña es: {PASSWORD}\nSu usuario es: {USER}", id="a sentence"
        ),
        pytest.param(
            f"Contraseña de producción para el API: {PASSWORD}\n{USER}", id="long label"
        ),
        pytest.param(f"Contraseña: «{PASSWORD}»\nUsuario: «{USER}»", id="quotes"),
        pytest.param(f"{USER}\n{PASSWORD}", id="the two alone"),
        pytest.param(
            f"Clave de TRIBU-CR: otraClave99\nPIN: 1234\nUsuario: {USER}\n"
            f"Contraseña: {PASSWORD}",
            id="other secrets in front",
        ),
        pytest.param(
            f"Correo: persona@prueba.test\nContraseña del correo: Mala12345\n"
            f"Usuario API: {USER}\nContraseña API: {PASSWORD}",
            id="the password of an e-mail",
        ),
        pytest.param(f"Usuario: {USER.upper()}\nContraseña: {PASSWORD}", id="capitals"),
        pytest.param(
            f"Usuario: {USER[:24]}\n{USER[24:40]}\n{USER[40:]}\nContraseña: {PASSWORD}",
            id="a user broken over lines, as PDFs do",
        ),
        pytest.param(
            f"\ufeffUsuario:\u00a0{USER}\u200b\nContraseña:\u00a0{PASSWORD}\u200b",
            id="invisible characters",
        ),
        pytest.param(
            f"<p>Usuario: <b>{USER}</b></p><p>Contraseña:<br>"
            f"{PASSWORD.replace('&', '&amp;')}</p>",
            id="HTML",
        ),
        pytest.param(
            f"Contraseña:\u2003{PASSWORD}   \n\n\nNombre de usuario:\n   {USER}",
            id="wide blanks",
        ),
    ],
)
def test_both_are_found(text: str) -> None:
    assert found_in(text) == [BOTH]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("", {"user": "", "password": ""}, id="nothing"),
        pytest.param(
            "Buenos días. Le recordamos cambiar su contraseña cada año.",
            {"user": "", "password": ""},
            id="another letter",
        ),
        pytest.param(
            f"Su usuario es {USER}. La contraseña la recibirá por separado.",
            {"user": USER, "password": ""},
            id="a user without password",
        ),
        pytest.param(
            f"Contraseña: {PASSWORD}",
            {"user": "", "password": PASSWORD},
            id="a password without user",
        ),
        pytest.param(
            f"Usuario: {USER}\nContraseña de la llave criptográfica: Llave#Demo2026",
            {"user": USER, "password": ""},
            id="the PIN is none",
        ),
        pytest.param(
            "Usuario: persona@prueba.test\nPIN: 1234",
            {"user": "", "password": ""},
            id="an e-mail is no user",
        ),
        pytest.param(
            "Usuario: cpf-01-1111-1111@stag.comprobanteselectronicos.go.cr",
            {
                "user": "cpf-01-1111-1111@stag.comprobanteselectronicos.go.cr",
                "password": "",
            },
            id="a person's, for tests",
        ),
    ],
)
def test_what_is_not_there_is_not_made_up(text: str, found: Found) -> None:
    assert found_in(text) == [found]


@pytest.mark.parametrize(
    "password",
    [
        pytest.param("=40=41abcDEF12", id="like an escape"),
        pytest.param("a&amp;b&lt;c12345", id="like an entity"),
        pytest.param("%41%42abcDEF123", id="like a URL"),
        pytest.param("abc:def=ghi1234.", id="with a full stop at its end"),
        pytest.param('"quoted"12345"', id="with quotes"),
        pytest.param("-----BEGIN9a", id="with dashes in front"),
    ],
)
def test_nothing_inside_a_password_is_touched(password: str) -> None:
    text = f"Usuario: {USER}\nContraseña: {password}\n"

    assert found_in(text, quoted_printable(text))[1]["password"] == password
    if not password.startswith("=40"):  # alone, it is what an escape looks like
        assert found_in(text)[0]["password"] == password


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("contraseña" * 20_000, id="the label again and again"),
        pytest.param("c p j - " * 25_000, id="users that never end"),
        pytest.param("a" * 200_000 + "@prod", id="one long word"),
        pytest.param("\n" * 200_000, id="empty lines"),
        pytest.param("=\n" * 100_000, id="soft breaks"),
        pytest.param("<p>" * 60_000, id="tags"),
        pytest.param("cpf-" + "1 " * 100_000, id="a user of digits"),
    ],
)
def test_no_text_keeps_the_page_waiting(text: str) -> None:
    # What looks at every pair of characters is stopped long before it ends.
    assert len(found_in(text)) == 1
