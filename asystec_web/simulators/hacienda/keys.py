"""PKCS#12 containers as Hacienda hands them out, sound or with one defect.

Hacienda encrypts the certificate with RC2-40, which `cryptography` reads but does
not write: 3DES with SHA-1 is the nearest old-fashioned container. One under RC2-40 lies
in `data`, with a note how it was made.
"""

import functools
import time
from datetime import UTC, datetime, timedelta
from typing import Literal

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    KeySerializationEncryption,
    PrivateFormat,
    pkcs12,
)

from asystec_web.simulators.hacienda import certificates
from asystec_web.simulators.hacienda.certificates import Authority
from asystec_web.simulators.hacienda.taxpayers import Environment, IdType

Holds = Literal["all", "no_key", "no_certificate", "strange_key"]
Kind = Literal["rsa", "elliptic"]
Cipher = Literal["3des", "aes"]
VALID_DAYS = 1460  # of the certificates seen, made in 2022 and in 2026


def build_container(  # noqa: PLR0913 - keyword-only, each with its default
    *,
    id_type: IdType = IdType.JURIDICA,
    cedula: str = "3101999999",
    name: str = "EMPRESA DE PRUEBA SOCIEDAD ANONIMA",
    environment: Environment = "stag",
    pin: str = "1234",
    days: int = VALID_DAYS,
    starts_in: int = 0,
    holds: Holds = "all",
    cipher: Cipher = "3des",
    rsa_bits: int = 2048,
    kind: Kind = "rsa",
    authority: Authority = "hacienda",
) -> bytes:
    """Build a container around a fresh certificate.

    RSA keys are made once per process and size: containers differ in their
    certificate, not in their key.

    Args:
        id_type: Kind of holder; decides subject and issuer.
        cedula: The holder's, without dashes.
        name: The holder's, in the common name.
        environment: Which of Hacienda's authorities signs it.
        pin: Opens the container.
        days: Until the certificate expires, from today; negative when it has.
        starts_in: Days until it begins to be valid.
        holds: The certificate with its key, without any, or with another's key; or
            the key without certificate.
        cipher: How the container is encrypted.
        rsa_bits: Size of the holder's key.
        kind: An elliptic one is none that Hacienda takes.
        authority: Who issued it: Hacienda, the Central Bank, or a stranger.
    """
    starts, ends = _validity(days, starts_in)
    holders = _elliptic_key() if kind == "elliptic" else _rsa_key(rsa_bits, "holder")
    certificate = (
        x509.CertificateBuilder()
        .subject_name(certificates.subject(id_type, cedula, name))
        .issuer_name(certificates.issuer(environment, id_type, authority))
        .public_key(holders.public_key())
        # Hacienda numbers certificates by the millisecond they were made in.
        .serial_number(time.time_ns() // 1_000_000)
        .not_valid_before(starts)
        .not_valid_after(ends)
        .add_extension(certificates.KEY_USAGE, critical=True)
        .add_extension(certificates.MAIL_PROTECTION, critical=False)
        .add_extension(
            certificates.authority_access(environment, id_type), critical=False
        )
        .sign(_rsa_key(2048, "authority"), hashes.SHA256())
    )
    return _packed(certificate, holders, holds, _encryption(cipher, pin))


def _packed(
    certificate: x509.Certificate,
    holders: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
    holds: Holds,
    encryption: KeySerializationEncryption,
) -> bytes:
    if holds == "strange_key":
        # `cryptography` refuses to write a pair that does not fit and reads such a
        # file as a key without certificate, and the certificate among the others.
        return pkcs12.serialize_key_and_certificates(
            b"llave", _rsa_key(2048, "stranger"), None, [certificate], encryption
        )
    key = None if holds == "no_key" else holders
    shown = None if holds == "no_certificate" else certificate
    return pkcs12.serialize_key_and_certificates(b"llave", key, shown, None, encryption)


@functools.cache
def _elliptic_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


@functools.cache
def _rsa_key(
    bits: int,
    owner: Literal["holder", "authority", "stranger"],  # noqa: ARG001 - part of the cache's key: each owner has a key of its own
) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, bits)


def _validity(days: int, starts_in: int) -> tuple[datetime, datetime]:
    now = datetime.now(UTC)
    ends = now + timedelta(days=days)
    if days <= 0:
        return ends - timedelta(days=VALID_DAYS), ends
    return now + timedelta(days=starts_in, minutes=-5), ends


def _encryption(cipher: Cipher, pin: str) -> KeySerializationEncryption:
    if cipher == "aes":
        digest: hashes.HashAlgorithm = hashes.SHA256()
        algorithm = pkcs12.PBES.PBESv2SHA256AndAES256CBC
    else:
        digest = hashes.SHA1()  # noqa: S303 - what containers of that age use
        algorithm = pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC
    return (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(2048)
        .key_cert_algorithm(algorithm)
        .hmac_hash(digest)
        .build(pin.encode())
    )
