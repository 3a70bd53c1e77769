"""`make stripe-contract`, before the simulator: keys it refuses, and what it tells."""

import json
from collections.abc import Callable, Iterator

import httpx
import pytest

from tests.stripe_contract.__main__ import main
from tests.stripe_contract.account_key import NAME

KEY = "sk_test_contrato00000000000000"
NOWHERE = "http://127.0.0.1:1"
PORTAL = "/v1/billing_portal/sessions"
REFUSED = json.dumps({"error": {"type": "invalid_request_error", "code": "no_url"}})
BUSY = json.dumps({"error": {"type": "invalid_request_error", "code": "rate_limit"}})
NO_PAGE = json.dumps({"object": "portal"})
ELSEWHERE = json.dumps({"object": "billing_portal.session", "url": "https://x"})

Spoil = Callable[[object], None]


@pytest.fixture
def spoil(stripe_url: str) -> Iterator[Spoil]:
    """Spoils Stripe's mood until the end of the test."""

    def order(mood: object) -> None:
        with httpx.Client(trust_env=False) as client:
            client.post(f"{stripe_url}/_control/mood", json=mood).raise_for_status()

    yield order
    order([])


@pytest.mark.parametrize(
    ("key", "cause"),
    [
        pytest.param("", f"{NAME} is not set", id="none"),
        pytest.param("sk_live_abc123", "is a live key", id="live"),
        pytest.param("rk_live_abc123", "is a live key", id="restricted live"),
        pytest.param("pk_test_abc123", "is no secret key", id="publishable"),
        pytest.param("sk_test_abc 123", "is no secret key", id="blank"),
        pytest.param("sk_test_ñ", "is no secret key", id="letters"),
        pytest.param("whsec_abc123", "is no secret key", id="another secret"),
    ],
)
def test_other_keys_are_refused_before_anything_is_asked(
    key: str, cause: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main({NAME: key}, api_url=NOWHERE)

    said = "".join(capsys.readouterr())
    assert status == 2
    assert cause in said
    assert "abc" not in said


def test_a_scenario_that_is_not_there_is_named(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status = main({NAME: KEY}, ["portal_opens", "nothing"], NOWHERE)

    assert status == 2
    assert capsys.readouterr().out.startswith("There is no scenario nothing.")


def test_an_outage_is_no_difference(capsys: pytest.CaptureFixture[str]) -> None:
    status = main({NAME: KEY}, ["portal_opens"], NOWHERE)

    assert status == 3
    assert capsys.readouterr().out.startswith("outside  the catalogue")


def test_scenarios_that_move_time_can_follow_each_other(
    stripe_url: str, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [
        "renewal_is_charged_and_listed",
        "three_clicks_open_one_page",
        "trial_without_card_ends",
    ]

    status = main({NAME: KEY}, names, stripe_url)

    said = capsys.readouterr()
    told = said.out.splitlines()
    assert status == 0
    assert told[:-1] == [f"ok       {name}" for name in names]
    assert told[-1] == "3 ok, 0 differs, 0 outside"
    assert KEY not in said.out + said.err


@pytest.mark.parametrize(
    ("mood", "status", "told"),
    [
        pytest.param(
            {"status": 503},
            3,
            "outside  portal_opens: KeySpent: stripe_request_failed APIError 503",
            id="outage",
        ),
        pytest.param(
            {"status": 429, "body": BUSY},
            3,
            "outside  portal_opens: BillingUnavailable: stripe_request_failed "
            "RateLimitError 429",
            id="too many",
        ),
        pytest.param(
            {"status": 400, "body": REFUSED},
            1,
            "differs  portal_opens: StripeRefused: stripe_request_failed "
            "InvalidRequestError 400 no_url",
            id="refused",
        ),
        pytest.param(
            {"status": 200, "body": NO_PAGE},
            1,
            "differs  portal_opens: BillingUnavailable: stripe_nonsense PortalSession",
            id="another shape",
        ),
        pytest.param(
            {"status": 200, "body": ELSEWHERE},
            1,
            "differs  portal_opens: not true: it is a page of Stripe's",
            id="another page",
        ),
    ],
)
def test_what_differs_is_told_from_what_fails(
    stripe_url: str,
    spoil: Spoil,
    capsys: pytest.CaptureFixture[str],
    mood: dict[str, object],
    status: int,
    told: str,
) -> None:
    spoil([{"path": PORTAL, "method": "POST", **mood}])

    found = main({NAME: KEY}, ["portal_opens"], stripe_url)

    assert capsys.readouterr().out.splitlines()[0].startswith(told)
    assert found == status


def test_what_could_not_be_removed_is_named(
    stripe_url: str, spoil: Spoil, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil([{"path": "/v1/customers/", "method": "DELETE", "status": 503}])

    main({NAME: KEY}, ["portal_opens"], stripe_url)

    first = capsys.readouterr().out.splitlines()[0]
    assert first == "ok       portal_opens [left behind: customers (APIError)]"
