"""The settings themselves: names, defaults, shapes."""

from enum import StrEnum
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from asystec_web.settings.defaults import DEVELOPMENT_KEY, OUTSIDE, SIMULATORS


class Environment(StrEnum):
    """Where this process runs."""

    DEMO = "demo"
    TEST = "test"
    PRODUCTION = "production"


class Given(BaseSettings):
    """What may be set, each with its default and its shape."""

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
        defaults: dict[str, object] = {**(SIMULATORS if demo else OUTSIDE)}
        port = given.get("port", cls.model_fields["port"].default)
        defaults["public_url"] = f"http://localhost:{port}"
        return {**defaults, **{k: v for k, v in given.items() if v != ""}}
