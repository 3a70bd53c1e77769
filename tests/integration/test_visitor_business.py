import pytest

from asystec_web.flow.steps import Step
from asystec_web.models import Business, ConnectionStatus
from asystec_web.services import Services
from asystec_web.state import OnboardingState as State
from asystec_web.texts import SENTENCES
from tests.factories import (
    NAME,
    NUMBER,
    answer_before,
    business_submission,
    hacienda_submission,
    new_account,
    signed_in,
)
from tests.visitor import Visitor, spec


@pytest.fixture
async def owner(services: Services) -> Visitor:
    """Somebody who is asked about the business."""
    del services
    return await (await signed_in()).visits("/negocio")


async def business_of(person: Visitor, services: Services) -> Business | None:
    account = await services.sessions.account_of(person.cookies.partition("=")[2])
    assert account is not None
    return (await services.businesses.answers(account)).business


async def test_the_email_of_the_account_is_prefilled(services: Services) -> None:
    account = await new_account()

    person = await (await signed_in(account)).visits("/negocio")

    assert person.screen["business"] == {"invoice_email": account.email}


async def test_a_complete_cedula_brings_the_name(owner: Visitor) -> None:
    await owner.does(spec(State.look_up_cedula, "3-101-999999"))

    assert owner.screen["business"]["business_name"] == NAME
    assert owner.screen["taxpayer_note"].startswith("Encontramos su negocio")
    assert not owner.screen["looking_up"]


@pytest.mark.parametrize(
    ("cedula", "says"),
    [
        pytest.param("3101999901", "Aparece como morosa", id="morosa"),
        pytest.param("3101999902", "Aparece como omisa", id="omisa"),
        pytest.param("122222222", "no inscrita como contribuyente", id="no inscrita"),
        pytest.param("3101999903", "Hacienda desinscribió", id="desinscrita"),
        pytest.param("144444444", "Hacienda desinscribió", id="desinscrito"),
        pytest.param("155555555", "régimen simplificado", id="simplificado"),
        pytest.param("133333333", "Hacienda la inscribió de oficio", id="de oficio"),
        pytest.param(
            "3101999900", SENTENCES["taxpayer.not_found"], id="unknown to Hacienda"
        ),
        pytest.param(
            "3101999908", SENTENCES["taxpayer.unavailable"], id="Hacienda is down"
        ),
    ],
)
async def test_hacienda_is_put_into_plain_words(
    owner: Visitor, cedula: str, says: str
) -> None:
    await owner.does(spec(State.look_up_cedula, cedula))

    assert says in owner.screen["taxpayer_note"]
    assert owner.errors == {}


async def test_an_endless_name_fits_a_document(owner: Visitor) -> None:
    await owner.does(spec(State.look_up_cedula, "3101999904"))

    assert len(owner.screen["business"]["business_name"]) == 100


@pytest.mark.parametrize("typed", ["", "3", "3-101", "abc", "0" * 64, "3101999999" * 9])
async def test_an_unfinished_cedula_asks_nobody(owner: Visitor, typed: str) -> None:
    await owner.does(spec(State.look_up_cedula, typed))

    assert owner.screen["taxpayer_note"] == ""
    assert not owner.screen["looking_up"]


async def test_a_cedula_that_was_changed_is_asked_again(owner: Visitor) -> None:
    await owner.does(spec(State.look_up_cedula, NUMBER))
    await owner.does(spec(State.look_up_cedula, NUMBER[:-2]))
    assert owner.screen["taxpayer_note"] == ""

    await owner.does(spec(State.look_up_cedula, "111111111"))

    assert owner.screen["business"]["business_name"] == "PERSONA DE PRUEBA"


async def test_nobody_signed_out_asks_hacienda(visitor: Visitor) -> None:
    await visitor.does(spec(State.look_up_cedula, NUMBER))

    assert NAME not in visitor.wire
    assert not visitor.screen["looking_up"]


