"""The one state that every page binds."""

import reflex as rx

from asystec_web.state.account import AccountStep
from asystec_web.state.activities import ActivitiesStep
from asystec_web.state.business import BusinessStep
from asystec_web.state.consecutives import ConsecutivesStep
from asystec_web.state.done import DoneStep
from asystec_web.state.frame import FrameStep
from asystec_web.state.hacienda import HaciendaStep
from asystec_web.state.other_device import OtherDeviceStep
from asystec_web.state.plan_change import PlanChangeStep
from asystec_web.state.profile import ProfileStep


class OnboardingState(
    AccountStep,
    BusinessStep,
    ActivitiesStep,
    HaciendaStep,
    OtherDeviceStep,
    ConsecutivesStep,
    FrameStep,
    DoneStep,
    ProfileStep,
    PlanChangeStep,
    rx.State,
):
    """One person's walk through the sign-up."""
