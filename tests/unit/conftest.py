"""Hacienda's simulator inside the test, with a clock that is moved by hand."""

from collections.abc import AsyncIterator

import httpx
import pytest

from asystec_web.simulators.hacienda import hacienda_app
from tests.hand_clock import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def hacienda(clock: Clock) -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(hacienda_app(clock))
    async with httpx.AsyncClient(transport=transport, base_url="http://h") as client:
        yield client
