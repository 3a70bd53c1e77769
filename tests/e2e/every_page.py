"""Every page, and how far somebody has to be to see it."""

from dataclasses import dataclass
from typing import Literal

import pytest

from asystec_web.flow.steps import Step

# Nobody, or a person who answered everything before a step ("done": every step).
Visitor = Literal["nobody", "done"] | Step


@dataclass(frozen=True, slots=True)
class Place:
    """A page as the contract has it."""

    address: str
    heading: str
    title: str
    visitor: Visitor = "nobody"
    complaint: str = ""  # what the browser itself says of it

    @property
    def step(self) -> Step | None:
        """The step its visitor has come to; None when there is none left."""
        return self.visitor if isinstance(self.visitor, Step) else None


def _step(address: str, number: int, heading: str, visitor: Visitor) -> Place:
    return Place(address, heading, f"Paso {number} de 6: {heading} – Asystec", visitor)


PLACES = (
    Place("/", "Iniciar sesión", "Iniciar sesión – Asystec"),
    _step("/crear-cuenta", 1, "Cree su cuenta", "nobody"),
    Place(
        "/bienvenida",
        "¡Bienvenido a Asystec!",
        "Paso 1 de 6: Bienvenida – Asystec",
        Step.BUSINESS,
    ),
    _step("/negocio", 2, "Información de su negocio", Step.PLAN),
    _step("/actividades", 3, "¿A qué se dedica su negocio?", Step.PLAN),
    _step("/hacienda", 4, "Conexión con Hacienda", Step.PLAN),
    _step("/consecutivos", 5, "Próximos consecutivos", Step.PLAN),
    _step("/plan", 6, "Escoja su plan", Step.PLAN),
    Place("/listo", "Completó el registro correctamente", "Listo – Asystec", "done"),
    Place("/perfil", "EMPRESA DE PRUEBA", "Perfil – Asystec", "done"),
    Place("/perfil/plan", "Cambie su plan", "Cambie su plan – Asystec", "done"),
    Place(
        "/ayuda/usuario-api",
        "¿Cómo puedo obtener mi Usuario Api y Contraseña Api?",
        "¿Cómo puedo obtener mi Usuario Api y Contraseña Api? – Asystec",
    ),
    Place(
        "/ayuda/llave-criptografica",
        "Generar llave criptográfica",
        "Generar llave criptográfica – Asystec",
    ),
    Place("/recuperar", "¿Olvidó su contraseña?", "Recuperar contraseña – Asystec"),
    Place("/restablecer", "Cree una contraseña nueva", "Contraseña nueva – Asystec"),
    Place(
        "/confirmar-correo",
        "Confirmación de correo",
        "Confirmación de correo – Asystec",
    ),
    Place(
        "/continuar",
        "Conecte Hacienda desde aquí",
        "Continuar en este equipo – Asystec",
    ),
    Place("/terminos", "Términos y condiciones", "Términos y condiciones – Asystec"),
    Place("/privacidad", "Política de privacidad", "Política de privacidad – Asystec"),
    Place(
        "/no-existe",
        "No encontramos esta página",
        "Página no encontrada – Asystec",
        complaint="404",
    ),
)

every_page = pytest.mark.parametrize(
    "place", [pytest.param(each, id=each.address) for each in PLACES]
)
