"""The names and extensions of Hacienda's certificates, as decoded from public ones."""

from typing import Literal

from cryptography import x509
from cryptography.x509.oid import (
    AuthorityInformationAccessOID,
    ExtendedKeyUsageOID,
    NameOID,
)

from asystec_web.simulators.hacienda.taxpayers import Environment, IdType, dashed

Authority = Literal["hacienda", "firma_digital", "stranger"]
MAX_COMMON_NAME = 64  # RFC 5280, ub-common-name

KEY_USAGE = x509.KeyUsage(
    digital_signature=True,
    content_commitment=True,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=False,
    crl_sign=False,
    encipher_only=False,
    decipher_only=False,
)
MAIL_PROTECTION = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])


def subject(id_type: IdType, cedula: str, name: str) -> x509.Name:
    """Name the holder; DIMEX and NITE as persons, for want of a known example."""
    label = dashed(id_type, cedula).upper()
    common_name = (NameOID.COMMON_NAME, name[:MAX_COMMON_NAME])
    country = (NameOID.COUNTRY_NAME, "CR")
    serial_number = (NameOID.SERIAL_NUMBER, label)
    unit = (NameOID.ORGANIZATIONAL_UNIT_NAME, label.split("-", 1)[0])
    if id_type is IdType.JURIDICA:
        kind = (NameOID.ORGANIZATION_NAME, "PERSONA JURIDICA")
        return _name(serial_number, country, kind, unit, common_name)
    given, _, surname = name.partition(" ")
    return _name(
        serial_number,
        (NameOID.SURNAME, surname or given),
        (NameOID.GIVEN_NAME, given),
        country,
        (NameOID.ORGANIZATION_NAME, "PERSONA FISICA"),
        unit,
        common_name,
    )


def issuer(
    environment: Environment, id_type: IdType, authority: Authority
) -> x509.Name:
    """Name the authority; Firma Digital is the Central Bank's, another tree."""
    if authority == "firma_digital":
        return _name(
            (NameOID.COMMON_NAME, "CA SINPE - PERSONA FISICA v2"),
            (NameOID.ORGANIZATION_NAME, "BANCO CENTRAL DE COSTA RICA"),
            (NameOID.COUNTRY_NAME, "CR"),
        )
    if authority == "stranger":
        return _name(
            (NameOID.COMMON_NAME, "AUTORIDAD DE PRUEBA"),
            (NameOID.ORGANIZATION_NAME, "CERTIFICADORA INVENTADA"),
            (NameOID.COUNTRY_NAME, "CR"),
        )
    sandbox = " - SANDBOX" if environment == "stag" else ""
    kind = "JURIDICA" if id_type is IdType.JURIDICA else "FISICA"
    return _name(
        (NameOID.COMMON_NAME, f"CA PERSONA {kind}{sandbox}"),
        (NameOID.ORGANIZATIONAL_UNIT_NAME, "DGT"),
        (NameOID.ORGANIZATION_NAME, f"MINISTERIO DE HACIENDA{sandbox}"),
        (NameOID.COUNTRY_NAME, "CR"),
    )


def authority_access(
    environment: Environment, id_type: IdType
) -> x509.AuthorityInformationAccess:
    """Say where the authority's own certificate is: it tells the environment too."""
    kind = "pj" if id_type is IdType.JURIDICA else "pf"
    where = x509.UniformResourceIdentifier(
        "https://pki.comprobanteselectronicos.go.cr/"
        f"{environment}/intermediate-{kind}-pem.crt"
    )
    return x509.AuthorityInformationAccess(
        [x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, where)]
    )


def _name(*attributes: tuple[x509.ObjectIdentifier, str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(oid, value) for oid, value in attributes])
