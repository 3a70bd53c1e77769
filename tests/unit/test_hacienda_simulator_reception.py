from typing import Any

import httpx
import pytest

from tests.hand_clock import Clock

COMPANY = "cpj-3-101-999999@stag.comprobanteselectronicos.go.cr"
PERSON = "cpf-01-1111-1111@stag.comprobanteselectronicos.go.cr"
SANDBOX = "/recepcion-sandbox/v1/comprobantes"
PRODUCTION = "/recepcion/v1/comprobantes"


async def sign_in(hacienda: httpx.AsyncClient, username: str = COMPANY) -> None:
    answer = await hacienda.post(
        "/auth/realms/rut-stag/protocol/openid-connect/token",
        data={
            "grant_type": "password",
            "client_id": "api-stag",
            "username": username,
            "password": "Demo&Hacienda+1234%",
        },
    )
    token = answer.json()["access_token"]
    hacienda.headers["Authorization"] = f"Bearer {token}"


async def test_the_first_page_has_the_fifty_newest(hacienda: httpx.AsyncClient) -> None:
    await sign_in(hacienda)

    answer = await hacienda.get(SANDBOX, params={"emisor": "02003101999999"})

    items = answer.json()
    dates = [item["fecha"] for item in items]
    assert answer.status_code == 206
    assert answer.headers["Content-Range"] == "0-49/177"
    assert len(items) == 50
    assert dates == sorted(dates, reverse=True)
    assert items[0]["emisor"]["numeroIdentificacion"] == "003101999999"
    assert items[0]["receptor"]["nombre"] == "PERSONA DE PRUEBA"


async def test_paging_reaches_the_last_number_of_every_type(
    hacienda: httpx.AsyncClient,
) -> None:
    await sign_in(hacienda)
    last: dict[str, int] = {}
    claves: set[str] = set()

    for offset in range(0, 200, 50):
        page = await hacienda.get(SANDBOX, params={"offset": offset, "limit": 50})
        for item in page.json():
            number = item["clave"][21:41]
            claves.add(item["clave"])
            assert number[:8] == "00100001"
            last[number[8:10]] = max(last.get(number[8:10], 0), int(number[10:]))

    assert last == {"01": 42, "03": 7, "04": 128}
    assert len(claves) == 177
    assert all(len(clave) == 50 for clave in claves)


async def test_all_on_one_page_is_a_200(hacienda: httpx.AsyncClient) -> None:
    await sign_in(hacienda)

    answer = await hacienda.get(SANDBOX, params={"limit": 500})

    assert (answer.status_code, len(answer.json())) == (200, 177)
    assert "Content-Range" not in answer.headers


async def test_beyond_the_end_there_is_nothing(hacienda: httpx.AsyncClient) -> None:
    await sign_in(hacienda)

    assert (await hacienda.get(SANDBOX, params={"offset": 900})).json() == []


async def test_whoever_has_issued_nothing_has_an_empty_list(
    hacienda: httpx.AsyncClient,
) -> None:
    await sign_in(hacienda, PERSON)

    answer = await hacienda.get(SANDBOX, params={"emisor": "01000111111111"})

    assert (answer.status_code, answer.json()) == (200, [])


async def test_the_receiver_filters(hacienda: httpx.AsyncClient) -> None:
    await sign_in(hacienda)

    nobody = await hacienda.get(SANDBOX, params={"receptor": "02003101999901"})
    person = await hacienda.get(SANDBOX, params={"receptor": "01000111111111"})

    assert nobody.json() == []
    assert len(person.json()) == 50


async def test_one_document_is_found_by_its_clave(hacienda: httpx.AsyncClient) -> None:
    await sign_in(hacienda)
    newest = (await hacienda.get(SANDBOX)).json()[0]

    found = await hacienda.get(f"{SANDBOX}/{newest['clave']}")
    missing = await hacienda.get(f"{SANDBOX}/{'0' * 50}")

    assert found.json() == newest
    assert missing.status_code == 404


@pytest.mark.parametrize(
    "tail",
    [
        pytest.param("", id="the list"),
        pytest.param(f"/{'5' * 50}", id="a document"),
    ],
)
async def test_nothing_is_shown_without_a_token(
    hacienda: httpx.AsyncClient, tail: str
) -> None:
    assert (await hacienda.get(SANDBOX + tail)).status_code == 401


