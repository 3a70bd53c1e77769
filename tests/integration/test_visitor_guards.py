import pytest

from asystec_web.flow.steps import Step
from asystec_web.models import TokenPurpose
from asystec_web.routes import OF_STEP, SIGNED_IN
from asystec_web.services import Services
from tests.factories import (
    answer_before,
    new_account,
    signed_in,
    someone_at,
)
from tests.submits import SUBMITS
from tests.visitor import Visitor

STEPS = [pytest.param(step, id=step.value) for step in Step]
PAIRS = [
    pytest.param(at, asked, id=f"at {at.value} asking for {asked.value}")
    for at in Step
    for asked in Step
]


@pytest.mark.parametrize("address", sorted(SIGNED_IN))
async def test_signed_out_leads_to_sign_in_and_back(
    visitor: Visitor, address: str
) -> None:
    await visitor.visits(address)

    assert visitor.redirects == [f"/?volver={address}"]
    assert visitor.page == ""


@pytest.mark.parametrize(("at", "asked"), PAIRS)
async def test_a_step_opens_when_those_before_it_are_answered(
    services: Services, at: Step, asked: Step
) -> None:
    person = await someone_at(at)

    await person.visits(OF_STEP[asked])

    order = list(Step)
    if order.index(asked) <= order.index(at):
        assert person.redirects == []
        assert person.page == asked.value
    else:
        assert person.redirects == [OF_STEP[at]]
        assert person.page == ""


@pytest.mark.parametrize("step", [*STEPS, pytest.param(None, id="all done")])
async def test_the_last_page_leads_to_what_is_unanswered(
    services: Services, step: Step | None
) -> None:
    person = await someone_at(step)

    await person.visits("/listo")

    assert person.redirects == ([OF_STEP[step]] if step else [])


@pytest.mark.parametrize(
    "step", [step for step in Step if step in SUBMITS and step is not Step.BUSINESS]
)
async def test_a_step_cannot_be_answered_before_its_turn(
    services: Services, step: Step
) -> None:
    account = await new_account()
    person = await signed_in(account)

    await person.does(SUBMITS[step])

    assert person.redirects == ["/negocio"]
    answers = await services.businesses.answers(account)
    assert answers.journey.answered == set()


@pytest.mark.parametrize("step", SUBMITS)
async def test_a_step_cannot_be_answered_signed_out(
    visitor: Visitor, step: Step
) -> None:
    await visitor.visits("/terminos")
    visitor.address = OF_STEP[step]

    await visitor.does(SUBMITS[step])

    assert visitor.redirects == [f"/?volver={OF_STEP[step]}"]
    assert not visitor.screen["busy"]


async def test_the_welcome_is_for_whoever_is_signed_in(services: Services) -> None:
    person = await signed_in()

    await person.visits("/bienvenida")

    assert person.page == "welcome"
    assert person.redirects == []


async def test_the_profile_needs_a_business(services: Services) -> None:
    person = await signed_in()

    await person.visits("/perfil")

    assert person.page == "profile"
    assert person.screen["profile_business"] == []


@pytest.mark.parametrize("address", ["/", "/crear-cuenta"])
async def test_who_is_signed_in_needs_no_form_to_sign_in(
    services: Services, address: str
) -> None:
    person = await someone_at(Step.HACIENDA)

    await person.visits(address)

    assert person.redirects == ["/hacienda"]


async def test_a_revoked_session_opens_nothing(services: Services) -> None:
    person = await someone_at(Step.PLAN)
    await services.sessions.close(person.cookies.partition("=")[2])

    await person.visits("/plan")

    assert person.redirects == ["/?volver=/plan"]


async def test_a_revoked_session_answers_nothing(services: Services) -> None:
    account = await new_account()
    person = await signed_in(account)
    await person.visits("/negocio")
    await services.sessions.close(person.cookies.partition("=")[2])

    await person.does(SUBMITS[Step.BUSINESS])

    assert person.redirects == ["/?volver=/negocio"]
    assert (await services.businesses.answers(account)).business is None


@pytest.mark.parametrize(
    "cookies",
    [
        pytest.param("asystec=", id="empty"),
        pytest.param("asystec=x; asystec=y", id="twice"),
        pytest.param("asystec=\x00\ud800", id="no text"),
        pytest.param('asystec="; \\', id="broken"),
        pytest.param("asystec=" + "x" * 100_000, id="endless"),
        pytest.param("__Host-asystec=x", id="of another site"),
    ],
)
async def test_a_cookie_nobody_issued_is_nobody(
    services: Services, cookies: str
) -> None:
    person = Visitor(cookies=cookies)

    await person.visits("/negocio")

    assert person.redirects == ["/?volver=/negocio"]


async def test_a_ticket_is_no_session(services: Services) -> None:
    account = await new_account()
    ticket = await services.sessions.issue(account.id, TokenPurpose.SIGN_IN)
    person = Visitor(cookies=f"asystec={ticket}")

    await person.visits("/negocio")

    assert person.redirects == ["/?volver=/negocio"]


async def test_nobody_sees_the_answers_of_others(services: Services) -> None:
    account = await new_account()
    await answer_before(account, None)
    other = await signed_in()

    for address in sorted(SIGNED_IN):
        await other.visits(address)

    assert "EMPRESA DE PRUEBA" not in other.wire
    assert "3-101-999999" not in other.wire
