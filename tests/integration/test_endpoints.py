import re
from http.cookies import SimpleCookie
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route

from asystec_web.api import addresses
from asystec_web.api.addresses import Addresses
from asystec_web.api.security import BODY_MAXIMUM, Security, content_security_policy
from asystec_web.models import TokenPurpose
from asystec_web.routes import SIGNED_IN
from asystec_web.services import Services, build_services, use_services
from asystec_web.settings import Settings, load_settings
from asystec_web.settings.given import Environment
from tests.factories import cookie_of, new_account

ELSEWHERE = [
    pytest.param({"Sec-Fetch-Site": "cross-site"}, id="another site"),
    pytest.param({"Sec-Fetch-Site": "same-site"}, id="a neighbour"),
    pytest.param({"Sec-Fetch-Site": "", "Origin": "https://otra.example"}, id="origin"),
]


@pytest.fixture
async def ticket(services: Services) -> str:
    """What somebody's browser got when they signed in."""
    account = await new_account()
    return await services.sessions.issue(account.id, TokenPurpose.SIGN_IN)


@pytest.fixture
def public(settings: Settings) -> Settings:
    """The same settings under an https address."""
    return settings.model_copy(update={"public_url": "https://registro.example"})


def morsel(answer: httpx.Response, name: str = "asystec") -> dict[str, str]:
    jar = SimpleCookie(answer.headers["Set-Cookie"])
    return {"value": jar[name].value, **jar[name]}


async def test_a_ticket_becomes_a_cookie_that_no_script_reads(
    endpoints: httpx.AsyncClient, services: Services, ticket: str
) -> None:
    answer = await endpoints.post("/sesion", data={"ticket": ticket, "next": "/plan"})

    cookie = morsel(answer)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/plan")
    assert answer.headers["Cache-Control"] == "no-store"
    assert cookie["httponly"]
    assert (cookie["samesite"], cookie["path"]) == ("lax", "/")
    assert not cookie["secure"]
    assert await services.sessions.account_of(cookie["value"])


async def test_over_https_the_cookie_belongs_to_the_host_alone(
    public: Settings, ticket: str, endpoints: httpx.AsyncClient
) -> None:
    held = build_services(public)
    with use_services(held):
        answer = await endpoints.post("/sesion", data={"ticket": ticket, "next": "/"})
    await held.close()

    cookie = morsel(answer, "__Host-asystec")
    assert cookie["secure"]
    assert cookie["path"] == "/"
    assert cookie["domain"] == ""


async def test_a_ticket_serves_once(endpoints: httpx.AsyncClient, ticket: str) -> None:
    await endpoints.post("/sesion", data={"ticket": ticket})

    again = await endpoints.post("/sesion", data={"ticket": ticket})

    assert again.headers["Location"] == "/"
    assert "Set-Cookie" not in again.headers


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        *((page, page) for page in sorted(SIGNED_IN)),
        ("https://otra.example/plan", "/bienvenida"),
        ("//otra.example", "/bienvenida"),
        ("/\\otra.example", "/bienvenida"),
        ("/salir", "/bienvenida"),
        ("", "/bienvenida"),
    ],
)
async def test_signing_in_leads_to_pages_of_ours(
    endpoints: httpx.AsyncClient, ticket: str, asked: str, led: str
) -> None:
    answer = await endpoints.post("/sesion", data={"ticket": ticket, "next": asked})

    assert answer.headers["Location"] == led


@pytest.mark.parametrize("headers", ELSEWHERE)
async def test_another_site_signs_nobody_in(
    endpoints: httpx.AsyncClient, ticket: str, headers: dict[str, str]
) -> None:
    if not headers["Sec-Fetch-Site"]:
        del endpoints.headers["Sec-Fetch-Site"]
        headers = {"Origin": headers["Origin"]}

    refused = await endpoints.post("/sesion", data={"ticket": ticket}, headers=headers)
    taken = await endpoints.post("/sesion", data={"ticket": ticket})

    assert "Set-Cookie" not in refused.headers
    assert "Set-Cookie" in taken.headers


