"""What was charged, with Stripe's own page for each."""

from dataclasses import dataclass
from datetime import UTC, datetime

from asystec_web.services.billing import answers

MOST = 12
_SHOWN = frozenset({"paid", "open", "uncollectible", "void"})


@dataclass(frozen=True, slots=True)
class Receipt:
    """One charge. The amount is in minor units.

    Attributes:
        status: Stripe's word: paid, open, uncollectible or void.
        url: Of Stripe's page about it; empty when there is none.
    """

    number: str
    on: datetime
    amount: int
    currency: str
    status: str
    url: str


def receipts_of(invoices: list[answers.Invoice]) -> tuple[Receipt, ...]:
    """Give those people may see: a draft is not decided yet, and a trial is free."""
    return tuple(
        Receipt(
            each.number or "",
            datetime.fromtimestamp(each.created, UTC),
            each.total,
            each.currency,
            each.status,
            _safe(each.hosted_invoice_url),
        )
        for each in invoices
        if each.status in _SHOWN and each.total > 0
    )


def _safe(address: str | None) -> str:
    """Follow addresses of pages only, whatever an answer holds."""
    return address if address and address.startswith(("https://", "http://")) else ""
