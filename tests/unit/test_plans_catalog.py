import pytest

from asystec_web.catalog.plans import Cycle, Plans, lookup_key, plans


def test_three_plans_in_the_order_they_are_shown() -> None:
    names = [plan.name for plan in plans().plans.values()]

    assert names == ["Emprendedor", "Pyme", "Empresa"]


def test_one_plan_is_recommended() -> None:
    recommended = [plan.name for plan in plans().plans.values() if plan.recommended]

    assert recommended == ["Pyme"]


@pytest.mark.parametrize("plan", ["emprendedor", "pyme", "empresa"])
def test_a_year_costs_ten_months(plan: str) -> None:
    sold = plans().plans[plan]

    assert sold.amount(Cycle.ANNUAL) == 10 * sold.amount(Cycle.MONTHLY)


def test_every_price_has_its_lookup_key() -> None:
    keys = plans().lookup_keys

    assert len(keys) == 6
    assert keys["asystec_pyme_annual"] == ("pyme", Cycle.ANNUAL)
    assert lookup_key("pyme", Cycle.ANNUAL) == "asystec_pyme_annual"


def test_cycles_speak_stripe() -> None:
    assert Cycle.of_interval(Cycle.ANNUAL.interval) is Cycle.ANNUAL
    assert Cycle.of_interval(Cycle.MONTHLY.interval) is Cycle.MONTHLY
    assert Cycle.of_interval("week") is None


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"monthly": 0}, id="free"),
        pytest.param({"features": ["x" * 81]}, id="long feature"),
        pytest.param({"color": "red"}, id="unknown field"),
    ],
)
def test_a_wrong_file_is_refused(wrong: dict[str, object]) -> None:
    plan = {"name": "Pyme", "features": [], "monthly": 1, "annual": 1} | wrong

    with pytest.raises(ValueError, match="validation error"):
        Plans.model_validate({"currency": "crc", "plans": {"pyme": plan}})
