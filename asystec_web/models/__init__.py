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
from asystec_web.models.round import RoundTurn

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
    "RoundTurn",
    "StripeEvent",
    "Subscription",
    "TokenPurpose",
]
