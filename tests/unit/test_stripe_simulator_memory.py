import pickle
from pathlib import Path

import httpx
import pytest
import stripe

from asystec_web.simulators.servers import running_app
from asystec_web.simulators.stripe import stripe_app

HEADERS = {"Authorization": "Bearer sk_test_1", "Stripe-Version": stripe.api_version}


def test_a_demo_goes_on_where_it_was_stopped(tmp_path: Path) -> None:
    memory = tmp_path / "stripe.pickle"
    with running_app(stripe_app(memory=memory)) as url:
        new = httpx.post(f"{url}/v1/customers", data={"name": "P"}, headers=HEADERS)

    with running_app(stripe_app(memory=memory)) as url:
        customer = f"{url}/v1/customers/{new.json()['id']}"
        again = httpx.get(customer, headers=HEADERS)

    assert again.json()["name"] == "P"


def test_what_is_sold_survives_the_reset_of_a_demo(tmp_path: Path) -> None:
    with running_app(stripe_app(memory=tmp_path / "stripe.pickle")) as url:
        for kind in ("customers", "products"):
            httpx.post(f"{url}/v1/{kind}", data={"name": "P"}, headers=HEADERS)

        httpx.post(f"{url}/_control/reset")

        left = {
            kind: httpx.get(f"{url}/v1/{kind}", headers=HEADERS).json()["data"]
            for kind in ("customers", "products")
        }
    assert left["customers"] == []
    assert [product["name"] for product in left["products"]] == ["P"]


@pytest.mark.parametrize(
    "written",
    [
        pytest.param(b"no pickle", id="no pickle"),
        pytest.param(b"", id="empty"),
        pytest.param(pickle.dumps({"5f2a": (0, {}, {})}), id="before formats"),
        pytest.param(
            pickle.dumps({"format": (1, "2020-08-27"), "worlds": {}}), id="older"
        ),
        # A class that this version no longer has.
        pytest.param(b"casystec_web.simulators.stripe.gone\nThing\n.", id="class"),
    ],
)
def test_a_file_of_another_version_is_set_aside(tmp_path: Path, written: bytes) -> None:
    memory = tmp_path / "stripe.pickle"
    memory.write_bytes(written)

    with running_app(stripe_app(memory=memory)) as url:
        customers = httpx.get(f"{url}/v1/customers", headers=HEADERS).json()

    assert customers["data"] == []
    assert (tmp_path / "stripe.older").read_bytes() == written


def test_the_clock_and_its_settings_are_kept(tmp_path: Path) -> None:
    memory = tmp_path / "stripe.pickle"
    with running_app(stripe_app(memory=memory)) as url:
        httpx.get(f"{url}/v1/customers", headers=HEADERS)
        httpx.post(f"{url}/_control/advance", json={"seconds": 86_400})
        httpx.post(f"{url}/_control/dunning", json={"after": "unpaid"})

    kept = pickle.loads(memory.read_bytes())  # noqa: S301 # written just now

    [world] = kept["worlds"].values()
    assert (world["offset"], world["dunning"]) == (86_400, ((3, 5, 7), "unpaid"))
