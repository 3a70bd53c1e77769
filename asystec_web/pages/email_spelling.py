"""The usual spelling of a mistyped e-mail domain."""

import reflex as rx

from asystec_web import ui
from asystec_web.state import OnboardingState


def spelling(name: str) -> rx.Component:
    """Render the offer of the usual spelling under the field of that name."""
    meant = OnboardingState.email_suggestions[name]
    # Once it is used, there is nothing to offer any more.
    return ui.suggestion(name, meant, OnboardingState.check_email_spelling(name, meant))
