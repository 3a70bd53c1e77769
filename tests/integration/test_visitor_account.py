import asyncio
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlmodel import select

from asystec_web.flow.steps import Step
from asystec_web.models import Account
from asystec_web.services import Services
from asystec_web.state import OnboardingState as State
from asystec_web.texts import SENTENCES
from tests.factories import (
    PASSWORD,
    account_submission,
    answer_before,
    new_account,
    new_email,
    signed_in,
)
from tests.visitor import Visitor, spec

Letters = Callable[[str], list[dict[str, Any]]]
NEW_PASSWORD = "marimba-trueno-lapicero-4"


def sign_in(email: str, password: str = PASSWORD) -> Any:
    return spec(State.sign_in, {"email": email, "password": password})


@pytest.fixture
async def email(services: Services) -> str:
    """The e-mail of somebody who has an account."""
    submitted = account_submission()
    await Visitor().does(spec(State.create_account, submitted))
    await services.mail.close()
    return submitted["email"]


async def link_in(letters: Letters, services: Services, email: str) -> str:
    """Follow the link of the newest letter: path and fragment."""
    await services.mail.close()
    link = next(
        word for word in letters(email)[0]["text"].split() if "#codigo=" in word
    )
    parts = urlsplit(link)
    return f"{parts.path}#{parts.fragment}"


async def account_with(services: Services, email: str) -> Account:
    async with services.database.transaction() as session:
        query = select(Account).where(Account.email == email)
        return (await session.exec(query)).one()


async def test_creating_an_account_signs_in(visitor: Visitor) -> None:
    await visitor.does(spec(State.create_account, account_submission()))

    assert visitor.filled["session-next"] == "/bienvenida"
    await visitor.comes_in()
    await visitor.visits("/bienvenida")
    assert visitor.page == "welcome"


async def test_the_account_remembers_which_terms_were_accepted(
    services: Services, email: str
) -> None:
    account = await account_with(services, email)

    assert account.terms_version == "2026-11"
    assert account.terms_accepted_at.tzinfo is not None
    assert account.email_confirmed_at is None


async def test_an_account_needs_accepted_terms(
    services: Services, visitor: Visitor
) -> None:
    submitted = account_submission(terms=False)

    await visitor.does(spec(State.create_account, submitted))

    assert visitor.errors == {"terms": SENTENCES["terms.not_accepted"]}
    assert visitor.filled == {}


async def test_an_email_has_one_account(visitor: Visitor, email: str) -> None:
    await visitor.does(
        spec(State.create_account, account_submission(email=email.upper()))
    )

    assert visitor.errors == {"email": SENTENCES["email.taken"]}
    assert "session-ticket" not in visitor.filled


async def test_a_guessable_password_is_refused(visitor: Visitor) -> None:
    submitted = account_submission(password="persona1", full_name="Persona Uno")

    await visitor.does(spec(State.create_account, submitted))

    assert visitor.errors == {"password": SENTENCES["password.guessable"]}


async def test_every_wrong_field_says_so_at_once(visitor: Visitor) -> None:
    nothing = account_submission(full_name="", email="", password="", terms=False)

    await visitor.does(spec(State.create_account, nothing))

    assert list(visitor.errors) == ["full_name", "email", "password", "terms"]
    assert [each["field"] for each in visitor.screen["problems"]] == list(
        visitor.errors
    )


async def test_the_next_try_forgets_the_errors_of_the_last(visitor: Visitor) -> None:
    await visitor.does(spec(State.create_account, account_submission(terms=False)))

    await visitor.does(spec(State.create_account, account_submission()))

    assert visitor.errors == {}


@pytest.mark.parametrize(
    ("typed", "suggestion"),
    [
        ("persona@gmial.com", "persona@gmail.com"),
        ("persona@gmail.com", ""),
        ("persona@empresa-de-prueba.test", ""),
        ("@gmial.com", ""),
        ("", ""),
    ],
)
async def test_a_mistyped_domain_is_noticed(
    visitor: Visitor, typed: str, suggestion: str
) -> None:
    await visitor.does(spec(State.check_email_spelling, "email", typed))

    assert visitor.screen["email_suggestions"] == {"email": suggestion}


