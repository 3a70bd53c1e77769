from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from asystec_web.simulators.hacienda import hacienda_app
from asystec_web.simulators.hacienda.cases import TAXPAYERS
from asystec_web.simulators.hacienda.key_files import KEY_FILES, MODERN_PIN, content
from asystec_web.simulators.hacienda.keys import build_container
from asystec_web.simulators.hacienda.taxpayers import IdType, Taxpayer

# Object identifiers as they stand in a container.
TRIPLE_DES = bytes.fromhex("060a2a864886f70d010c0103")
AES_256_CBC = bytes.fromhex("060960864801650304012a")


@pytest.fixture
async def hacienda() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(hacienda_app())
    async with httpx.AsyncClient(transport=transport, base_url="http://h") as client:
        yield client


def opened(
    container: bytes, pin: str = "1234"
) -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key, certificate, others = pkcs12.load_key_and_certificates(container, pin.encode())
    assert isinstance(key, rsa.RSAPrivateKey)
    assert certificate is not None
    assert others == []
    assert key.public_key() == certificate.public_key()
    return key, certificate


def name(of: x509.Name, oid: x509.ObjectIdentifier) -> str:
    return str(of.get_attributes_for_oid(oid)[0].value)


def test_a_companys_key_has_haciendas_layout() -> None:
    key, certificate = opened(build_container())

    subject, issuer = certificate.subject, certificate.issuer
    lifetime = certificate.not_valid_after_utc - datetime.now(UTC)
    assert key.key_size == 2048
    assert name(subject, NameOID.SERIAL_NUMBER) == "CPJ-3-101-999999"
    assert name(subject, NameOID.ORGANIZATION_NAME) == "PERSONA JURIDICA"
    assert name(subject, NameOID.ORGANIZATIONAL_UNIT_NAME) == "CPJ"
    assert name(subject, NameOID.COMMON_NAME) == "EMPRESA DE PRUEBA SOCIEDAD ANONIMA"
    assert name(issuer, NameOID.COMMON_NAME) == "CA PERSONA JURIDICA - SANDBOX"
    assert name(issuer, NameOID.ORGANIZATION_NAME) == "MINISTERIO DE HACIENDA - SANDBOX"
    assert timedelta(days=1459) < lifetime < timedelta(days=1461)
    assert "stag/intermediate-pj" in _authority_access(certificate)


def test_a_persons_key_names_the_person() -> None:
    _, certificate = opened(
        build_container(
            id_type=IdType.FISICA,
            cedula="111111111",
            name="PERSONA DE PRUEBA",
            environment="prod",
        )
    )

    subject = certificate.subject
    assert name(subject, NameOID.SERIAL_NUMBER) == "CPF-01-1111-1111"
    assert name(subject, NameOID.GIVEN_NAME) == "PERSONA"
    assert name(subject, NameOID.SURNAME) == "DE PRUEBA"
    assert name(certificate.issuer, NameOID.COMMON_NAME) == "CA PERSONA FISICA"
    assert "prod/intermediate-pf" in _authority_access(certificate)


def test_the_usages_are_those_of_a_signature() -> None:
    _, certificate = opened(build_container())

    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage)
    assert usage.critical
    assert usage.value.digital_signature
    assert usage.value.content_commitment
    assert not usage.value.key_encipherment


@pytest.mark.parametrize(
    ("days", "starts_in", "valid"),
    [
        pytest.param(1460, 0, True, id="valid"),
        pytest.param(1, 0, True, id="a day left"),
        pytest.param(-1, 0, False, id="expired"),
        pytest.param(0, 0, False, id="expired right now"),
        pytest.param(1460, 3, False, id="not yet"),
    ],
)
def test_validity_is_as_ordered(days: int, starts_in: int, *, valid: bool) -> None:
    _, certificate = opened(build_container(days=days, starts_in=starts_in))

    now = datetime.now(UTC)
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    assert begins < ends
    assert (begins <= now < ends) is valid


