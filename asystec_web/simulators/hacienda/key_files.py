"""The key files people may download: a sound one per taxpayer, and peculiar ones."""

import functools
import threading
from collections.abc import Callable
from dataclasses import dataclass

from asystec_web.simulators.hacienda.cases import DEMO_COMPANY, TAXPAYERS
from asystec_web.simulators.hacienda.keys import build_container
from asystec_web.simulators.hacienda.taxpayers import Taxpayer

PIN = "1234"
# Since 27 July 2026: at least 14 characters of four kinds.
MODERN_PIN = "Llave#Demo2026"


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
        "texto",
        "No es una llave: es un texto con otro nombre.",
        "Este archivo es un texto, no una llave criptográfica.\n".encode,
        "",
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
