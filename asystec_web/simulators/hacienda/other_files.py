"""Files of other kinds that people take for their key."""

import base64
import io
import zipfile

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)

from asystec_web.simulators.hacienda.keys import build_container

PDF = (
    b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\ntrailer<<>>\n%%EOF\n"
)
# One transparent point.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    "awAAAABJRU5ErkJggg=="
)
INVOICE = (
    b'<?xml version="1.0" encoding="utf-8"?>\n<FacturaElectronica xmlns="https://cdn.'
    b'comprobanteselectronicos.go.cr/xml-schemas/v4.4/facturaElectronica"/>\n'
)
SIGN_IN_PAGE = b"<!DOCTYPE html>\n<html><body>Inicie sesi\xc3\xb3n</body></html>\n"
JAVA_KEYSTORE = b"\xfe\xed\xfe\xed\x00\x00\x00\x02\x00\x00\x00\x00" + bytes(20)
TEXT = "Este archivo es un texto, no una llave criptográfica.\n".encode()


def zipped() -> bytes:
    """Give a sound key inside a compressed folder."""
    folder = io.BytesIO()
    with zipfile.ZipFile(folder, "w") as archive:
        archive.writestr("3101999999.p12", build_container())
    return folder.getvalue()


def certificate(encoding: Encoding) -> bytes:
    """Give the certificate alone, as Windows exports it (DER) or others do (PEM)."""
    opened = pkcs12.load_pkcs12(build_container(), b"1234").cert
    if opened is None:  # pragma: no cover - it was put in a line above
        message = "the container holds no certificate"
        raise ValueError(message)
    return opened.certificate.public_bytes(encoding)


def private_key() -> bytes:
    """Give a private key alone; a new one, for keys in the clear are nobody's."""
    return rsa.generate_private_key(65537, 2048).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )


def cut_short() -> bytes:
    """Give the first half of a sound key: the download broke off."""
    whole = build_container()
    return whole[: len(whole) // 2]


def in_base64() -> bytes:
    """Give a sound key as the text that mail programs make of it."""
    return base64.encodebytes(build_container())