@pytest.mark.parametrize(
    ("cipher", "inside", "absent"),
    [
        pytest.param("3des", TRIPLE_DES, AES_256_CBC, id="old"),
        pytest.param("aes", AES_256_CBC, TRIPLE_DES, id="modern"),
    ],
)
def test_the_container_is_encrypted_as_ordered(
    cipher: str, inside: bytes, absent: bytes
) -> None:
    container = build_container(cipher="aes" if cipher == "aes" else "3des")

    opened(container)
    assert inside in container
    assert absent not in container


def test_only_its_pin_opens_it() -> None:
    container = build_container(pin="Otro PIN ñ #123456")

    opened(container, "Otro PIN ñ #123456")
    with pytest.raises(ValueError, match="Invalid password"):
        opened(container)


def test_a_container_may_lack_its_key() -> None:
    container = build_container(holds="no_key")

    key, _, _ = pkcs12.load_key_and_certificates(container, b"1234")

    assert key is None


def test_a_container_may_hold_anothers_key() -> None:
    container = build_container(holds="strange_key")

    key, certificate, others = pkcs12.load_key_and_certificates(container, b"1234")

    assert isinstance(key, rsa.RSAPrivateKey)
    assert certificate is None
    assert key.public_key() not in [other.public_key() for other in others]


def test_the_key_may_have_another_size() -> None:
    key, _ = opened(build_container(rsa_bits=1024))

    assert key.key_size == 1024


def test_the_authority_may_be_the_central_banks() -> None:
    _, certificate = opened(build_container(authority="firma_digital"))

    assert name(certificate.issuer, NameOID.COMMON_NAME).startswith("CA SINPE")


async def test_the_demo_key_is_downloaded_as_a_file(
    hacienda: httpx.AsyncClient,
) -> None:
    answer = await hacienda.get("/llaves/3101999999.p12")

    _, certificate = opened(answer.content)
    assert name(certificate.subject, NameOID.SERIAL_NUMBER) == "CPJ-3-101-999999"
    assert answer.headers["Content-Type"] == "application/x-pkcs12"
    assert 'filename="3101999999.p12"' in answer.headers["Content-Disposition"]


async def test_a_file_is_made_once(hacienda: httpx.AsyncClient) -> None:
    first = await hacienda.get("/llaves/111111111.p12")
    second = await hacienda.get("/llaves/111111111.p12")

    assert first.content == second.content


async def test_a_file_nobody_seeded_is_not_found(hacienda: httpx.AsyncClient) -> None:
    assert (await hacienda.get("/llaves/999999999.p12")).status_code == 404


@pytest.mark.parametrize(
    "taxpayer", [pytest.param(each, id=each.cedula) for each in TAXPAYERS]
)
def test_every_taxpayer_has_a_key_in_its_name(taxpayer: Taxpayer) -> None:
    _, certificate = opened(content(f"{taxpayer.cedula}.p12"))

    label = name(certificate.subject, NameOID.SERIAL_NUMBER)
    issuer = name(certificate.issuer, NameOID.COMMON_NAME)
    assert label.lower() == taxpayer.username.split("@")[0].lower()
    assert issuer.endswith("SANDBOX") is (taxpayer.environment == "stag")


def test_the_modern_file_needs_its_long_pin() -> None:
    opened(content("3101999999-moderna.p12"), MODERN_PIN)

    assert len(MODERN_PIN) >= 14


def test_the_text_file_is_no_container() -> None:
    with pytest.raises(ValueError, match="Could not deserialize"):
        pkcs12.load_key_and_certificates(content("3101999999-texto.p12"), b"1234")


def test_every_container_is_opened_by_its_pin() -> None:
    containers = [file for file in KEY_FILES.values() if file.pin]

    for file in containers:
        pkcs12.load_key_and_certificates(content(file.name), file.pin.encode())

    assert len(KEY_FILES) - len(containers) == 12


def _authority_access(certificate: x509.Certificate) -> str:
    access = certificate.extensions.get_extension_for_class(
        x509.AuthorityInformationAccess
    )
    return str(access.value[0].access_location.value)
