from collections.abc import AsyncIterator

import httpx
import pytest
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette

from asystec_web.api.application import around
from asystec_web.api.security import BODY_MAXIMUM
from asystec_web.services import Services
from asystec_web.services.sessions import Sessions


@pytest.fixture
async def server(services: Services) -> AsyncIterator[httpx.AsyncClient]:
    """Our endpoints behind a server, which logs what fails and goes on."""
    transport = httpx.ASGITransport(around(Starlette()), raise_app_exceptions=False)
    async with httpx.AsyncClient(
        transport=transport,
        base_url=services.settings.public_url,
        headers={"Sec-Fetch-Site": "same-origin"},
    ) as client:
        yield client


def assert_page_of_ours(answer: httpx.Response, title: str) -> None:
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert f"<h1>{title}</h1>" in answer.text
    assert '<a href="/">Ir al inicio</a>' in answer.text


@pytest.mark.parametrize("path", ["/sesion", "/salir"])
async def test_without_a_database_a_person_reads_what_happened(
    server: httpx.AsyncClient, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        statement = "secret detail"
        raise OperationalError(statement, {}, Exception())

    monkeypatch.setattr(Sessions, "open", broken)
    monkeypatch.setattr(Sessions, "close", broken)

    answer = await server.post(path, data={"ticket": "x"})

    assert answer.status_code == 500
    assert_page_of_ours(answer, "No pudimos completar lo que pidió")
    assert "secret detail" not in answer.text
    assert "Set-Cookie" not in answer.headers


async def test_an_odd_form_is_answered_in_spanish(server: httpx.AsyncClient) -> None:
    answer = await server.post("/sesion", data={"a": "1", "b": "2", "c": "3"})

    assert answer.status_code == 400
    assert_page_of_ours(answer, "No entendimos lo que envió")


async def test_a_body_that_says_it_is_too_large_gets_a_page(
    server: httpx.AsyncClient,
) -> None:
    answer = await server.post(
        "/sesion", content=b"x", headers={"Content-Length": str(BODY_MAXIMUM + 1)}
    )

    assert answer.status_code == 413
    assert_page_of_ours(answer, "Lo que envió es demasiado grande")


@pytest.mark.parametrize(
    ("kind", "chunk"),
    [
        pytest.param("application/x-www-form-urlencoded", b"&" * 10_000, id="form"),
        pytest.param("multipart/form-data; boundary=x", b"--" * 5_000, id="parts"),
    ],
)
async def test_a_body_without_a_length_is_bounded_too(
    server: httpx.AsyncClient, kind: str, chunk: bytes
) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(1_000):
            sent += len(chunk)
            yield chunk

    answer = await server.post(
        "/sesion", content=endless(), headers={"Content-Type": kind}
    )

    assert answer.status_code in {400, 413}
    assert sent <= BODY_MAXIMUM + 2 * len(chunk)
