"""*Cambiar*, once nothing is left to ask."""

import pytest

from asystec_web.flow.steps import Step
from asystec_web.routes import OF_STEP
from asystec_web.services import Services
from asystec_web.state import OnboardingState as State
from tests.factories import (
    answer_before,
    business_submission,
    new_account,
    signed_in,
    someone_at,
)
from tests.submits import SUBMITS
from tests.visitor import spec


@pytest.mark.parametrize("step", SUBMITS)
async def test_a_change_leads_back_to_the_profile(
    services: Services, step: Step
) -> None:
    del services
    person = await someone_at(None)

    await person.visits(OF_STEP[step])
    await person.does(SUBMITS[step])

    assert person.screen["changing"]
    assert person.redirects == ["/perfil"]


async def test_a_change_that_asks_more_goes_on_asking(services: Services) -> None:
    del services
    person = await someone_at(None)

    await person.does(
        spec(State.submit_business, business_submission(cedula="3101999901"))
    )

    assert person.redirects == ["/actividades"]


async def test_a_step_on_the_way_is_no_change(services: Services) -> None:
    del services
    account = await new_account()
    await answer_before(account, Step.PLAN)
    person = await signed_in(account)

    await person.visits("/negocio")
    await person.does(SUBMITS[Step.BUSINESS])

    assert not person.screen["changing"]
    assert person.redirects == ["/actividades"]
