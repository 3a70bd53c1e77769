"""Everything sealed is sealed anew under the current key, while the app runs.

Each row is swapped only if it still holds what was read: whatever the app writes
meanwhile stays, and is looked at in the next pass. Stopped halfway, what was done is
done; begun again, it goes on with the rest.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from asystec_web.models import ConnectionCandidate, HaciendaConnection
from asystec_web.repositories import sealed as rows
from asystec_web.services.database import Database
from asystec_web.services.sealed_credentials import PURPOSES
from asystec_web.services.vault import SealBroken, Vault

AT_A_TIME: Final = 100
# What changes under our hands is looked at again, but not for ever.
PASSES: Final = 5

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Rotation:
    """How far it came.

    Attributes:
        sealed: Rows sealed anew.
        left: Rows still under an earlier key.
        unreadable: Rows among them that no key here opens.
    """

    sealed: int = 0
    left: int = 0
    unreadable: int = 0


async def rotate(database: Database, vault: Vault, progress: Progress) -> Rotation:
    """Seal everything under the current key; tells after each transaction how far."""
    total = await _count(database, vault)
    done = Rotation()
    for _ in range(PASSES):
        done.unreadable = 0
        for table in rows.TABLES:
            await _rotate_table(database, vault, table, done, total, progress)
        done.left = await _count(database, vault)
        if done.left == done.unreadable:
            break
    return done


async def _rotate_table(  # noqa: PLR0913, PLR0917 - what every batch needs
    database: Database,
    vault: Vault,
    table: rows.SealedTable,
    done: Rotation,
    total: int,
    progress: Progress,
) -> None:
    after: UUID | None = None
    while True:
        async with database.transaction() as session:
            batch = await rows.under_other_keys(
                session, table, vault.header, after, AT_A_TIME
            )
            for row in batch:
                after = row.business_id
                anew = _sealed_anew(vault, row)
                if anew is None:
                    done.unreadable += 1
                elif await rows.swap(session, row, anew):
                    done.sealed += 1
        if not batch:
            return
        progress(done.sealed, max(total, done.sealed))


def _sealed_anew(
    vault: Vault, row: HaciendaConnection | ConnectionCandidate
) -> dict[str, bytes] | None:
    owner = str(row.business_id)
    anew: dict[str, bytes] = {}
    try:
        for column, purpose in PURPOSES.items():
            sealed: bytes | None = getattr(row, column)
            if sealed is not None and vault.needs_resealing(sealed):
                plain = vault.open(sealed, purpose=purpose, owner=owner)
                anew[column] = vault.seal(plain, purpose=purpose, owner=owner)
    except SealBroken:
        return None
    return anew


async def _count(database: Database, vault: Vault) -> int:
    async with database.reading() as session:
        counts = [
            await rows.count_under_other_keys(session, table, vault.header)
            for table in rows.TABLES
        ]
    return sum(counts)
