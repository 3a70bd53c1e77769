from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from asystec_web.simulators.control import (
    MAX_COUNTED_PATHS,
    OTHER_PATHS,
    Fault,
    Moods,
    control_routes,
)
from asystec_web.simulators.servers import running_app
from tests.waiting import LONG_S, until_true

Mood = Callable[..., None]
Json = dict[str, Any]  # of any shape


class Shop:
    """A simulator as small as can be: it counts what was ordered."""

    def __init__(self) -> None:
        self.orders = 0
        self.app = Moods(
            Starlette(
                routes=[
                    Route("/orders", self.order, methods=["POST", "GET"]),
                    *control_routes(lambda: self.app, self.close, self.state),
                ]
            )
        )

    async def order(self, _: Request) -> Response:
        self.orders += 1
        return PlainTextResponse("ordered", 201)

    def close(self) -> None:
        self.orders = 0

    def state(self) -> dict[str, int]:
        return {"orders": self.orders}


@pytest.fixture(scope="module")
def connected() -> Iterator[httpx.Client]:
    with running_app(Shop().app) as url, httpx.Client(base_url=url) as client:
        yield client


@pytest.fixture
def shop(connected: httpx.Client) -> httpx.Client:
    connected.post("/_control/reset")
    return connected


@pytest.fixture
def mood(shop: httpx.Client) -> Mood:
    def put(*faults: dict[str, object]) -> None:
        assert shop.post("/_control/mood", json=faults).status_code == 200

    return put


def test_a_simulator_in_a_good_mood_answers_as_it_is(shop: httpx.Client) -> None:
    answer = shop.post("/orders")

    assert (answer.status_code, answer.text) == (201, "ordered")


def test_a_fault_answers_with_its_own_status_body_and_headers(
    shop: httpx.Client, mood: Mood
) -> None:
    mood({"status": 429, "body": "<html>", "headers": {"Retry-After": "7"}})

    answer = shop.post("/orders")

    assert (answer.status_code, answer.text) == (429, "<html>")
    assert answer.headers["Retry-After"] == "7"
    assert _state(shop)["orders"] == 0


def test_a_fault_that_says_nothing_else_is_a_503(
    shop: httpx.Client, mood: Mood
) -> None:
    mood({})

    assert shop.post("/orders").status_code == 503


def test_a_single_fault_needs_no_list(shop: httpx.Client) -> None:
    put = shop.post("/_control/mood", json={"status": 500})

    assert put.json() == {"faults": 1}
    assert shop.post("/orders").status_code == 500


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        pytest.param({"path": "/ord"}, 503, id="a prefix of the path"),
        pytest.param({"path": "/else"}, 201, id="another path"),
        pytest.param({"method": "post"}, 503, id="the method"),
        pytest.param({"method": "GET"}, 201, id="another method"),
    ],
)
def test_a_fault_hits_only_what_it_matches(
    shop: httpx.Client, mood: Mood, fault: dict[str, object], status: int
) -> None:
    mood(fault)

    assert shop.post("/orders").status_code == status


def test_faults_are_used_up_in_their_order(shop: httpx.Client, mood: Mood) -> None:
    mood({"status": 500, "times": 2}, {"status": 502, "times": 1})

    assert [shop.post("/orders").status_code for _ in range(4)] == [500, 500, 502, 201]


def test_a_delay_alone_lets_the_real_answer_through(
    shop: httpx.Client, mood: Mood
) -> None:
    mood({"status": 0, "delay": 0.05})

    answer = shop.post("/orders")

    assert answer.status_code == 201


@pytest.mark.parametrize(
    "slow",
    [pytest.param({"delay": 100}, id="delay"), pytest.param({"hold": True}, id="hold")],
)
def test_a_client_out_of_patience_times_out(
    shop: httpx.Client, mood: Mood, slow: dict[str, object]
) -> None:
    mood(slow)

    with pytest.raises(httpx.ReadTimeout):
        shop.post("/orders", timeout=httpx.Timeout(LONG_S, read=0.05))


