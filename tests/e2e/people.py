"""People who have already come some way, put there through the app's own services."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import count

from anyio.from_thread import BlockingPortal

from asystec_web.catalog.documents import DocumentType
from asystec_web.flow.steps import Step
from asystec_web.forms.account import AccountForm
from asystec_web.forms.business import BusinessForm
from asystec_web.forms.consecutives import ConsecutivesForm
from asystec_web.models import (
    Account,
    ConnectionStatus,
    HaciendaConnection,
    Subscription,
    TokenPurpose,
)
from asystec_web.models.columns import now
from asystec_web.repositories import accounts, billing
from asystec_web.services import Services, build_services
from asystec_web.services.tokens import token_hash
from asystec_web.services.vault import vault_from
from asystec_web.simulators.hacienda.cases import BY_CEDULA
from asystec_web.simulators.hacienda.taxpayers import DEMO_PASSWORD
from tests.e2e.server import Site

PASSWORD = "cafetal nublado 9 quesos"
FULL_NAME = "Persona de Prueba"
DEMO_COMPANY = "3101999999"

_numbers = count(1)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with an account, and the cookie of a browser that is signed in."""

    email: str
    token: str
    password: str = PASSWORD


def new_email() -> str:
    """Give an e-mail that has no account: each run has a database of its own."""
    return f"persona{next(_numbers)}@prueba.example.com"


class People:
    """Creates accounts in a site's database, as far along as a test needs them."""

    def __init__(self, site: Site, portal: BlockingPortal) -> None:
        """Work in the event loop of another thread: Playwright's has this one."""
        self._portal = portal
        self._services = portal.call(build_services, site.settings)

    def close(self) -> None:
        self._portal.call(self._services.close)

    def before(self, step: Step | None, cedula: str = DEMO_COMPANY) -> Person:
        """Give a person who answered everything before a step; None: everything."""
        return self._portal.call(_walk, self._services, step, cedula)

    def connected(self, cedula: str) -> Person:
        """Give a person with a proven connection, who is asked for the numbers."""
        return self._portal.call(_connected, self._services, cedula)

    def alter_subscription(self, person: Person, **changes: object) -> None:
        """Have a person's subscription be as if Stripe had told something else."""
        self._portal.call(_alter, self._services, person, changes)


async def _connected(held: Services, cedula: str) -> Person:
    """Seal what Hacienda accepts, without the tries that it rations."""
    person = await _walk(held, Step.CONSECUTIVES, cedula)
    account = await held.sessions.account_behind(token_hash(person.token))
    business = (await held.businesses.answers(account)).business if account else None
    if account is None or business is None:
        raise LookupError
    case, owner = BY_CEDULA[cedula], str(business.id)
    password = vault_from(held.settings).seal(
        DEMO_PASSWORD.encode(), purpose="hacienda-password", owner=owner
    )
    proven = HaciendaConnection(
        business_id=business.id,
        status=ConnectionStatus.CONNECTED.value,
        environment=case.environment,
        api_user=case.username,
        sealed_password=password,
        key_holder=case.name,
        key_expires_at=now() + timedelta(days=400),
    )
    await held.businesses.connect(account.id, cedula, proven)
    return person


async def _walk(held: Services, step: Step | None, cedula: str) -> Person:
    """Answer step after step, Hacienda with «later», and open a session."""
    email = new_email()
    account = await held.accounts.create(
        AccountForm(full_name=FULL_NAME, email=email, password=PASSWORD, terms=True)  # pyright: ignore[reportArgumentType] - pydantic reads the e-mail
    )
    answers: dict[Step, Callable[[], Awaitable[object]]] = {
        Step.BUSINESS: partial(_describe, held, account, cedula),
        Step.ACTIVITIES: partial(held.businesses.confirm_activities, account.id),
        Step.HACIENDA: partial(held.businesses.connect_later, account.id),
        Step.CONSECUTIVES: partial(_number, held, account),
        Step.PLAN: partial(_subscribe, held, account),
    }
    for each, answer in answers.items():
        if each == step:
            break
        await answer()
    ticket = await held.sessions.issue(account.id, TokenPurpose.SIGN_IN)
    return Person(email, await held.sessions.open(ticket, "e2e"))


async def _describe(held: Services, account: Account, cedula: str) -> None:
    taxpayer = await held.taxpayers.find(cedula)
    typed = {
        "cedula": cedula,
        "business_name": taxpayer.name,
        "trade_name": "La Prueba",
        "province": "1",
        "canton": "02",
        "district": "01",
        "address": "100 metros norte de la iglesia",
        "phone": "2222-3333",
        "invoice_email": account.email,
    }
    await held.businesses.describe(account.id, BusinessForm.parse(typed), taxpayer)


async def _number(held: Services, account: Account) -> None:
    numbers = dict.fromkeys(DocumentType, 0)
    await held.businesses.number(account.id, ConsecutivesForm(1, 1, numbers))


async def _subscribe(held: Services, account: Account) -> None:
    """Write down a subscription as if Stripe had told of it."""
    paid = Subscription(
        account_id=account.id,
        stripe_subscription_id=f"sub_{account.id.hex}",
        status="active",
        plan="pyme",
        plan_name="Pyme",
        cycle="monthly",
        amount=999_000,
        currency="crc",
        current_period_end=now() + timedelta(days=30),
    )
    async with held.database.transaction() as session:
        session.add(paid)


async def _alter(held: Services, person: Person, changes: Mapping[str, object]) -> None:
    async with held.database.transaction() as session:
        account = await accounts.with_email(session, person.email)
        assert account is not None
        known = await billing.subscription_of(session, account.id)
        assert known is not None
        known.sqlmodel_update(dict(changes))