@pytest.mark.parametrize(
    "form",
    [
        pytest.param({}, id="empty"),
        pytest.param({"ticket": ""}, id="no ticket"),
        pytest.param({"ticket": "x" * 100_000}, id="endless ticket"),
        pytest.param({"ticket": "\x00\ud7ff"}, id="no text"),
        pytest.param({f"x{n}": "" for n in range(100)}, id="many fields"),
    ],
)
async def test_garbage_signs_nobody_in(
    endpoints: httpx.AsyncClient, form: dict[str, str]
) -> None:
    answer = await endpoints.post("/sesion", data=form)

    assert answer.status_code < 500
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        pytest.param("application/json", b'{"ticket": 1}', id="json"),
        pytest.param("multipart/form-data", b"x", id="no boundary"),
        pytest.param("multipart/form-data; boundary=b", b"--b\r\n\xff", id="broken"),
        pytest.param("application/x-www-form-urlencoded", b"\xff\xfe=%", id="bytes"),
        pytest.param("", b"", id="nothing"),
    ],
)
async def test_broken_bodies_are_no_server_error(
    endpoints: httpx.AsyncClient, kind: str, content: bytes
) -> None:
    for path in ("/sesion", "/salir", "/pagar", "/suscripcion", "/stripe/webhook"):
        answer = await endpoints.post(
            path, content=content, headers={"Content-Type": kind}
        )

        assert answer.status_code < 500, path
        assert "asystec=" not in answer.headers.get("Set-Cookie", "").replace(
            'asystec=""', ""
        )


async def test_leaving_ends_the_session_and_takes_the_cookie_back(
    endpoints: httpx.AsyncClient, services: Services
) -> None:
    cookies = await cookie_of(await new_account())

    answer = await endpoints.post("/salir", headers={"Cookie": cookies})

    cookie = morsel(answer)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert (cookie["value"], cookie["max-age"]) == ("", "0")
    assert await services.sessions.account_of(cookies.partition("=")[2]) is None


@pytest.mark.parametrize("headers", ELSEWHERE[:2])
async def test_another_site_signs_nobody_out(
    endpoints: httpx.AsyncClient, services: Services, headers: dict[str, str]
) -> None:
    cookies = await cookie_of(await new_account())

    await endpoints.post("/salir", headers={"Cookie": cookies, **headers})

    assert await services.sessions.account_of(cookies.partition("=")[2])


async def test_leaving_without_a_session_is_leaving(
    endpoints: httpx.AsyncClient,
) -> None:
    assert (await endpoints.post("/salir")).headers["Location"] == "/"


@pytest.mark.parametrize("path", ["/sesion", "/salir", "/pagar", "/stripe/webhook"])
async def test_what_changes_something_is_never_a_link(
    endpoints: httpx.AsyncClient, path: str
) -> None:
    assert (await endpoints.get(path)).status_code in {404, 405}


async def test_alive_and_ready(endpoints: httpx.AsyncClient) -> None:
    alive = await endpoints.get("/healthz")
    ready = await endpoints.get("/readyz")

    assert (alive.status_code, alive.json()) == (200, {"alive": True})
    assert (ready.status_code, ready.json()) == (
        200,
        {"database": True, "migrated": True},
    )


async def test_an_old_schema_is_not_ready(
    endpoints: httpx.AsyncClient, services: Services
) -> None:
    async with services.database.engine.begin() as connection:
        await connection.exec_driver_sql("delete from alembic_version")

    answer = await endpoints.get("/readyz")

    assert (answer.status_code, answer.json()["migrated"]) == (503, False)


async def test_without_a_database_we_are_alive_and_not_ready(
    settings: Settings, endpoints: httpx.AsyncClient
) -> None:
    nowhere = {"database_url": "postgresql://127.0.0.1:1/x"}
    held = build_services(load_settings(**{**settings.model_dump(), **nowhere}))
    with use_services(held):
        alive = await endpoints.get("/healthz")
        ready = await endpoints.get("/readyz")
    await held.close()

    assert alive.status_code == 200
    assert (ready.status_code, ready.json()) == (503, {"database": False})


