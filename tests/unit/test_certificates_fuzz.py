import contextlib
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    pkcs12,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from asystec_web.services.key_reader import (
    NOT_A_KEY,
    NOT_RSA,
    PIN_REJECTED,
    Unreadable,
    read,
)
from asystec_web.simulators.hacienda.keys import build_container

CONTAINERS = (build_container(), build_container(cipher="aes"))
STATUSES = {NOT_A_KEY, PIN_REJECTED}
OPENED = pkcs12.load_pkcs12(CONTAINERS[1], b"1234")
assert OPENED.cert is not None
CERTIFICATE = OPENED.cert.certificate.public_bytes(Encoding.DER)

Change = tuple[int, int]
# Within the shortest of them.
changes = st.lists(
    st.tuples(st.integers(0, len(CERTIFICATE) - 1), st.integers(0, 255)),
    min_size=1,
    max_size=4,
)


def changed(original: bytes, changes: list[Change]) -> bytes:
    copy = bytearray(original)
    for place, value in changes:
        copy[place] = value
    return bytes(copy)


def packed(key: pkcs12.PKCS12PrivateKeyTypes, certificate: x509.Certificate) -> bytes:
    return pkcs12.serialize_key_and_certificates(
        b"llave", key, certificate, None, BestAvailableEncryption(b"1234")
    )


@pytest.mark.filterwarnings("ignore:PKCS#12 bundle could not be parsed as DER")
@settings(max_examples=60)
@given(st.sampled_from(CONTAINERS), changes)
def test_a_changed_container_opens_or_says_why_not(
    container: bytes, changes: list[Change]
) -> None:
    with contextlib.suppress(Unreadable):
        read(changed(container, changes), b"1234")


@pytest.mark.filterwarnings("ignore::UserWarning")
@settings(max_examples=60)
@given(changes)
def test_a_changed_certificate_is_read_or_says_why_not(changes: list[Change]) -> None:
    assert isinstance(OPENED.key, rsa.RSAPrivateKey)
    try:
        certificate = x509.load_der_x509_certificate(changed(CERTIFICATE, changes))
        container = packed(OPENED.key, certificate)
    except (ValueError, TypeError, x509.InvalidVersion, UnsupportedAlgorithm):
        return

    with contextlib.suppress(Unreadable):
        read(container, b"1234")


@settings(max_examples=40)
@given(st.binary(max_size=200), st.binary(max_size=20))
def test_any_bytes_and_any_pin_say_why_not(file: bytes, pin: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read(file, pin)

    assert refused.value.status in STATUSES


def test_a_sound_container_is_read_as_it_stands() -> None:
    reading = read(CONTAINERS[0], b"1234")

    assert reading["serial_number"] == "CPJ-3-101-999999"
    assert "MINISTERIO DE HACIENDA - SANDBOX" in reading["issuer"]
    assert reading["issuer_address"].endswith("/stag/intermediate-pj-pem.crt")


def test_a_bare_certificate_says_little() -> None:
    assert isinstance(OPENED.key, rsa.RSAPrivateKey)

    reading = read(packed(OPENED.key, a_bare_certificate(OPENED.key)), b"1234")

    assert reading["common_name"] == reading["serial_number"] == ""
    assert reading["issuer"] == reading["issuer_address"] == ""


def test_a_key_of_another_kind_cannot_sign_invoices() -> None:
    key = ec.generate_private_key(ec.SECP256R1())

    with pytest.raises(Unreadable) as refused:
        read(packed(key, a_bare_certificate(key)), b"1234")

    assert refused.value.status == NOT_RSA


def a_bare_certificate(
    key: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey,
) -> x509.Certificate:
    now = datetime.now(UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([]))
        .issuer_name(x509.Name([]))
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
