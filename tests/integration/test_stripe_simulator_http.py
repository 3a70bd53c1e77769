"""The real library, over HTTP, and a server that is told what happens."""

import asyncio
import json
import secrets
from collections.abc import AsyncGenerator, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import httpx
import pytest
import stripe
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from asystec_web.simulators.servers import running_app
from asystec_web.simulators.stripe import stripe_app
from asystec_web.simulators.stripe.schema.shapes import misfits
from asystec_web.simulators.stripe.webhooks.deliveries import OTHER_VERSION
from tests.stripe_shop import Json, card
from tests.waiting import LONG_S, until

SECRET = "whsec_prueba"
SUCCESS = "http://shop.test/listo?s={CHECKOUT_SESSION_ID}"
# The library hands httpx its form in a way that httpx no longer likes.
pytestmark = pytest.mark.filterwarnings("ignore:Use 'content=:DeprecationWarning")


class CheckedConnections(stripe.HTTPXClient):
    """Holds every good answer against its shape, and retries without a pause."""

    async def request_async(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        post_data: object = None,
    ) -> tuple[bytes, int, Mapping[str, str]]:
        body, status, answered = await super().request_async(
            method, url, headers, post_data
        )
        if status == 200:
            assert misfits(json.loads(body)) == []
        return body, status, answered

    async def sleep_async(self, secs: float) -> None:
        assert secs < 10


@dataclass
class Receiver:
    """The merchant's server: keeps what is sent to the address of this test.

    What the test before set going may still be on its way, so the address changes
    with each test and the former one is not found.
    """

    host: str = ""
    path: str = ""
    statuses: list[int] = field(default_factory=list[int])
    got: list[tuple[bytes, str]] = field(default_factory=list[tuple[bytes, str]])

    @property
    def app(self) -> Starlette:
        async def receive(request: Request) -> Response:
            if request.url.path != self.path:
                return Response(status_code=404)
            signature = request.headers["Stripe-Signature"]
            self.got.append((await request.body(), signature))
            return Response(status_code=self.statuses.pop(0) if self.statuses else 200)

        return Starlette(routes=[Route("/{path:path}", receive, methods=["POST"])])

    @property
    def url(self) -> str:
        return self.host + self.path

    def start_anew(self) -> None:
        """Forget what came, and move to an address that nobody knows yet."""
        self.path = f"/hook/{secrets.token_hex(8)}"
        self.got.clear()
        self.statuses.clear()

    def events(self, secret: str = SECRET) -> list[stripe.Event]:
        """Verify and read everything that came in."""
        return [
            stripe.Webhook.construct_event(body, signature, secret)
            for body, signature in self.got
        ]

    @property
    def ids(self) -> list[str]:
        return [json.loads(body)["id"] for body, _ in self.got]


@dataclass
class Till:
    """A merchant with the real library."""

    client: stripe.StripeClient
    http: httpx.AsyncClient
    key: str

    async def price(self) -> stripe.Price:
        return await self.client.v1.prices.create_async(
            {
                "currency": "crc",
                "unit_amount": 832_500,
                "recurring": {"interval": "month"},
                "lookup_key": "pyme_mensual",
                "product_data": {"name": "Plan", "metadata": {"plan": "pyme"}},
            }
        )

    async def customer(self) -> stripe.Customer:
        return await self.client.v1.customers.create_async(
            {
                "email": "persona@prueba.test",
                "name": "PERSONA DE PRUEBA",
                "preferred_locales": ["es-419"],
                "tax_id_data": [{"type": "cr_tin", "value": "3101999999"}],
            }
        )

    async def session(self) -> stripe.checkout.Session:
        price, customer = await self.price(), await self.customer()
        return await self.client.v1.checkout.sessions.create_async(
            {
                "mode": "subscription",
                "customer": customer.id,
                "client_reference_id": "1",
                "metadata": {"attempt": "1"},
                "subscription_data": {"metadata": {"attempt": "1"}},
                "line_items": [{"price": price.id, "quantity": 1}],
                "success_url": SUCCESS,
                "locale": "es-419",
                "adaptive_pricing": {"enabled": False},
            }
        )

    async def control(self, name: str, order: object) -> Json:
        answer = await self.http.post(f"/_control/{name}", json=order)
        assert answer.is_success, answer.text
        return answer.json()

    async def deliveries(self) -> dict[str, int]:
        state = (await self.http.get("/_control/state")).json()
        return state["worlds"][0]["deliveries"]

    async def ended(self, **deliveries: int) -> None:
        """Wait until so many deliveries have ended so, and no other is known."""

        async def have() -> bool:
            return await self.deliveries() == deliveries

        await until(have)


