"""The first page: the test cards and what can be controlled."""

from html import escape
from itertools import islice
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from asystec_web.simulators.stripe.billing.cards import SANDBOX
from asystec_web.simulators.stripe.pages.layout import facts, page
from asystec_web.simulators.stripe.world.worlds import Worlds

CUSTOMERS_SHOWN: Final = 50

_EXAMPLES = {
    "Adónde van los avisos (webhooks)": (
        "webhook",
        '{"url": "http://localhost:3000/stripe/webhook", "secret": "whsec_demo"}',
    ),
    "Retener los avisos; también normal, drop, duplicate, shuffle, bad_signature, "
    "stale, live (como si fueran de verdad) y other_version": (
        "deliveries",
        '{"mode": "hold", "delay": 0}',
    ),
    "Soltar lo retenido, tres veces y revuelto": (
        "release",
        '{"shuffle": true, "copies": 3}',
    ),
    "Adelantar el reloj 31 días, con sus renovaciones": (
        "advance",
        '{"seconds": 2678400}',
    ),
    "Qué pasa si una renovación no se paga: cada cuántos días se intenta de nuevo, y "
    "al final cancel, unpaid o past_due": (
        "dunning",
        '{"days": [3, 5, 7], "after": "cancel"}',
    ),
    "Devolver el último cobro de un cliente (cus_… o su correo); con amount, solo una "
    "parte": (
        "refund",
        '{"of": "cus_…"}',
    ),
    "Abrir un contracargo sobre un cobro (ch_…), o el último de un cliente": (
        "dispute",
        '{"of": "cus_…", "reason": "fraudulent"}',
    ),
    "Cerrar un contracargo, a favor del comercio o en contra": (
        "dispute_end",
        '{"dispute": "du_…", "won": true}',
    ),
    "Inventar un aviso": (
        "emit",
        '{"key": "sk_test_…", "type": "charge.refunded", "object": {…}}',
    ),
    "Fallar por dentro y recordarlo para la misma clave de idempotencia": (
        "break",
        '{"path": "/v1/checkout/sessions", "times": 1}',
    ),
    "Tardar, para que dos solicitudes coincidan": ("latency", '{"seconds": 0.5}'),
    "Fallar por fuera: 503 dos veces": (
        "mood",
        '{"path": "/v1/checkout/sessions", "status": 503, "times": 2}',
    ),
    "Empezar de cero": ("reset", "{}"),
}


def home_routes(public_url: str, worlds: Worlds) -> list[Route]:
    """Build the first page's route."""

    async def show(_: Request) -> HTMLResponse:
        cards = {_grouped(number): effect for number, effect in SANDBOX.items()}
        examples = "".join(
            f"<h3>{escape(purpose)}</h3>"
            f"<pre>{escape(_curl(public_url, *example))}</pre>"
            for purpose, example in _EXAMPLES.items()
        )
        state = f"curl {public_url}/_control/state"
        return page(
            "Simulador de Stripe",
            "<h2>Tarjetas de prueba</h2><p>Con cualquier vencimiento futuro y "
            f"cualquier CVC.</p>{facts(cards)}{_customers(worlds)}"
            f"<h2>Control</h2>{examples}"
            f"<h3>Ver qué ha pasado</h3><pre>{escape(state)}</pre>",
        )

    return [Route("/", show)]


def _customers(worlds: Worlds) -> str:
    """Name who may be refunded or disputed: orders take the id or the e-mail."""
    latest = islice(worlds.customers(), CUSTOMERS_SHOWN)
    known = {
        customer["id"]: customer["email"] or "sin correo" for _, customer in latest
    }
    none = "<p>Todavía no hay ninguno: aparecen al suscribirse.</p>"
    return f"<h2>Clientes</h2>{facts(known) if known else none}"


def _grouped(number: str) -> str:
    return " ".join(number[place : place + 4] for place in range(0, len(number), 4))


def _curl(public_url: str, name: str, body: str) -> str:
    return f"curl {public_url}/_control/{name} -d '{body}'"
