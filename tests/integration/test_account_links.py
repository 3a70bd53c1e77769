import httpx
import pytest

from asystec_web.errors import InvalidForm
from asystec_web.errors.account import TokenRejected
from asystec_web.flow.steps import Step
from asystec_web.forms.account import PasswordForm
from asystec_web.models import Account, TokenPurpose
from asystec_web.models.columns import now
from asystec_web.services import Services, letters
from asystec_web.services.tokens import token_hash
from asystec_web.state import OnboardingState as State
from tests.factories import (
    PASSWORD,
    answer_before,
    cookie_of,
    new_account,
    signed_in,
    someone_at,
)
from tests.visitor import Visitor, spec

RESET = TokenPurpose.RESET_PASSWORD
LINKS = [TokenPurpose.RESET_PASSWORD, TokenPurpose.CONFIRM_EMAIL]


async def renew(services: Services, token: str, password: str = PASSWORD) -> Account:
    form = PasswordForm.parse({"password": password})
    return await services.accounts.renew_password(token_hash(token), form)


async def use(services: Services, purpose: TokenPurpose, link: str) -> None:
    """Do what a link in a letter is for."""
    if purpose is RESET:
        await renew(services, link)
    else:
        await services.accounts.confirm_email(token_hash(link))


@pytest.mark.both_databases
async def test_a_new_password_voids_whatever_opens_the_account(
    services: Services,
) -> None:
    account, other = await new_account(), await new_account()
    ticket = await services.sessions.issue(account.id, TokenPurpose.SIGN_IN)
    others = await services.sessions.issue(other.id, TokenPurpose.SIGN_IN)
    link = await services.sessions.issue(account.id, RESET)

    await renew(services, link)

    with pytest.raises(TokenRejected):
        await services.sessions.open(ticket, "")
    assert await services.sessions.open(others, "")


@pytest.mark.both_databases
@pytest.mark.parametrize("purpose", LINKS)
async def test_of_links_only_the_newest_serves(
    services: Services, purpose: TokenPurpose
) -> None:
    account, other = await new_account(), await new_account()
    others = await services.sessions.issue(other.id, purpose)
    older = await services.sessions.issue(account.id, purpose)
    newest = await services.sessions.issue(account.id, purpose)

    with pytest.raises(TokenRejected):
        await use(services, purpose, older)
    await use(services, purpose, newest)
    await use(services, purpose, others)


async def test_tickets_of_two_tabs_stand_beside_each_other(services: Services) -> None:
    account = await new_account()
    tickets = [
        await services.sessions.issue(account.id, TokenPurpose.SIGN_IN)
        for _ in range(2)
    ]

    assert [await services.sessions.open(each, "") for each in tickets]


async def test_a_new_password_is_not_made_of_the_persons_own_words(
    services: Services,
) -> None:
    account = await new_account("fulana.prueba.inventada@prueba.test")
    link = await services.sessions.issue(account.id, RESET)

    with pytest.raises(InvalidForm) as refused:
        await renew(services, link, "fulana.prueba.inventada")

    assert refused.value.errors == {"password": "password.guessable"}


@pytest.mark.parametrize(
    ("step", "page"),
    [
        pytest.param(Step.BUSINESS, "/bienvenida", id="at the beginning"),
        pytest.param(Step.HACIENDA, "/hacienda", id="on the way"),
        pytest.param(None, "/perfil", id="done"),
    ],
)
async def test_a_new_password_leads_to_where_the_person_was(
    services: Services, visitor: Visitor, step: Step | None, page: str
) -> None:
    account = await new_account()
    await answer_before(account, step)
    link = await services.sessions.issue(account.id, RESET)
    await visitor.visits(f"/restablecer#codigo={link}")

    await visitor.does(spec(State.renew_password, {"password": PASSWORD}))

    assert visitor.filled["session-next"] == page


@pytest.mark.parametrize(
    ("back", "page"),
    [
        pytest.param("/perfil", "/perfil", id="a page of ours"),
        pytest.param("//otra.example", "/hacienda", id="another site"),
    ],
)
async def test_who_is_signed_in_goes_where_they_wanted(
    services: Services, back: str, page: str
) -> None:
    del services
    person = await someone_at(Step.HACIENDA)

    await person.visits(f"/?volver={back}")

    assert person.redirects == [page]


async def test_who_is_signed_in_may_ask_for_a_new_password(services: Services) -> None:
    account = await new_account()
    person = await signed_in(account)

    await person.visits("/recuperar")

    assert person.redirects == []
    assert (person.page, person.screen["own_email"]) == (
        "forgot-password",
        account.email,
    )


async def test_a_strangers_form_for_a_new_password_is_empty(visitor: Visitor) -> None:
    await visitor.visits("/recuperar")

    assert (visitor.page, visitor.screen["own_email"]) == ("forgot-password", "")


async def test_a_confirmed_email_is_said_to_be_so(services: Services) -> None:
    account = await new_account()
    token = await services.sessions.issue(account.id, TokenPurpose.CONFIRM_EMAIL)
    await services.accounts.confirm_email(token_hash(token))
    person = await signed_in(account)

    await person.does(State.send_confirmation_again)

    assert person.screen["notice"] == "Su correo ya está confirmado."


async def test_a_browser_has_one_session(
    endpoints: httpx.AsyncClient, services: Services
) -> None:
    account = await new_account()
    former, elsewhere = await cookie_of(account), await cookie_of(account)
    ticket = await services.sessions.issue(account.id, TokenPurpose.SIGN_IN)

    answer = await endpoints.post(
        "/sesion", data={"ticket": ticket}, headers={"Cookie": former}
    )

    assert answer.status_code == 303
    assert "asystec=" in answer.headers["Set-Cookie"]
    token = former.partition("=")[2]
    assert await services.sessions.account_of(token) is None
    assert await services.sessions.account_of(elsewhere.partition("=")[2])


async def test_a_refused_ticket_ends_no_session(
    endpoints: httpx.AsyncClient, services: Services
) -> None:
    cookie = await cookie_of(await new_account())

    await endpoints.post("/sesion", data={"ticket": "x"}, headers={"Cookie": cookie})

    assert await services.sessions.account_of(cookie.partition("=")[2])


@pytest.mark.usefixtures("services")
async def test_only_a_confirmed_person_is_greeted_by_name() -> None:
    account = await new_account()
    unknown = letters.new_password(account, "t", "http://localhost:3000")
    account.email_confirmed_at = now()
    known = letters.new_password(account, "t", "http://localhost:3000")

    assert "PERSONA DE PRUEBA" not in str(unknown)
    assert "Hola, PERSONA DE PRUEBA:" in str(known)