async def test_a_wrong_password_and_an_unknown_email_sound_alike(
    visitor: Visitor, email: str
) -> None:
    wrong = await Visitor().does(sign_in(email, "otra-cosa-distinta"))
    unknown = await visitor.does(sign_in(new_email()))

    assert wrong.errors == unknown.errors == {"": SENTENCES["sign_in.rejected"]}
    assert wrong.filled == unknown.filled == {}


async def test_the_email_is_recognised_in_any_case(
    visitor: Visitor, email: str
) -> None:
    await visitor.does(sign_in(f"  {email.upper()} "))

    assert visitor.filled["session-next"] == "/bienvenida"


@pytest.mark.parametrize(
    ("back", "page"),
    [
        pytest.param("/plan", "/plan", id="a page of ours"),
        pytest.param("https://otra.example", "/bienvenida", id="another site"),
        pytest.param("//otra.example", "/bienvenida", id="no scheme"),
        pytest.param("/salir", "/bienvenida", id="an endpoint"),
        pytest.param("javascript:alert(1)", "/bienvenida", id="a script"),
    ],
)
async def test_signing_in_leads_back_to_pages_of_ours_only(
    visitor: Visitor, email: str, back: str, page: str
) -> None:
    await visitor.visits(f"/?volver={back}")

    await visitor.does(sign_in(email))

    assert visitor.filled["session-next"] == page


async def test_the_plan_somebody_came_for_outlives_the_sign_in(
    visitor: Visitor, email: str
) -> None:
    await visitor.visits("/plan?ciclo=anual&plan=empresa&otro=//otra.example")
    await visitor.visits(visitor.sent_to)

    await visitor.does(sign_in(email))

    assert visitor.filled["session-next"] == "/plan?ciclo=anual&plan=empresa"


async def test_signing_in_leads_to_where_the_person_was(
    services: Services, visitor: Visitor, email: str
) -> None:
    account = await account_with(services, email)
    await answer_before(account, Step.CONSECUTIVES)

    await visitor.does(sign_in(email))

    assert visitor.filled["session-next"] == "/consecutivos"


async def test_guessing_is_rationed_for_each_email(
    visitor: Visitor, email: str
) -> None:
    for _ in range(10):
        await visitor.does(sign_in(email, "otra-cosa-distinta"))
    await visitor.does(sign_in(email))
    other = await Visitor().does(sign_in(new_email()))

    assert visitor.errors == {"": SENTENCES["attempts.too_many"]}
    assert visitor.filled == {}
    assert other.errors == {"": SENTENCES["sign_in.rejected"]}


async def test_a_new_account_gets_a_letter(
    services: Services, email: str, letters: Letters
) -> None:
    address = await link_in(letters, services, email)

    assert len(letters(email)) == 1
    assert letters(email)[0]["subject"] == "Confirme su correo – Asystec"
    assert urlsplit(address).path == "/confirmar-correo"
    assert urlsplit(address).query == ""


async def test_the_link_confirms_the_email_once(
    services: Services, visitor: Visitor, email: str, letters: Letters
) -> None:
    address = await link_in(letters, services, email)

    await visitor.visits(address)
    again = await Visitor().visits(address)

    assert visitor.page == "email-confirmed"
    assert again.page == "link-rejected"
    assert (await account_with(services, email)).email_confirmed_at is not None


@pytest.mark.parametrize(
    "fragment",
    ["", "#", "#codigo=", "#codigo=x", "#codigo=%00%ff", "#codigo=" + "x" * 100_000],
)
async def test_a_made_up_link_is_rejected(visitor: Visitor, fragment: str) -> None:
    await visitor.visits(f"/confirmar-correo{fragment}")

    assert visitor.page == "link-rejected"


async def test_the_letter_can_be_sent_again(
    services: Services, letters: Letters
) -> None:
    account = await new_account()
    person = await signed_in(account)

    await person.does(State.send_confirmation_again)
    await services.mail.close()

    assert len(letters(account.email)) == 1
    assert person.screen["notice"] == "Le enviamos el correo de nuevo."


async def test_nobody_can_flood_a_mailbox(services: Services, letters: Letters) -> None:
    account = await new_account()
    person = await signed_in(account)

    for _ in range(8):
        await person.does(State.send_confirmation_again)
        await person.does(spec(State.forget_password, {"email": account.email}))
    await services.mail.close()

    assert len(letters(account.email)) == 10