@pytest.fixture(scope="module")
def stripe_url() -> Iterator[str]:
    with running_app(stripe_app(retry_pauses=(0.01, 0.01))) as url:
        yield url


@pytest.fixture(scope="module")
def listening() -> Iterator[Receiver]:
    receiver = Receiver()
    with running_app(receiver.app) as receiver.host:
        yield receiver


@pytest.fixture
def receiver(listening: Receiver) -> Receiver:
    listening.start_anew()
    return listening


@pytest.fixture
async def till(
    stripe_url: str, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> AsyncGenerator[Till]:
    monkeypatch.setattr(stripe, "enable_telemetry", False)
    key = f"sk_test_{secrets.token_hex(8)}"
    connections = CheckedConnections(timeout=LONG_S)
    client = stripe.StripeClient(
        key,
        stripe_version=stripe.api_version,
        base_addresses={"api": stripe_url},
        http_client=connections,
        max_network_retries=2,
    )
    async with httpx.AsyncClient(
        base_url=stripe_url, trust_env=False, timeout=LONG_S
    ) as http:
        await http.post("/_control/reset")
        till = Till(client, http, key)
        await till.control("webhook", {"url": receiver.url, "secret": SECRET})
        yield till
        await http.post("/_control/reset")
    await connections.close_async()


async def test_a_payment_is_told_to_the_server(till: Till, receiver: Receiver) -> None:
    session = await till.session()

    paid = await till.http.post(urlsplit(session.url or "").path, data=card())
    await till.ended(delivered=15)

    assert paid.status_code == 303
    assert paid.headers["Location"] == f"http://shop.test/listo?s={session.id}"
    events = receiver.events()
    assert events[-1].type == "checkout.session.completed"
    assert events[-1].api_version == stripe.api_version
    told = events[-1].data.object
    assert (told["id"], told["payment_status"]) == (session.id, "paid")
    assert all(not event.livemode for event in events)
    assert len(events) == 15


async def test_the_library_reads_what_was_sold(till: Till) -> None:
    session = await till.session()
    await till.http.post(urlsplit(session.url or "").path, data=card())
    api = till.client.v1

    listed = await api.subscriptions.list_async(
        {
            "customer": str(session.customer),
            "status": "all",
            "limit": 100,
        }
    )
    prices = await api.prices.list_async(
        {
            "lookup_keys": ["pyme_mensual"],
            "active": True,
            "expand": ["data.product"],
        }
    )
    portal = await api.billing_portal.sessions.create_async(
        {"customer": str(session.customer)}
    )

    [subscription] = listed.data
    [item] = subscription["items"].data
    assert item.current_period_end > item.current_period_start
    assert subscription.metadata["attempt"] == "1"
    product = prices.data[0].product
    assert isinstance(product, stripe.Product)
    assert product.metadata["plan"] == "pyme"
    assert (await till.http.get(urlsplit(portal.url).path)).status_code == 200


async def test_the_library_walks_lists(till: Till) -> None:
    made = {(await till.customer()).id for _ in range(5)}

    listed = await till.client.v1.customers.list_async({"limit": 2})

    found = {each.id async for each in listed.auto_paging_iter()}
    assert found == made


async def test_the_library_tells_errors_apart(till: Till) -> None:
    api = till.client.v1
    mode = {"mode": "subscription", "success_url": SUCCESS, "ui_mode": "hosted"}

    with pytest.raises(stripe.InvalidRequestError, match="ui_mode"):
        await api.checkout.sessions.create_async(mode)  # pyright: ignore[reportArgumentType] # that is the test
    with pytest.raises(stripe.InvalidRequestError) as missing:
        await api.subscriptions.retrieve_async("sub_no")
    await api.customers.create_async({}, {"idempotency_key": "k"})
    with pytest.raises(stripe.IdempotencyError):
        await api.customers.create_async({"name": "X"}, {"idempotency_key": "k"})

    assert (missing.value.http_status, missing.value.code) == (404, "resource_missing")


async def test_the_library_is_refused_without_a_test_key(stripe_url: str) -> None:
    connections = stripe.HTTPXClient(timeout=LONG_S)
    client = stripe.StripeClient(
        "sk_live_nunca",
        stripe_version=stripe.api_version,
        base_addresses={"api": stripe_url},
        http_client=connections,
    )

    with pytest.raises(stripe.AuthenticationError):
        await client.v1.customers.list_async({})

    await connections.close_async()


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"status": 503, "times": 2}, id="503 twice"),
        pytest.param({"drop": True, "times": 1}, id="dropped"),
        pytest.param({"drop": True, "times": 1, "when": "after"}, id="answer lost"),
    ],
)
async def test_the_library_gets_over_a_fault_with_one_effect(
    till: Till, fault: Json
) -> None:
    await till.control("mood", {"path": "/v1/customers", "method": "POST"} | fault)

    customer = await till.customer()

    listed = await till.client.v1.customers.list_async({})
    assert [each.id for each in listed.data] == [customer.id]


