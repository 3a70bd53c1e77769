"""What is on this machine: database, Node, pages."""

import shutil
import subprocess

from sqlalchemy.exc import SQLAlchemyError

from asystec_web import frontend
from asystec_web.building import build_environment
from asystec_web.doctor.finding import Finding
from asystec_web.services.database import Database
from asystec_web.services.migrations import is_current
from asystec_web.settings import Settings

NODE_AT_LEAST = (22, 22)


async def database(settings: Settings) -> Finding:
    """Ask the database, and whether it has this code's schema."""
    asked = Database(settings.async_database_url)
    try:
        migrated = await is_current(asked)
    except (SQLAlchemyError, OSError) as failure:
        mend = f"{type(failure).__name__}; check ASYSTEC_DATABASE_URL"
        return Finding("database", well=False, says=mend)
    finally:
        await asked.close()
    says = "answers, schema up to date" if migrated else "run: asystec migrate"
    return Finding("database", migrated, says)


def node() -> Finding:
    """Look for the Node that builds the pages."""
    path = build_environment()["PATH"]
    found = shutil.which("node", path=path)
    if found is None:
        mend = "not found; install requirements/run.txt, it brings Node"
        return Finding("Node", well=False, says=mend)
    answer = subprocess.run(  # noqa: S603 - the Node just found
        [found, "--version"], capture_output=True, text=True, check=False
    )
    version = answer.stdout.strip().removeprefix("v")
    numbers = tuple(int(part) for part in version.split(".")[:2] if part.isdecimal())
    well = numbers >= NODE_AT_LEAST
    says = version if well else f"{version} is too old; install requirements/run.txt"
    return Finding("Node", well, says)


def pages(settings: Settings) -> Finding:
    """Look whether they are built; that they are not yet is no fault."""
    built = frontend.is_built(settings.shown)
    says = "built" if built else "will be built at the next start, in a minute or two"
    return Finding("pages", well=True, says=says)
