from sqlalchemy import LargeBinary
from sqlmodel import SQLModel

from asystec_web.repositories import sealed
from asystec_web.services.sealed_credentials import PURPOSES

# What only recognises something again, and opens nothing.
HASHES = {"token_hash"}


def test_a_change_of_keys_finds_every_sealed_column() -> None:
    binary = {
        (table.name, column.name)
        for table in SQLModel.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary) and column.name not in HASHES
    }
    found = {
        (table.__table__.name, column)  # pyright: ignore[reportAttributeAccessIssue] - SQLModel makes it
        for table in sealed.TABLES
        for column in sealed.COLUMNS
    }

    assert binary == found
    assert tuple(PURPOSES) == sealed.COLUMNS
