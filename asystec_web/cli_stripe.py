"""`asystec stripe-…`: what operators do with the Stripe account."""

import asyncio
import sys

import click

from asystec_web.settings import settings

# Everything else is imported where it is used: `asystec --help` answers at once.
# ruff: noqa: PLC0415


@click.command("stripe-catalog")
@click.option("--apply", is_flag=True, help="Make it so; otherwise only shown.")
def stripe_catalog(*, apply: bool) -> None:
    """Bring plans, portal and webhook endpoint into the Stripe account."""
    from asystec_web.services.billing.account_setup import SetupRefused, set_up_account

    try:
        setup = asyncio.run(set_up_account(settings(), apply=apply))
    except SetupRefused as failure:
        message = f"Stripe did not do as asked: {failure}"
        raise click.ClickException(message) from None
    for change in setup.changes:
        click.echo(str(change))
    if setup.note:
        click.echo(setup.note)
    if not setup.changes:
        click.echo("The account is as it should be: nothing to change.")
    elif not apply:
        click.echo("Nothing was changed; --apply makes it so.")
    if setup.secret:
        click.echo(
            "The new endpoint signs with this secret, which Stripe tells only now. Put "
            "it into ASYSTEC_STRIPE_WEBHOOK_SECRET and restart:"
        )
        click.echo(setup.secret)


@click.command("stripe-sync")
def stripe_sync() -> None:
    """Read subscriptions, disputes and refunds again, and report what was different."""
    from asystec_web.services.billing import Billing
    from asystec_web.services.billing.reread import reread
    from asystec_web.services.database import Database

    async def sync() -> tuple[int, int]:
        config = settings()
        database = Database(config.async_database_url)
        service = Billing(config, database)
        mended = unread = 0
        try:
            async for found in reread(database, service):
                click.echo(str(found))
                unread += found.unread
                mended += not found.unread
        finally:
            await service.close()
            await database.close()
        return mended, unread

    mended, unread = asyncio.run(sync())
    if not mended and not unread:
        click.echo("Every row says what Stripe says.")
    elif mended:
        click.echo(f"{mended} brought up to what Stripe says.")
    if unread:
        click.echo(f"{unread} could not be read; run this again later.")
        sys.exit(1)
