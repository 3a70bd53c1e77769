"""How dates, devices and subscriptions are shown."""

from asystec_web.catalog.plans import Cycle
from asystec_web.flow.moments import day
from asystec_web.models import Subscription
from asystec_web.services.billing import is_confirmed, is_live
from asystec_web.services.billing.money import format_money

# What keeps a live subscription from counting, by Stripe's own words.
_STALLED = {
    "unpaid": "Hay cobros sin pagar. Actualice su tarjeta para recuperar el servicio",
    "paused": "Está en pausa. Agregue una tarjeta para reanudarla",
    "incomplete": "El primer pago no se completó. Complételo o use otra tarjeta",
}
# In this order: most browsers claim to be the ones below them as well.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def subscription_title(subscription: Subscription) -> str:
    """Name plan and cycle."""
    cycle = "anual" if subscription.cycle == Cycle.ANNUAL else "mensual"
    return f"Plan {subscription.plan_name}, {cycle}"


def subscription_detail(subscription: Subscription) -> str:
    """Say what comes next, in one sentence."""
    ends = day(subscription.current_period_end)
    amount = format_money(subscription.amount, subscription.currency)
    if subscription.disputed:
        return "Está suspendida por un reclamo ante su banco. Escríbanos a soporte"
    if subscription.status == "past_due":
        return "El último cobro falló. Actualice su tarjeta para no perder el servicio"
    if not is_live(subscription.status):
        return "La suscripción terminó"
    if not is_confirmed(subscription.status):
        return _STALLED.get(subscription.status, "Su pago está en revisión")
    return _next_charge(subscription, ends, amount)


def _next_charge(subscription: Subscription, ends: str, amount: str) -> str:
    if not ends:
        return f"Activa, {amount}"
    if subscription.cancel_at_period_end:
        return f"Se cancela el {ends}"
    if subscription.status == "trialing":
        return f"Prueba gratis hasta el {ends}; después, {amount}"
    return f"Próximo cobro: {ends}, {amount}"


def masked(email: str) -> str:
    """Show enough of an e-mail to recognise one's own."""
    name, _, domain = email.rpartition("@")
    return f"{name[:1]}***@{domain}"


def device(user_agent: str) -> str:
    """Name a browser and its system as people do; others are just browsers."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    named = " en ".join(part for part in (browser, system) if part)
    return named or "Otro navegador"
