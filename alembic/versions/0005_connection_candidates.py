"""connection candidates, and reminders of keys

Revision: 0005
Follows: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "connection_candidate",
        sa.Column("environment", sa.String(length=4), nullable=False),
        sa.Column("api_user", sa.String(length=100), nullable=False),
        sa.Column("sealed_password", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_key", sa.LargeBinary(), nullable=True),
        sa.Column("sealed_pin", sa.LargeBinary(), nullable=True),
        sa.Column("key_holder", sa.String(length=200), nullable=False),
        sa.Column("key_expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("business_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=60), nullable=False),
        sa.Column("reason_values", sa.JSON(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("letter_due", sa.Boolean(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["business_id"], ["business.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("business_id"),
    )
    for column in ("next_try_at", "letter_due"):
        name = f"ix_connection_candidate_{column}"
        op.create_index(name, "connection_candidate", [column])
    # Not in a batch, and the defaults stay: see 0002.
    for column in (
        sa.Column("reason", sa.String(length=60), nullable=False, server_default=""),
        sa.Column(
            "reason_values",
            sa.JSON(),
            nullable=False,
            server_default=sa.text("'{}'"),
        ),
        sa.Column("reminded_days", sa.Integer(), nullable=False, server_default="0"),
    ):
        op.add_column("hacienda_connection", column)


def downgrade() -> None:
    for column in ("reminded_days", "reason_values", "reason"):
        op.drop_column("hacienda_connection", column)
    op.drop_table("connection_candidate")
