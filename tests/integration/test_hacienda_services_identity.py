import asyncio
import base64
import json
import re
import ssl
import time
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from structlog.testing import capture_logs

from asystec_web.errors.hacienda import (
    HaciendaFailure,
    HaciendaThrottled,
    HaciendaUserBlocked,
    HaciendaUserRejected,
    HaciendaUserRejectedAgain,
    HaciendaUserUnready,
    IdentityConfused,
    IdentityDown,
    IdentitySlow,
    IdentityUnavailable,
    IdentityUnreachable,
    TriesRationed,
    TriesRationedNearby,
)
from asystec_web.services.hacienda import identity as module
from asystec_web.services.hacienda.identity import Environment, Identity
from asystec_web.services.hacienda.store import LocalStore
from asystec_web.services.hacienda.tries import Tries
from asystec_web.services.limits import Limiter
from asystec_web.simulators.hacienda import hacienda_app
from asystec_web.simulators.servers import running_app
from tests.waiting import LONG_S

HOST = "comprobanteselectronicos.go.cr"
USER = f"cpj-3-101-999999@stag.{HOST}"
PROD_USER = f"cpj-3-101-999906@prod.{HOST}"
BLOCKED_USER = f"cpj-3-101-999905@stag.{HOST}"
UNREADY_USER = f"cpj-3-101-999917@stag.{HOST}"
PASSWORD = "Demo&Hacienda+1234%"
PATH = "/auth/realms/rut-stag/protocol/openid-connect"


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


class Remote:
    """The simulator, as seen from its control endpoints."""

    def __init__(self, http: httpx.AsyncClient, url: str) -> None:
        self.http = http
        self.url = url

    async def be_in_a_mood(self, **fault: object) -> None:
        mood = {"path": PATH, **fault}
        answer = await self.http.post(f"{self.url}/_control/mood", json=mood)
        assert answer.status_code == 200, answer.text

    async def state(self) -> dict[str, Any]:
        return (await self.http.get(f"{self.url}/_control/state")).json()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_app(hacienda_app()) as url:
        yield url


@pytest.fixture
async def hacienda(server: str) -> AsyncIterator[Remote]:
    # No certificates are loaded, which takes longer than most tests.
    verify = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    async with httpx.AsyncClient(
        trust_env=False, verify=verify, timeout=LONG_S
    ) as client:
        await client.post(f"{server}/_control/reset")
        yield Remote(client, server)


@pytest.fixture
def clock() -> Clock:
    return Clock()


def tries(clock: Callable[[], float] = time.time) -> Tries:
    return Tries(Limiter(), LocalStore(clock), b"a secret", clock=clock)


@pytest.fixture
def identity(hacienda: Remote, clock: Clock) -> Identity:
    return Identity(hacienda.url, hacienda.http, tries(clock), patience_s=LONG_S)


def patient(hacienda: Remote, patience_s: float) -> Identity:
    return Identity(hacienda.url, hacienda.http, tries(), patience_s=patience_s)


@pytest.mark.parametrize(
    ("user", "environment", "name"),
    [
        pytest.param(USER, "stag", "EMPRESA DE PRUEBA SOCIEDAD ANONIMA", id="sandbox"),
        pytest.param(
            PROD_USER,
            "prod",
            "EMPRESA EN PRODUCCION DE PRUEBA SOCIEDAD ANONIMA",
            id="production",
        ),
    ],
)
async def test_good_credentials_tell_the_name_and_leave_no_session(
    identity: Identity, user: str, environment: Environment, name: str, hacienda: Remote
) -> None:
    assert await identity.check(user, SecretStr(PASSWORD), environment) == name

    state = await hacienda.state()
    assert (state["logins"], state["logouts"], state["open_sessions"]) == (1, 1, 0)


@pytest.mark.parametrize(
    ("user", "password", "failure"),
    [
        pytest.param(USER, "another", HaciendaUserRejected, id="wrong password"),
        pytest.param(USER, "", HaciendaUserRejected, id="empty password"),
        pytest.param(USER, "\ud800", HaciendaUserRejected, id="no text"),
        pytest.param(USER, "ñ\0&a=b\r\n", HaciendaUserRejected, id="any characters"),
        pytest.param("nobody", PASSWORD, HaciendaUserRejected, id="unknown user"),
        pytest.param(PROD_USER, PASSWORD, HaciendaUserRejected, id="other realm"),
        pytest.param(BLOCKED_USER, PASSWORD, HaciendaUserBlocked, id="blocked"),
        pytest.param(UNREADY_USER, PASSWORD, HaciendaUserUnready, id="unready"),
        pytest.param(UNREADY_USER, "another", HaciendaUserRejected, id="not its own"),
    ],
)
async def test_refused_credentials_say_why(
    identity: Identity,
    user: str,
    password: str,
    failure: type[HaciendaFailure],
    hacienda: Remote,
) -> None:
    with pytest.raises(failure):
        await identity.check(user, password, "stag")

    assert (await hacienda.state())["open_sessions"] == 0


