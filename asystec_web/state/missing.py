"""What is missing, in words: what it blocks and where to mend it."""

from collections.abc import Mapping, Sequence

from asystec_web import routes
from asystec_web.flow.pending import Pending

_BLOCKED = (
    "Mientras tanto no puede emitir comprobantes; lo demás ya funciona: clientes, "
    "productos y borradores."
)
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
        _BLOCKED,
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


def missing(
    pending: Sequence[Pending], connection: Sequence[Mapping[str, str]] = ()
) -> list[dict[str, str]]:
    """Describe what is missing, as a page shows it.

    Args:
        pending: What is.
        connection: How the connection with Hacienda stands, where it was begun.
    """
    parts: Sequence[str] = ("title", "detail", "action", "href")
    items = {item: _ITEMS[item] for item in pending}
    if connection and Pending.HACIENDA in items:
        told = connection[-1]
        items[Pending.HACIENDA] = (
            told["title"],
            f"{told['detail']} {_BLOCKED}",
            "Revisar la conexión",
            routes.HACIENDA,
        )
    return [dict(zip(parts, item, strict=True)) for item in items.values()]
