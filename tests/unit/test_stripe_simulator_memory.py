from pathlib import Path

import httpx
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


def test_a_file_that_cannot_be_read_begins_anew(tmp_path: Path) -> None:
    memory = tmp_path / "stripe.pickle"
    memory.write_bytes(b"no pickle")

    with running_app(stripe_app(memory=memory)) as url:
        customers = httpx.get(f"{url}/v1/customers", headers=HEADERS).json()

    assert customers["data"] == []
