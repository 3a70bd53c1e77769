import json
import threading

import pytest

from asystec_web.forms.invoice import MAXIMUM_BYTES
from asystec_web.services import Services, invoices
from asystec_web.services.invoice_xml import InvoiceXml
from asystec_web.state import OnboardingState as State
from asystec_web.texts import SENTENCES
from tests.factories import (
    CEDULA,
    NAME,
    business_submission,
    new_account,
    signed_in,
)
from tests.hostile import EVERYTHING
from tests.invoice_files import an_invoice, an_issuer, handed_over
from tests.visitor import Visitor, spec

RECEIVED = an_issuer(number="111111111", kind="01", name="PROVEEDOR DE PRUEBA")
BARE = an_issuer(details="", name="NOMBRE EN LA FACTURA")


@pytest.fixture
async def owner(services: Services) -> Visitor:
    """Somebody who is asked about the business."""
    del services
    return await (await signed_in()).visits("/negocio")


async def hands_over(person: Visitor, file: str | bytes, cedula: str = "") -> Visitor:
    return await person.does(spec(State.fill_from_invoice, handed_over(file, cedula)))


async def test_an_invoice_fills_the_page(owner: Visitor) -> None:
    await hands_over(owner, an_invoice())

    assert owner.errors == {}
    assert owner.screen["business"] == {
        "cedula": CEDULA,
        "business_name": NAME,
        "trade_name": "Tienda de Prueba",
        "neighbourhood": "Bello Horizonte",
        "address": "100 metros norte de la iglesia",
        "phone": "+506 2222 3333",
        "invoice_email": "facturas@prueba.test",
        "invoice_email_2": "cobros@prueba.test",
        "alcohol_registration": "123456789012",
    }
    places = [owner.screen[name] for name in ("province", "canton", "district")]
    assert places == ["1", "02", "02"]
    assert {"value": "02", "label": "San Antonio"} in owner.screen["districts"]
    assert "Carrizal" in owner.screen["neighbourhoods"]
    assert owner.screen["email_rows"] == 2
    assert set(owner.screen["invoice_fields"].split()) == {
        *(owner.screen["business"].keys() - {"business_name"}),
        *("province", "canton", "district", "sells_alcohol"),
    }
    assert owner.screen["invoice_note"].startswith("Llenamos lo que trae la factura")
    assert not owner.screen["busy"]


async def test_the_cedula_it_brings_is_asked_of_hacienda(owner: Visitor) -> None:
    await hands_over(owner, an_invoice(BARE))

    assert owner.screen["taxpayer_note"].startswith("Encontramos su negocio")
    assert owner.screen["business"]["business_name"] == NAME


async def test_the_name_that_hacienda_gave_stays(owner: Visitor) -> None:
    await owner.does(spec(State.look_up_cedula, CEDULA))

    await hands_over(owner, an_invoice(BARE), CEDULA)

    assert owner.screen["business"]["business_name"] == NAME


async def test_the_invoices_name_is_shown_while_hacienda_is_silent(
    owner: Visitor,
) -> None:
    silent = an_issuer(number="3101999908", name="NOMBRE EN LA FACTURA")

    await hands_over(owner, an_invoice(silent))

    assert owner.screen["business"]["business_name"] == "NOMBRE EN LA FACTURA"
    assert owner.screen["taxpayer_note"] == SENTENCES["taxpayer.unavailable"]


async def test_what_the_invoice_does_not_say_stays(owner: Visitor) -> None:
    account = dict(owner.screen["business"])
    await owner.does(spec(State.choose_province, "2"))

    await hands_over(owner, an_invoice(BARE))

    assert owner.screen["business"]["invoice_email"] == account["invoice_email"]
    assert owner.screen["province"] == "2"
    assert owner.screen["email_rows"] == 1


async def test_one_they_received_fills_nothing(owner: Visitor) -> None:
    before = dict(owner.screen["business"])

    await hands_over(owner, an_invoice(RECEIVED), CEDULA)

    assert owner.errors == {"invoice": SENTENCES["invoice_file.of_another"]}
    assert "parece una que usted recibió" in owner.errors["invoice"]
    assert owner.screen["business"] == before
    assert owner.screen["invoice_note"] == ""
    assert "PROVEEDOR DE PRUEBA" not in owner.wire


