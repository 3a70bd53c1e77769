"""A shop on the simulated Stripe, in this process and without sockets."""

import secrets
from typing import Any, get_args

import httpx
import stripe
from starlette.types import ASGIApp
from stripe import ErrorObject

from asystec_web.simulators.stripe import stripe_app
from asystec_web.simulators.stripe.schema.parameters import accepted, declared
from asystec_web.simulators.stripe.schema.shapes import misfits

# What Stripe says is JSON of any shape.
Json = dict[str, Any]

BASE = "http://stripe.test"
SUCCESS = "http://shop.test/listo?s={CHECKOUT_SESSION_ID}"
# What an endpoint may ask for is every type there is.
ENABLED = declared(accepted("WebhookEndpointCreateParams"))["enabled_events"]
EVENTS = set(get_args(get_args(ENABLED)[0]))
CANCEL = "http://shop.test/plan"
DAY_S = 86_400


def card(number: str = "4242 4242 4242 4242", **changes: str) -> dict[str, str]:
    """Fill in the page's form."""
    typed = {"number": number, "expiry": "12/40", "cvc": "123", "name": "PRUEBA"}
    return typed | changes


class Shop:
    """One merchant's key; every answer it gets is held against its shape."""

    def __init__(self, app: ASGIApp | None = None, base: str = BASE) -> None:
        app = app or stripe_app(base)
        self.key = f"sk_test_{secrets.token_hex(8)}"
        self.http = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=base)

    def headers(self, **more: str) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self.key}",
            "Stripe-Version": stripe.api_version,
        } | {name.replace("_", "-"): value for name, value in more.items()}

    async def call(
        self, method: str, path: str, form: Json | None = None, **headers: str
    ) -> httpx.Response:
        """Ask for anything; in a GET the form is the query."""
        placed: Json = {"params" if method == "GET" else "data": form}
        return await self.http.request(
            method, f"/v1/{path}", headers=self.headers(**headers), **placed
        )

    async def ask(
        self, method: str, path: str, form: Json | None = None, **headers: str
    ) -> Json:
        """Ask for something that is granted."""
        answer = await self.call(method, path, form, **headers)
        assert answer.status_code == 200, answer.text
        assert misfits(answer.json()) == []
        return answer.json()

    async def refused(
        self, method: str, path: str, form: Json | None = None, **headers: str
    ) -> Json:
        """Ask for something that is not; gives the error and its status."""
        answer = await self.call(method, path, form, **headers)
        assert answer.status_code >= 400, answer.text
        assert answer.json()["error"].keys() <= ErrorObject.__annotations__.keys()
        return {"status": answer.status_code, **answer.json()["error"]}

    async def price(
        self, amount: int = 832_500, interval: str = "month", **more: str
    ) -> Json:
        form = {
            "currency": "crc",
            "unit_amount": str(amount),
            "recurring[interval]": interval,
        }
        if "product" not in more:
            more["product_data[name]"] = "Plan de prueba"
        return await self.ask("POST", "prices", form | more)

    async def customer(self, **form: str) -> Json:
        form = {"email": "persona@prueba.test", "name": "PERSONA DE PRUEBA"} | form
        return await self.ask("POST", "customers", form)

    async def session(self, price: Json, customer: Json | None, **more: str) -> Json:
        form = {
            "mode": "subscription",
            "line_items[0][price]": price["id"],
            "line_items[0][quantity]": "1",
            "success_url": SUCCESS,
            "cancel_url": CANCEL,
        }
        if customer:
            form["customer"] = customer["id"]
        return await self.ask("POST", "checkout/sessions", form | more)

    async def subscription(
        self,
        price: Json | None = None,
        *,
        number: str = "4242424242424242",
        terms: dict[str, str] | None = None,
    ) -> Json:
        """Let a new customer subscribe through the page."""
        price = price or await self.price()
        session = await self.session(price, await self.customer(), **(terms or {}))
        paid = await self.http.post(session["url"], data=card(number))
        assert paid.status_code == 303, paid.text
        session = await self.ask("GET", f"checkout/sessions/{session['id']}")
        return await self.ask("GET", f"subscriptions/{session['subscription']}")

    async def events(self) -> list[str]:
        """List the types of what happened, oldest first; each is one of Stripe's."""
        listed = await self.ask("GET", "events", {"limit": "100"})
        for event in listed["data"]:
            assert misfits(event["data"]["object"]) == [], event["type"]
            assert event["type"] in EVENTS
        return [event["type"] for event in reversed(listed["data"])]

    async def control(self, name: str, order: object) -> Json:
        answer = await self.http.post(f"/_control/{name}", json=order)
        assert answer.is_success, answer.text
        return answer.json()

    async def days_pass(self, days: float) -> None:
        order = {"seconds": int(days * DAY_S), "key": self.key}
        await self.control("advance", order)
