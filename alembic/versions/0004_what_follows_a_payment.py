"""what follows a payment

Revision: 0004
Follows: 0003
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def _with_default(
    name: str, kind: sa.types.TypeEngine[Any], default: str
) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False, server_default=sa.text(default))


def upgrade() -> None:
    # One by one and with defaults that stay, for the reason 0002 gives.
    for column in (
        sa.Column("ends_at", _MOMENT, nullable=True),
        _with_default("latest_invoice_id", sa.String(length=255), "''"),
        _with_default("duplicate", sa.Boolean(), "false"),
        _with_default("disputed", sa.Boolean(), "false"),
        _with_default("next_plan_name", sa.String(length=100), "''"),
        _with_default("next_cycle", sa.String(length=10), "''"),
        _with_default("next_amount", sa.BigInteger(), "0"),
    ):
        op.add_column("subscription", column)
    op.add_column("plan_attempt", _with_default("trial_days", sa.Integer(), "0"))
    op.add_column("plan_attempt", sa.Column("returned_at", _MOMENT, nullable=True))

    op.create_table(
        "trial_claim",
        sa.Column("id_number", sa.String(length=12), nullable=False),
        sa.Column("attempt_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id_number"),
    )
    op.create_index("ix_trial_claim_attempt_id", "trial_claim", ["attempt_id"])
    op.create_table(
        "dispute",
        sa.Column("id", sa.String(length=255), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("status", sa.String(length=30), nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_dispute_account_id", "dispute", ["account_id"])
    op.create_table(
        "billing_notice",
        sa.Column("cause", sa.String(length=255), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("closed_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("cause"),
    )
    op.create_index("ix_billing_notice_account_id", "billing_notice", ["account_id"])

    # Whoever has subscribed already has no trial to come.
    op.execute(
        "insert into trial_claim (id_number, created_at) "
        "select business.id_number, min(subscription.updated_at) "
        "from business join subscription "
        "on subscription.account_id = business.account_id "
        "group by business.id_number"
    )


def downgrade() -> None:
    op.drop_table("billing_notice")
    op.drop_table("dispute")
    op.drop_table("trial_claim")
    op.drop_column("plan_attempt", "returned_at")
    op.drop_column("plan_attempt", "trial_days")
    for name in (
        "next_amount",
        "next_cycle",
        "next_plan_name",
        "disputed",
        "duplicate",
        "latest_invoice_id",
        "ends_at",
    ):
        op.drop_column("subscription", name)
