"""The secrets that a run of the site has in its hands, each of them unmistakable."""

import secrets
from base64 import b64encode
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)

from asystec_web.simulators.hacienda.keys import build_container
from asystec_web.simulators.hacienda.taxpayers import DEMO_PASSWORD
from tests.planted import Secret


def _word(beginning: str) -> str:
    return f"{beginning}-{secrets.token_hex(6)}"


@dataclass(frozen=True, slots=True)
class Key:
    """A container with its PIN, as one chooses both on the page."""

    pin: str
    container: bytes

    @property
    def parts(self) -> dict[str, Secret]:
        """The file and everything private in it."""
        key = pkcs12.load_pkcs12(self.container, self.pin.encode()).key
        assert isinstance(key, RSAPrivateKey)
        numbers = key.private_numbers()
        private = {"d": numbers.d, "p": numbers.p, "q": numbers.q}
        size = key.key_size // 8
        der = key.private_bytes(
            Encoding.DER, PrivateFormat.TraditionalOpenSSL, NoEncryption()
        )
        return {
            "PIN": self.pin,
            "file": self.container,
            "beginning of the file": self.container[:120],
            "end of the file": self.container[-60:],
            "private key": der,
            **{name: n.to_bytes(size).lstrip(b"\0") for name, n in private.items()},
            **{f"{name}, decimal": str(n)[100:140] for name, n in private.items()},
        }


def _key(beginning: str) -> Key:
    pin = _word(f"Pin#{beginning}")
    return Key(pin, build_container(pin=pin, cipher="aes"))


def _sealing() -> str:
    return b64encode(secrets.token_bytes(32)).decode()


@dataclass(frozen=True)
class Secrets:
    """Everything that may be nowhere, under the names that a finding is told with."""

    password: str = field(default_factory=lambda: _word("guitarra&cafetal"))
    changed_password: str = field(default_factory=lambda: _word("marimba+niebla"))
    new_password: str = field(default_factory=lambda: _word("volcán%quesos"))
    wrong_password: str = field(default_factory=lambda: _word("trueno sabana"))
    wrong_api_password: str = field(default_factory=lambda: _word("Api&mala"))
    wrong_pin: str = field(default_factory=lambda: _word("pin-malo"))
    key: Key = field(default_factory=lambda: _key("uno"))
    next_key: Key = field(default_factory=lambda: _key("dos"))
    sealing: str = field(default_factory=_sealing)
    next_sealing: str = field(default_factory=_sealing)
    stripe_key: str = field(default_factory=lambda: f"sk_test_{secrets.token_hex(12)}")
    webhook: str = field(default_factory=lambda: f"whsec_{secrets.token_hex(12)}")
    smtp: str = field(default_factory=lambda: _word("correo"))
    database: str = field(default_factory=lambda: _word("base"))
    store: str = field(default_factory=lambda: _word("redis"))
    letters: dict[str, str] = field(default_factory=dict)
    payments: list[dict[str, str]] = field(default_factory=list)

    @property
    def typed(self) -> dict[str, Secret]:
        """What a person gives."""
        keys = {"key": self.key, "next key": self.next_key}
        return {
            "password": self.password,
            "changed password": self.changed_password,
            "new password": self.new_password,
            "wrong password": self.wrong_password,
            "API password": DEMO_PASSWORD,
            "wrong API password": self.wrong_api_password,
            "wrong PIN": self.wrong_pin,
            **{
                f"{name}: {part}": secret
                for name, key in keys.items()
                for part, secret in key.parts.items()
            },
        }

    @property
    def configured(self) -> dict[str, Secret]:
        """What an operator gives."""
        return {
            "ASYSTEC_SECRET_KEYS": self.sealing,
            "ASYSTEC_SECRET_KEYS, the next": self.next_sealing,
            "ASYSTEC_STRIPE_SECRET_KEY": self.stripe_key,
            "ASYSTEC_STRIPE_WEBHOOK_SECRET": self.webhook,
            "password of ASYSTEC_SMTP_URL": self.smtp,
            "password of ASYSTEC_DATABASE_URL": self.database,
            "password of ASYSTEC_REDIS_URL": self.store,
        }
