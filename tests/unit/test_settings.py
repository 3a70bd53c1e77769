from base64 import b64encode
from pathlib import Path

import pytest
from pydantic import SecretStr

from asystec_web.settings import Settings, SettingsRefused, load_settings
from asystec_web.settings.defaults import DEVELOPMENT_KEY, OUTSIDE, SIMULATORS
from asystec_web.settings.given import Environment

KEY = b64encode(bytes(range(32))).decode()
LIVE = "sk_live_planted9f3c"
PRODUCTION: dict[str, object] = {
    "environment": "production",
    "public_url": "https://registro.example",
    "secret_keys": KEY,
    "stripe_secret_key": LIVE,
    "stripe_webhook_secret": "whsec_planted9f3c",
    "smtp_url": "smtp://user:planted9f3c@mail.example",
}


def production(**changes: object) -> Settings:
    return load_settings(**{**PRODUCTION, **changes})


def reasons(**given: object) -> str:
    with pytest.raises(SettingsRefused) as refused:
        load_settings(**given)
    assert refused.value.__cause__ is None
    assert "9f3c" not in f"{refused.value!r}{refused.value.__context__!r}"
    return str(refused.value)


def test_with_nothing_set_it_is_a_demo() -> None:
    settings = load_settings()

    assert settings.demo
    assert settings.environment is Environment.DEMO
    assert settings.public_url == "http://localhost:3000"
    for name, url in SIMULATORS.items():
        value = getattr(settings, name)
        shown = value.get_secret_value() if isinstance(value, SecretStr) else value
        assert shown == url


def test_production_talks_to_the_real_ones() -> None:
    settings = production()

    assert not settings.demo
    assert {name: getattr(settings, name) for name in OUTSIDE} == OUTSIDE


def test_a_port_is_part_of_the_address() -> None:
    assert load_settings(port=4000).public_url == "http://localhost:4000"


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ASYSTEC_PORT", "4001")
    monkeypatch.setenv("ASYSTEC_SECRET_KEYS", f"{KEY}, {DEVELOPMENT_KEY}")
    monkeypatch.setenv("ASYSTEC_EMBED_HOSTS", "https://uno.example,https://dos.example")
    monkeypatch.setenv("ASYSTEC_SMTP_URL", "")

    settings = load_settings()

    assert settings.port == 4001
    assert settings.public_url == "http://localhost:4001"
    assert [key.get_secret_value() for key in settings.secret_keys] == [
        KEY,
        DEVELOPMENT_KEY,
    ]
    assert settings.embed_hosts == ("https://uno.example", "https://dos.example")
    assert settings.smtp_url.get_secret_value() == SIMULATORS["smtp_url"]


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        pytest.param(
            {"stripe_api_url": "http://127.0.0.1:8452"},
            "ASYSTEC_STRIPE_SECRET_KEY is live but ASYSTEC_STRIPE_API_URL",
            id="a live key and a simulator",
        ),
        pytest.param(
            {"environment": "demo", "public_url": ""},
            "ASYSTEC_STRIPE_SECRET_KEY is live",
            id="a live key in a demo",
        ),
        pytest.param(
            {"stripe_secret_key": "rk_live_9f3c", "stripe_api_url": "http://[::1]:1"},
            "ASYSTEC_STRIPE_SECRET_KEY is live",
            id="a restricted live key and a simulator",
        ),
        pytest.param(
            {"stripe_secret_key": "sk_live_9f3c\n"},
            "ASYSTEC_STRIPE_SECRET_KEY must look like",
            id="a key with a newline",
        ),
        pytest.param(
            {"stripe_secret_key": "sk_live_ñ9f3c"},
            "ASYSTEC_STRIPE_SECRET_KEY must look like",
            id="a key that is not ASCII",
        ),
        pytest.param(
            {"stripe_secret_key": "pk_live_9f3c"},
            "ASYSTEC_STRIPE_SECRET_KEY must look like",
            id="the public key",
        ),
        pytest.param(
            {"stripe_secret_key": ""},
            "ASYSTEC_STRIPE_SECRET_KEY is missing",
            id="no key",
        ),
        pytest.param(
            {"stripe_webhook_secret": ""},
            "ASYSTEC_STRIPE_WEBHOOK_SECRET is missing",
            id="no webhook secret",
        ),
        pytest.param({"smtp_url": ""}, "ASYSTEC_SMTP_URL is missing", id="no mail"),
        pytest.param(
            {"secret_keys": DEVELOPMENT_KEY},
            "ASYSTEC_SECRET_KEYS is the development key",
            id="the development key",
        ),
        pytest.param(
            {"secret_keys": f"{KEY},{DEVELOPMENT_KEY}"},
            "ASYSTEC_SECRET_KEYS is the development key",
            id="the development key as an old one",
        ),
        pytest.param(
            {"secret_keys": "9f3c"}, "ASYSTEC_SECRET_KEYS needs 32", id="a short key"
        ),
        pytest.param(
            {"secret_keys": "ñ" * 44}, "ASYSTEC_SECRET_KEYS needs 32", id="no base64"
        ),
        pytest.param(
            {"public_url": "http://registro.example"},
            "ASYSTEC_PUBLIC_URL must start with https://",
            id="no https",
        ),
        pytest.param(
            {"public_url": ""},
            "ASYSTEC_PUBLIC_URL must start with https://",
            id="no address",
        ),
        pytest.param(
            {"hacienda_api_url": "http://localhost:8451"},
            "ASYSTEC_HACIENDA_API_URL: a simulator's address",
            id="the simulated Hacienda",
        ),
        pytest.param(
            {"hacienda_idp_url": "http://127.0.0.1:8451"},
            "ASYSTEC_HACIENDA_IDP_URL: a simulator's address",
            id="the simulated identity provider",
        ),
        pytest.param(
            {"workers": 2}, "ASYSTEC_WORKERS above 1 needs", id="workers alone"
        ),
    ],
)
def test_what_is_unsafe_is_refused_with_the_reason(
    changes: dict[str, object], name: str
) -> None:
    assert name in reasons(**{**PRODUCTION, **changes})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("port", "0"),
        ("port", "65536"),
        ("port", "planted9f3c"),
        ("workers", "0"),
        ("environment", "planted9f3c"),
    ],
)
def test_what_makes_no_sense_is_refused_without_its_value(
    field: str, value: str
) -> None:
    assert reasons(**{field: value}).startswith(f"ASYSTEC_{field.upper()}: ")


