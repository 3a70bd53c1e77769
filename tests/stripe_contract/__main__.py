"""`make stripe-contract`: play every scenario on a real test account."""

import asyncio
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from pydantic import SecretStr

from asystec_web.services.billing.account_setup import SetupRefused, set_up_account
from asystec_web.services.database import Database
from asystec_web.services.migrations import migrate
from asystec_web.settings.defaults import OUTSIDE
from tests.billing_world import settings_for
from tests.stripe_contract.account_key import KeyRefused, key_from
from tests.stripe_contract.playing import SCENARIOS, TERMS, Verdict, play

STATUS = {Verdict.OK: 0, Verdict.DIFFERS: 1, Verdict.OUTSIDE: 3}
USAGE = 2


def main(
    environ: Mapping[str, str],
    names: Sequence[str] = (),
    api_url: str = OUTSIDE["stripe_api_url"],
) -> int:
    """Play the scenarios of these names, or all; gives the exit status."""
    unknown = sorted(set(names) - SCENARIOS.keys())
    if unknown:
        click.echo(f"There is no scenario {', '.join(unknown)}.")
        return USAGE
    try:
        key = key_from(environ)
    except KeyRefused as refused:
        click.echo(refused)
        return USAGE
    with TemporaryDirectory() as folder:
        return asyncio.run(_play(key, names or tuple(SCENARIOS), api_url, Path(folder)))


async def _play(key: str, names: Sequence[str], api_url: str, folder: Path) -> int:
    settings = settings_for(
        api_url,
        f"sqlite:///{folder / 'contract.db'}",
        stripe_secret_key=SecretStr(key),
        **TERMS,
    )
    try:
        await set_up_account(settings, apply=True)
    except SetupRefused as failure:
        click.echo(f"outside  the catalogue could not be made: {failure}")
        return STATUS[Verdict.OUTSIDE]
    database = Database(settings.async_database_url)
    counted = dict.fromkeys(Verdict, 0)
    try:
        await migrate(database)
        async for outcome in play(settings, database, names):
            # Nothing of Stripe's is printed that could hold it; this makes sure.
            click.echo(str(outcome).replace(key, "sk_test_…"))
            counted[outcome.verdict] += 1
    finally:
        await database.close()
    click.echo(", ".join(f"{count} {verdict}" for verdict, count in counted.items()))
    worst = Verdict.DIFFERS if counted[Verdict.DIFFERS] else Verdict.OUTSIDE
    return STATUS[worst if counted[worst] else Verdict.OK]


if __name__ == "__main__":
    try:
        sys.exit(main(os.environ, sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("Stopped; what was made is removed.")
