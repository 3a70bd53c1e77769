"""`asystec stripe-disputes`: who is suspended by a dispute, and an end to that."""

import asyncio

import click

from asystec_web.settings import settings

# Everything else is imported where it is used: `asystec --help` answers at once.
# ruff: noqa: PLC0415


@click.group("stripe-disputes")
def stripe_disputes() -> None:
    """List the disputes that suspend accounts, and lift what a lost one did."""


@stripe_disputes.command("list")
def list_() -> None:
    """List the disputes for which an account is suspended."""
    from asystec_web.services.billing.suspensions import suspensions
    from asystec_web.services.database import Database

    async def ask() -> list[str]:
        database = Database(settings().async_database_url)
        try:
            return [
                f"{each.id}  {each.status}  since {each.updated_at:%Y-%m-%d}  "
                f"account {each.account_id}"
                for each in await suspensions(database)
            ]
        finally:
            await database.close()

    for line in asyncio.run(ask()) or ["No dispute suspends anybody."]:
        click.echo(line)


@stripe_disputes.command()
@click.argument("dispute_id")
def lift(dispute_id: str) -> None:
    """Let a lost dispute suspend nobody any more, once it is settled otherwise."""
    from asystec_web.services.billing import suspensions
    from asystec_web.services.database import Database

    async def do() -> str:
        database = Database(settings().async_database_url)
        try:
            return str(await suspensions.lift(database, dispute_id))
        finally:
            await database.close()

    try:
        whose = asyncio.run(do())
    except suspensions.NotLifted as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(f"{dispute_id} no longer suspends account {whose}.")