async def test_a_forgotten_password_is_renewed_by_a_link(
    services: Services, visitor: Visitor, email: str, letters: Letters
) -> None:
    await visitor.does(spec(State.forget_password, {"email": email}))
    address = await link_in(letters, services, email)
    await visitor.visits(address)

    await visitor.does(spec(State.renew_password, {"password": NEW_PASSWORD}))

    assert urlsplit(address).path == "/restablecer"
    assert visitor.filled["session-ticket"]
    old = await Visitor().does(sign_in(email))
    new = await Visitor().does(sign_in(email, NEW_PASSWORD))
    assert old.errors == {"": SENTENCES["sign_in.rejected"]}
    assert new.filled["session-ticket"]


async def test_a_new_password_signs_every_browser_out(
    services: Services, visitor: Visitor, letters: Letters
) -> None:
    account = await new_account()
    elsewhere = await signed_in(account)
    await visitor.does(spec(State.forget_password, {"email": account.email}))
    await visitor.visits(await link_in(letters, services, account.email))

    await visitor.does(spec(State.renew_password, {"password": NEW_PASSWORD}))
    await elsewhere.visits("/bienvenida")

    assert elsewhere.sent_to == "/?volver=/bienvenida"
    await visitor.comes_in()
    await visitor.visits("/bienvenida")
    assert visitor.page == "welcome"


async def test_a_link_for_a_new_password_serves_once(
    services: Services, visitor: Visitor, email: str, letters: Letters
) -> None:
    await visitor.does(spec(State.forget_password, {"email": email}))
    await visitor.visits(await link_in(letters, services, email))
    await visitor.does(spec(State.renew_password, {"password": NEW_PASSWORD}))

    await visitor.does(spec(State.renew_password, {"password": f"{NEW_PASSWORD}x"}))

    assert visitor.errors == {"": SENTENCES["token.rejected"]}


async def test_a_refused_password_does_not_spend_the_link(
    services: Services, visitor: Visitor, email: str, letters: Letters
) -> None:
    await visitor.does(spec(State.forget_password, {"email": email}))
    await visitor.visits(await link_in(letters, services, email))
    await visitor.does(spec(State.renew_password, {"password": "corta"}))

    assert visitor.errors == {"password": SENTENCES["password.too_short"]}
    await visitor.does(spec(State.renew_password, {"password": NEW_PASSWORD}))
    assert visitor.errors == {}


async def test_a_link_of_one_kind_is_none_of_another(
    services: Services, visitor: Visitor, email: str, letters: Letters
) -> None:
    confirming = await link_in(letters, services, email)
    await visitor.visits(f"/restablecer#{urlsplit(confirming).fragment}")

    await visitor.does(spec(State.renew_password, {"password": NEW_PASSWORD}))

    assert visitor.errors == {"": SENTENCES["token.rejected"]}


async def test_who_has_no_account_is_not_told(
    services: Services, visitor: Visitor, email: str, letters: Letters
) -> None:
    stranger = new_email()

    known = await visitor.does(spec(State.forget_password, {"email": email}))
    unknown = await Visitor().does(spec(State.forget_password, {"email": stranger}))
    await services.mail.close()

    assert known.page == unknown.page == "link-sent"
    assert known.errors == unknown.errors == {}
    assert letters(stranger) == []


async def test_a_double_click_opens_one_account(
    services: Services, visitor: Visitor, letters: Letters
) -> None:
    submitted = account_submission()
    click = spec(State.create_account, submitted)

    await visitor.does(click, click)
    await services.mail.close()

    assert visitor.errors == {}
    assert (
        visitor.wire.count("session-ticket") + visitor.wire.count("ref_session_ticket")
        == 1
    )
    assert len(letters(submitted["email"])) == 1


async def test_two_people_with_one_email_get_one_account(
    services: Services,
) -> None:
    submitted = account_submission()
    rivals = [Visitor(), Visitor()]

    await asyncio.gather(
        *(each.does(spec(State.create_account, submitted)) for each in rivals)
    )

    assert sorted(len(each.filled) for each in rivals) == [0, 2]
    assert sorted(len(each.errors) for each in rivals) == [0, 1]
    assert await account_with(services, submitted["email"])


async def test_a_refused_form_can_be_sent_again_at_once(visitor: Visitor) -> None:
    await visitor.does(spec(State.create_account, account_submission(email="x")))

    assert not visitor.screen["busy"]
    assert parse_qs(urlsplit(visitor.address).query) == {}
