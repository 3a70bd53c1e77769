"""The connection with Hacienda: user, password, key and PIN."""

from base64 import b64decode
from collections.abc import Mapping
from typing import Annotated, TypedDict

from pydantic import BeforeValidator, SecretBytes, SecretStr

from asystec_web.forms.fields import HaciendaUserField, secret, text
from asystec_web.forms.form import Form, controls
from asystec_web.forms.types.key_file import recognise
from asystec_web.forms.types.wrong_value import WrongValue

KEY_MAXIMUM_BYTES = 64 * 1024
LATER = "later"
BASE64_MAXIMUM = KEY_MAXIMUM_BYTES * 4 // 3 + 4


class HaciendaSubmission(TypedDict):
    """The controls of the page; the script beside it fills the three of the key.

    Attributes:
        choice: What was answered with: `LATER`, or the main button.
    """

    hacienda_user: str
    hacienda_password: str
    key_content: str
    key_name: str
    key_size: str
    pin: str
    choice: str


def _key(value: object) -> bytes:
    """Decode the file, and refuse what is no container by the name of what it is."""
    encoded = text(value)
    code = ""
    if encoded == "too_large" or len(encoded) > BASE64_MAXIMUM:
        code = "key.too_large"
    elif encoded == "empty":
        code = "key.file_empty"
    elif not encoded:
        code = "key.missing"
    if code:
        raise WrongValue(code)
    try:
        file = b64decode(encoded, validate=True)
    except ValueError:
        code = "key.not_a_key"
        raise WrongValue(code) from None
    recognise(file)
    return file


def _pasted(value: object) -> str:
    """Forgive the blanks and line breaks that a copied secret brings along."""
    return text(value).strip()


KeyField = Annotated[SecretBytes, BeforeValidator(_key)]
PinField = Annotated[SecretStr, secret("pin"), BeforeValidator(_pasted)]


class HaciendaForm(Form):
    """What Hacienda gave the business, as typed; nothing of it is ever shown."""

    hacienda_user: HaciendaUserField
    hacienda_password: Annotated[
        SecretStr, secret("hacienda_password"), BeforeValidator(_pasted)
    ]
    key: KeyField
    pin: PinField

    @classmethod
    def from_submission(cls, submitted: HaciendaSubmission) -> "HaciendaForm":
        """Parse with the file under the name of its field."""
        return cls.parse(by_field(submitted))


def by_field(submitted: object) -> Mapping[str, object]:
    """Give the controls with the file under the name of its field."""
    given = controls(submitted)
    return {**given, "key": content_of(given)}


def content_of(given: Mapping[str, object]) -> object:
    """Tell an empty and an oversized file by the size the browser saw."""
    size = str(given.get("key_size") or "")
    if size == "0":
        return "empty"
    if size.isascii() and size.isdigit() and int(size[:12]) > KEY_MAXIMUM_BYTES:
        return "too_large"
    return given.get("key_content") or ""
