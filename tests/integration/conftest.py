"""A world of Stripe's for each test: real rows, the real library, HTTP between them."""

from collections.abc import AsyncGenerator, Iterator

import pytest

from asystec_web.services.billing import desk, stripe_client
from asystec_web.settings import Settings
from asystec_web.simulators.servers import running_app
from asystec_web.simulators.stripe import stripe_app
from tests.billing_world import BillingWorld, billing_world
from tests.subscriber import Subscriber, a_subscriber
from tests.waiting import LONG_S


@pytest.fixture(scope="module")
def stripe_url() -> Iterator[str]:
    """A simulator that nobody else speaks to meanwhile."""
    with running_app(stripe_app()) as url:
        yield url


@pytest.fixture
def billing_settings() -> dict[str, object]:
    """Settings of one's own; a test module puts in what it needs."""
    return {}


@pytest.fixture
def patient_with_stripe(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take a simulator on a busy machine, or one that holds back, for a slow one."""
    monkeypatch.setattr(desk, "CONVERSATION_S", LONG_S)
    monkeypatch.setattr(stripe_client, "_TIMEOUT", LONG_S)


@pytest.fixture
async def world(
    stripe_url: str,
    database_url: str,
    billing_settings: dict[str, object],
    patient_with_stripe: None,
) -> AsyncGenerator[BillingWorld]:
    """Our plans in a Stripe account of our own, and somebody who may buy them."""
    async with billing_world(stripe_url, database_url, **billing_settings) as world:
        yield world


@pytest.fixture
async def person(settings: Settings) -> AsyncGenerator[Subscriber]:
    """Somebody with a browser, who may subscribe, and what happens at Stripe."""
    async with a_subscriber(settings) as person:
        yield person
