"""The conversation with one visitor: OnboardingState and its parts."""

from asystec_web.state.onboarding import OnboardingState

__all__ = ["OnboardingState"]
