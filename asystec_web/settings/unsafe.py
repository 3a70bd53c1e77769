"""What is unsafe, alone or together, and why it is refused."""

import re
from base64 import b64decode
from urllib.parse import urlsplit

from asystec_web.settings.defaults import (
    DEMO_STRIPE_KEY,
    DEMO_WEBHOOK_SECRET,
    DEVELOPMENT_KEY,
    OUTSIDE,
)
from asystec_web.settings.given import Environment, Given

KEY_BYTES = 32
STRIPE_KEY = re.compile(r"(sk|rk)_(test|live)_[A-Za-z0-9]+")


def is_loopback(url: str) -> bool:
    """Tell whether an address is one of this machine's own."""
    return urlsplit(url).hostname in {"localhost", "127.0.0.1", "::1"}


def reasons(given: Given) -> list[str]:
    """Say why these settings are refused; nothing where they are not."""
    production = given.environment is Environment.PRODUCTION
    stripe_key = given.stripe_secret_key.get_secret_value()
    keys = [key.get_secret_value() for key in given.secret_keys]
    simulated = [
        f"ASYSTEC_{name.upper()}"
        for name in OUTSIDE
        if is_loopback(getattr(given, name))
    ]
    unencrypted = [
        f"ASYSTEC_{name.upper()}"
        for name in OUTSIDE
        if not getattr(given, name).startswith("https://")
    ]
    checks = {
        "ASYSTEC_STRIPE_SECRET_KEY is live but ASYSTEC_STRIPE_API_URL points to "
        "this machine: use a test key, or Stripe's own address.": (
            "_live_" in stripe_key and is_loopback(given.stripe_api_url)
        ),
        "ASYSTEC_STRIPE_SECRET_KEY is live: real money needs "
        "ASYSTEC_ENVIRONMENT=production.": "_live_" in stripe_key and not production,
        "ASYSTEC_STRIPE_SECRET_KEY and ASYSTEC_STRIPE_WEBHOOK_SECRET are those of "
        "the demo: production needs its own.": production
        and bool(
            {stripe_key, given.stripe_webhook_secret.get_secret_value()}
            & {DEMO_STRIPE_KEY, DEMO_WEBHOOK_SECRET}
        ),
        f"{', '.join(unencrypted)}: secrets travel there, use https://.": (
            production and bool(unencrypted)
        ),
        "ASYSTEC_STRIPE_SECRET_KEY must look like sk_test_… or sk_live_…, "
        "without blanks.": bool(stripe_key) and not STRIPE_KEY.fullmatch(stripe_key),
        "ASYSTEC_SECRET_KEYS needs 32 bytes in base64 for each key; make one "
        "with: openssl rand -base64 32": not keys or not all(map(_is_key, keys)),
        "ASYSTEC_SECRET_KEYS is the development key: production needs its own; "
        "make one with: openssl rand -base64 32": (
            production and DEVELOPMENT_KEY in keys
        ),
        "ASYSTEC_PUBLIC_URL must start with https:// in production.": (
            production and not given.public_url.startswith("https://")
        ),
        f"{', '.join(simulated)}: a simulator's address in production.": (
            production and bool(simulated)
        ),
        "ASYSTEC_STRIPE_SECRET_KEY is missing.": not stripe_key,
        "ASYSTEC_STRIPE_WEBHOOK_SECRET is missing: without it no payment can "
        "be believed.": not given.stripe_webhook_secret.get_secret_value().strip(),
        "ASYSTEC_PRICES_INCLUDE_IVA is off: prices without IVA need "
        "ASYSTEC_STRIPE_AUTOMATIC_TAX, or nobody charges it.": (
            not given.prices_include_iva and not given.stripe_automatic_tax
        ),
        "ASYSTEC_SMTP_URL is missing.": not given.smtp_url.get_secret_value(),
        "ASYSTEC_WORKERS above 1 needs ASYSTEC_REDIS_URL: the processes share "
        "conversations through it.": given.workers > 1
        and not given.redis_url.get_secret_value(),
    }
    return [reason for reason, wrong in checks.items() if wrong]


def _is_key(text: str) -> bool:
    try:
        return len(b64decode(text, validate=True)) == KEY_BYTES
    except ValueError:
        return False
