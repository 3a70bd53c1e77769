"""Settings from `ASYSTEC_*` variables; what is unsafe is refused with the reason.

With nothing set, everything works in demo: SQLite and simulators.
"""

import re
from base64 import b64decode, b64encode
from enum import StrEnum
from functools import cache
from typing import Annotated, Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

DEVELOPMENT_KEY = b64encode(b"asystec development key, 32 byte").decode()
DEMO_STRIPE_KEY = "sk_test_demo00000000000000000000"
DEMO_WEBHOOK_SECRET = "whsec_demo00000000000000000000"  # noqa: S105 - the simulator's
KEY_BYTES = 32
STRIPE_KEY = re.compile(r"(sk|rk)_(test|live)_[A-Za-z0-9]+")

HACIENDA = {
    "hacienda_api_url": "https://api.hacienda.go.cr",
    "hacienda_idp_url": "https://idp.comprobanteselectronicos.go.cr",
    "hacienda_reception_url": (
        "https://api.comprobanteselectronicos.go.cr/recepcion/v1"
    ),
    "hacienda_sandbox_reception_url": (
        "https://api-sandbox.comprobanteselectronicos.go.cr/recepcion/v1"
    ),
    "stripe_api_url": "https://api.stripe.com",
}
SIMULATORS = {
    "hacienda_api_url": "http://127.0.0.1:8451",
    "hacienda_idp_url": "http://127.0.0.1:8451",
    "hacienda_reception_url": "http://127.0.0.1:8451/recepcion/v1",
    "hacienda_sandbox_reception_url": "http://127.0.0.1:8451/recepcion-sandbox/v1",
    "stripe_api_url": "http://127.0.0.1:8452",
    "smtp_url": "smtp://127.0.0.1:8454",
    "stripe_secret_key": DEMO_STRIPE_KEY,
    "stripe_webhook_secret": DEMO_WEBHOOK_SECRET,
}


class Environment(StrEnum):
    """Where this process runs."""

    DEMO = "demo"
    TEST = "test"
    PRODUCTION = "production"


class SettingsRefused(Exception):
    """The settings contradict each other or are unsafe; one reason a line."""