@pytest.mark.parametrize(("when", "ordered"), [("before", 0), ("after", 1)])
@pytest.mark.parametrize("end", ["mood", "reset"])
def test_what_is_held_goes_on_once_the_mood_is_another(
    shop: httpx.Client, mood: Mood, when: str, ordered: int, end: str
) -> None:
    mood({"status": 0, "hold": True, "when": when, "times": 1})

    with ThreadPoolExecutor() as threads:
        answer = threads.submit(shop.post, "/orders", timeout=LONG_S)
        until_true(lambda: _state(shop)["held"] == 1)
        assert _state(shop)["orders"] == ordered
        assert shop.post("/orders").status_code == 201, "only one is held"
        assert not answer.done()
        shop.post(f"/_control/{end}", json=[])

        assert answer.result(LONG_S).status_code == 201
        assert _state(shop)["held"] == 0


def test_a_dropped_connection_leaves_half_an_answer(
    shop: httpx.Client, mood: Mood
) -> None:
    mood({"drop": True, "times": 1})

    with pytest.raises(httpx.RemoteProtocolError, match="without sending"):
        shop.post("/orders")

    assert _state(shop)["orders"] == 0
    assert shop.post("/orders").status_code == 201


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        pytest.param({"status": 504}, 504, id="another answer"),
        pytest.param({"status": 0}, 201, id="the real answer"),
    ],
)
def test_a_fault_afterwards_keeps_the_effect_once(
    shop: httpx.Client, mood: Mood, fault: dict[str, object], status: int
) -> None:
    mood({**fault, "when": "after"})

    assert shop.post("/orders").status_code == status
    assert _state(shop)["orders"] == 1


def test_a_connection_dropped_afterwards_loses_only_the_answer(
    shop: httpx.Client, mood: Mood
) -> None:
    mood({"drop": True, "when": "after"})

    with pytest.raises(httpx.RemoteProtocolError):
        shop.post("/orders")

    assert _state(shop)["orders"] == 1


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param(b"{", id="no JSON"),
        pytest.param(b'{"statuss": 503}', id="an unknown field"),
        pytest.param(b'{"status": 99}', id="no HTTP status"),
        pytest.param(b'{"delay": 3600}', id="too long a delay"),
        pytest.param(b'["503"]', id="no fault"),
    ],
)
def test_a_mood_nobody_understands_changes_nothing(
    shop: httpx.Client, mood: Mood, asked: bytes
) -> None:
    mood({"status": 500})

    refused = shop.post("/_control/mood", content=asked)

    assert refused.status_code == 422
    assert shop.post("/orders").status_code == 500


@pytest.mark.parametrize(
    "nothing",
    [
        pytest.param(b"[]", id="list"),
        pytest.param(b"{}", id="object"),
        pytest.param(b"null", id="null"),
    ],
)
def test_an_empty_mood_is_a_good_mood(
    shop: httpx.Client, mood: Mood, nothing: bytes
) -> None:
    mood({"status": 500})

    shop.post("/_control/mood", content=nothing)

    assert shop.post("/orders").status_code == 201


def test_a_reset_brings_back_the_world_and_the_good_mood(
    shop: httpx.Client, mood: Mood
) -> None:
    shop.post("/orders")
    mood({"status": 500})

    shop.post("/_control/reset")

    assert _state(shop) == {
        "requests": {},
        "held": 0,
        "orders": 0,
        "faults": [],
    }


def test_the_state_counts_requests_and_shows_the_faults_left(
    shop: httpx.Client, mood: Mood
) -> None:
    mood({"status": 500, "times": 3})
    shop.post("/orders")
    shop.get("/orders")

    state = _state(shop)

    assert state["requests"] == {"/orders": 2}
    assert [fault["times"] for fault in state["faults"]] == [1]


async def test_only_so_many_paths_are_counted_apart() -> None:
    shop = Shop()
    shop.app.requests.update({f"/{n}": 1 for n in range(MAX_COUNTED_PATHS)})
    transport = httpx.ASGITransport(shop.app)

    async with httpx.AsyncClient(transport=transport, base_url="http://x") as client:
        await client.get("/one")
        await client.get("/two")

    assert shop.app.requests[OTHER_PATHS] == 2
    assert "/one" not in shop.app.requests


def test_taking_a_fault_leaves_the_others_alone() -> None:
    moods = Shop().app
    moods.put([Fault(path="smtp"), Fault(path="/")])

    taken = moods.take(lambda fault: fault.path == "/")

    assert taken is moods.faults[1]
    assert moods.take(lambda fault: fault.path == "pop3") is None


def _state(shop: httpx.Client) -> Json:
    return shop.get("/_control/state").json()
