"""Settings from `ASYSTEC_*` variables; what is unsafe is refused with the reason.

With nothing set, everything works in demo: SQLite and simulators.
"""

from functools import cache
from typing import Self

from pydantic import ValidationError, model_validator

from asystec_web.settings.given import Environment, Given
from asystec_web.settings.unsafe import is_loopback, reasons


class SettingsRefused(Exception):
    """The settings contradict each other or are unsafe; one reason a line."""


class Settings(Given):
    """Everything that differs from one installation to the next."""

    @model_validator(mode="after")
    def _refuse(self) -> Self:
        if refused := reasons(self):
            raise ValueError("\n".join(refused))
        return self

    @property
    def demo(self) -> bool:
        """Whether simulators stand in for the outside world."""
        return self.environment is Environment.DEMO

    @property
    def simulated_stripe(self) -> bool:
        """Whether Stripe is a simulator on this machine."""
        return is_loopback(self.stripe_api_url)

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


def load_settings(**overrides: object) -> Settings:
    """Read the environment.

    Raises:
        SettingsRefused: With one reason a line; values are never part of it.
    """
    try:
        return Settings(**overrides)  # pyright: ignore[reportArgumentType] - pydantic validates them
    except ValidationError as wrong:
        told = [
            f"ASYSTEC_{'_'.join(map(str, error['loc'])).upper()}: {error['msg']}"
            if error["loc"]
            else error["msg"].removeprefix("Value error, ")
            for error in wrong.errors(include_input=False)
        ]
        raise SettingsRefused("\n".join(told)) from None


@cache
def settings() -> Settings:
    """Give the settings of this process, read once."""
    return load_settings()
