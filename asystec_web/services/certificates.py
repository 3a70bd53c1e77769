"""The cryptographic key that signs documents: looked at, never kept open."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Literal

from asystec_web.errors.key import KeyExpired, KeyFileNotAKey, KeyNotYetValid
from asystec_web.flow.expiry import days_left
from asystec_web.flow.moments import day
from asystec_web.services.key_process import read_key
from asystec_web.services.key_reader import Reading

# Hacienda's are below 7 KB; a chain of certificates may make one larger.
KEY_MAX_BYTES: Final = 64 * 1024

Environment = Literal["prod", "stag", ""]
Authority = Literal["hacienda", "central_bank", "unknown"]


@dataclass(frozen=True, slots=True)
class KeySummary:
    """What may be shown of a key. Holds no key material.

    Attributes:
        holder_cedula: As in `Cedula.number`; empty when the certificate tells none.
        environment: Hacienda's own, or empty when another authority issued it.
        authority: Who issued it. The Central Bank's certificates sign as well; of
            others nobody knows whether Hacienda takes them.
        days_left: As a calendar counts them; 0 on the last day.
    """

    holder_name: str
    holder_cedula: str
    environment: Environment
    authority: Authority
    not_before: datetime
    expires_at: datetime
    days_left: int


def inspect_container(container: bytes, pin: str, *, now: datetime) -> KeySummary:
    """Open a key file and tell whose it is and how long it serves.

    It waits for another process: call it in a thread, or through `Keys`.

    Raises:
        KeyFailure: As `opened` and `summary_of` tell.
    """
    return summary_of(opened(container, pin), now=now)


def opened(container: bytes, pin: str) -> Reading:
    """Open a key file, while this thread waits.

    Raises:
        KeyFileNotAKey: The file is no PKCS#12 container.
        KeyPinRejected: The PIN does not open it.
        KeyAsksTooMuch: Opening it takes more than a sound one does.
        KeyReadersBusy: The machine has not come to it.
        KeyFailure: It opens, but holds no RSA key of at least 2048 bits with its own
            certificate.
    """
    if len(container) > KEY_MAX_BYTES:
        raise KeyFileNotAKey
    return read_key(container, pin)


def summary_of(reading: Reading, *, now: datetime) -> KeySummary:
    """Put what a certificate says into words, if it serves now.

    Raises:
        KeyExpired: The certificate's validity is over.
        KeyNotYetValid: The certificate's validity has not begun.
    """
    not_before = datetime.fromtimestamp(reading["not_before"], UTC)
    expires_at = datetime.fromtimestamp(reading["not_after"], UTC)
    if now > expires_at:
        raise KeyExpired(since=day(expires_at))
    if now < not_before:
        raise KeyNotYetValid(begins=day(not_before))
    return KeySummary(
        holder_name=_visible(reading["common_name"]),
        holder_cedula=_cedula(reading["serial_number"]),
        environment=_environment(reading),
        authority=_authority(reading["issuer"].upper()),
        not_before=not_before,
        expires_at=expires_at,
        days_left=days_left(expires_at, now),
    )


def _cedula(serial_number: str) -> str:
    """Read CPF-01-1111-1111, CPJ-3-101-999999 and the like."""
    kind, _, written = serial_number.strip().upper().partition("-")
    number = written.replace("-", "").replace(" ", "")
    if not (number.isascii() and number.isalnum()):
        return ""
    return number.lstrip("0") if kind == "CPF" else number


def _environment(reading: Reading) -> Environment:
    issuer = reading["issuer"].upper()
    if "MINISTERIO DE HACIENDA" not in issuer:
        return ""
    sandbox = "SANDBOX" in issuer or "/stag/" in reading["issuer_address"].lower()
    return "stag" if sandbox else "prod"


def _authority(issuer: str) -> Authority:
    if "MINISTERIO DE HACIENDA" in issuer:
        return "hacienda"
    banks = "BANCO CENTRAL DE COSTA RICA" in issuer or "CA SINPE" in issuer
    return "central_bank" if banks else "unknown"


def _visible(text: str) -> str:
    blanks = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(blanks.split())