class Settings(BaseSettings):
    """Everything that differs from one installation to the next."""

    model_config = SettingsConfigDict(
        env_prefix="ASYSTEC_",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    environment: Environment = Environment.DEMO
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 3000
    workers: Annotated[int, Field(ge=1, le=64)] = 1
    public_url: str = ""
    database_url: SecretStr = SecretStr("sqlite:///.asystec/asystec.db")
    redis_url: SecretStr = SecretStr("")
    secret_keys: Annotated[tuple[SecretStr, ...], NoDecode] = (
        SecretStr(DEVELOPMENT_KEY),
    )
    smtp_url: SecretStr = SecretStr("")
    mail_from: str = "Asystec <no-responder@asystec.example>"
    hacienda_api_url: str = ""
    hacienda_idp_url: str = ""
    hacienda_reception_url: str = ""
    hacienda_sandbox_reception_url: str = ""
    stripe_api_url: str = ""
    stripe_secret_key: SecretStr = SecretStr("")
    stripe_webhook_secret: SecretStr = SecretStr("")
    stripe_automatic_tax: bool = False
    trial_days: Annotated[int, Field(ge=0, le=365)] = 0
    trial_end: Literal["cancel", "pause"] = "cancel"
    prices_include_iva: bool = True
    operator_email: str = ""
    embed_hosts: Annotated[tuple[str, ...], NoDecode] = ()
    invoicing_url: str = "https://app.asystec.io"
    support_email: str = "soporte@asystec.example"

    @field_validator("secret_keys", "embed_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("public_url")
    @classmethod
    def _origin(cls, value: str) -> str:
        """Keep scheme and host only: browsers compare them letter by letter."""
        url = urlsplit(value)
        path = url.path.strip("/")
        if url.scheme not in {"http", "https"} or not url.netloc or path or url.query:
            message = "must be an address such as https://registro.example.com"
            raise ValueError(message)
        return f"{url.scheme}://{url.netloc.lower()}"

    @model_validator(mode="before")
    @classmethod
    def _fill(cls, given: dict[str, object]) -> dict[str, object]:
        demo = given.get("environment", "demo") in {"demo", Environment.DEMO}
        defaults: dict[str, object] = {**(SIMULATORS if demo else HACIENDA)}
        port = given.get("port", cls.model_fields["port"].default)
        defaults["public_url"] = f"http://localhost:{port}"
        return {**defaults, **{k: v for k, v in given.items() if v != ""}}

    @model_validator(mode="after")
    def _refuse(self) -> Self:
        reasons = list(self._unsafe())
        if reasons:
            raise ValueError("\n".join(reasons))
        return self

    def _unsafe(self) -> list[str]:
        production = self.environment is Environment.PRODUCTION
        stripe_key = self.stripe_secret_key.get_secret_value()
        keys = [key.get_secret_value() for key in self.secret_keys]
        simulated = [
            f"ASYSTEC_{name.upper()}"
            for name in HACIENDA
            if _is_loopback(getattr(self, name))
        ]
        unencrypted = [
            f"ASYSTEC_{name.upper()}"
            for name in HACIENDA
            if not getattr(self, name).startswith("https://")
        ]
        checks = {
            "ASYSTEC_STRIPE_SECRET_KEY is live but ASYSTEC_STRIPE_API_URL points to "
            "this machine: use a test key, or Stripe's own address.": (
                "_live_" in stripe_key and _is_loopback(self.stripe_api_url)
            ),
            "ASYSTEC_STRIPE_SECRET_KEY is live: real money needs "
            "ASYSTEC_ENVIRONMENT=production.": "_live_" in stripe_key
            and not production,
            "ASYSTEC_STRIPE_SECRET_KEY and ASYSTEC_STRIPE_WEBHOOK_SECRET are those of "
            "the demo: production needs its own.": production
            and bool(
                {stripe_key, self.stripe_webhook_secret.get_secret_value()}
                & {DEMO_STRIPE_KEY, DEMO_WEBHOOK_SECRET}
            ),
            f"{', '.join(unencrypted)}: secrets travel there, use https://.": (
                production and bool(unencrypted)
            ),
            "ASYSTEC_STRIPE_SECRET_KEY must look like sk_test_… or sk_live_…, "
            "without blanks.": bool(stripe_key)
            and not STRIPE_KEY.fullmatch(stripe_key),
            "ASYSTEC_SECRET_KEYS needs 32 bytes in base64 for each key; make one "
            "with: openssl rand -base64 32": not keys or not all(map(_is_key, keys)),
            "ASYSTEC_SECRET_KEYS is the development key: production needs its own; "
            "make one with: openssl rand -base64 32": (
                production and DEVELOPMENT_KEY in keys
            ),
            "ASYSTEC_PUBLIC_URL must start with https:// in production.": (
                production and not self.public_url.startswith("https://")
            ),
            f"{', '.join(simulated)}: a simulator's address in production.": (
                production and bool(simulated)
            ),
            "ASYSTEC_STRIPE_SECRET_KEY is missing.": not stripe_key,
            "ASYSTEC_STRIPE_WEBHOOK_SECRET is missing: without it no payment can "
            "be believed.": not self.stripe_webhook_secret.get_secret_value().strip(),
            "ASYSTEC_PRICES_INCLUDE_IVA is off: prices without IVA need "
            "ASYSTEC_STRIPE_AUTOMATIC_TAX, or nobody charges it.": (
                not self.prices_include_iva and not self.stripe_automatic_tax
            ),
            "ASYSTEC_SMTP_URL is missing.": not self.smtp_url.get_secret_value(),
            "ASYSTEC_WORKERS above 1 needs ASYSTEC_REDIS_URL: the processes share "
            "conversations through it.": self.workers > 1
            and not self.redis_url.get_secret_value(),
        }
        return [reason for reason, wrong in checks.items() if wrong]

    @property
    def demo(self) -> bool:
        """Whether simulators stand in for the outside world."""
        return self.environment is Environment.DEMO

    @property
    def simulated_stripe(self) -> bool:
        """Whether Stripe is a simulator on this machine."""
        return _is_loopback(self.stripe_api_url)

    @property
    def alarms_to(self) -> str:
        """Where to write when somebody has to look at a payment."""
        return self.operator_email or self.support_email

    @property
    def shown(self) -> str:
        """The settings whose values are part of the built pages."""
        return (
            f"{self.demo} {self.invoicing_url} {self.support_email} "
            f"{self.prices_include_iva}"
        )

    @property
    def origins(self) -> tuple[str, ...]:
        """Pages that may open a socket: ours, in demo under both of its names."""
        if not self.demo:
            return (self.public_url,)
        return (self.public_url, f"http://127.0.0.1:{self.port}")

    @property
    def secure_cookies(self) -> bool:
        """Whether cookies may only travel over https: everywhere but localhost."""
        return self.public_url.startswith("https://")

    @property
    def async_database_url(self) -> str:
        """The database's address with the asynchronous driver named."""
        url = self.database_url.get_secret_value()
        for scheme, driver in (
            ("sqlite", "aiosqlite"),
            ("postgresql", "psycopg"),
            ("postgres", "psycopg"),
        ):
            if url.startswith(f"{scheme}://"):
                dialect = "sqlite" if scheme == "sqlite" else "postgresql"
                return f"{dialect}+{driver}{url.removeprefix(scheme)}"
        return url


def _is_loopback(url: str) -> bool:
    return urlsplit(url).hostname in {"localhost", "127.0.0.1", "::1"}


def _is_key(text: str) -> bool:
    try:
        return len(b64decode(text, validate=True)) == KEY_BYTES
    except ValueError:
        return False


def load_settings(**overrides: object) -> Settings:
    """Read the environment.

    Raises:
        SettingsRefused: With one reason a line; values are never part of it.
    """
    try:
        return Settings(**overrides)  # pyright: ignore[reportArgumentType] - pydantic validates them
    except ValidationError as wrong:
        reasons = [
            f"ASYSTEC_{'_'.join(map(str, error['loc'])).upper()}: {error['msg']}"
            if error["loc"]
            else error["msg"].removeprefix("Value error, ")
            for error in wrong.errors(include_input=False)
        ]
        raise SettingsRefused("\n".join(reasons)) from None


@cache
def settings() -> Settings:
    """Give the settings of this process, read once."""
    return load_settings()
