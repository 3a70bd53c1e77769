import base64
import json
from typing import Any

import httpx
import pytest

from tests.hand_clock import Clock

USER = "cpj-3-101-999999@stag.comprobanteselectronicos.go.cr"
PROD_USER = "cpj-3-101-999906@prod.comprobanteselectronicos.go.cr"
BLOCKED_USER = "cpj-3-101-999905@stag.comprobanteselectronicos.go.cr"
PASSWORD = "Demo&Hacienda+1234%"


async def ask(
    hacienda: httpx.AsyncClient,
    what: str = "token",
    realm: str = "rut-stag",
    **fields: str,
) -> httpx.Response:
    url = f"/auth/realms/{realm}/protocol/openid-connect/{what}"
    return await hacienda.post(url, data=fields)


async def log_in(
    hacienda: httpx.AsyncClient,
    username: str = USER,
    password: str = PASSWORD,
    realm: str = "rut-stag",
    client_id: str = "api-stag",
) -> httpx.Response:
    return await ask(
        hacienda,
        realm=realm,
        grant_type="password",
        client_id=client_id,
        client_secret="",
        scope="",
        username=username,
        password=password,
    )


def claims(token: str) -> dict[str, Any]:
    body = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))


async def test_the_demo_user_gets_tokens_in_haciendas_shape(
    hacienda: httpx.AsyncClient, clock: Clock
) -> None:
    answer = await log_in(hacienda)

    tokens = answer.json()
    known = claims(tokens["access_token"])
    assert answer.status_code == 200
    assert (tokens["expires_in"], tokens["refresh_expires_in"]) == (300, 36000)
    assert tokens["token_type"] == "bearer"
    assert known["preferred_username"] == known["email"] == USER
    assert known["name"].strip() == known["given_name"]
    assert known["given_name"] == "EMPRESA DE PRUEBA SOCIEDAD ANONIMA"
    assert known["iss"].endswith("go.cr/auth/realms/rut-stag")
    assert known["aud"] == known["azp"] == "api-stag"
    assert known["exp"] == clock.now + 300
    assert PASSWORD not in json.dumps(known)


async def test_a_user_name_may_be_typed_in_capitals(
    hacienda: httpx.AsyncClient,
) -> None:
    assert (await log_in(hacienda, USER.upper())).status_code == 200


async def test_the_production_realm_has_users_of_its_own(
    hacienda: httpx.AsyncClient,
) -> None:
    right = await log_in(hacienda, PROD_USER, realm="rut", client_id="api-prod")
    wrong = await log_in(hacienda, PROD_USER)

    assert claims(right.json()["access_token"])["azp"] == "api-prod"
    assert wrong.status_code == 401


@pytest.mark.parametrize(
    ("username", "password"),
    [
        pytest.param(USER, "other", id="a wrong password"),
        pytest.param(USER, "", id="no password"),
        pytest.param(USER, PASSWORD + " ", id="a blank too many"),
        pytest.param(
            "nadie@stag.comprobanteselectronicos.go.cr", PASSWORD, id="nobody"
        ),
    ],
)
async def test_what_does_not_fit_is_an_invalid_grant(
    hacienda: httpx.AsyncClient, username: str, password: str
) -> None:
    answer = await log_in(hacienda, username, password)

    assert answer.status_code == 401
    assert answer.json()["error"] == "invalid_grant"


async def test_a_password_sent_without_encoding_is_a_wrong_one(
    hacienda: httpx.AsyncClient,
) -> None:
    answer = await hacienda.post(
        "/auth/realms/rut-stag/protocol/openid-connect/token",
        content=(
            f"grant_type=password&client_id=api-stag&username={USER}"
            f"&password={PASSWORD}"
        ),
        headers={"Content-Type": "application/x-www-form-urlencoded"},
    )

    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("realm", "client_id", "status"),
    [
        pytest.param("rut-stag", "api-prod", 401, id="the other realm's client"),
        pytest.param("rut", "api-stag", 401, id="the other client's realm"),
        pytest.param("other", "api-stag", 404, id="no realm"),
    ],
)
async def test_client_and_realm_must_fit(
    hacienda: httpx.AsyncClient, realm: str, client_id: str, status: int
) -> None:
    answer = await log_in(hacienda, realm=realm, client_id=client_id)

    assert answer.status_code == status
    assert answer.json()["error"] != "invalid_grant"


