"""Paying: Stripe sells, charges and remembers; we ask it and keep one row."""

from asystec_web.services.billing.change_choices import ChangeChoice, Timing
from asystec_web.services.billing.change_preview import ChangePreview, Part
from asystec_web.services.billing.counting import (
    entitles,
    is_confirmed,
    is_live,
)
from asystec_web.services.billing.listening import NOTICES_EVERY_S, SWEEP_EVERY_S
from asystec_web.services.billing.money import format_money, months_free, per_month
from asystec_web.services.billing.offered import PlanOffer, PriceOffer
from asystec_web.services.billing.receipts import Receipt
from asystec_web.services.billing.service import Billing
from asystec_web.services.billing.signed_events import EventRefused
from asystec_web.services.billing.standing import Stand, Standing

__all__ = [
    "NOTICES_EVERY_S",
    "SWEEP_EVERY_S",
    "Billing",
    "ChangeChoice",
    "ChangePreview",
    "EventRefused",
    "Part",
    "PlanOffer",
    "PriceOffer",
    "Receipt",
    "Stand",
    "Standing",
    "Timing",
    "entitles",
    "format_money",
    "is_confirmed",
    "is_live",
    "months_free",
    "per_month",
]
