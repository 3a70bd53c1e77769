"""What the form of each step sends."""

from asystec_web.flow.steps import Step
from asystec_web.state import OnboardingState as State
from tests.factories import (
    business_submission,
    consecutives_submission,
    hacienda_submission,
)
from tests.visitor import spec

SUBMITS = {
    Step.BUSINESS: spec(State.submit_business, business_submission()),
    Step.ACTIVITIES: spec(State.submit_activities),
    Step.HACIENDA: spec(State.submit_hacienda, hacienda_submission()),
    Step.CONSECUTIVES: spec(State.submit_consecutives, consecutives_submission()),
}