async def test_an_unknown_grant_is_told_so(hacienda: httpx.AsyncClient) -> None:
    answer = await ask(hacienda, grant_type="magic", client_id="api-stag")

    assert (answer.status_code, answer.json()) == (
        400,
        {"error": "unsupported_grant_type"},
    )


async def test_a_blocked_user_is_forbidden(hacienda: httpx.AsyncClient) -> None:
    assert (await log_in(hacienda, BLOCKED_USER)).status_code == 403


async def test_five_failures_a_minute_close_the_door_even_to_the_right_password(
    hacienda: httpx.AsyncClient, clock: Clock
) -> None:
    for _ in range(5):
        assert (await log_in(hacienda, password="no")).status_code == 401
        clock.now += 1

    closed = await log_in(hacienda)
    other = await log_in(
        hacienda, "cpf-01-1111-1111@stag.comprobanteselectronicos.go.cr"
    )
    clock.now += 55
    open_again = await log_in(hacienda)

    assert (closed.status_code, closed.headers["Retry-After"]) == (429, "55")
    assert other.status_code == 200
    assert open_again.status_code == 200


async def test_a_refresh_token_gives_new_tokens(
    hacienda: httpx.AsyncClient, clock: Clock
) -> None:
    refresh = (await log_in(hacienda)).json()["refresh_token"]
    clock.now += 1000

    answer = await ask(
        hacienda,
        grant_type="refresh_token",
        client_id="api-stag",
        refresh_token=refresh,
    )

    known = claims(answer.json()["access_token"])
    assert (known["preferred_username"], known["exp"]) == (USER, clock.now + 300)


async def test_a_logout_ends_the_session(hacienda: httpx.AsyncClient) -> None:
    refresh = (await log_in(hacienda)).json()["refresh_token"]
    asked = {"client_id": "api-stag", "refresh_token": refresh}

    ended = await ask(hacienda, "logout", **asked)
    refused = await ask(hacienda, grant_type="refresh_token", **asked)

    assert (ended.status_code, ended.content) == (204, b"")
    assert (refused.status_code, refused.json()["error"]) == (400, "invalid_grant")


async def test_a_refresh_token_lasts_ten_hours(
    hacienda: httpx.AsyncClient, clock: Clock
) -> None:
    refresh = (await log_in(hacienda)).json()["refresh_token"]
    clock.now += 36_000

    answer = await ask(
        hacienda,
        grant_type="refresh_token",
        client_id="api-stag",
        refresh_token=refresh,
    )

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "token",
    [
        pytest.param("", id="empty"),
        pytest.param("a.b.c", id="made up"),
        pytest.param("señal", id="not even a token"),
    ],
)
async def test_strange_refresh_tokens_are_refused(
    hacienda: httpx.AsyncClient, token: str
) -> None:
    answer = await ask(hacienda, "logout", client_id="api-stag", refresh_token=token)

    assert answer.status_code == 400


async def test_an_access_token_is_no_refresh_token(hacienda: httpx.AsyncClient) -> None:
    access = (await log_in(hacienda)).json()["access_token"]

    answer = await ask(hacienda, "logout", client_id="api-stag", refresh_token=access)

    assert answer.status_code == 400


async def test_tokens_of_one_realm_mean_nothing_in_the_other(
    hacienda: httpx.AsyncClient,
) -> None:
    refresh = (await log_in(hacienda)).json()["refresh_token"]

    answer = await ask(
        hacienda, "logout", "rut", client_id="api-prod", refresh_token=refresh
    )

    assert answer.status_code == 400


async def test_the_state_counts_logins_and_shows_no_secret(
    hacienda: httpx.AsyncClient,
) -> None:
    await log_in(hacienda, password="a wrong secret")
    refresh = (await log_in(hacienda)).json()["refresh_token"]
    await ask(hacienda, "logout", client_id="api-stag", refresh_token=refresh)

    state = await hacienda.get("/_control/state")

    told = state.json()
    assert (told["logins"], told["failed_logins"], told["logouts"]) == (1, 1, 1)
    assert told["open_sessions"] == 0
    assert "secret" not in state.text
    assert PASSWORD not in state.text
