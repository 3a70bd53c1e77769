import pytest

from asystec_web.catalog.plans import Cycle, plans
from asystec_web.services.billing.answers import Price
from asystec_web.services.billing.offered import offers_of

PRODUCT: dict[str, object] = {
    "object": "product",
    "id": "prod_1",
    "name": "Pyme",
    "active": True,
    "metadata": {"plan": "pyme", "recommended": "true", "order": "2"},
    "marketing_features": [{"name": "3 usuarios"}],
}
PRICE: dict[str, object] = {
    "object": "price",
    "id": "price_1",
    "active": True,
    "lookup_key": "asystec_pyme_annual",
    "unit_amount": 9990000,
    "currency": "crc",
    "recurring": {"interval": "year", "interval_count": 1},
    "product": PRODUCT,
}


def test_a_plan_is_what_stripe_says() -> None:
    (offer,) = offers_of(plans(), [Price.model_validate(PRICE)])

    assert (offer.name, offer.features, offer.recommended) == (
        "Pyme",
        ("3 usuarios",),
        True,
    )
    assert offer.fresh
    assert offer.prices[Cycle.ANNUAL].amount == 9990000


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"lookup_key": "asystec_otro_annual"}, id="not our plan"),
        pytest.param({"lookup_key": None}, id="no key"),
        pytest.param({"recurring": None}, id="charged once"),
        pytest.param({"recurring": {"interval": "month"}}, id="another cycle"),
        pytest.param(
            {"recurring": {"interval": "year", "interval_count": 2}}, id="two years"
        ),
        pytest.param({"unit_amount": None}, id="no amount"),
        pytest.param({"unit_amount": 0}, id="free"),
        pytest.param({"active": False}, id="archived"),
        pytest.param({"product": PRODUCT | {"active": False}}, id="archived plan"),
        pytest.param({"product": PRODUCT | {"metadata": {}}}, id="another's product"),
        pytest.param({"product": "prod_1"}, id="nothing known of the plan"),
    ],
)
def test_a_price_that_is_not_what_its_key_says_is_not_sold(
    wrong: dict[str, object],
) -> None:
    assert offers_of(plans(), [Price.model_validate(PRICE | wrong)]) == ()
