"""The key of the test account: from the environment only, and never a live one."""

from collections.abc import Mapping
from typing import Final

from asystec_web.settings.unsafe import STRIPE_KEY

NAME: Final = "STRIPE_CONTRACT_KEY"


class KeyRefused(Exception):
    """The contract is not played with this key; says why, and never the key."""


def key_from(environ: Mapping[str, str]) -> str:
    """Read the key.

    Raises:
        KeyRefused: There is none, it is a live one, or it is no key.
    """
    key = environ.get(NAME, "")
    if not key:
        message = (
            f"{NAME} is not set. Put the secret key of a Stripe test account into it, "
            f"without writing it on a command line:\n"
            f"  read -rs {NAME} && export {NAME}"
        )
        raise KeyRefused(message)
    if "_live_" in key:
        message = (
            f"{NAME} is a live key, and the contract makes and removes customers. "
            "Use the key of a test account: sk_test_… or rk_test_…"
        )
        raise KeyRefused(message)
    if not STRIPE_KEY.fullmatch(key):
        message = (
            f"{NAME} is no secret key of Stripe's. Copy it again from the dashboard: "
            "sk_test_… or rk_test_…, letters and figures, without blanks."
        )
        raise KeyRefused(message)
    return key
