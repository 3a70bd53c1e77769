"""Tables."""

from asystec_web.models.account import Account, EmailToken, LoginSession, TokenPurpose
from asystec_web.models.billing import (
    AttemptStatus,
    BillingNotice,
    Dispute,
    PlanAttempt,
    PlanChange,
    StripeEvent,
    Subscription,
    TrialClaim,
)
from asystec_web.models.business import Business, ChosenActivity, Consecutive
from asystec_web.models.connection import (
    CandidateStatus,
    ConnectionCandidate,
    ConnectionStatus,
    HaciendaConnection,
)
from asystec_web.models.round import RoundTurn

__all__ = [
    "Account",
    "AttemptStatus",
    "BillingNotice",
    "Business",
    "CandidateStatus",
    "ChosenActivity",
    "ConnectionCandidate",
    "ConnectionStatus",
    "Consecutive",
    "Dispute",
    "EmailToken",
    "HaciendaConnection",
    "LoginSession",
    "PlanAttempt",
    "PlanChange",
    "RoundTurn",
    "StripeEvent",
    "Subscription",
    "TokenPurpose",
    "TrialClaim",
]