def token(claims: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")


def signed_in(access_token: object) -> dict[str, object]:
    body = json.dumps({"access_token": access_token, "refresh_token": "r"})
    return {"status": 200, "body": body}


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        pytest.param({"status": 429}, HaciendaThrottled, id="429"),
        pytest.param({"status": 403}, HaciendaUserBlocked, id="403"),
        pytest.param(
            {"status": 403, "body": "<html>"}, IdentityConfused, id="firewall"
        ),
        pytest.param({"status": 401}, IdentityConfused, id="401 without a word"),
        pytest.param(
            {"status": 401, "body": '{"error":"invalid_client"}'},
            IdentityConfused,
            id="401 about ourselves",
        ),
        pytest.param(
            {"status": 400, "body": '{"error":"invalid_grant"}'},
            HaciendaUserUnready,
            id="400",
        ),
        pytest.param(
            {"status": 400, "body": '{"error":"invalid_request"}'},
            IdentityConfused,
            id="400 about ourselves",
        ),
        pytest.param({"status": 404}, IdentityConfused, id="404"),
        pytest.param({"status": 503}, IdentityDown, id="503"),
        pytest.param({"status": 302}, IdentityConfused, id="redirect"),
        pytest.param({"status": 200}, IdentityConfused, id="nothing"),
        pytest.param({"status": 200, "body": "<html>"}, IdentityConfused, id="HTML"),
        pytest.param({"status": 200, "body": "[]"}, IdentityConfused, id="a list"),
        pytest.param(
            {"status": 200, "body": '{"access_token":"e'}, IdentityConfused, id="cut"
        ),
        pytest.param(signed_in(None), IdentityConfused, id="no token"),
        pytest.param(signed_in("opaque"), IdentityConfused, id="no claims"),
        pytest.param(signed_in("a.ñ.c"), IdentityConfused, id="not base64"),
        pytest.param(
            signed_in(f"a.{token([])}.c"), IdentityConfused, id="claims of no kind"
        ),
        pytest.param({"drop": True}, IdentityUnreachable, id="dropped"),
        pytest.param({"hold": True}, IdentitySlow, id="silent"),
    ],
)
async def test_an_outage_is_not_a_wrong_password(
    fault: dict[str, object],
    failure: type[HaciendaFailure],
    hacienda: Remote,
) -> None:
    await hacienda.be_in_a_mood(**fault)
    identity = patient(hacienda, 0.3 if failure is IdentitySlow else LONG_S)

    with capture_logs() as logs, pytest.raises(failure) as refused:
        await identity.check(USER, PASSWORD, "stag")

    assert refused.type is failure
    if failure is IdentitySlow:
        # Our patience was at its end, and not that of a single request.
        assert logs[-1]["reason"] == "too slow"
    assert PASSWORD not in str(logs)
    assert USER not in str(logs)


async def test_a_token_without_a_name_is_good_enough(
    identity: Identity, hacienda: Remote
) -> None:
    await hacienda.be_in_a_mood(**signed_in(f"a.{token({'azp': 'x'})}.c"))

    assert await identity.check(USER, PASSWORD, "stag") == ""


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"status": 503}, id="refused"),
        pytest.param({"drop": True}, id="dropped"),
        pytest.param({"hold": True}, id="silent"),
    ],
)
async def test_whoever_signed_in_need_not_sign_out(
    fault: dict[str, object], hacienda: Remote
) -> None:
    await hacienda.be_in_a_mood(path=f"{PATH}/logout", **fault)
    # Time enough to sign in, all of which a silent Hacienda takes for signing out.
    identity = patient(hacienda, 5)

    with capture_logs() as logs:
        name = await identity.check(USER, PASSWORD, "stag")

    assert name == "EMPRESA DE PRUEBA SOCIEDAD ANONIMA"
    assert [entry["event"] for entry in logs] == ["identity_session_left_open"]


async def test_a_session_gives_a_token_and_ends_with_its_block(
    identity: Identity, hacienda: Remote
) -> None:
    async with identity.session(USER, PASSWORD, "stag") as tokens:
        during = (await hacienda.state())["open_sessions"]

    after = (await hacienda.state())["open_sessions"]
    assert (during, after) == (1, 0)
    assert tokens.access_token not in repr(tokens)


