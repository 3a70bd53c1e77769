import pytest

from asystec_web.services.billing import is_confirmed, is_live
from asystec_web.services.billing.answers import Subscription
from asystec_web.services.billing.counting import choose


def a_subscription(status: str, created: int) -> Subscription:
    price = {"object": "price", "id": "price_1", "currency": "crc", "product": "prod_1"}
    return Subscription.model_validate(
        {
            "object": "subscription",
            "id": f"sub_{created}",
            "status": status,
            "created": created,
            "items": {"data": [{"price": price}]},
        }
    )


@pytest.mark.parametrize(
    ("listed", "chosen"),
    [
        pytest.param([("active", 2), ("active", 1)], "sub_1", id="the oldest live one"),
        pytest.param(
            [("active", 3), ("canceled", 1)], "sub_3", id="a live one before an ended"
        ),
        pytest.param([("canceled", 1), ("canceled", 2)], "sub_2", id="ended last"),
        pytest.param(
            [("incomplete", 1), ("active", 2)], "sub_2", id="paid before unpaid"
        ),
    ],
)
def test_one_subscription_counts(listed: list[tuple[str, int]], chosen: str) -> None:
    found = choose([a_subscription(*each) for each in listed])

    assert found is not None
    assert found.id == chosen


def test_nobody_has_subscribed() -> None:
    assert choose([]) is None


@pytest.mark.parametrize(
    ("status", "live", "confirmed"),
    [
        ("active", True, True),
        ("trialing", True, True),
        ("past_due", True, True),
        ("unpaid", True, False),
        ("paused", True, False),
        ("incomplete", True, False),
        ("a word Stripe may invent", True, False),
        ("canceled", False, False),
        ("incomplete_expired", False, False),
    ],
)
def test_what_a_status_means(status: str, live: bool, confirmed: bool) -> None:  # noqa: FBT001 - the expectation
    assert (is_live(status), is_confirmed(status)) == (live, confirmed)
