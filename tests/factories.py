"""Invented people and businesses, and how far they have come."""

from base64 import b64encode
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import count

from sqlmodel import SQLModel, select

from asystec_web.catalog.documents import DocumentType
from asystec_web.flow.steps import Step
from asystec_web.forms.account import AccountSubmission
from asystec_web.forms.business import BusinessForm, BusinessSubmission
from asystec_web.forms.consecutives import field_of
from asystec_web.forms.hacienda import LATER, HaciendaSubmission
from asystec_web.models import (
    Account,
    Business,
    ChosenActivity,
    ConnectionStatus,
    Consecutive,
    HaciendaConnection,
    LoginSession,
    Subscription,
)
from asystec_web.models.columns import now
from asystec_web.services import services
from asystec_web.services.cookies import cookie_name
from asystec_web.services.hacienda.taxpayers import RegisteredActivity, Taxpayer
from asystec_web.services.sessions import SESSION_LIFE
from asystec_web.services.tokens import new_token, token_hash
from asystec_web.services.vault import vault_from
from asystec_web.simulators.hacienda.cases import BY_CEDULA
from asystec_web.simulators.hacienda.key_files import PIN, content
from asystec_web.simulators.hacienda.taxpayers import DEMO_PASSWORD
from tests.visitor import Visitor

PASSWORD = "guitarra-nube-cafetal-9"
CEDULA = "3-101-999999"
NUMBER = "3101999999"
NAME = "EMPRESA DE PRUEBA SOCIEDAD ANONIMA"
API_USER = "cpj-3-101-999999@stag.comprobanteselectronicos.go.cr"
TAXPAYER = Taxpayer(
    number=NUMBER,
    kind="02",
    name=NAME,
    registered=True,
    status="Inscrito",
    message="",
    moroso=False,
    omiso=False,
    regime="",
    activities=(
        RegisteredActivity("6201.0", "Programación informática", is_main=True),
        RegisteredActivity("6202.0", "Consultoría informática", is_main=False),
    ),
)

_people = count(1)


def new_email() -> str:
    """Give an address that nobody else in this run has."""
    return f"persona-{next(_people)}@prueba.test"


def account_submission(**changes: object) -> AccountSubmission:
    """Fill in the page that creates an account."""
    filled = AccountSubmission(
        full_name="PERSONA DE PRUEBA",
        email=new_email(),
        password=PASSWORD,
        terms=True,
    )
    return filled | changes  # pyright: ignore[reportReturnType] - tests send what they like


def business_submission(**changes: object) -> BusinessSubmission:
    """Fill in the page about the business."""
    filled = BusinessSubmission(
        cedula=CEDULA,
        business_name=NAME,
        trade_name="Tienda de Prueba",
        province="1",
        canton="01",
        district="01",
        neighbourhood="",
        address="100 metros norte del parque de prueba",
        phone="2222 2222",
        invoice_email="facturas@prueba.test",
    )
    return filled | changes  # pyright: ignore[reportReturnType] - tests send what they like


def key_base64(name: str = f"{NUMBER}.p12") -> str:
    """Give one of the simulator's keys as the page's script sends it."""
    return b64encode(content(name)).decode()


def hacienda_submission(**changes: object) -> HaciendaSubmission:
    """Fill in the page of the connection with Hacienda."""
    filled = HaciendaSubmission(
        hacienda_user=API_USER,
        hacienda_password=DEMO_PASSWORD,
        key_content=key_base64(),
        key_name=f"{NUMBER}.p12",
        key_size="2700",
        pin=PIN,
        choice="",
    )
    return filled | changes  # pyright: ignore[reportReturnType] - tests send what they like


def later_submission(**given: object) -> HaciendaSubmission:
    """Answer that page with *Conectar después*, with what was filled in so far."""
    nothing = dict.fromkeys(hacienda_submission(), "")
    return nothing | {"choice": LATER} | given  # pyright: ignore[reportReturnType] - the same


def consecutives_submission(**changes: object) -> dict[str, object]:
    """Fill in the page of the next numbers."""
    numbers = {field_of(kind): "0" for kind in DocumentType}
    return {"branch": "1", "terminal": "1", **numbers, **changes}


async def new_account(email: str | None = None) -> Account:
    """Put an account in place, without the time a password's hash takes."""
    account = Account(
        email=email or new_email(),
        full_name="PERSONA DE PRUEBA",
        password_hash="-",
        terms_version="2026-11",
        terms_accepted_at=now(),
    )
    async with services().database.transaction() as session:
        session.add(account)
    return account


