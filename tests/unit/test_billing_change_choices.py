import pytest

from asystec_web.catalog.plans import Cycle
from asystec_web.models import Subscription
from asystec_web.services.billing import answers
from asystec_web.services.billing.change_choices import Timing, choices
from asystec_web.services.billing.change_requests import schedule_params
from asystec_web.services.billing.offered import PlanOffer, PriceOffer
from tests.unit.test_billing_standing import a_row

M, A = Cycle.MONTHLY, Cycle.ANNUAL
AMOUNTS = {
    "small": {M: 499_000, A: 4_990_000},
    "pyme": {M: 999_000, A: 9_990_000},
    "large": {M: 1_999_000, A: 19_990_000},
}


def an_offer(plan: str, amounts: dict[Cycle, int], currency: str = "crc") -> PlanOffer:
    prices = {
        cycle: PriceOffer(
            f"{plan}_{cycle}", f"price_{plan}_{cycle}", amount, currency, cycle.interval
        )
        for cycle, amount in amounts.items()
    }
    return PlanOffer(plan, plan.title(), (), recommended=False, prices=prices)


OFFERS = [an_offer(plan, amounts) for plan, amounts in AMOUNTS.items()]


def whens(row: Subscription, offers: list[PlanOffer]) -> dict[str, str]:
    return {each.price.lookup_key: each.timing.value for each in choices(row, offers)}


def test_from_a_month_more_is_now_and_less_is_later() -> None:
    row = a_row(cycle="monthly", amount=999_000)

    assert whens(row, OFFERS) == {
        "pyme_annual": "now",
        "large_monthly": "now",
        "large_annual": "now",
        "small_monthly": "period_end",
        "small_annual": "period_end",
    }


def test_from_a_year_every_month_is_later() -> None:
    assert whens(a_row(), OFFERS) == {
        "large_annual": "now",
        "small_annual": "period_end",
        "small_monthly": "period_end",
        "pyme_monthly": "period_end",
        "large_monthly": "period_end",
    }


def test_during_a_trial_nothing_waits() -> None:
    found = whens(a_row("trialing"), OFFERS)

    assert set(found.values()) == {Timing.TRIAL.value}
    assert len(found) == 5


@pytest.mark.parametrize(
    ("monthly", "when"),
    [(832_000, "period_end"), (833_000, "period_end"), (1, "period_end")],
)
def test_a_plan_sold_by_the_month_only_is_later_than_a_year(
    monthly: int, when: str
) -> None:
    assert whens(a_row(), [an_offer("odd", {M: monthly})]) == {"odd_monthly": when}


@pytest.mark.parametrize(
    ("annual", "when"), [(11_987_999, "period_end"), (11_988_000, "now")]
)
def test_plans_without_a_cycle_in_common_are_compared_by_the_year(
    annual: int, when: str
) -> None:
    row = a_row(cycle="monthly", amount=999_000)

    assert whens(row, [an_offer("odd", {A: annual})]) == {"odd_annual": when}


def test_the_own_plan_is_no_choice_even_at_another_price() -> None:
    offers = [an_offer("pyme", {A: 12_000_000})]

    assert choices(a_row(), offers) == []


@pytest.mark.parametrize("cycle", ["", "weekly"])
def test_what_was_made_by_hand_is_changed_by_hand(cycle: str) -> None:
    assert choices(a_row(cycle=cycle), OFFERS) == []


def test_a_subscription_keeps_its_currency() -> None:
    offers = [an_offer("large", AMOUNTS["large"], "usd")]

    assert choices(a_row(), offers) == []


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({}, None),
        ({"discount": "di_1", "coupon": "c"}, [{"discount": "di_1"}]),
        ({"promotion_code": "promo_1"}, [{"promotion_code": "promo_1"}]),
        ({"coupon": "c"}, [{"coupon": "c"}]),
    ],
)
def test_a_promotion_outlives_an_agreed_change(
    known: dict[str, str], told: object
) -> None:
    item = {"price": {"object": "price", "id": "price_1", "currency": "crc"}}
    price = item["price"] | {"product": "prod_1"}
    running = answers.Subscription.model_validate(
        {
            "object": "subscription",
            "id": "sub_1",
            "status": "active",
            "created": 1,
            "items": {"data": [{"id": "si", "price": price, "current_period_end": 9}]},
        }
    )
    phase = {"start_date": 1, "end_date": 9, "items": [{"price": "price_1"}]}
    schedule = answers.Schedule.model_validate(
        {
            "object": "subscription_schedule",
            "id": "s",
            "status": "active",
            "current_phase": {"start_date": 1, "end_date": 9},
            "phases": [phase | {"discounts": [known] if known else []}],
        }
    )

    asked = schedule_params(running, schedule, "price_2", M)

    phases = asked.get("phases", [])
    assert [each.get("discounts") for each in phases] == [told, told]
    assert [each["items"][0].get("price") for each in phases] == ["price_1", "price_2"]
