"""A real browser before a real server, for each database."""

import re
import subprocess
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

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
from tests.e2e.databases import running_postgresql
from tests.e2e.every_page import Place, Visitor
from tests.e2e.moods import cheer_up
from tests.e2e.people import DEMO_COMPANY, People, Person
from tests.e2e.server import Site, running_site
from tests.e2e.walk import Enter, Visit, Walk

# Nobody needs as long, unless the machine is busy.
PATIENCE_MS = 20_000

Onlookers = dict[tuple[str, Visitor], Person]


def pytest_configure(config: pytest.Config) -> None:
    if config.option.screenshot == "off":
        config.option.screenshot = "only-on-failure"
    expect.set_options(timeout=PATIENCE_MS)


@pytest.fixture(scope="session")
def browser_type_launch_args(
    browser_type_launch_args: dict[str, Any],
) -> dict[str, Any]:
    """Take the system's browser, or have Playwright bring its own."""
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
def _pages_built() -> None:
    build_pages(load_settings(), print)


@pytest.fixture(scope="session")
def portal() -> Generator[BlockingPortal]:
    """Give an event loop in another thread: Playwright's has this one."""
    with start_blocking_portal() as portal:
        yield portal


@pytest.fixture(scope="session")
def sqlite_site(folder: Path, _pages_built: None) -> Generator[Site]:
    url = f"sqlite:///{folder / 'asystec.db'}"
    with running_site(url, folder / "sqlite.log") as site:
        yield site


@pytest.fixture(scope="session")
def postgresql_site(folder: Path, _pages_built: None) -> Generator[Site]:
    with (
        running_postgresql() as url,
        running_site(url, folder / "postgresql.log") as site,
    ):
        yield site


@pytest.fixture
def site(request: pytest.FixtureRequest) -> Generator[Site]:
    """The site on SQLite, or on the database a test is parametrised with."""
    database = getattr(request, "param", "sqlite")
    chosen: Site = request.getfixturevalue(f"{database}_site")
    yield chosen
    cheer_up(chosen.simulators)


@pytest.fixture
def people(site: Site, portal: BlockingPortal) -> Generator[People]:
    people = People(site, portal)
    yield people
    people.close()


@pytest.fixture
def watch(site: Site) -> Generator[Watch]:
    """Fail whatever test's pages complained, unless it expected just that."""
    watch = Watch.for_site(site)
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
            context.add_cookies(
                [
                    {
                        "name": "asystec",
                        "value": person.token,
                        "url": site.url,
                        "httpOnly": True,
                        "sameSite": "Lax",
                    }
                ]
            )
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


@pytest.fixture(scope="session")
def onlookers() -> Onlookers:
    """Who only looks at pages may be the same person every time."""
    return {}


@pytest.fixture
def visit(
    site: Site,
    people: People,
    open_page: OpenPage,
    watch: Watch,
    onlookers: Onlookers,
) -> Visit:
    """Open one of all pages as somebody who may see it."""

    def visit_(place: Place, device: Device = DESKTOP) -> Walk:
        key = (site.database_url, place.visitor)
        if place.visitor != "nobody" and key not in onlookers:
            onlookers[key] = people.before(place.step)
        walk = Walk(open_page(device, onlookers.get(key)), site)
        if place.complaint:
            watch.expect(place.complaint)
        walk.page.goto(place.address)
        walk.arrive(place.address, re.escape(place.heading))
        return walk

    return visit_


@pytest.fixture(
    params=[pytest.param(PHONE, id="phone"), pytest.param(DESKTOP, id="desktop")]
)
def screen(request: pytest.FixtureRequest) -> Device:
    return request.param
