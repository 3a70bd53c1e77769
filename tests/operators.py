"""An operator at the command line, with the settings of a world."""

import asyncio

from click.testing import CliRunner, Result

from asystec_web.cli import main
from asystec_web.settings import settings
from tests.billing_world import BillingWorld


def environment(world: BillingWorld, **changes: str) -> dict[str, str]:
    """Give a world's settings as variables of the environment."""
    config = world.settings
    given = {
        "environment": config.environment.value,
        "public_url": config.public_url,
        "database_url": config.database_url.get_secret_value(),
        "stripe_api_url": config.stripe_api_url,
        "stripe_secret_key": world.key,
        "stripe_webhook_secret": config.stripe_webhook_secret.get_secret_value(),
        "smtp_url": config.smtp_url.get_secret_value(),
        **changes,
    }
    return {f"ASYSTEC_{name.upper()}": value for name, value in given.items()}


async def commands(world: BillingWorld, *words: str, **changes: str) -> Result:
    """Run `asystec` with these words, as a process of its own would."""
    settings.cache_clear()
    try:
        return await asyncio.to_thread(
            CliRunner().invoke, main, words, env=environment(world, **changes)
        )
    finally:
        settings.cache_clear()
