"""Reads a PKCS#12 container in a process of its own; run by `key_process`.

cryptography 50 decrypts while it holds the interpreter, and the file itself says how
many rounds that takes: a hostile one would stop the whole server for minutes. Some
broken input makes the library panic, with the PIN in its last words. Here both harm
nobody, and the private key never enters the server's process.

Argument: how many seconds of work it may take.
Standard input: four bytes with the PIN's length, the PIN in UTF-8, the container.
Standard output: a `Reading` as JSON when the exit status is 0.
"""

import contextlib
import json
import resource
import sys
from typing import TypedDict

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import AuthorityInformationAccessOID, NameOID

LENGTH_BYTES = 4
RSA_MINIMUM_BITS = 2048

# Exit statuses; 1 and 2 are the interpreter's own.
NOT_A_KEY = 3
PIN_REJECTED = 4
INCOMPLETE = 5
NO_PRIVATE_KEY = 6
NO_CERTIFICATE = 7
STRANGERS = 8
NOT_RSA = 9
TOO_WEAK = 10
TOO_MUCH = 11

# The file says how much memory its cipher takes; a sound one takes little.
MEMORY_BYTES = 512 * 1024 * 1024

# What cryptography 50 says of a wrong PIN; anything else is about the file.
WRONG_PIN = "Invalid password or PKCS12 data"
# OpenSSL gives scrypt no more than this, and says the same of what asks for more.
SCRYPT_BYTES = 32 * 1024 * 1024
# Its identifier; salt, cost and block size follow (RFC 7914, 7.1).
SCRYPT = bytes.fromhex("06092b06010401da47040b")


class Reading(TypedDict):
    """What a certificate says, as it stands there."""

    common_name: str
    serial_number: str
    issuer: str
    issuer_address: str
    not_before: float
    not_after: float


class Unreadable(Exception):
    """The container holds no usable key; says so with an exit status."""

    def __init__(self, status: int) -> None:
        """Take the exit status."""
        super().__init__(status)
        self.status = status


def read(container: bytes, pin: bytes) -> Reading:
    """Open a container and read its certificate.

    Raises:
        Unreadable: It is no container, the PIN is another, or it holds no RSA key
            with its own certificate; the status tells which.
    """
    opened = _open(container, pin)
    try:
        return _reading(_certificate(opened))
    except Unreadable:
        raise
    except BaseException:  # noqa: BLE001 - a Rust panic is no Exception, and the certificate decides what is raised
        raise Unreadable(INCOMPLETE) from None


def _open(container: bytes, pin: bytes) -> pkcs12.PKCS12KeyAndCertificates:
    try:
        return pkcs12.load_pkcs12(container, pin)
    except ValueError as refused:
        status = PIN_REJECTED if WRONG_PIN in str(refused) else NOT_A_KEY
        if status == PIN_REJECTED and _memory_asked(container) > SCRYPT_BYTES:
            status = TOO_MUCH
        raise Unreadable(status) from None
    except MemoryError:
        raise Unreadable(TOO_MUCH) from None
    except BaseException:  # noqa: BLE001 - as above, for the file
        raise Unreadable(NOT_A_KEY) from None


def _memory_asked(container: bytes) -> int:
    """Tell how much memory the container has scrypt take, if it does."""
    _, known, after = container.partition(SCRYPT)
    if not known:
        return 0
    _, salted = _value(after[2:])
    cost, sized = _value(salted)
    block, _ = _value(sized)
    return 128 * int.from_bytes(cost, "big") * int.from_bytes(block, "big")


def _value(der: bytes) -> tuple[bytes, bytes]:
    """Take one value apart from what follows; all of scrypt's are short."""
    end = 2 + (der[1] if len(der) > 1 else 0)
    return der[2:end], der[end:]


def _certificate(opened: pkcs12.PKCS12KeyAndCertificates) -> x509.Certificate:
    key = opened.key
    if key is None:
        raise Unreadable(NO_PRIVATE_KEY)
    if opened.cert is None:
        # cryptography puts a certificate of another key among the others.
        raise Unreadable(STRANGERS if opened.additional_certs else NO_CERTIFICATE)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise Unreadable(NOT_RSA)
    certificate = opened.cert.certificate
    if certificate.public_key() != key.public_key():
        raise Unreadable(STRANGERS)
    if key.key_size < RSA_MINIMUM_BITS:
        raise Unreadable(TOO_WEAK)
    return certificate


def _reading(certificate: x509.Certificate) -> Reading:
    return {
        "common_name": _named(certificate.subject, NameOID.COMMON_NAME),
        "serial_number": _named(certificate.subject, NameOID.SERIAL_NUMBER),
        "issuer": certificate.issuer.rfc4514_string(),
        "issuer_address": _issuer_address(certificate),
        "not_before": certificate.not_valid_before_utc.timestamp(),
        "not_after": certificate.not_valid_after_utc.timestamp(),
    }


def _named(name: x509.Name, oid: x509.ObjectIdentifier) -> str:
    return next((str(found.value) for found in name.get_attributes_for_oid(oid)), "")


def _issuer_address(certificate: x509.Certificate) -> str:
    with contextlib.suppress(x509.ExtensionNotFound):
        access = certificate.extensions.get_extension_for_class(
            x509.AuthorityInformationAccess
        )
        for description in access.value:
            where = description.access_location
            if (
                description.access_method == AuthorityInformationAccessOID.CA_ISSUERS
                and isinstance(where, x509.UniformResourceIdentifier)
            ):
                return where.value
    return ""


def bound(work_s: int) -> None:
    """Let this process take so much memory and work, and no more."""
    for kind, most, beyond in (
        (resource.RLIMIT_AS, MEMORY_BYTES, MEMORY_BYTES),
        # At the first a signal of its own ends it, which tells why.
        (resource.RLIMIT_CPU, work_s, work_s + 1),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        # Some systems know no such bound; the patience of whoever waits ends anyway.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, beyond))


def main() -> int:
    """Answer for what stands on standard input."""
    bound(int(sys.argv[1]))
    given = sys.stdin.buffer.read()
    end = LENGTH_BYTES + int.from_bytes(given[:LENGTH_BYTES], "big")
    try:
        reading = read(given[end:], given[LENGTH_BYTES:end])
    except Unreadable as unreadable:
        return unreadable.status
    sys.stdout.write(json.dumps(reading))
    return 0


if __name__ == "__main__":
    sys.exit(main())
