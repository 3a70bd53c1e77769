"""What is missing, in words: what it blocks and where to mend it."""

from collections.abc import Sequence

from asystec_web import routes
from asystec_web.flow.pending import Pending

_ITEMS = {
    Pending.BUSINESS: (
        "Falta la información de su negocio",
        "Sin ella no se puede emitir ningún comprobante.",
        "Completarla",
        routes.BUSINESS,
    ),
    Pending.ACTIVITIES: (
        "Falta confirmar sus actividades",
        "Cada comprobante lleva el código de una de ellas.",
        "Confirmarlas",
        routes.ACTIVITIES,
    ),
    Pending.HACIENDA: (
        "Falta conectar Hacienda",
        (
            "Mientras tanto no puede emitir comprobantes; lo demás ya funciona: "
            "clientes, productos y borradores."
        ),
        "Conectar Hacienda",
        routes.HACIENDA,
    ),
    Pending.CONSECUTIVES: (
        "Faltan sus próximos consecutivos",
        "Con ellos la numeración sigue donde va, sin repetir ningún número.",
        "Completarlos",
        routes.CONSECUTIVES,
    ),
    Pending.SUBSCRIPTION: (
        "Falta escoger un plan",
        "Sus datos quedan guardados; para emitir hace falta una suscripción.",
        "Escoger un plan",
        routes.PLAN,
    ),
    Pending.EMAIL: (
        "Falta confirmar su correo",
        (
            "Le enviamos un enlace. No le impide facturar, pero así podemos avisarle "
            "de su llave y de sus cobros."
        ),
        "Enviarlo de nuevo desde su perfil",
        routes.PROFILE,
    ),
}


def missing(pending: Sequence[Pending]) -> list[dict[str, str]]:
    """Describe what is missing, as a page shows it."""
    parts = ("title", "detail", "action", "href")
    return [dict(zip(parts, _ITEMS[item], strict=True)) for item in pending]
