"""The `asystec` command line."""

import asyncio
import sys
import threading

import click

from asystec_web.cli_activities import activities
from asystec_web.cli_disputes import stripe_disputes
from asystec_web.cli_keys import rotate_keys
from asystec_web.cli_stripe import stripe_catalog, stripe_sync
from asystec_web.settings import SettingsRefused, settings

# Everything else is imported where it is used: `asystec --help` answers at once.
# ruff: noqa: PLC0415


@click.group()
def main() -> None:
    """Run and look after Asystec's sign-up."""
    try:
        settings()
    except SettingsRefused as refused:
        message = f"The settings are refused.\n{refused}"
        raise click.ClickException(message) from None


main.add_command(activities)
main.add_command(stripe_catalog)
main.add_command(stripe_sync)
main.add_command(stripe_disputes)
main.add_command(rotate_keys)


@main.command()
@click.option("--simulators/--no-simulators", default=True, help="Only in demo.")
def run(*, simulators: bool) -> None:
    """Migrate, build when needed, and serve."""
    from asystec_web.building import BuildFailed
    from asystec_web.serving import CannotStart, serve

    config = settings()
    try:
        serve(config, click.echo, simulators=simulators and config.demo)
    except (CannotStart, BuildFailed) as failure:
        raise click.ClickException(str(failure)) from None


@main.command()
def dev() -> None:
    """Serve with hot reload."""
    from asystec_web.serving import CannotStart, develop

    try:
        develop(settings(), click.echo)
    except CannotStart as failure:
        raise click.ClickException(str(failure)) from None


@main.command()
def build() -> None:
    """Build the pages when their sources changed."""
    from asystec_web.building import BuildFailed, build_pages

    try:
        build_pages(settings(), click.echo)
    except BuildFailed as failure:
        raise click.ClickException(str(failure)) from None


@main.command()
def migrate() -> None:
    """Bring the database's schema up to date."""
    from asystec_web.serving import migrate_database

    asyncio.run(migrate_database(settings()))
    click.echo("The schema is up to date.")


@main.command()
@click.argument("message")
@click.argument("revision")
def migration(message: str, revision: str) -> None:
    """Draft the migration from the schema in use to the tables in the code."""
    from asystec_web.services.database import Database
    from asystec_web.services.migrations import draft

    async def write() -> None:
        database = Database(settings().async_database_url)
        await draft(database, message, revision)
        await database.close()

    asyncio.run(write())


@main.command()
@click.option("--with-parent", is_flag=True, help="Stop when the input is closed.")
def simulators(*, with_parent: bool) -> None:
    """Serve the simulators of Hacienda, Stripe and mail."""
    from asystec_web import routes
    from asystec_web.frontend import ROOT
    from asystec_web.simulators.listeners import PortUnavailable
    from asystec_web.simulators.servers import Webhook, run_simulators

    config = settings()
    if with_parent:
        _stop_with_parent()
    webhook = Webhook(
        f"http://127.0.0.1:{config.port}{routes.STRIPE_WEBHOOK}",
        config.stripe_webhook_secret.get_secret_value(),
    )
    try:
        run_simulators(webhook=webhook, memory=ROOT / ".asystec" / "stripe.pickle")
    except PortUnavailable as taken:
        raise click.ClickException(str(taken)) from None


@main.command()
def doctor() -> None:
    """Check settings, database, Node, pages, mail and the outside services."""
    from asystec_web.doctor import examine

    findings = asyncio.run(examine(settings()))
    for finding in findings:
        click.secho(
            f"{'ok  ' if finding.well else 'FAIL'} {finding.what}: {finding.says}",
            fg="green" if finding.well else "red",
        )
    if not all(finding.well for finding in findings):
        sys.exit(1)


def _stop_with_parent() -> None:
    """Stop when the pipe to our parent breaks, so that no simulator is orphaned."""
    import os
    import signal

    def watch() -> None:
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    main()
