"""What Hacienda gave a business, sealed for rows and opened for use.

The purposes are the same for what is proven and for its candidate: a candidate that
proves itself moves as it is.
"""

from typing import Final

from pydantic import SecretBytes, SecretStr

from asystec_web.forms.hacienda import HaciendaForm
from asystec_web.forms.hacienda_parts import HaciendaParts
from asystec_web.forms.types.hacienda_user import HaciendaUser
from asystec_web.models.connection import (
    CEDULA_MAXIMUM,
    HOLDER_MAXIMUM,
    Credentials,
)
from asystec_web.services.certificates import KeySummary
from asystec_web.services.vault import Vault

# Column and purpose of each.
PURPOSES: Final = {
    "sealed_password": "hacienda-password",
    "sealed_key": "hacienda-key",
    "sealed_pin": "hacienda-pin",
}


def sealed(vault: Vault, parts: HaciendaParts, owner: str) -> dict[str, object]:
    """Give the columns of what was given; what was not is left empty."""
    user = parts.hacienda_user
    secrets = {
        "sealed_password": parts.hacienda_password,
        "sealed_key": parts.key,
        "sealed_pin": parts.pin,
    }
    return {
        "environment": user.environment if user else "",
        "api_user": user.text if user else "",
        **{
            column: _seal(vault, secret, PURPOSES[column], owner)
            for column, secret in secrets.items()
        },
    }


def opened(vault: Vault, row: Credentials, owner: str) -> HaciendaParts:
    """Open what a row has.

    Raises:
        SealBroken: It was sealed for another business, or with a key that is lost.
    """

    def unsealed(column: str) -> bytes | None:
        secret: bytes | None = getattr(row, column)
        if secret is None:
            return None
        return vault.open(secret, purpose=PURPOSES[column], owner=owner)

    password, pin = unsealed("sealed_password"), unsealed("sealed_pin")
    key = unsealed("sealed_key")
    return HaciendaParts(
        hacienda_user=HaciendaUser.parse(row.api_user) if row.api_user else None,
        hacienda_password=None if password is None else SecretStr(password.decode()),
        key=None if key is None else SecretBytes(key),
        pin=None if pin is None else SecretStr(pin.decode()),
    )


def of_key(key: KeySummary | None) -> dict[str, object]:
    """Give the columns of what may be shown of a key, once it could be opened."""
    if key is None:
        return {}
    return {
        "key_holder": key.holder_name[:HOLDER_MAXIMUM],
        "key_cedula": key.holder_cedula[:CEDULA_MAXIMUM],
        "key_expires_at": key.expires_at,
    }


def columns(row: Credentials) -> dict[str, object]:
    """Give the columns of sealed credentials, to move them to another row."""
    return {name: getattr(row, name) for name in Credentials.model_fields}


def whole(parts: HaciendaParts) -> HaciendaForm:
    """Give what passed the form once, as the form; nothing of it is missing."""
    return HaciendaForm.model_construct(
        hacienda_user=parts.hacienda_user,
        hacienda_password=parts.hacienda_password,
        key=parts.key,
        pin=parts.pin,
    )


def _seal(
    vault: Vault, secret: SecretStr | SecretBytes | None, purpose: str, owner: str
) -> bytes | None:
    if secret is None:
        return None
    value = secret.get_secret_value()
    plain = value.encode() if isinstance(value, str) else value
    return vault.seal(plain, purpose=purpose, owner=owner)