async def test_the_library_does_not_insist_on_a_stored_failure(till: Till) -> None:
    await till.control("break", {"path": "/v1/customers"})

    with pytest.raises(stripe.APIError):
        await till.customer()

    assert (await till.customer()).id


async def test_a_refused_delivery_is_tried_again(
    till: Till, receiver: Receiver
) -> None:
    receiver.statuses[:] = [500, 503]

    await till.client.v1.customers.create_async({})
    await till.ended(delivered=1)

    assert len(receiver.got) == 3
    assert len(set(receiver.ids)) == 1


async def test_a_delivery_is_given_up_in_the_end(
    till: Till, receiver: Receiver
) -> None:
    receiver.statuses[:] = [500] * 3

    await till.client.v1.customers.create_async({})
    await till.ended(failed=1)

    assert len(receiver.got) == 3


async def test_a_server_that_is_not_there_fails_no_request(till: Till) -> None:
    await till.control("webhook", {"url": "http://127.0.0.1:1/", "secret": SECRET})

    await till.client.v1.customers.create_async({})

    await till.ended(failed=1)


async def test_held_events_come_out_tripled_and_shuffled(
    till: Till, receiver: Receiver
) -> None:
    await till.control("deliveries", {"mode": "hold"})
    session = await till.session()
    await till.http.post(urlsplit(session.url or "").path, data=card())
    held = await till.deliveries()

    out = await till.control("release", {"shuffle": True, "copies": 3})
    await till.ended(delivered=45)

    assert (held, out) == ({"held": 15}, {"released": 45})
    assert len(set(receiver.ids)) == 15
    assert len(receiver.events()) == 45


async def test_dropped_events_are_only_in_the_list(
    till: Till, receiver: Receiver
) -> None:
    await till.control("deliveries", {"mode": "drop"})

    await till.client.v1.customers.create_async({})

    assert await till.deliveries() == {"dropped": 1}
    events = await till.client.v1.events.list_async({})
    assert [event.type for event in events.data] == ["customer.created"]
    assert receiver.got == []