@pytest.mark.parametrize(
    "authorization",
    [
        pytest.param("Bearer a.b.c", id="made up"),
        pytest.param("Basic YTpi", id="another scheme"),
        pytest.param("Bearer", id="nothing"),
    ],
)
async def test_strange_tokens_are_refused(
    hacienda: httpx.AsyncClient, authorization: str
) -> None:
    headers = {"Authorization": authorization}

    assert (await hacienda.get(SANDBOX, headers=headers)).status_code == 401


async def test_a_token_lives_five_minutes(
    hacienda: httpx.AsyncClient, clock: Clock
) -> None:
    await sign_in(hacienda)
    clock.now += 299
    in_time = await hacienda.get(SANDBOX)
    clock.now += 1

    late = await hacienda.get(SANDBOX)

    assert (in_time.status_code, late.status_code) == (206, 401)


async def test_a_sandbox_token_does_not_open_production(
    hacienda: httpx.AsyncClient,
) -> None:
    await sign_in(hacienda)

    assert (await hacienda.get(PRODUCTION)).status_code == 401


async def test_anothers_documents_are_forbidden(hacienda: httpx.AsyncClient) -> None:
    await sign_in(hacienda, PERSON)

    answer = await hacienda.get(SANDBOX, params={"emisor": "02003101999999"})

    assert answer.status_code == 403
    assert "X-Error-Cause" in answer.headers


@pytest.mark.parametrize(
    "query",
    [
        pytest.param({"offset": "-1"}, id="a negative offset"),
        pytest.param({"limit": "0"}, id="no limit"),
        pytest.param({"limit": "muchos"}, id="words"),
    ],
)
async def test_odd_pages_are_a_bad_request(
    hacienda: httpx.AsyncClient, query: dict[str, str]
) -> None:
    await sign_in(hacienda)

    assert (await hacienda.get(SANDBOX, params=query)).status_code == 400


async def test_a_reset_makes_old_tokens_strange(hacienda: httpx.AsyncClient) -> None:
    await sign_in(hacienda)

    await hacienda.post("/_control/reset")

    assert (await hacienda.get(SANDBOX)).status_code == 401


def user(cedula: str, environment: str = "stag") -> str:
    written = f"cpj-{cedula[0]}-{cedula[1:4]}-{cedula[4:]}"
    return f"{written}@{environment}.comprobanteselectronicos.go.cr"


async def listed(hacienda: httpx.AsyncClient, cedula: str) -> list[Any]:
    await sign_in(hacienda, user(cedula))
    return (await hacienda.get(SANDBOX, params={"limit": 500})).json()


async def test_several_terminals_have_series_of_their_own(
    hacienda: httpx.AsyncClient,
) -> None:
    last: dict[str, int] = {}
    for item in await listed(hacienda, "3101999916"):
        number = item["clave"][21:41]
        last[number[:10]] = max(last.get(number[:10], 0), int(number[10:]))

    assert last == {
        "0010000101": 310,
        "0010000201": 900,
        "0010000204": 55,
        "0020000101": 12,
    }


async def test_a_cedula_with_a_letter_has_it_in_its_claves(
    hacienda: httpx.AsyncClient,
) -> None:
    items = await listed(hacienda, "3101A00001")

    assert {item["clave"][9:21] for item in items} == {"003101A00001"}
    assert {len(item["clave"]) for item in items} == {50}


async def test_the_endless_list_has_another_page_wherever_one_looks(
    hacienda: httpx.AsyncClient,
) -> None:
    await sign_in(hacienda, user("3101999911"))

    for offset in (0, 50, 900_000):
        page = await hacienda.get(SANDBOX, params={"offset": offset})
        assert (page.status_code, len(page.json())) == (206, 50)


async def test_a_mixed_list_holds_what_it_should_not(
    hacienda: httpx.AsyncClient,
) -> None:
    items = await listed(hacienda, "3101999912")
    claves = [item["clave"] for item in items if isinstance(item, dict) and item]

    assert any(isinstance(clave, str) and len(clave) != 50 for clave in claves)
    assert len(claves) > len(set(map(str, claves)))
    assert any("111111111" in str(clave) for clave in claves)


async def test_a_list_may_be_forbidden(hacienda: httpx.AsyncClient) -> None:
    await sign_in(hacienda, user("3101999913"))

    assert (await hacienda.get(SANDBOX)).status_code == 403


async def test_a_second_page_may_have_to_wait(hacienda: httpx.AsyncClient) -> None:
    await sign_in(hacienda, user("3101999915"))
    first = await hacienda.get(SANDBOX)

    second = await hacienda.get(SANDBOX, params={"offset": 50})

    assert (first.status_code, second.status_code) == (206, 429)
    assert second.headers["X-Ratelimit-Reset"] == "60"
