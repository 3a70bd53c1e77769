from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from asystec_web.catalog.documents import MAX_NUMBER, DocumentType
from asystec_web.errors import InvalidForm, StepNotOpen
from asystec_web.flow.pending import Pending
from asystec_web.flow.steps import Step
from asystec_web.forms.business import BusinessForm
from asystec_web.forms.consecutives import ConsecutivesForm
from asystec_web.models import (
    Account,
    AttemptStatus,
    Business,
    ChosenActivity,
    Consecutive,
    HaciendaConnection,
    PlanAttempt,
)
from asystec_web.models.columns import now
from asystec_web.services import Services
from asystec_web.services.answers import Answers
from tests.factories import (
    NUMBER,
    TAXPAYER,
    answer_before,
    business_submission,
    consecutives_submission,
    new_account,
    subscribe,
)

pytestmark = pytest.mark.both_databases

STEPS = [pytest.param(step, id=step.value) for step in Step]


@pytest.fixture
async def account(services: Services) -> Account:
    """Somebody who has only an account."""
    del services
    return await new_account()


async def answers_of(services: Services, account: Account) -> Answers:
    return await services.businesses.answers(account)


async def describe(services: Services, account: Account, **changes: object) -> None:
    form = BusinessForm.parse(business_submission(**changes))
    await services.businesses.describe(account.id, form, TAXPAYER)


async def chosen(services: Services, account: Account) -> Sequence[tuple[str, bool]]:
    answers = await answers_of(services, account)
    return [(each.code, each.is_main) for each in answers.activities]


@pytest.mark.parametrize("step", [*STEPS, pytest.param(None, id="all")])
async def test_the_position_follows_from_the_answers(
    services: Services, account: Account, step: Step | None
) -> None:
    await answer_before(account, step)

    answers = await answers_of(services, account)

    assert answers.journey.next_step is step


async def test_what_is_pending_shrinks_with_every_answer(
    services: Services, account: Account
) -> None:
    nothing = await answers_of(services, account)
    await answer_before(account, None)
    everything = await answers_of(services, account)

    assert nothing.pending == tuple(Pending)
    assert everything.pending == (Pending.HACIENDA, Pending.EMAIL)
    assert not everything.ready


@pytest.mark.parametrize(
    ("status", "live"),
    [
        ("active", True),
        ("trialing", True),
        ("past_due", True),
        ("canceled", False),
        ("unpaid", False),
        ("incomplete", False),
        ("incomplete_expired", False),
        ("paused", False),
    ],
)
async def test_only_a_live_subscription_entitles(
    services: Services, account: Account, status: str, *, live: bool
) -> None:
    await subscribe(account, status=status)

    assert (await answers_of(services, account)).subscribed is live


async def test_registered_activities_are_preselected(
    services: Services, account: Account
) -> None:
    await describe(services, account)

    assert await chosen(services, account) == [("6201.0", True), ("6202.0", False)]


async def test_what_was_chosen_outlives_a_change_of_the_business(
    services: Services, account: Account
) -> None:
    await describe(services, account)
    await services.businesses.choose_activities(account.id, ["5610.0"], "5610.0")

    await describe(services, account, trade_name="Otra Tienda")

    assert await chosen(services, account) == [("5610.0", True)]


async def test_activities_keep_the_order_of_their_choice(
    services: Services, account: Account
) -> None:
    await describe(services, account)

    codes = ["6202.0", "5610.0", "6201.0"]
    await services.businesses.choose_activities(account.id, codes, "5610.0")

    assert await chosen(services, account) == [
        ("6202.0", False),
        ("5610.0", True),
        ("6201.0", False),
    ]


async def test_nothing_chosen_cannot_be_confirmed(
    services: Services, account: Account
) -> None:
    await describe(services, account)
    await services.businesses.choose_activities(account.id, [], "")

    with pytest.raises(InvalidForm):
        await services.businesses.confirm_activities(account.id)