async def test_places_follow_from_one_another(owner: Visitor) -> None:
    await owner.does(spec(State.choose_province, "1"))
    await owner.does(spec(State.choose_canton, "01"))
    await owner.does(spec(State.choose_district, "01"))

    assert {"value": "01", "label": "San José"} in owner.screen["cantons"]
    assert {"value": "01", "label": "Carmen"} in owner.screen["districts"]
    assert owner.screen["district"] == "01"


async def test_another_province_forgets_canton_and_district(owner: Visitor) -> None:
    await owner.does(spec(State.choose_province, "1"))
    await owner.does(spec(State.choose_canton, "01"))
    await owner.does(spec(State.choose_district, "01"))

    await owner.does(spec(State.choose_province, "2"))

    assert (owner.screen["canton"], owner.screen["district"]) == ("", "")
    assert owner.screen["districts"] == []
    assert {"value": "01", "label": "Alajuela"} in owner.screen["cantons"]


async def test_what_was_saved_is_shown_again(
    services: Services, owner: Visitor
) -> None:
    await owner.does(spec(State.submit_business, business_submission()))

    back = await owner.elsewhere().visits("/negocio")

    assert owner.sent_to == "/actividades"
    assert back.screen["business"] == {
        "cedula": "3-101-999999",
        "business_name": NAME,
        "trade_name": "Tienda de Prueba",
        "neighbourhood": "",
        "address": "100 metros norte del parque de prueba",
        "phone": "+506 2222 2222",
        "invoice_email": "facturas@prueba.test",
    }
    places = [back.screen[name] for name in ("province", "canton", "district")]
    assert places == ["1", "01", "01"]
    assert back.screen["districts"]


@pytest.mark.parametrize(
    ("cedula", "kind", "number"),
    [
        ("1-1111-1111", "01", "111111111"),
        (" 01 1111 1111 ", "01", "111111111"),
        ("3-101-999999", "02", NUMBER),
        ("3101a00001", "02", "3101A00001"),
        ("11111111111", "03", "11111111111"),
        ("122222222222", "03", "122222222222"),
        ("9999999904", "04", "9999999904"),
    ],
)
async def test_every_kind_of_cedula_is_taken(
    services: Services, owner: Visitor, cedula: str, kind: str, number: str
) -> None:
    await owner.does(spec(State.submit_business, business_submission(cedula=cedula)))

    kept = await business_of(owner, services)
    assert owner.errors == {}
    assert kept is not None
    assert (kept.id_kind, kept.id_number) == (kind, number)


async def test_the_registered_activities_are_chosen_main_first(
    owner: Visitor,
) -> None:
    await owner.does(spec(State.submit_business, business_submission()))

    await owner.visits("/actividades")

    chosen = owner.screen["chosen"]
    assert [row["code"] for row in chosen] == ["6201.0", "6202.0"]
    assert [row["main"] for row in chosen] == [True, False]
    assert all(row["registered"] for row in chosen)
    assert owner.screen["offered"] == []


async def test_by_hand_when_hacienda_does_not_answer(
    services: Services, owner: Visitor
) -> None:
    submitted = business_submission(cedula="3101999908")

    await owner.does(spec(State.submit_business, submitted))
    await owner.visits("/actividades")

    assert await business_of(owner, services) is not None
    assert owner.screen["chosen"] == []
    assert owner.page == "activities"


async def test_a_refused_business_is_not_kept(
    services: Services, owner: Visitor
) -> None:
    await owner.does(spec(State.submit_business, business_submission(address="")))

    assert owner.errors == {"address": SENTENCES["address.empty"]}
    assert owner.redirects == []
    assert await business_of(owner, services) is None


@pytest.mark.parametrize(
    ("place", "field"),
    [
        ({"province": "9"}, "province"),
        ({"canton": "99"}, "canton"),
        ({"district": "99"}, "district"),
    ],
)
async def test_places_that_do_not_lie_within_each_other_are_refused(
    owner: Visitor, place: dict[str, str], field: str
) -> None:
    await owner.does(spec(State.submit_business, business_submission(**place)))

    assert owner.errors[field] == SENTENCES[f"{field}.unknown"]


