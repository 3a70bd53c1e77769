"""A file given as the cryptographic key, known for what it is.

A PKCS#12 container begins with a sequence whose first member is the number 3
(RFC 7292, 4). What begins otherwise is refused by name before anybody tries to open it.
"""

import re
from typing import Final

from asystec_web.forms.types.wrong_value import WrongValue

_SEQUENCE: Final = b"\x30"
_OBJECT_IDENTIFIER: Final = b"\x06"
_VERSION_0: Final = b"\x02\x01\x00"
_VERSION_3: Final = b"\x02\x01\x03"
_INDEFINITE: Final = 0x80
_SHORTEST: Final = 8
_BEGINNINGS: Final = (
    (b"%PDF", "key.is_pdf"),
    (b"PK\x03\x04", "key.is_zip"),
    (b"PK\x05\x06", "key.is_zip"),
    (b"Rar!", "key.is_archive"),
    (b"7z\xbc\xaf", "key.is_archive"),
    (b"\x1f\x8b", "key.is_archive"),
    (b"\xfe\xed\xfe\xed", "key.is_java_keystore"),
    (b"\xce\xce\xce\xce", "key.is_java_keystore"),
    (b"\x89PNG", "key.is_image"),
    (b"\xff\xd8\xff", "key.is_image"),
    (b"GIF8", "key.is_image"),
    (b"BM", "key.is_image"),
    (b"\xd0\xcf\x11\xe0", "key.is_office"),
)
_OFFICE: Final = (b"word/", b"xl/", b"ppt/", b"[Content_Types].xml")
_APPLE_IMAGES: Final = (b"ftypheic", b"ftypmif1")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
_PEM: Final = re.compile(r"-----BEGIN ([A-Z0-9 ]+)-----")
# Written in base64, a sequence begins with an M.
_BASE64: Final = re.compile(r"[A-Za-z0-9+/\s]+={0,2}\s*")
_WEB_PAGE: Final = re.compile(r"<(!doctype html|html|body)\b", re.IGNORECASE)
_XML: Final = re.compile(r"<(\?xml|[A-Za-z_][\w.:-]*[\s>/])")
_BEGINNING: Final = 4096


def recognise(file: bytes) -> None:
    """Refuse what is no container, by the name of what it is.

    Raises:
        WrongValue: It is something else, or a container that was cut short.
    """
    inside, whole = _opened(file)
    if inside == _VERSION_3 and len(file) >= whole:
        return
    code = _structure(inside) or _binary(file) or _written(file)
    raise WrongValue(code)


def _opened(file: bytes) -> tuple[bytes, int]:
    """Give how the outermost sequence begins inside, and how long it says it is."""
    if file[:1] != _SEQUENCE or len(file) < _SHORTEST:
        return b"", 0
    length = file[1]
    octets = length - _INDEFINITE if length > _INDEFINITE else 0
    body = 2 + octets
    stated = int.from_bytes(file[2:body], "big") if octets else length
    whole = 0 if length == _INDEFINITE else body + stated
    return file[body : body + 3], whole


def _structure(inside: bytes) -> str:
    if inside == _VERSION_3:
        return "key.is_cut"
    if inside == _VERSION_0:
        return "key.is_private_key"
    if inside[:1] == _OBJECT_IDENTIFIER:
        return "key.is_chain"
    return "key.is_certificate" if inside[:1] == _SEQUENCE else ""


def _binary(file: bytes) -> str:
    code = next((code for mark, code in _BEGINNINGS if file.startswith(mark)), "")
    if code == "key.is_zip" and any(name in file for name in _OFFICE):
        return "key.is_office"
    if file[4:12] in _APPLE_IMAGES or file[8:12] == b"WEBP":
        return "key.is_image"
    return code


def _written(file: bytes) -> str:
    start = _text(file).lstrip()
    if not start:
        return "key.not_a_key"
    if pem := _PEM.search(start):
        return _pem(pem.group(1))
    if _WEB_PAGE.search(start):
        return "key.is_web_page"
    if _XML.match(start):
        return "key.is_xml"
    if _BASE64.fullmatch(start) and start.startswith("M"):
        return "key.is_encoded"
    return "key.is_text"


def _pem(label: str) -> str:
    if "PRIVATE KEY" in label:
        return "key.is_private_key"
    return "key.is_chain" if label == "PKCS7" else "key.is_certificate"


def _text(file: bytes) -> str:
    """Read it as text; empty when it is none."""
    for encoding in ("utf-16",) if file[:2] in _WIDE else ("utf-8-sig", "cp1252"):
        try:
            text = file.decode(encoding)
        except ValueError:
            continue
        if all(char.isprintable() or char.isspace() for char in text):
            return text[:_BEGINNING]
    return ""
