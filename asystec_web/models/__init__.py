"""Tables."""

from asystec_web.models.account import Account, EmailToken, LoginSession, TokenPurpose
from asystec_web.models.billing import (
    AttemptStatus,
    PlanAttempt,
    StripeEvent,
    Subscription,
)
from asystec_web.models.business import (
    Business,
    ChosenActivity,
    ConnectionStatus,
    Consecutive,
    HaciendaConnection,
)

__all__ = [
    "Account",
    "AttemptStatus",
    "Business",
    "ChosenActivity",
    "ConnectionStatus",
    "Consecutive",
    "EmailToken",
    "HaciendaConnection",
    "LoginSession",
    "PlanAttempt",
    "StripeEvent",
    "Subscription",
    "TokenPurpose",
]
