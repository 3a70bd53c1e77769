"""`asystec rotate-keys`: everything sealed, anew under the current key."""

import asyncio
import sys

import click

from asystec_web.settings import settings

# Everything else is imported where it is used: `asystec --help` answers at once.
# ruff: noqa: PLC0415

_UNREADABLE = (
    "Some open with none of ASYSTEC_SECRET_KEYS: put the key they were sealed with "
    "behind the others, or have their owners give them again."
)
_STILL_EARLIER = (
    "The app still seals with an earlier key: restart all of it with the new settings, "
    "then run this again."
)


@click.command("rotate-keys")
def rotate_keys() -> None:
    """Seal every secret anew under the first of the secret keys.

    It runs beside the app, may be stopped at any time, and goes on where it stopped.
    """
    from asystec_web.services.database import Database
    from asystec_web.services.key_rotation import Rotation, rotate
    from asystec_web.services.vault import vault_from

    config = settings()

    async def run() -> Rotation:
        database = Database(config.async_database_url)
        try:
            return await rotate(database, vault_from(config), _tell)
        finally:
            await database.close()

    done = asyncio.run(run())
    click.echo(
        f"Sealed anew: {done.sealed}. Under an earlier key: {done.left}, "
        f"of which unreadable: {done.unreadable}."
    )
    if done.left:
        click.secho(_UNREADABLE if done.unreadable else _STILL_EARLIER, fg="red")
        sys.exit(1)
    click.echo("The earlier keys are no longer needed.")


def _tell(done: int, total: int) -> None:
    click.echo(f"{done} of {total}")
