"""Effects: the outside world, the database, secrets.

`services()` gives those of this process; tests put their own in place with
`use_services`.
"""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

import httpx

from asystec_web.services.accounts import Accounts
from asystec_web.services.billing import NOTICES_EVERY_S, SWEEP_EVERY_S, Billing
from asystec_web.services.businesses import Businesses
from asystec_web.services.candidate_trials import CandidateTrials
from asystec_web.services.candidates import Candidates
from asystec_web.services.connection_news import ConnectionNews
from asystec_web.services.connections import Connections
from asystec_web.services.database import Database
from asystec_web.services.hacienda.identity import Identity
from asystec_web.services.hacienda.reception import Reception
from asystec_web.services.hacienda.store import Store, store_at
from asystec_web.services.hacienda.taxpayers import Taxpayers
from asystec_web.services.hacienda.tries import Tries
from asystec_web.services.key_reminders import KeyReminders
from asystec_web.services.keys import Keys
from asystec_web.services.last_numbers import LastNumbers
from asystec_web.services.limits import Limiter
from asystec_web.services.mail import Mail
from asystec_web.services.other_device import OtherDevice
from asystec_web.services.pay_tokens import PayTokens
from asystec_web.services.rounds import Round, Rounds
from asystec_web.services.second_looks import SecondLooks
from asystec_web.services.sessions import Sessions
from asystec_web.services.vault import vault_from
from asystec_web.settings import Settings, settings


@dataclass(frozen=True, slots=True)
class Services:
    """Everything a handler may ask for."""

    settings: Settings
    database: Database
    http: httpx.AsyncClient
    limiter: Limiter
    store: Store
    mail: Mail
    accounts: Accounts
    sessions: Sessions
    other_device: OtherDevice
    businesses: Businesses
    taxpayers: Taxpayers
    keys: Keys
    connections: Connections
    candidates: Candidates
    trials: CandidateTrials
    second_looks: SecondLooks
    reminders: KeyReminders
    last_numbers: LastNumbers
    billing: Billing
    pay_tokens: PayTokens
    rounds: Rounds

    async def close(self) -> None:
        """Stop what runs, let letters under way leave, give back connections."""
        await self.rounds.close()
        await self.mail.close()
        await self.billing.close()
        await self.limiter.close()
        await self.store.close()
        await self.http.aclose()
        await self.database.close()


def build_services(config: Settings) -> Services:
    """Build everything for one process and one event loop; nothing connects yet."""
    database = Database(config.async_database_url)
    limiter = Limiter(config.redis_url.get_secret_value())
    store = store_at(config.redis_url.get_secret_value())
    # The system's proxies are for people's browsing, not for Hacienda.
    http = httpx.AsyncClient(trust_env=False)
    mail = Mail(config.smtp_url.get_secret_value(), config.mail_from, config.public_url)
    sessions = Sessions(database)
    businesses = Businesses(database)
    billing = Billing(config, database)
    keys = Keys(limiter)
    vault = vault_from(config)
    tries = Tries(limiter, store, vault.secret_for("hacienda-tries"))
    identity = Identity(config.hacienda_idp_url, http, tries)
    connections = Connections(businesses, keys, identity, vault)
    trials = CandidateTrials(
        database, connections, vault, ConnectionNews(database, mail)
    )
    candidates = Candidates(database, keys, vault)
    reminders = KeyReminders(database, mail)
    reception = Reception(
        {
            "prod": config.hacienda_reception_url,
            "stag": config.hacienda_sandbox_reception_url,
        },
        http,
    )
    return Services(
        settings=config,
        database=database,
        http=http,
        limiter=limiter,
        store=store,
        mail=mail,
        accounts=Accounts(database, sessions, mail, limiter),
        sessions=sessions,
        other_device=OtherDevice(database, sessions, mail, limiter),
        businesses=businesses,
        taxpayers=Taxpayers(config.hacienda_api_url, http, limiter, store),
        keys=keys,
        connections=connections,
        candidates=candidates,
        trials=trials,
        second_looks=SecondLooks(database, connections, candidates, trials),
        reminders=reminders,
        last_numbers=LastNumbers(identity, reception, vault, limiter),
        billing=billing,
        pay_tokens=PayTokens(database, vault),
        rounds=Rounds(
            database,
            (
                Round("candidates", 15, trials.go_round),
                Round("key_reminders", 60 * 60, reminders.go_round),
                Round("billing_sweep", SWEEP_EVERY_S, billing.sweep),
                Round(
                    "billing_notices",
                    NOTICES_EVERY_S,
                    partial(billing.send_notices, mail),
                ),
            ),
        ),
    )


_current: list[Services] = []


def services() -> Services:
    """Give the services of this process, built on first use."""
    if not _current:
        _current.append(build_services(settings()))
    return _current[-1]


@contextmanager
def use_services(chosen: Services) -> Generator[Services]:
    """Put these services in place for a while."""
    _current.append(chosen)
    try:
        yield chosen
    finally:
        _current.remove(chosen)
