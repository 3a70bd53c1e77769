import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.forms.types.key_file import recognise
from asystec_web.forms.types.wrong_value import WrongValue
from asystec_web.simulators.hacienda import other_files
from asystec_web.simulators.hacienda.key_files import content
from asystec_web.simulators.hacienda.keys import build_container
from asystec_web.texts import SENTENCES

SOUND = build_container()
CERTIFICATE = other_files.certificate(Encoding.DER)


def in_chunks(container: bytes) -> bytes:
    """Write the outermost sequence without its length, as some programs do (BER)."""
    return b"\x30\x80" + container[4:] + b"\0\0"


@pytest.mark.parametrize(
    "file",
    [
        pytest.param(SOUND, id="3DES"),
        pytest.param(build_container(cipher="aes"), id="AES"),
        pytest.param(content("3101999999-heredada.p12"), id="RC2-40"),
        pytest.param(in_chunks(SOUND), id="of no stated length"),
        pytest.param(SOUND + b"\r\n", id="with a line break behind it"),
    ],
)
def test_a_container_is_let_through(file: bytes) -> None:
    recognise(file)


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        pytest.param(other_files.PDF, "is_pdf", id="PDF"),
        pytest.param(other_files.zipped(), "is_zip", id="zip"),
        pytest.param(b"PK\x03\x04..word/document.xml", "is_office", id="docx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is_office", id="xls"),
        pytest.param(b"Rar!\x1a\x07\x00", "is_archive", id="rar"),
        pytest.param(b"7z\xbc\xaf\x27\x1c", "is_archive", id="7z"),
        pytest.param(b"\x1f\x8b\x08\0", "is_archive", id="gz"),
        pytest.param(other_files.JAVA_KEYSTORE, "is_java_keystore", id="jks"),
        pytest.param(other_files.PICTURE, "is_image", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0\0\x10JFIF", "is_image", id="jpeg"),
        pytest.param(b"\0\0\0\x18ftypheic\0\0", "is_image", id="heic"),
        pytest.param(b"RIFF\x10\0\0\0WEBPVP8 ", "is_image", id="webp"),
        pytest.param(other_files.INVOICE, "is_xml", id="an invoice"),
        pytest.param(b"\xef\xbb\xbf<Factura xmlns='x'/>", "is_xml", id="XML with BOM"),
        pytest.param("<?xml?><a/>".encode("utf-16"), "is_xml", id="wide XML"),
        pytest.param(other_files.SIGN_IN_PAGE, "is_web_page", id="sign-in page"),
        pytest.param(
            b"<?xml version='1.0'?>\n<html lang='es'>", "is_web_page", id="XHTML"
        ),
        pytest.param(CERTIFICATE, "is_certificate", id="DER certificate"),
        pytest.param(
            other_files.certificate(Encoding.PEM),
            "is_certificate",
            id="PEM certificate",
        ),
        pytest.param(other_files.private_key(), "is_private_key", id="PEM key"),
        pytest.param(b"\x30\x82\x04\xbd\x02\x01\0\x30\x0d", "is_private_key", id="DER"),
        pytest.param(b"\x30\x82\x04\xbd\x06\x09\x2a\x86\x48", "is_chain", id="p7b"),
        pytest.param(b"-----BEGIN PKCS7-----\nMII", "is_chain", id="PEM p7b"),
        pytest.param(other_files.in_base64(), "is_encoded", id="base64"),
        pytest.param(other_files.TEXT, "is_text", id="text"),
        pytest.param("Contraseña: x".encode("cp1252"), "is_text", id="Windows text"),
        pytest.param(b"0123456789 30 es un cero", "is_text", id="text like a sequence"),
        pytest.param(other_files.cut_short(), "is_cut", id="cut"),
        pytest.param(SOUND[:-1], "is_cut", id="a byte short"),
        pytest.param(SOUND[1:], "not_a_key", id="without its first byte"),
        pytest.param(bytes(300), "not_a_key", id="zeros"),
        pytest.param(b"", "not_a_key", id="nothing"),
    ],
)
def test_another_file_is_named_for_what_it_is(file: bytes, kind: str) -> None:
    with pytest.raises(WrongValue) as refused:
        recognise(file)

    assert refused.value.code == f"key.{kind}"
    assert refused.value.code in SENTENCES


def refusal(file: bytes) -> str:
    try:
        recognise(file)
    except WrongValue as refused:
        return refused.code
    return ""


@given(st.binary(max_size=300))
def test_any_bytes_are_let_through_or_named(file: bytes) -> None:
    assert refusal(file) in {"", *SENTENCES}