async def test_a_session_ends_with_whatever_happens_in_it(
    identity: Identity, hacienda: Remote
) -> None:
    with pytest.raises(RuntimeError):
        async with identity.session(USER, PASSWORD, "stag"):
            raise RuntimeError

    assert (await hacienda.state())["open_sessions"] == 0


async def test_a_session_is_closed_behind_whoever_stops_waiting(
    identity: Identity, hacienda: Remote
) -> None:
    inside = asyncio.Event()

    async def stay() -> None:
        async with identity.session(USER, PASSWORD, "stag"):
            inside.set()
            await asyncio.sleep(60)

    staying = asyncio.create_task(stay())
    await inside.wait()
    staying.cancel()
    await asyncio.gather(staying, return_exceptions=True)

    assert (await hacienda.state())["open_sessions"] == 0


async def test_signing_out_has_its_second_when_the_time_is_over(
    hacienda: Remote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SIGN_OUT_S", LONG_S)
    patience_s = 3

    async with patient(hacienda, patience_s).session(USER, PASSWORD, "stag"):
        await asyncio.sleep(patience_s)

    assert (await hacienda.state())["open_sessions"] == 0


async def test_a_token_that_is_none_still_signs_out(
    identity: Identity, hacienda: Remote
) -> None:
    await hacienda.be_in_a_mood(path=f"{PATH}/token", **signed_in("opaque"))

    with pytest.raises(IdentityUnavailable):
        await identity.check(USER, PASSWORD, "stag")

    requests = (await hacienda.state())["requests"]
    assert requests[f"{PATH}/logout"] == 1


async def test_the_same_wrong_pair_is_not_sent_again_for_ten_minutes(
    identity: Identity, clock: Clock, hacienda: Remote
) -> None:
    for _ in range(5):
        with pytest.raises(HaciendaUserRejected):
            await identity.check(USER, "wrong", "stag")
    sent_at_first = (await hacienda.state())["failed_logins"]
    clock.now += 600
    with pytest.raises(HaciendaUserRejected):
        await identity.check(USER, "wrong", "stag")

    assert sent_at_first == 1
    assert (await hacienda.state())["failed_logins"] == 2


async def test_the_same_wrong_pair_is_told_when_it_may_be_tried_again(
    identity: Identity, clock: Clock
) -> None:
    with pytest.raises(HaciendaUserRejected):
        await identity.check(USER, "wrong", "stag")
    clock.now += 180

    with pytest.raises(HaciendaUserRejectedAgain) as again:
        await identity.check(USER, "wrong", "stag")

    assert again.value.values == {"wait": "7 minutos"}


async def test_a_pair_sent_twice_at_once_reaches_hacienda_once(
    identity: Identity, hacienda: Remote
) -> None:
    outcomes = await asyncio.gather(
        *(identity.check(USER, "wrong", "stag", "203.0.113.7") for _ in range(4)),
        return_exceptions=True,
    )

    kinds = sorted(type(each).__name__ for each in outcomes)
    assert kinds == ["HaciendaUserRejected", *["HaciendaUserRejectedAgain"] * 3]
    assert (await hacienda.state())["failed_logins"] == 1


async def test_a_blocked_user_is_not_asked_for_again_with_the_same_password(
    identity: Identity, clock: Clock, hacienda: Remote
) -> None:
    with pytest.raises(HaciendaUserBlocked):
        await identity.check(BLOCKED_USER, PASSWORD, "stag")
    clock.now += 60

    with pytest.raises(HaciendaUserBlocked) as blocked:
        await identity.check(BLOCKED_USER, PASSWORD, "stag")

    assert (await hacienda.state())["failed_logins"] == 1
    assert blocked.value.values == {"wait": "4 minutos"}


async def test_a_user_that_is_unready_may_be_tried_again_at_once_but_not_for_ever(
    identity: Identity, hacienda: Remote
) -> None:
    for _ in range(3):
        with pytest.raises(HaciendaUserUnready):
            await identity.check(UNREADY_USER, PASSWORD, "stag")

    with pytest.raises(TriesRationed):
        await identity.check(UNREADY_USER, PASSWORD, "stag")

    assert (await hacienda.state())["failed_logins"] == 3


async def test_nothing_that_failed_can_be_read_from_memory(identity: Identity) -> None:
    with pytest.raises(HaciendaUserRejected):
        await identity.check(USER, "my wrong password", "stag")

    store = vars(vars(identity)["_tries"])["_store"]
    remembered = repr(vars(vars(store)["_memory"]))
    assert "hacienda.rejected_again" in remembered
    assert "wrong" not in remembered
    assert USER not in remembered


async def test_a_user_fails_three_times_a_minute(
    identity: Identity, hacienda: Remote
) -> None:
    for attempt in range(3):
        with pytest.raises(HaciendaUserRejected):
            await identity.check(USER, f"wrong {attempt}", "stag")

    with pytest.raises(TriesRationed) as rationed:
        await identity.check(USER.upper(), PASSWORD, "stag")

    assert re.fullmatch(r"\d+ segundos", rationed.value.values["wait"])
    assert await identity.check(PROD_USER, PASSWORD, "prod")
    assert (await hacienda.state())["failed_logins"] == 3


async def test_tries_sent_at_once_count_one_after_the_other(
    identity: Identity, hacienda: Remote
) -> None:
    await asyncio.gather(
        *(identity.check(USER, f"wrong {n}", "stag") for n in range(12)),
        return_exceptions=True,
    )

    assert (await hacienda.state())["failed_logins"] == 3


async def test_who_signs_in_well_may_do_so_more_often(identity: Identity) -> None:
    for _ in range(8):
        assert await identity.check(USER, PASSWORD, "stag")

    with pytest.raises(TriesRationed):
        await identity.check(USER, PASSWORD, "stag")


@pytest.mark.parametrize(
    ("sources", "sent"),
    [
        pytest.param(["203.0.113.7"], 4, id="one address"),
        pytest.param(["2001:db8::1", "2001:db8::2"], 4, id="one IPv6 customer"),
        pytest.param(["203.0.113.7", "203.0.113.8"], 8, id="two addresses"),
        pytest.param([""], 12, id="tries of our own"),
    ],
)
async def test_a_source_fails_four_times_a_minute_whoever_it_says_it_is(
    identity: Identity, hacienda: Remote, sources: list[str], sent: int
) -> None:
    outcomes = [
        await asyncio.gather(
            identity.check(
                f"cpj-3-101-9998{n:02}@stag.{HOST}",
                PASSWORD,
                "stag",
                sources[n % len(sources)],
            ),
            return_exceptions=True,
        )
        for n in range(12)
    ]

    refused = [type(each) for (each,) in outcomes]
    assert refused.count(TriesRationedNearby) == 12 - sent
    assert (await hacienda.state())["failed_logins"] == sent


async def test_neighbours_who_sign_in_well_do_not_count(identity: Identity) -> None:
    for _ in range(6):
        assert await identity.check(USER, PASSWORD, "stag", "203.0.113.7")


@pytest.mark.parametrize(
    ("retry_after", "waits"),
    [
        pytest.param({"Retry-After": "120"}, "2 minutos", id="as it says"),
        pytest.param({}, "60 segundos", id="without a word"),
        pytest.param({"Retry-After": "0"}, "1 segundo", id="not at all"),
        pytest.param({"Retry-After": "99999999"}, "60 minutos", id="for years"),
    ],
)
async def test_a_user_waits_as_long_as_hacienda_says(
    identity: Identity,
    clock: Clock,
    hacienda: Remote,
    retry_after: dict[str, str],
    waits: str,
) -> None:
    await hacienda.be_in_a_mood(status=429, headers=retry_after, times=1)

    for password in (PASSWORD, "another"):
        with pytest.raises(HaciendaThrottled) as refused:
            await identity.check(USER, password, "stag")
        assert refused.type is HaciendaThrottled
        assert refused.value.values == {"wait": waits}

    assert (await hacienda.state())["failed_logins"] == 0
    clock.now += 3600
    assert await identity.check(USER, PASSWORD, "stag")


async def test_a_queue_before_a_silent_hacienda_does_not_add_up(
    hacienda: Remote,
) -> None:
    await hacienda.be_in_a_mood(hold=True)
    identity = patient(hacienda, 1)

    outcomes = await asyncio.gather(
        *(identity.check(USER, f"any {n}", "stag", "203.0.113.7") for n in range(5)),
        return_exceptions=True,
    )

    assert {type(each) for each in outcomes} == {IdentitySlow}
    # Each waiting anew once its turn had come, all of them would have asked.
    assert (await hacienda.state())["requests"][f"{PATH}/token"] < 5


async def test_an_outage_does_not_mark_a_pair_as_wrong(
    identity: Identity, hacienda: Remote
) -> None:
    await hacienda.be_in_a_mood(status=503, times=1)
    with pytest.raises(IdentityUnavailable):
        await identity.check(USER, PASSWORD, "stag")

    assert await identity.check(USER, PASSWORD, "stag")
