"""What a business told us about itself."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import JSON, BigInteger
from sqlmodel import Field

from asystec_web.models.columns import UtcDateTime, new_id, now
from asystec_web.models.table import Table


class Business(Table, table=True):
    """The issuer of the invoices; lengths are those of the v4.4 documents.

    Attributes:
        id_kind: `01` to `04`, Hacienda's types of identification.
        id_number: The number without punctuation; text, for it may hold letters.
        invoice_email: The first of the addresses on the invoices.
        more_invoice_emails: The others, three at most.
        alcohol_registration: Of those who sell alcoholic drinks (Registrofiscal8707).
        registered_activities: What Hacienda lists for this number, main first, as
            `flow.proposals.Listed`; None when it has not answered about it.
        activities_confirmed_at: When the person said that the chosen activities are
            all; those before are only proposed.
    """

    id: UUID = Field(default_factory=new_id, primary_key=True)
    account_id: UUID = Field(foreign_key="account.id", unique=True, ondelete="CASCADE")
    id_kind: str = Field(max_length=2)
    id_number: str = Field(max_length=12, index=True)
    name: str = Field(max_length=100)
    trade_name: str = Field(default="", max_length=80)
    province: str = Field(max_length=1)
    canton: str = Field(max_length=2)
    district: str = Field(max_length=2)
    neighbourhood: str = Field(default="", max_length=50)
    address: str = Field(max_length=250)
    phone_country: str = Field(default="", max_length=3)
    phone_number: str = Field(default="", max_length=20)
    invoice_email: str = Field(max_length=160)
    more_invoice_emails: list[str] = Field(default_factory=list, sa_type=JSON)
    alcohol_registration: str = Field(default="", max_length=12)
    registered_activities: list[dict[str, str]] | None = Field(
        default=None, sa_type=JSON, nullable=False
    )
    activities_confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    created_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)
    updated_at: datetime = Field(default_factory=now, sa_type=UtcDateTime)

    @property
    def invoice_emails(self) -> list[str]:
        """All addresses on the invoices, in their order."""
        return [self.invoice_email, *self.more_invoice_emails]


class ChosenActivity(Table, table=True):
    """An economic activity of a business; exactly one is the main one."""

    business_id: UUID = Field(
        foreign_key="business.id", primary_key=True, ondelete="CASCADE"
    )
    code: str = Field(primary_key=True, max_length=6)
    position: int
    is_main: bool


class Consecutive(Table, table=True):
    """The next number of a document type at a branch and terminal.

    Attributes:
        next_number: 0 when none was issued yet, so that the first will be 1.
    """

    business_id: UUID = Field(
        foreign_key="business.id", primary_key=True, ondelete="CASCADE"
    )
    document_type: str = Field(primary_key=True, max_length=2)
    branch: int = Field(default=1, primary_key=True)
    terminal: int = Field(default=1, primary_key=True)
    next_number: int = Field(sa_type=BigInteger)