@pytest.mark.parametrize(("mode", "copies"), [("duplicate", 2), ("shuffle", 1)])
async def test_events_come_twice_or_in_any_order(
    till: Till, receiver: Receiver, mode: str, copies: int
) -> None:
    await till.control("deliveries", {"mode": mode})

    made = {(await till.client.v1.customers.create_async({})).id for _ in range(3)}
    await till.ended(delivered=3 * copies)

    assert len(receiver.got) == 3 * copies
    assert {event.data.object["id"] for event in receiver.events()} == made


@pytest.mark.parametrize("mode", ["bad_signature", "stale"])
async def test_forged_and_stale_events_do_not_verify(
    till: Till, receiver: Receiver, mode: str
) -> None:
    await till.control("deliveries", {"mode": mode})

    await till.client.v1.customers.create_async({})
    await until(lambda: len(receiver.got) == 1)

    with pytest.raises(stripe.SignatureVerificationError):
        receiver.events()


@pytest.mark.parametrize(
    ("mode", "livemode", "version"),
    [
        ("live", True, stripe.api_version),
        ("other_version", False, OTHER_VERSION),
    ],
)
async def test_events_may_be_of_another_world_or_version(
    till: Till, receiver: Receiver, mode: str, *, livemode: bool, version: str
) -> None:
    await till.control("deliveries", {"mode": mode})

    customer = await till.client.v1.customers.create_async({})
    await until(lambda: len(receiver.got) == 1)

    [event] = receiver.events()
    assert (event.livemode, event.api_version) == (livemode, version)
    assert event.data.object["id"] == customer.id


async def test_an_endpoint_gets_the_version_it_was_made_for(
    till: Till, receiver: Receiver
) -> None:
    endpoint = await till.client.v1.webhook_endpoints.create_async(
        {"url": receiver.url, "enabled_events": ["customer.created"]}
        | {"api_version": OTHER_VERSION}  # pyright: ignore[reportArgumentType] # older
    )
    await till.control("webhook", {"url": "http://127.0.0.1:1/", "secret": SECRET})

    await till.client.v1.customers.create_async({})
    await until(lambda: len(receiver.got) == 1)

    [event] = receiver.events(str(endpoint.secret))
    assert event.api_version == OTHER_VERSION


async def test_events_may_be_late(till: Till, receiver: Receiver) -> None:
    await till.control("deliveries", {"delay": 100})

    await till.client.v1.customers.create_async({})
    # Long enough for one that is in time.
    await asyncio.sleep(0.3)

    assert (receiver.got, await till.deliveries()) == ([], {"pending": 1})


async def test_late_events_come_in_the_end(till: Till, receiver: Receiver) -> None:
    await till.control("deliveries", {"delay": 0.1})

    await till.client.v1.customers.create_async({})

    await till.ended(delivered=1)
    assert len(receiver.got) == 1


async def test_an_endpoint_gets_what_it_asked_for(
    till: Till, receiver: Receiver
) -> None:
    other = {"url": "http://127.0.0.1:1/", "secret": SECRET, "key": till.key}
    await till.control("deliveries", {"mode": "hold"})
    await till.control("webhook", other)
    endpoint = await till.client.v1.webhook_endpoints.create_async(
        {
            "url": receiver.url,
            "enabled_events": ["customer.deleted"],
        }
    )
    await till.control("deliveries", {"mode": "normal"})

    customer = await till.customer()
    await till.client.v1.customers.delete_async(customer.id)
    await until(lambda: len(receiver.got) == 1)

    [event] = receiver.events(str(endpoint.secret))
    assert event.type == "customer.deleted"
    assert event.data.object["id"] == customer.id


async def test_each_event_names_the_request_that_caused_it(
    till: Till, receiver: Receiver
) -> None:
    await till.client.v1.customers.create_async({}, {"idempotency_key": "k-1"})
    await until(lambda: len(receiver.got) == 1)

    [event] = receiver.events()
    assert event.request is not None
    assert event.request.idempotency_key == "k-1"
    assert str(event.request.id).startswith("req_")
