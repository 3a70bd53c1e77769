import pytest

from asystec_web.services import Services
from asystec_web.state import OnboardingState as State
from asystec_web.texts import SENTENCES
from tests.factories import business_submission, new_account, signed_in
from tests.hostile import EVERYTHING
from tests.visitor import Visitor, spec

EMAILS = {
    "invoice_email": "uno@prueba.test",
    "invoice_email_2": "dos@prueba.test",
    "invoice_email_3": "tres@prueba.test",
    "invoice_email_4": "cuatro@prueba.test",
}


@pytest.fixture
async def owner(services: Services) -> Visitor:
    """Somebody who is asked about the business."""
    del services
    return await (await signed_in()).visits("/negocio")


async def test_one_field_at_first_and_four_at_most(owner: Visitor) -> None:
    assert owner.screen["email_rows"] == 1

    for _ in range(6):
        await owner.does(spec(State.add_invoice_email))

    assert owner.screen["email_rows"] == 4


async def test_the_first_field_cannot_be_removed(owner: Visitor) -> None:
    await owner.does(spec(State.remove_invoice_email))

    assert owner.screen["email_rows"] == 1


async def test_four_addresses_are_kept_and_shown_again(services: Services) -> None:
    account = await new_account()
    person = await (await signed_in(account)).visits("/negocio")

    await person.does(spec(State.submit_business, business_submission(**EMAILS)))

    kept = (await services.businesses.answers(account)).business
    assert kept is not None
    assert kept.invoice_emails == list(EMAILS.values())
    back = await person.elsewhere().visits("/negocio")
    assert back.screen["email_rows"] == 4
    assert EMAILS.items() <= back.screen["business"].items()
    await back.visits("/perfil")
    shown = {line["term"]: line["detail"] for line in back.screen["profile_business"]}
    assert shown["Email para facturas"] == ", ".join(EMAILS.values())


async def test_a_removed_field_comes_back_empty(owner: Visitor) -> None:
    await owner.does(spec(State.submit_business, business_submission(**EMAILS)))
    back = await owner.elsewhere().visits("/negocio")

    await back.does(spec(State.remove_invoice_email))
    await back.does(spec(State.add_invoice_email))

    assert "invoice_email_4" not in back.screen["business"]
    assert back.screen["business"]["invoice_email_3"] == EMAILS["invoice_email_3"]


async def test_fewer_addresses_replace_more(services: Services) -> None:
    account = await new_account()
    person = await signed_in(account)
    await person.does(spec(State.submit_business, business_submission(**EMAILS)))

    await person.does(spec(State.submit_business, business_submission()))

    kept = (await services.businesses.answers(account)).business
    assert kept is not None
    assert kept.more_invoice_emails == []


async def test_removing_takes_what_was_said_of_the_fields(owner: Visitor) -> None:
    await owner.does(spec(State.add_invoice_email))
    submitted = business_submission(invoice_email_2="dos", address="")
    await owner.does(spec(State.submit_business, submitted))
    await owner.does(
        spec(State.check_email_spelling, "invoice_email_2", "dos@gmial.com")
    )
    assert set(owner.errors) == {"invoice_email_2", "address"}

    await owner.does(spec(State.remove_invoice_email))

    assert owner.errors == {"address": SENTENCES["address.empty"]}
    assert owner.screen["email_suggestions"] == {}


async def test_an_address_twice_is_said_at_the_second(owner: Visitor) -> None:
    submitted = business_submission(invoice_email_2="FACTURAS@prueba.test")

    await owner.does(spec(State.submit_business, submitted))

    assert owner.errors == {"invoice_email_2": SENTENCES["email.repeated"]}


async def test_each_field_has_its_own_suggestion(owner: Visitor) -> None:
    for field, typed in (
        ("invoice_email", "uno@gmial.com"),
        ("invoice_email_2", "dos@hotmial.com"),
        ("invoice_email_2", "dos@hotmail.com"),
        ("invoice_email_3", "tres@outlok.com"),
    ):
        await owner.does(spec(State.check_email_spelling, field, typed))

    assert owner.screen["email_suggestions"] == {
        "invoice_email": "uno@gmail.com",
        "invoice_email_2": "",
        "invoice_email_3": "tres@outlook.com",
    }


async def test_suggestions_are_only_for_fields_that_exist(owner: Visitor) -> None:
    for value in EVERYTHING.values():
        await owner.sends(
            "check_email_spelling", {"field": value, "typed": "x@gmial.com"}
        )
        await owner.sends("check_email_spelling", {"field": "email", "typed": value})

    assert owner.bugs == []
    assert set(owner.screen["email_suggestions"]) == {"email"}


async def test_a_phone_is_written_back_the_usual_way(owner: Visitor) -> None:
    for typed in ("22223333", "2222-3333", "+506 22223333", "(506) 2222.3333"):
        await owner.does(spec(State.format_phone, typed))
        assert owner.filled["phone"] == "+506 2222 3333", typed


@pytest.mark.parametrize("typed", ["", "2222", "hola", "2222 3333 ext 4", "x" * 9999])
async def test_what_is_no_phone_is_left_alone(owner: Visitor, typed: str) -> None:
    await owner.does(spec(State.format_phone, typed))

    assert "phone" not in owner.filled
    assert owner.errors == {}


async def test_the_registration_of_a_bar_is_kept_and_shown(services: Services) -> None:
    account = await new_account()
    person = await signed_in(account)
    bar = {"sells_alcohol": True, "alcohol_registration": "RF-8707-1"}

    await person.does(spec(State.submit_business, business_submission(**bar)))

    kept = (await services.businesses.answers(account)).business
    assert kept is not None
    assert kept.alcohol_registration == "RF-8707-1"
    await person.visits("/negocio")
    assert person.screen["business"]["alcohol_registration"] == "RF-8707-1"
    await person.visits("/perfil")
    shown = {line["term"]: line["detail"] for line in person.screen["profile_business"]}
    assert shown["Registro fiscal 8707"] == "RF-8707-1"


async def test_whoever_stops_selling_keeps_no_registration(services: Services) -> None:
    account = await new_account()
    person = await signed_in(account)
    bar = {"sells_alcohol": True, "alcohol_registration": "RF-8707-1"}
    await person.does(spec(State.submit_business, business_submission(**bar)))

    hidden = business_submission(alcohol_registration="RF-8707-1")
    await person.does(spec(State.submit_business, hidden))

    kept = (await services.businesses.answers(account)).business
    assert kept is not None
    assert kept.alcohol_registration == ""


async def test_a_box_without_its_registration_is_refused(owner: Visitor) -> None:
    submitted = business_submission(sells_alcohol=True, alcohol_registration="")

    await owner.does(spec(State.submit_business, submitted))

    assert owner.errors == {
        "alcohol_registration": SENTENCES["alcohol_registration.empty"]
    }
