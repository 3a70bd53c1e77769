"""whose a key is

Revision: 0006
Follows: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("hacienda_connection", "connection_candidate")


def upgrade() -> None:
    # Not in a batch, and the default stays: see 0002.
    for table in TABLES:
        column = sa.Column(
            "key_cedula", sa.String(length=20), nullable=False, server_default=""
        )
        op.add_column(table, column)


def downgrade() -> None:
    for table in TABLES:
        op.drop_column(table, "key_cedula")