async def test_every_answer_carries_the_headers(endpoints: httpx.AsyncClient) -> None:
    for path in ("/healthz", "/sesion", "/no-existe", "/negocio"):
        headers = (await endpoints.get(path)).headers

        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["X-Frame-Options"] == "SAMEORIGIN"
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "Strict-Transport-Security" not in headers


async def test_https_is_remembered(public: Settings) -> None:
    assert "Strict-Transport-Security" in Security(Starlette(), public, ()).headers


@pytest.mark.parametrize("length", ["-1", "x", str(BODY_MAXIMUM + 1), "1e9", "²"])
async def test_a_body_nobody_needs_to_send_is_refused(
    endpoints: httpx.AsyncClient, length: str
) -> None:
    answer = await endpoints.post(
        "/sesion",
        content=b"x",
        headers={b"Content-Length": length.encode("latin-1")},  # pyright: ignore[reportArgumentType] - httpx takes bytes
    )

    assert answer.status_code == 413


def test_scripts_come_from_us_alone(settings: Settings) -> None:
    policy = dict(
        each.strip().split(" ", 1)
        for each in content_security_policy(settings, ["'sha256-x'"]).split(";")
    )

    assert policy["script-src"] == "'self' 'sha256-x'"
    assert policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["frame-ancestors"] == "'self'"
    assert "ws://localhost:3000" in policy["connect-src"]


def test_forms_lead_to_stripe_in_production(settings: Settings) -> None:
    real = settings.model_copy(update={"stripe_api_url": "https://api.stripe.com"})

    simulated = content_security_policy(settings, [])
    sold = content_security_policy(real, [])

    assert re.search(r"form-action 'self' http://localhost:\d+", simulated)
    assert "form-action 'self' https://checkout.stripe.com" in sold
    assert "localhost" not in sold.partition("form-action")[2].partition(";")[0]


def test_only_named_hosts_may_embed(settings: Settings) -> None:
    embedding = settings.model_copy(update={"embed_hosts": ("https://sitio.example",)})

    security = Security(Starlette(), embedding, ())

    policy = security.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://sitio.example" in policy
    assert "X-Frame-Options" not in security.headers


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> httpx.AsyncClient:
    """A server of two built pages that says which file it would send."""
    for page in ("negocio", "ayuda/usuario-api"):
        (tmp_path / page).parent.mkdir(exist_ok=True)
        (tmp_path / f"{page}.html").touch()
    monkeypatch.setattr(addresses, "STATIC", tmp_path)

    async def name(request: Request) -> PlainTextResponse:
        return PlainTextResponse(request.url.path)

    app = Starlette(routes=[Route("/{path:path}", name)])
    transport = httpx.ASGITransport(Starlette(routes=[Mount("/", Addresses(app))]))
    return httpx.AsyncClient(transport=transport, base_url="http://localhost:3000")


async def test_a_page_is_served_under_its_own_address(
    files: httpx.AsyncClient,
) -> None:
    assert (await files.get("/negocio")).text == "/negocio.html"
    assert (await files.get("/ayuda/usuario-api")).text == "/ayuda/usuario-api.html"
    assert (await files.get("/")).text == "/"
    assert (await files.get("/plan")).text == "/plan"


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/negocio/", "/negocio"),
        ("/negocio//", "/negocio"),
        ("/plan/?cancelado=1", "/plan?cancelado=1"),
    ],
)
async def test_an_address_has_no_slash_at_its_end(
    files: httpx.AsyncClient, asked: str, led: str
) -> None:
    answer = await files.get(asked)

    assert (answer.status_code, answer.headers["Location"]) == (308, led)


def test_the_tests_themselves_touch_no_real_service(settings: Settings) -> None:
    assert settings.environment is Environment.TEST
    for name in ("hacienda_api_url", "hacienda_idp_url", "stripe_api_url"):
        assert getattr(settings, name).startswith("http://localhost:")