async def test_another_cedula_puts_the_connection_in_doubt(services: Services) -> None:
    account = await new_account()
    await answer_before(account, Step.HACIENDA)
    person = await signed_in(account)
    await person.does(spec(State.submit_hacienda, hacienda_submission()))
    assert (await services.businesses.answers(account)).connected

    other = business_submission(cedula="3101999901")
    await person.does(spec(State.submit_business, other))

    answers = await services.businesses.answers(account)
    assert answers.connection is not None
    assert answers.connection.status == ConnectionStatus.TO_CHECK
    assert "hacienda" in [str(item) for item in answers.pending]
    await person.visits("/perfil")
    assert (
        "la cédula del negocio cambió" in person.screen["profile_hacienda"][0]["detail"]
    )


async def test_the_same_cedula_keeps_the_connection(services: Services) -> None:
    account = await new_account()
    await answer_before(account, Step.HACIENDA)
    person = await signed_in(account)
    await person.does(spec(State.submit_hacienda, hacienda_submission()))

    renamed = business_submission(business_name="OTRO NOMBRE DE PRUEBA")
    await person.does(spec(State.submit_business, renamed))

    assert (await services.businesses.answers(account)).connected


async def test_a_double_click_keeps_one_business(
    services: Services, owner: Visitor
) -> None:
    click = spec(State.submit_business, business_submission())

    await owner.does(click, click)

    assert owner.redirects == ["/actividades"]
    assert owner.errors == {}


async def test_two_devices_at_once_keep_one_business(
    services: Services, owner: Visitor
) -> None:
    other = owner.elsewhere()
    await other.visits("/negocio")

    await owner.does(spec(State.submit_business, business_submission()))
    await other.does(
        spec(State.submit_business, business_submission(trade_name="Otra Tienda"))
    )

    kept = await business_of(owner, services)
    assert kept is not None
    assert kept.trade_name == "Otra Tienda"


async def test_the_name_of_another_number_is_taken_back(owner: Visitor) -> None:
    await owner.does(spec(State.look_up_cedula, "3-101-999999"))
    found = owner.screen["business"]["business_name"]

    await owner.does(spec(State.look_up_cedula, "2-0000-0000"))

    assert found == "EMPRESA DE PRUEBA SOCIEDAD ANONIMA"
    assert owner.screen["business"]["business_name"] == ""


async def test_a_name_that_was_shown_and_emptied_is_asked_for(
    services: Services, owner: Visitor
) -> None:
    submitted = business_submission(business_name="")
    await owner.does(spec(State.look_up_cedula, submitted["cedula"]))

    await owner.does(spec(State.submit_business, submitted))

    assert owner.errors == {"business_name": SENTENCES["business_name.empty"]}
    assert await business_of(owner, services) is None


async def test_a_name_that_had_not_arrived_yet_is_taken_from_hacienda(
    services: Services, owner: Visitor
) -> None:
    await owner.does(spec(State.submit_business, business_submission(business_name="")))

    kept = await business_of(owner, services)
    assert kept is not None
    assert kept.name == NAME


async def test_an_unfinished_number_is_not_being_looked_up(owner: Visitor) -> None:
    await owner.does(spec(State.look_up_cedula, "3-101-999999"))

    await owner.does(spec(State.look_up_cedula, "3-101-9"))

    assert not owner.screen["looking_up"]
    assert owner.screen["taxpayer_note"] == ""


@pytest.mark.parametrize(
    ("cedula", "name"),
    [
        pytest.param("1-1111-1111", "PERSONA DE PRUEBA", id="known to Hacienda"),
        pytest.param("2-0000-0000", None, id="unknown"),
    ],
)
async def test_the_saved_name_is_not_kept_for_another_number(
    services: Services, owner: Visitor, cedula: str, name: str | None
) -> None:
    submitted = business_submission()
    await owner.does(spec(State.submit_business, submitted))
    await owner.visits("/negocio")

    await owner.does(spec(State.submit_business, {**submitted, "cedula": cedula}))

    if name is None:
        assert "business_name" in owner.errors
    else:
        await owner.visits("/negocio")
        assert name in owner.screen["business"]["business_name"]
