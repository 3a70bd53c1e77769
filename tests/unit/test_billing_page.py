from typing import Any
from uuid import uuid4

import pytest

from asystec_web.models import PlanAttempt
from asystec_web.services.billing.payment_page import Terms, params
from asystec_web.settings import SettingsRefused, load_settings

HERE = "https://registro.example"


def asked(terms: Terms | None = None, trial_days: int = 0) -> dict[str, Any]:
    attempt = PlanAttempt(
        account_id=uuid4(),
        lookup_key="k",
        amount=1,
        currency="crc",
        trial_days=trial_days,
    )
    return dict(params(attempt, "cus_1", "price_1", terms or Terms(HERE)))


def test_a_page_takes_promotion_codes_in_stripes_own_field() -> None:
    assert asked()["allow_promotion_codes"] is True


def test_without_a_trial_a_card_is_asked_for_as_always() -> None:
    page = asked()

    assert "payment_method_collection" not in page
    assert "trial_period_days" not in page["subscription_data"]


@pytest.mark.parametrize("end", ["cancel", "pause"])
def test_a_trial_needs_no_card_and_says_how_it_ends(end: Any) -> None:
    page = asked(Terms(HERE, trial_end=end), trial_days=14)

    told = page["subscription_data"]
    assert page["payment_method_collection"] == "if_required"
    assert told["trial_period_days"] == 14
    assert told["trial_settings"] == {"end_behavior": {"missing_payment_method": end}}
    assert told["metadata"] == page["metadata"]


def test_taxes_are_computed_where_the_settings_say_so() -> None:
    without, computed = asked(), asked(Terms(HERE, automatic_tax=True))

    assert "automatic_tax" not in without
    assert computed["automatic_tax"] == {"enabled": True}
    assert computed["customer_update"] == {"address": "auto", "name": "auto"}


def test_prices_without_iva_need_somebody_who_charges_it() -> None:
    with pytest.raises(SettingsRefused, match="ASYSTEC_PRICES_INCLUDE_IVA"):
        load_settings(prices_include_iva=False)

    assert load_settings(prices_include_iva=False, stripe_automatic_tax=True)


def test_a_blank_secret_refuses_to_serve() -> None:
    with pytest.raises(SettingsRefused, match="ASYSTEC_STRIPE_WEBHOOK_SECRET"):
        load_settings(stripe_webhook_secret="  ")


def test_alarms_go_to_support_unless_somebody_is_named() -> None:
    assert load_settings().alarms_to == "soporte@asystec.example"
    named = load_settings(operator_email="operaciones@asystec.example")
    assert named.alarms_to == "operaciones@asystec.example"