def test_every_reason_is_told_at_once() -> None:
    told = reasons(environment="production", public_url="http://x.example")

    assert len(told.splitlines()) >= 4


def test_production_needs_its_own_key() -> None:
    told = reasons(**{k: v for k, v in PRODUCTION.items() if k != "secret_keys"})

    assert "ASYSTEC_SECRET_KEYS is the development key" in told


def test_secrets_do_not_show() -> None:
    shown = repr(production()) + str(production().model_dump())

    assert "9f3c" not in shown
    assert KEY not in shown


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///x.db", "sqlite+aiosqlite:///x.db"),
        ("postgresql://u:p@h/n", "postgresql+psycopg://u:p@h/n"),
        ("postgres://u:p@h/n?x=1", "postgresql+psycopg://u:p@h/n?x=1"),
        ("postgresql+psycopg://h/n", "postgresql+psycopg://h/n"),
    ],
)
def test_the_driver_is_named_for_the_operator(given: str, used: str) -> None:
    assert load_settings(database_url=given).async_database_url == used


def test_cookies_are_secure_everywhere_but_here() -> None:
    assert production().secure_cookies
    assert not load_settings().secure_cookies


def test_sockets_open_from_our_pages_alone() -> None:
    assert production().origins == ("https://registro.example",)
    assert load_settings().origins == (
        "http://localhost:3000",
        "http://127.0.0.1:3000",
    )


def test_settings_stay_as_they_are() -> None:
    settings = load_settings()

    with pytest.raises(ValueError, match="frozen"):
        settings.port = 1


def test_nothing_but_settings_reads_the_environment() -> None:
    product = Path(__file__).parents[2] / "asystec_web"
    readers = {
        path.relative_to(product).as_posix()
        for path in product.rglob("*.py")
        if "os.environ" in path.read_text("utf-8")
        or "getenv" in path.read_text("utf-8")
    }

    # They hand it on to the processes they start.
    assert readers <= {
        "building.py",
        "serving.py",
        "cli.py",
        "doctor.py",
        "services/key_process.py",
    }
