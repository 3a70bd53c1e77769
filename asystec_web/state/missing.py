"""What is missing, in words: what it blocks and where to mend it."""

from collections.abc import Mapping, Sequence

from asystec_web import routes
from asystec_web.flow.pending import Pending, may_prepare
from asystec_web.services.billing import Standing
from asystec_web.state.shown import subscription_shown

_BLOCKED = "Mientras tanto no puede emitir comprobantes"
_REST_WORKS = f"{_BLOCKED}; lo demás ya funciona: clientes, productos y borradores."
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
        "",
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
_PARTS: Sequence[str] = ("title", "detail", "action", "href")


def missing(
    pending: Sequence[Pending],
    connection: Sequence[Mapping[str, str]] = (),
    subscription: Standing | None = None,
) -> list[dict[str, str]]:
    """Describe what is missing, as a page shows it.

    Args:
        pending: What is.
        connection: How the connection with Hacienda stands, where it was begun.
        subscription: How the subscription stands, where it is shown further down.
    """
    items = {item: _ITEMS[item] for item in pending}
    if Pending.HACIENDA in items:
        blocked = _REST_WORKS if may_prepare(pending) else f"{_BLOCKED}."
        items[Pending.HACIENDA] = _to_connect(blocked, connection)
    lines = [dict(zip(_PARTS, item, strict=True)) for item in items.values()]
    due = subscription_due(subscription) if subscription else []
    if due and Pending.SUBSCRIPTION in items:
        lines[list(items).index(Pending.SUBSCRIPTION)] = due[0]
    return lines


def _to_connect(
    blocked: str, connection: Sequence[Mapping[str, str]]
) -> tuple[str, str, str, str]:
    title, _, action, href = _ITEMS[Pending.HACIENDA]
    if not connection:
        return title, blocked, action, href
    told = connection[-1]
    return told["title"], f"{told['detail']} {blocked}", "Revisar la conexión", href


def subscription_due(standing: Standing) -> list[dict[str, str]]:
    """Describe what there is to do about a subscription in trouble, if anything."""
    shown = subscription_shown(standing)
    if shown["tone"] == "calm" or not shown["act"]:
        return []
    item = shown["term"], shown["detail"], shown["label"], routes.OWN_SUBSCRIPTION
    return [dict(zip(_PARTS, item, strict=True))]
