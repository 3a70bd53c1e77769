"""What the page of the next numbers does in the browser itself."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import FilePayload, Locator, expect

from asystec_web.flow.steps import Step
from asystec_web.texts import SENTENCES
from tests.e2e.axe import expect_accessible
from tests.e2e.browser import DESKTOP, SMALL_PHONE, Device, OpenPage
from tests.e2e.keyboard import Keyboard
from tests.e2e.moods import mend, spoil
from tests.e2e.people import People
from tests.e2e.server import Site
from tests.e2e.summary import expect_summary
from tests.e2e.touch import too_small, too_wide
from tests.e2e.walk import Enter, Walk
from tests.invoice_files import a_message, an_invoice

LIST = "/recepcion-sandbox/v1/comprobantes"
LOOKING = "Buscando sus últimos números en Hacienda…"
FILES = "Sus últimos comprobantes"
CLAVE = "50626112600310199999900100001{code}{number:010}112345678"
RECEIVED = "50626112600011111111100100001010000000555112345678"
DROP = """files => {
  const dropped = new DataTransfer();
  for (const [name, content] of files)
    dropped.items.add(new File([content], name, { type: "text/xml" }));
  const target = document.querySelector("h1");
  for (const type of ["dragover", "drop"])
    target.dispatchEvent(
      new DragEvent(type, { dataTransfer: dropped, bubbles: true, cancelable: true }),
    );
}"""


Look = Callable[..., Walk]


@pytest.fixture
def walk(enter: Enter) -> Walk:
    """Somebody who has not connected Hacienda yet."""
    return enter(Step.CONSECUTIVES, "/consecutivos")


def clave(number: int, code: str = "01") -> str:
    return CLAVE.format(code=code, number=number)


def file(name: str, content: str = "<x/>") -> FilePayload:
    return {"name": name, "mimeType": "text/xml", "buffer": content.encode()}


def has_invoiced(walk: Walk) -> None:
    walk.page.get_by_role("radio", name="Ya he facturado").check()


def expect_numbers(walk: Walk, **numbers: str) -> None:
    labels = {
        "invoice": "Factura Electrónica",
        "note": "Nota de Crédito Electrónica",
        "ticket": "Tiquete Electrónico",
    }
    for name, number in numbers.items():
        expect(walk.field(labels[name])).to_have_value(number)


@pytest.fixture
def look(site: Site, people: People, open_page: OpenPage) -> Look:
    """Open the page as somebody whose connection is proven."""

    def look_(cedula: str, device: Device = DESKTOP) -> Walk:
        walk = Walk(open_page(device, people.connected(cedula)), site, cedula)
        walk.go("/consecutivos")
        return walk

    return look_


def test_the_demo_company_finds_its_numbers_and_may_change_them(
    enter: Enter, screen: Device
) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", screen)
    walk.hacienda()

    expect_numbers(walk, invoice="43", note="8", ticket="129")
    expect(walk.page.get_by_text("detectado en Hacienda")).to_have_count(3)
    expect(walk.page.get_by_text("00100001010000000043")).to_be_visible()
    expect(walk.page.get_by_role("radio", name="Ya he facturado")).to_be_checked()
    expect_accessible(walk.page)
    walk.field("Factura Electrónica").fill("50")
    expect(walk.page.get_by_text("00100001010000000050")).to_be_visible()
    walk.next()
    walk.arrive("/plan", "Escoja su plan")
    walk.go("/consecutivos")
    expect_numbers(walk, invoice="50", note="8", ticket="129")


def test_nothing_waits_while_hacienda_is_asked(look: Look, site: Site) -> None:
    spoil(site.simulators.hacienda, path=LIST, status=0, hold=True)
    walk = look("3101999999", SMALL_PHONE)
    expect(walk.page.get_by_role("status").get_by_text(LOOKING)).to_be_visible()
    expect_accessible(walk.page)

    walk.field("Factura Electrónica").fill("6")

    expect(walk.page.get_by_text("00100001010000000006")).to_be_visible()
    mend(site.simulators.hacienda)
    expect_numbers(walk, note="8", ticket="129")
    expect_numbers(walk, invoice="6")
    expect(
        walk.page.get_by_text("El último que aparece en Hacienda es 42.")
    ).to_be_visible()
    walk.next()
    walk.arrive("/plan", "Escoja su plan")


def test_what_is_found_under_the_cursor_is_replaced_by_typing(
    look: Look, site: Site
) -> None:
    spoil(site.simulators.hacienda, path=LIST, status=0, hold=True)
    walk = look("3101999916")
    field = walk.field("Factura Electrónica")
    field.select_text()

    mend(site.simulators.hacienda)
    expect(field).to_have_value("901")

    walk.page.keyboard.type("6")
    expect(walk.page.get_by_text("00100002010000000006")).to_be_visible()


def test_who_goes_on_is_not_called_back(look: Look, site: Site) -> None:
    spoil(site.simulators.hacienda, path=LIST, status=0, hold=True)
    walk = look("3101999999", SMALL_PHONE)
    expect(walk.page.get_by_text(LOOKING)).to_be_visible()

    walk.next()
    walk.arrive("/plan", "Escoja su plan")
    mend(site.simulators.hacienda)
    # Long enough for what was found to arrive.
    walk.page.wait_for_timeout(1500)

    expect(walk.page.get_by_role("heading", level=1)).to_have_text("Escoja su plan")
    assert walk.page.url.rstrip("/").endswith("/plan")


def test_an_outage_is_said_and_looked_for_again(
    look: Look, site: Site, screen: Device
) -> None:
    spoil(site.simulators.hacienda, path=LIST, times=1)
    walk = look("3101999901", screen)

    expect(walk.page.get_by_text(SENTENCES["documents.unavailable"])).to_be_visible()
    expect_accessible(walk.page)
    walk.button("Buscar de nuevo").click()

    expect(walk.page.get_by_text("no aparece ningún comprobante suyo")).to_be_visible()
    expect(walk.button("Buscar de nuevo")).to_have_count(0)


def test_the_last_in_place_of_the_next_is_mended_by_a_button(look: Look) -> None:
    walk = look("3101999999", SMALL_PHONE)
    expect_numbers(walk, invoice="43")
    walk.field("Factura Electrónica").fill("42")
    warning = walk.page.get_by_text("42 es el último que ya emitió. El próximo es 43.")
    expect(warning).to_be_visible()
    expect_accessible(walk.page)
    assert too_wide(walk.page) == []
    assert too_small(walk.page) == []

    walk.button("Usar 43").click()

    expect_numbers(walk, invoice="43")
    expect(walk.field("Factura Electrónica")).to_be_focused()
    expect(warning).to_have_count(0)
    expect(walk.page.get_by_text("00100001010000000043")).to_be_visible()
    walk.page.reload()
    walk.wake()
    expect_numbers(walk, invoice="43", note="8")


def test_several_terminals_are_listed_and_another_is_chosen(
    look: Look, screen: Device
) -> None:
    walk = look("3101999916", screen)
    expect_numbers(walk, invoice="901", ticket="56")
    expect(walk.field("Terminal")).to_have_value("2")
    walk.field("Nota de Crédito Electrónica").fill("77")
    expect_accessible(walk.page)

    walk.button("Usar la terminal 002-00001").click()

    expect(walk.field("Sucursal")).to_have_value("2")
    expect(walk.field("Terminal")).to_have_value("1")
    expect_numbers(walk, invoice="13", note="0", ticket="0")
    walk.next()
    walk.arrive("/plan", "Escoja su plan")
    walk.go("/consecutivos")
    expect(walk.field("Sucursal")).to_have_value("2")
    expect_numbers(walk, invoice="13")


def test_another_terminal_is_explained_and_begun_with_the_keyboard(
    walk: Walk,
) -> None:
    keys = Keyboard(walk.page)
    keys.type(walk.field("Factura Electrónica"), "6")
    question = walk.page.locator("summary", has_text="¿Su otro sistema")
    keys.press(question)
    expect(walk.page.get_by_text("cada una lleva su propia cuenta")).to_be_visible()

    keys.press(walk.button("Empezar en la terminal 00002"))

    expect(walk.field("Terminal")).to_have_value("2")
    expect_numbers(walk, invoice="0")
    expect(walk.page.get_by_text("00100002010000000001")).to_be_visible()
    expect_accessible(walk.page)
    keys.press(walk.button("Siguiente"))
    walk.arrive("/plan", "Escoja su plan")


def test_the_first_time_is_all_zeros_and_can_be_taken_back(walk: Walk) -> None:
    walk.field("Factura Electrónica").fill("6")
    expect(walk.page.get_by_text("00100001010000000006")).to_be_visible()

    walk.page.get_by_role("radio", name="Es mi primera vez facturando").check()

    expect_numbers(walk, invoice="0", note="0")
    expect(walk.page.get_by_text("su primer comprobante será el 1")).to_be_visible()
    has_invoiced(walk)
    expect_numbers(walk, invoice="6")
    walk.page.get_by_role("radio", name="Es mi primera vez facturando").check()
    expect_numbers(walk, invoice="0")
    walk.page.reload()
    walk.wake()
    expect_numbers(walk, invoice="0")
    walk.next()
    walk.arrive("/plan", "Escoja su plan")


def test_names_of_files_are_enough(walk: Walk, screen: Device) -> None:
    has_invoiced(walk)

    walk.field(FILES).set_input_files(
        [
            *(file(f"{clave(number)}.xml") for number in range(1, 11)),
            file(f"{RECEIVED}.xml"),
            file(f"{RECEIVED}_respuesta.xml"),
        ]
    )

    said = walk.page.get_by_text("De 12 archivos: 10 suyos, 2 recibidos de otra cédula")
    expect(said).to_be_visible()
    expect_numbers(walk, invoice="11")
    walk.page.set_viewport_size(screen["viewport"])
    expect_accessible(walk.page)
    walk.next()
    walk.arrive("/plan", "Escoja su plan")


def test_files_dropped_anywhere_are_read_where_the_name_says_nothing(
    walk: Walk,
) -> None:
    has_invoiced(walk)
    large = "<a>x</a>" * 20_000

    walk.page.evaluate(
        DROP,
        [
            ["factura.xml", an_invoice(key=clave(41), after=large)],
            ["mensaje.xml", a_message(key=RECEIVED)],
            [f"MR{RECEIVED}.xml", a_message("00100001060000000012", key=RECEIVED)],
            [f"TE{clave(9, '04')}.pdf", "%PDF"],
            ["foto.jpg", "x"],
        ],
    )

    expect(
        walk.page.get_by_text("De 5 archivos: 4 suyos, 1 sin número")
    ).to_be_visible()
    expect_numbers(walk, invoice="42", ticket="10")
    expect(walk.field("Confirmación de aceptación")).to_have_value("10")
    expect(walk.field("Confirmación de aceptación parcial")).to_have_value("13")
    assert walk.page.url.rstrip("/").endswith("/consecutivos")


def test_five_hundred_files_are_read_at_once(walk: Walk) -> None:
    has_invoiced(walk)
    many = [
        [f"factura {number}.xml", an_invoice(key=clave(number))]
        for number in range(1, 501)
    ]

    walk.page.evaluate(DROP, many)

    expect(walk.page.get_by_text("De 500 archivos: 500 suyos.")).to_be_visible()
    expect_numbers(walk, invoice="501")


def test_what_was_typed_stays_when_files_come(walk: Walk) -> None:
    has_invoiced(walk)
    walk.field("Factura Electrónica").fill("41")

    walk.field(FILES).set_input_files([file(f"{clave(41)}.xml"), file(clave(3, "04"))])

    expect_numbers(walk, invoice="41", ticket="4")
    walk.button("Usar 42").click()
    expect_numbers(walk, invoice="42")


def test_received_files_are_refused_with_the_reason(walk: Walk) -> None:
    has_invoiced(walk)

    walk.field(FILES).set_input_files([file(f"{RECEIVED}.xml")])

    expect_summary(walk.page, "documents")
    expect(walk.page.get_by_role("alert")).to_contain_text(
        SENTENCES["given_files.received"]
    )
    expect(walk.page.get_by_text("De 1 archivo: 1 recibido de otra")).to_be_visible()
    expect_accessible(walk.page)
    walk.field(FILES).set_input_files([file("facturas.zip", "PK")])
    expect(walk.page.get_by_role("alert")).to_contain_text(
        SENTENCES["given_files.packed"]
    )
    walk.field(FILES).set_input_files([file(f"{clave(5)}.xml")])
    expect_numbers(walk, invoice="6")
    expect(walk.page.get_by_role("alert")).to_have_count(0)


def test_claves_are_pasted_with_the_keyboard_alone(walk: Walk) -> None:
    keys = Keyboard(walk.page)
    keys.reach(walk.page.get_by_role("radio", name="Es mi primera vez facturando"))
    walk.page.keyboard.press("ArrowRight")
    keys.press(_paste(walk))
    pasted = walk.page.get_by_label("Claves o consecutivos")
    keys.type(pasted, "La última es 506")
    keys.press(walk.button("Tomar los números"))
    expect_summary(walk.page, "pasted")
    expect(pasted).to_have_value("La última es 506")

    keys.reach(pasted)
    walk.page.keyboard.insert_text(f" {clave(88)} y 00100001040000000006")
    keys.press(walk.button("Tomar los números"))

    expect(walk.page.get_by_text("De 2 números: 2 suyos.")).to_be_visible()
    expect_numbers(walk, invoice="89", ticket="7")
    expect(walk.page.get_by_role("alert")).to_have_count(0)
    expect_accessible(walk.page)
    keys.press(walk.button("Siguiente"))
    walk.arrive("/plan", "Escoja su plan")


def test_many_pasted_claves_make_no_endless_page(walk: Walk) -> None:
    has_invoiced(walk)
    _paste(walk).click()
    pasted = walk.page.get_by_label("Claves o consecutivos")

    pasted.fill("\n".join(clave(number) for number in range(1, 501)))
    walk.button("Tomar los números").click()

    expect(walk.page.get_by_text("De 500 números: 500 suyos.")).to_be_visible()
    expect_numbers(walk, invoice="501")
    box = pasted.bounding_box()
    assert box is not None
    assert box["height"] < DESKTOP["viewport"]["height"] / 2


def test_the_names_of_the_contract_are_each_of_one_field(walk: Walk) -> None:
    has_invoiced(walk)
    for name in (
        *("Factura Electrónica", "Nota de Crédito Electrónica"),
        *("Nota de Débito Electrónica", "Tiquete Electrónico"),
        *("Factura Electrónica de Compra", "Factura Electrónica de Exportación"),
        *("Recibo Electrónico de Pago", "Confirmación de aceptación"),
        *("Confirmación de aceptación parcial", "Confirmación de rechazo"),
    ):
        expect(walk.page.get_by_label(name, exact=True)).to_have_count(1)
        expect(walk.page.get_by_label(name, exact=True)).to_have_value("0")


def test_the_page_fits_small_phones_with_all_its_parts_open(enter: Enter) -> None:
    walk = enter(Step.CONSECUTIVES, "/consecutivos", SMALL_PHONE)
    has_invoiced(walk)
    _paste(walk).click()
    walk.page.locator("summary", has_text="¿Su otro sistema").click()
    long = f"{'comprobante-' * 18}.xml"
    walk.field(FILES).set_input_files([file(f"{clave(5)}.xml"), file(long)])
    expect(walk.page.get_by_text(re.compile("1 sin número"))).to_be_visible()
    walk.field("Factura Electrónica").fill("5")
    expect(walk.page.get_by_text("El próximo es 6.")).to_be_visible()
    walk.field("Tiquete Electrónico").fill("x")
    walk.next()
    expect_summary(walk.page, "next_04")

    assert too_wide(walk.page) == []
    assert too_small(walk.page) == []
    expect_accessible(walk.page)


def _paste(walk: Walk) -> Locator:
    return walk.page.locator("summary", has_text="O pegue claves")
