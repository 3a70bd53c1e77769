"""The key files people may download: a sound one per taxpayer, and peculiar ones."""

import functools
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from asystec_web.simulators.hacienda.cases import DEMO_COMPANY, TAXPAYERS
from asystec_web.simulators.hacienda.keys import build_container
from asystec_web.simulators.hacienda.other_files import (
    INVOICE,
    JAVA_KEYSTORE,
    PDF,
    PICTURE,
    SIGN_IN_PAGE,
    TEXT,
    certificate,
    cut_short,
    in_base64,
    private_key,
    zipped,
)
from asystec_web.simulators.hacienda.taxpayers import Taxpayer

PIN = "1234"
# Since 27 July 2026: at least 14 characters of four kinds.
MODERN_PIN = "Llave#Demo2026"
_DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class KeyFile:
    """A downloadable file, and what it is good for."""

    name: str
    pin: str
    shows: str
    build: Callable[[], bytes]


def _own(taxpayer: Taxpayer) -> KeyFile:
    kind = "producción" if taxpayer.environment == "prod" else "pruebas"
    return KeyFile(
        name=f"{taxpayer.cedula}.p12",
        pin=PIN,
        shows=f"Llave de {kind}, vigente, de {taxpayer.name}.",
        build=functools.partial(
            build_container,
            id_type=taxpayer.id_type,
            cedula=taxpayer.cedula,
            name=taxpayer.name,
            environment=taxpayer.environment,
        ),
    )


def _demo(
    suffix: str, shows: str, build: Callable[[], bytes], pin: str = PIN
) -> KeyFile:
    return KeyFile(f"{DEMO_COMPANY.cedula}-{suffix}.p12", pin, shows, build)


PECULIAR_FILES = (
    _demo(
        "moderna",
        "PIN de 14 caracteres y cifrado AES, como se piden desde julio de 2026.",
        lambda: build_container(pin=MODERN_PIN, cipher="aes"),
        MODERN_PIN,
    ),
    _demo(
        "heredada",
        "Cifrada como las de siempre: certificado con RC2-40, llave con 3DES.",
        (_DATA / "3101999999-heredada.p12").read_bytes,
    ),
    _demo(
        "produccion",
        "Vigente, pero de producción: no va con un usuario de pruebas.",
        lambda: build_container(environment="prod"),
    ),
    _demo("vencida", "Venció hace 10 días.", lambda: build_container(days=-10)),
    _demo("por-vencer", "Vence en 20 días.", lambda: build_container(days=20)),
    _demo(
        "futura",
        "Empieza a regir dentro de 30 días.",
        lambda: build_container(starts_in=30),
    ),
    _demo(
        "otra-cedula",
        "A nombre de otra empresa, la 3-101-999901.",
        lambda: build_container(cedula="3101999901"),
    ),
    _demo(
        "produccion-otra-cedula",
        "De producción y a nombre de la 3-101-999901.",
        lambda: build_container(cedula="3101999901", environment="prod"),
    ),
    _demo(
        "sin-llave",
        "Tiene certificado, pero no la llave privada.",
        lambda: build_container(holds="no_key"),
    ),
    _demo(
        "llave-ajena",
        "La llave privada no corresponde al certificado.",
        lambda: build_container(holds="strange_key"),
    ),
    _demo(
        "firma-digital",
        "Emitida por la Firma Digital del Banco Central, no por Hacienda.",
        lambda: build_container(authority="firma_digital"),
    ),
    _demo(
        "sin-certificado",
        "Tiene la llave privada, pero no el certificado.",
        lambda: build_container(holds="no_certificate"),
    ),
    _demo(
        "curva",
        "No es RSA: es de curva elíptica.",
        lambda: build_container(kind="elliptic"),
    ),
    _demo("debil", "RSA de 1024 bits.", lambda: build_container(rsa_bits=1024)),
    _demo(
        "emisor-desconocido",
        "Emitida por una autoridad que nadie conoce.",
        lambda: build_container(authority="stranger"),
    ),
    _demo("cortada", "La descarga se cortó a la mitad.", cut_short, ""),
    *(
        _demo(suffix, f"No es una llave: es {what} con otro nombre.", build, "")
        for suffix, what, build in (
            ("texto", "un texto", lambda: TEXT),
            ("pdf", "un PDF", lambda: PDF),
            ("zip", "una carpeta comprimida, con la llave adentro,", zipped),
            ("xml", "el XML de una factura", lambda: INVOICE),
            ("pagina", "la página de inicio de sesión", lambda: SIGN_IN_PAGE),
            ("imagen", "una imagen", lambda: PICTURE),
            ("java", "un almacén de Java", lambda: JAVA_KEYSTORE),
            ("base64", "la llave copiada como texto", in_base64),
            ("cer", "el certificado solo", lambda: certificate(Encoding.DER)),
            ("pem", "el certificado solo, en PEM,", lambda: certificate(Encoding.PEM)),
            ("privada", "la llave privada sola, en PEM,", private_key),
        )
    ),
)

KEY_FILES = {file.name: file for file in (*map(_own, TAXPAYERS), *PECULIAR_FILES)}

_one_at_a_time = threading.Lock()


def content(name: str) -> bytes:
    """Build a file's content once per process; call it in a thread."""
    with _one_at_a_time:
        return _built(name)


@functools.cache
def _built(name: str) -> bytes:
    return KEY_FILES[name].build()
