"""Payments that went back, or that a bank is asked to take back."""

from typing import Literal

from asystec_web.services.billing.answers.answer import Answer


class Charge(Answer):
    """A payment that was taken."""

    object: Literal["charge"]
    id: str
    customer: str | None = None


class OfACharge(Answer):
    """What happened to a payment; the charge is expanded wherever this is asked."""

    id: str
    charge: Charge | str | None = None

    @property
    def customer_id(self) -> str | None:
        """Whose payment it was."""
        return self.charge.customer if isinstance(self.charge, Charge) else None


class Dispute(OfACharge):
    """A payment that a bank is asked to take back."""

    object: Literal["dispute"]
    status: str


class Refund(OfACharge):
    """A payment that was given back, or a part of one."""

    object: Literal["refund"]
    status: str | None = None