async def cookie_of(account: Account) -> str:
    """Sign an account in; gives what the browser sends from then on."""
    token = new_token()
    async with services().database.transaction() as session:
        session.add(
            LoginSession(
                account_id=account.id,
                token_hash=token_hash(token),
                expires_at=now() + SESSION_LIFE,
            )
        )
    return f"{cookie_name(services().settings)}={token}"


async def signed_in(account: Account | None = None) -> Visitor:
    """Give somebody who is signed in, on a page of their own."""
    return Visitor(cookies=await cookie_of(account or await new_account()))


async def answer_before(account: Account, step: Step | None) -> None:
    """Answer every step before this one; all of them for None.

    The rows are those that the services would write, in one transaction.
    """
    order = list(Step)
    answered = order[: order.index(step)] if step else order
    async with services().database.transaction() as session:
        session.add_all(_rows(account, answered))


def _rows(account: Account, answered: Sequence[Step]) -> Iterator[SQLModel]:
    business = _business(account)
    if Step.BUSINESS in answered:
        yield business
        for position, activity in enumerate(TAXPAYER.activities):
            yield ChosenActivity(
                business_id=business.id,
                code=activity.code,
                position=position,
                is_main=activity.is_main,
            )
    if Step.ACTIVITIES in answered:
        business.activities_confirmed_at = now()
    if Step.HACIENDA in answered:
        later = ConnectionStatus.DEFERRED.value
        yield HaciendaConnection(business_id=business.id, status=later)
    if Step.CONSECUTIVES in answered:
        for kind in DocumentType:
            yield Consecutive(
                business_id=business.id, document_type=kind.value, next_number=0
            )
    if Step.PLAN in answered:
        yield _subscription(account)


async def connect(
    account: Account,
    cedula: str = NUMBER,
    *,
    password: str = DEMO_PASSWORD,
    **changes: object,
) -> None:
    """Put a proven connection in place of «later», of any of Hacienda's cases."""
    case = BY_CEDULA[cedula]
    async with services().database.transaction() as session:
        found = await session.exec(
            select(Business).where(Business.account_id == account.id)
        )
        business = found.one()
        business.id_kind, business.id_number = case.id_type.value, case.cedula
        kept = await session.get_one(HaciendaConnection, business.id)
        vault = vault_from(services().settings)
        proven: dict[str, object] = {
            "status": ConnectionStatus.CONNECTED.value,
            "environment": case.environment,
            "api_user": case.username,
            "sealed_password": vault.seal(
                password.encode(), purpose="hacienda-password", owner=str(business.id)
            ),
            "key_holder": case.name,
            "key_expires_at": now() + timedelta(days=400),
        }
        for column, value in {**proven, **changes}.items():
            setattr(kept, column, value)


def _business(account: Account) -> Business:
    form = BusinessForm.parse(business_submission())
    return Business(
        account_id=account.id,
        id_kind=form.cedula.kind,
        id_number=form.cedula.number,
        name=form.business_name,
        trade_name=form.trade_name,
        province=form.province,
        canton=form.canton,
        district=form.district,
        address=form.address,
        phone_country=form.phone.country if form.phone else "",
        phone_number=form.phone.number if form.phone else "",
        invoice_email=form.invoice_email.text,
        registered_activities=[
            {"code": activity.code, "title": activity.title}
            for activity in TAXPAYER.activities
        ],
    )


async def subscribe(account: Account, **changes: object) -> None:
    """Put a paid subscription in place."""
    async with services().database.transaction() as session:
        session.add(_subscription(account, **changes))


def _subscription(account: Account, **changes: object) -> Subscription:
    filled: dict[str, object] = {
        "account_id": account.id,
        "stripe_subscription_id": f"sub_{account.id.hex}",
        "status": "active",
        "plan": "pyme",
        "plan_name": "Pyme",
        "cycle": "annual",
        "amount": 9_990_000,
        "currency": "crc",
        "current_period_end": now(),
    }
    return Subscription.model_validate({**filled, **changes})


async def someone_at(step: Step | None) -> Visitor:
    """Give somebody who has answered everything before a step."""
    account = await new_account()
    await answer_before(account, step)
    return await signed_in(account)
