"""Tables."""

from asystec_web.models.account import Account, EmailToken, LoginSession, TokenPurpose
from asystec_web.models.billing import (
    AttemptStatus,
    BillingNotice,
    Dispute,
    PlanAttempt,
    StripeEvent,
    Subscription,
    TrialClaim,
)
from asystec_web.models.business import (
    Business,
    ChosenActivity,
    ConnectionStatus,
    Consecutive,
    HaciendaConnection,
)
from asystec_web.models.round import RoundTurn

__all__ = [
    "Account",
    "AttemptStatus",
    "BillingNotice",
    "Business",
    "ChosenActivity",
    "ConnectionStatus",
    "Consecutive",
    "Dispute",
    "EmailToken",
    "HaciendaConnection",
    "LoginSession",
    "PlanAttempt",
    "RoundTurn",
    "StripeEvent",
    "Subscription",
    "TokenPurpose",
    "TrialClaim",
]
