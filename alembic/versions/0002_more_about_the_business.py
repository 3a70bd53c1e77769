"""more about the business

Revision: 0002
Follows: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Not in a batch, and the defaults stay: SQLite would have to build the table anew,
    # and dropping the old one takes along every row that refers to it.
    op.add_column(
        "business",
        sa.Column(
            "more_invoice_emails",
            sa.JSON(),
            nullable=False,
            server_default=sa.text("'[]'"),
        ),
    )
    op.add_column(
        "business",
        sa.Column(
            "alcohol_registration",
            sa.String(length=12),
            nullable=False,
            server_default="",
        ),
    )


def downgrade() -> None:
    op.drop_column("business", "alcohol_registration")
    op.drop_column("business", "more_invoice_emails")