async def test_a_refusal_goes_with_the_next_try(owner: Visitor) -> None:
    await hands_over(owner, an_invoice(RECEIVED), CEDULA)

    await hands_over(owner, an_invoice(), CEDULA)

    assert owner.errors == {}
    assert owner.screen["business"]["address"] == "100 metros norte de la iglesia"


async def test_a_cedula_half_typed_is_to_be_finished_first(owner: Visitor) -> None:
    await hands_over(owner, an_invoice(), "3-101")

    assert owner.errors == {"cedula": SENTENCES["cedula.too_short"]}


async def test_a_place_of_former_times_is_left_to_choose(owner: Visitor) -> None:
    former = an_issuer(
        "<Ubicacion><Provincia>6</Provincia><Canton>01</Canton>"
        "<Distrito>09</Distrito></Ubicacion>"
    )

    await hands_over(owner, an_invoice(former))

    assert (owner.screen["canton"], owner.screen["district"]) == ("01", "")
    assert "ya no está vigente" in owner.screen["invoice_note"]


async def test_nobody_signed_out_has_files_read(visitor: Visitor) -> None:
    await visitor.visits("/terminos")

    await hands_over(visitor, an_invoice())

    assert NAME not in visitor.wire
    assert visitor.sent_to.startswith("/")
    assert visitor.screen["invoice_note"] == ""


async def test_what_was_filled_can_be_sent_and_comes_back(services: Services) -> None:
    account = await new_account()
    person = await (await signed_in(account)).visits("/negocio")
    await hands_over(person, an_invoice())
    filled = dict(person.screen["business"])
    places = {name: person.screen[name] for name in ("province", "canton", "district")}

    await person.does(
        spec(State.submit_business, {**filled, **places, "sells_alcohol": True})
    )

    assert person.errors == {}
    kept = (await services.businesses.answers(account)).business
    assert kept is not None
    assert kept.invoice_emails == ["facturas@prueba.test", "cobros@prueba.test"]
    assert kept.alcohol_registration == "123456789012"
    back = await person.elsewhere().visits("/negocio")
    assert back.screen["business"] == filled
    assert back.screen["email_rows"] == 2


async def test_another_page_begins_without_the_note(owner: Visitor) -> None:
    await hands_over(owner, an_invoice())

    await owner.visits("/negocio")

    assert owner.screen["invoice_note"] == ""


async def test_whatever_is_sent_instead_gets_a_sentence(owner: Visitor) -> None:
    for name, value in EVERYTHING.items():
        await owner.sends("fill_from_invoice", {"sent": value})
        content = {"cedula": CEDULA, "size": 9, "content": value}
        await owner.sends("fill_from_invoice", {"sent": json.dumps(content)})

        assert owner.bugs == [], name
        assert set(owner.errors) == {"invoice"}, name
        assert not owner.screen["busy"]


async def test_others_are_served_while_a_hostile_file_is_read(
    owner: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = an_invoice(after="<a/>" * ((MAXIMUM_BYTES - 3000) // 4))
    reading: list[threading.Thread] = []
    read = invoices.read_invoice

    def watched(content: bytes) -> InvoiceXml:
        reading.append(threading.current_thread())
        return read(content)

    monkeypatch.setattr(invoices, "read_invoice", watched)
    await hands_over(owner, hostile, CEDULA)

    assert owner.errors == {"invoice": SENTENCES["invoice_file.unsafe"]}
    assert len(reading) == 1
    assert threading.current_thread() not in reading


async def test_saved_once_and_typed_again_is_the_same_cedula(owner: Visitor) -> None:
    await owner.does(spec(State.submit_business, business_submission()))
    back = await owner.elsewhere().visits("/negocio")

    await hands_over(back, an_invoice(), " 3101999999 ")

    assert back.errors == {}
    assert back.screen["business"]["trade_name"] == "Tienda de Prueba"
