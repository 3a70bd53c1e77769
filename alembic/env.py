"""Migrations run on the connection that `services.migrations` hands over."""

from typing import Literal

from alembic import context
from sqlalchemy import Connection
from sqlmodel.sql.sqltypes import AutoString

from asystec_web import models
from asystec_web.models.columns import UtcDateTime

connection: Connection = context.config.attributes["connection"]


def render_item(kind: str, item: object, _: object) -> str | Literal[False]:
    """Write our types as plain ones: a migration outlives its classes."""
    if kind != "type":
        return False
    if isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    return False


context.configure(
    connection=connection,
    target_metadata=models.Account.metadata,
    render_item=render_item,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
