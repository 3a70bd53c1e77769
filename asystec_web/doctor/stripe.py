"""Whether the Stripe account is ours and is as we need it."""

import asyncio

from asystec_web.doctor.finding import Finding
from asystec_web.services.billing.account_setup import SetupRefused, set_up_account
from asystec_web.services.billing.key_check import KeyCheck, check_key
from asystec_web.settings import Settings

PATIENCE_S = 5
_SHOWN = 3


async def stripe_key(settings: Settings) -> Finding:
    """Tell whether Stripe takes the key."""
    name = "Stripe key"
    if not settings.stripe_secret_key.get_secret_value():
        return Finding(name, well=False, says="missing; set ASYSTEC_STRIPE_SECRET_KEY")
    said = await check_key(settings, PATIENCE_S)
    says = {
        KeyCheck.TAKEN: "Stripe takes it",
        KeyCheck.REFUSED: (
            "Stripe refuses it; check ASYSTEC_STRIPE_SECRET_KEY and what it may read"
        ),
        KeyCheck.NOT_TOLD: "Stripe could not say; try again later",
    }
    return Finding(name, well=said is KeyCheck.TAKEN, says=says[said])


async def stripe_account(settings: Settings) -> Finding:
    """Compare plans, portal and webhook endpoint with what we need of them."""
    name = "Stripe account"
    try:
        async with asyncio.timeout(PATIENCE_S):
            setup = await set_up_account(settings, apply=False)
    except (SetupRefused, TimeoutError):
        return Finding(name, well=False, says="could not be read; see the key's line")
    if setup.changes:
        shown = "; ".join(map(str, setup.changes[:_SHOWN]))
        more = len(setup.changes) - _SHOWN
        rest = f" and {more} more" if more > 0 else ""
        says = f"lacks: {shown}{rest}. Run: asystec stripe-catalog --apply"
        return Finding(name, well=False, says=says)
    says = f"has plans, portal and endpoint as needed. {setup.note}".strip()
    return Finding(name, well=True, says=says)