async def test_without_a_business_nothing_else_is_answered(
    services: Services, account: Account
) -> None:
    form = ConsecutivesForm.parse(consecutives_submission())
    proven = HaciendaConnection(business_id=account.id, status="connected")

    for answer in (
        services.businesses.choose_activities(account.id, ["6201.0"], "6201.0"),
        services.businesses.confirm_activities(account.id),
        services.businesses.connect_later(account.id),
        services.businesses.connect(account.id, NUMBER, proven),
        services.businesses.number(account.id, form),
    ):
        with pytest.raises(StepNotOpen):
            await answer


async def test_the_largest_number_is_kept_exactly(
    services: Services, account: Account
) -> None:
    await describe(services, account)
    form = ConsecutivesForm.parse(consecutives_submission(next_01=str(MAX_NUMBER)))

    await services.businesses.number(account.id, form)

    kept = (await answers_of(services, account)).consecutives
    assert {each.document_type for each in kept} == {
        each.value for each in DocumentType
    }
    invoice = next(each for each in kept if each.document_type == "01")
    assert invoice.next_number == MAX_NUMBER


async def test_any_character_a_name_may_hold_is_kept(
    services: Services, account: Account
) -> None:
    name = "SODA «ÑANDÚ & CÍA.» <b>🦜</b> '\"--;"

    await describe(services, account, business_name=name)

    business = (await answers_of(services, account)).business
    assert business is not None
    assert business.name == name


async def test_an_account_has_one_business(
    services: Services, account: Account
) -> None:
    await describe(services, account)
    answers = await answers_of(services, account)
    assert answers.business is not None
    copied = answers.business.model_dump(exclude={"id"})

    with pytest.raises(IntegrityError):
        async with services.database.transaction() as session:
            session.add(Business.model_validate(copied))


async def test_an_account_has_one_open_attempt_to_pay(
    services: Services, account: Account
) -> None:
    def attempt(status: AttemptStatus) -> PlanAttempt:
        return PlanAttempt(
            account_id=account.id,
            status=status.value,
            lookup_key="asystec_pyme_annual",
            amount=9_990_000,
            currency="crc",
        )

    async with services.database.transaction() as session:
        session.add_all(map(attempt, (AttemptStatus.EXPIRED, AttemptStatus.EXPIRED)))
        session.add(attempt(AttemptStatus.OPEN))

    with pytest.raises(IntegrityError):
        async with services.database.transaction() as session:
            session.add(attempt(AttemptStatus.OPEN))


async def test_what_belongs_to_an_account_goes_with_it(
    services: Services, account: Account
) -> None:
    await answer_before(account, None)

    async with services.database.transaction() as session:
        await session.exec(delete(Account).where(col(Account.id) == account.id))

    async with services.database.transaction() as session:
        connection = await session.connection()
        for table in (Business, ChosenActivity, Consecutive, HaciendaConnection):
            left = await connection.exec_driver_sql(
                f"select count(*) from {table.__tablename__}"  # noqa: S608 - our own names
            )
            assert left.scalar_one() == 0


async def test_a_failed_transaction_leaves_nothing(
    services: Services, account: Account
) -> None:
    class Interrupted(Exception):
        pass

    async def rename_and_fail() -> None:
        async with services.database.transaction() as session:
            found = await session.get(Account, account.id)
            assert found is not None
            found.full_name = "OTRA PERSONA"
            await session.flush()
            raise Interrupted

    with pytest.raises(Interrupted):
        await rename_and_fail()

    async with services.database.transaction() as session:
        found = await session.get(Account, account.id)
    assert found is not None
    assert found.full_name == "PERSONA DE PRUEBA"


async def test_money_beyond_32_bits_is_kept(
    services: Services, account: Account
) -> None:
    await subscribe(account, amount=10**12, current_period_end=now())

    subscription = (await answers_of(services, account)).subscription

    assert subscription is not None
    assert subscription.amount == 10**12
    assert subscription.current_period_end is not None
    assert now() - subscription.current_period_end < timedelta(minutes=1)
