"""What the page about the business does in the browser itself."""

import re

import pytest
from playwright.sync_api import FilePayload, Page, expect

from asystec_web.flow.steps import Step
from asystec_web.forms.invoice import MAXIMUM_BYTES
from asystec_web.simulators.hacienda.cases import BY_CEDULA
from asystec_web.texts import SENTENCES
from tests.e2e.axe import expect_accessible
from tests.e2e.browser import Device
from tests.e2e.walk import Enter, Walk
from tests.factories import CEDULA, NAME
from tests.invoice_files import DETAILS, an_invoice, an_issuer

FILE = "Llenar desde una factura XML"
PLACES = (("Provincia", "1"), ("Cantón", "02"), ("Distrito", "02"))
DROP = """([name, content]) => {
  const files = new DataTransfer();
  files.items.add(new File([content], name, { type: "text/xml" }));
  const target = document.querySelector("h1");
  for (const type of ["dragover", "drop"])
    target.dispatchEvent(
      new DragEvent(type, { dataTransfer: files, bubbles: true, cancelable: true }),
    );
}"""


@pytest.fixture
def walk(enter: Enter) -> Walk:
    return enter(Step.BUSINESS, "/negocio")


def xml(content: str, name: str = "factura.xml") -> FilePayload:
    return {"name": name, "mimeType": "text/xml", "buffer": content.encode()}


def expect_filled(walk: Walk) -> None:
    for label, value in (
        ("Cédula", CEDULA),
        ("Nombre de negocio", NAME),
        ("Nombre comercial", "Tienda de Prueba"),
        *PLACES,
        ("Barrio", "Bello Horizonte"),
        ("Dirección", "100 metros norte de la iglesia"),
        ("Teléfono", "+506 2222 3333"),
        ("Email para facturas", "facturas@prueba.test"),
        ("Email para facturas 2", "cobros@prueba.test"),
        ("Registro fiscal 8707", "123456789012"),
    ):
        expect(walk.field(label)).to_have_value(value)
    expect(walk.field("Vendo bebidas alcohólicas")).to_be_checked()


def test_a_chosen_invoice_fills_the_page_and_is_sent_as_it_is(walk: Walk) -> None:
    walk.field(FILE).set_input_files(xml(an_invoice()))

    expect_filled(walk)
    expect(walk.page.get_by_text("Llenamos lo que trae la factura")).to_be_visible()
    walk.next()
    walk.arrive("/actividades", "A qué se dedica su negocio")
    walk.go("/negocio")
    expect_filled(walk)


def test_an_invoice_may_be_dropped_anywhere(walk: Walk) -> None:
    walk.page.evaluate(DROP, ["soltada.xml", an_invoice()])

    expect_filled(walk)
    assert walk.page.url.endswith("/negocio")


def test_a_dropped_invoice_fills_the_field_in_use_too(walk: Walk) -> None:
    another = an_issuer(DETAILS.replace("Tienda de Prueba", "Otra Tienda"))
    walk.field(FILE).set_input_files(xml(an_invoice()))
    expect_filled(walk)
    walk.field("Nombre comercial").click()

    walk.page.evaluate(DROP, ["soltada.xml", an_invoice(another)])

    expect(walk.field("Nombre comercial")).to_have_value("Otra Tienda")


def test_what_arrives_in_an_empty_field_in_use_is_replaced_by_typing(
    walk: Walk,
) -> None:
    walk.field("Nombre comercial").focus()
    walk.field(FILE).set_input_files(xml(an_invoice()))
    expect(walk.field("Nombre comercial")).to_have_value("Tienda de Prueba")

    walk.page.keyboard.type("Mía")

    expect(walk.field("Nombre comercial")).to_have_value("Mía")


def test_the_name_follows_the_cedula_into_the_field_in_use(walk: Walk) -> None:
    name = walk.field("Nombre de negocio")
    walk.field("Cédula").fill("3101999901")
    expect(name).to_have_value(BY_CEDULA["3101999901"].name)

    walk.field("Cédula").fill("3101999902")
    walk.page.keyboard.press("Tab")

    expect(name).to_be_focused()
    expect(name).to_have_value(BY_CEDULA["3101999902"].name)


def test_a_name_that_was_emptied_is_filled_for_the_next_cedula(walk: Walk) -> None:
    name = walk.field("Nombre de negocio")
    walk.field("Cédula").fill("3101999901")
    expect(name).to_have_value(BY_CEDULA["3101999901"].name)
    name.fill("")

    walk.field("Cédula").fill("3101999902")

    expect(name).to_have_value(BY_CEDULA["3101999902"].name)


def test_what_an_invoice_filled_is_kept_like_what_is_typed(walk: Walk) -> None:
    walk.field(FILE).set_input_files(xml(an_invoice()))
    expect_filled(walk)

    walk.page.reload()
    walk.wake()
    expect_filled(walk)

    another = an_issuer(DETAILS.replace("Tienda de Prueba", "Otra Tienda"))
    walk.field("Dirección").fill("Escrita a mano")
    walk.field(FILE).set_input_files(xml(an_invoice()))
    expect(walk.page.get_by_text("Llenamos lo que trae la factura")).to_be_visible()
    walk.field("Nombre comercial").fill("")
    walk.field(FILE).set_input_files(xml(an_invoice(another)))
    expect(walk.field("Nombre comercial")).to_have_value("Otra Tienda")
    expect(walk.field("Dirección")).to_have_value("Escrita a mano")


def test_a_second_invoice_replaces_the_first(walk: Walk) -> None:
    another = an_issuer(DETAILS.replace("Tienda de Prueba", "Otra Tienda"))
    walk.field(FILE).set_input_files(xml(an_invoice()))
    expect_filled(walk)

    walk.field(FILE).set_input_files(xml(an_invoice(another)))

    expect(walk.field("Nombre comercial")).to_have_value("Otra Tienda")


def test_what_is_typed_stays_and_what_was_emptied_is_filled(walk: Walk) -> None:
    walk.field("Nombre comercial").fill("Mi Tienda")
    walk.field("Dirección").fill("Otra dirección")
    walk.field("Dirección").fill("")

    walk.field(FILE).set_input_files(xml(an_invoice()))

    expect(walk.field("Dirección")).to_have_value("100 metros norte de la iglesia")
    expect(walk.field("Nombre comercial")).to_have_value("Mi Tienda")


def test_a_received_invoice_is_refused_and_the_next_taken(walk: Walk) -> None:
    received = an_issuer(number="111111111", kind="01", name="PROVEEDOR DE PRUEBA")
    walk.field("Cédula").fill(CEDULA)
    expect(walk.field("Nombre de negocio")).to_have_value(NAME)

    walk.field(FILE).set_input_files(xml(an_invoice(received)))

    summary = walk.page.get_by_role("alert")
    expect(summary).to_contain_text(SENTENCES["invoice_file.of_another"])
    expect(summary).to_be_focused()
    expect(walk.field("Nombre comercial")).to_have_value("")
    walk.field(FILE).set_input_files(xml(an_invoice()))
    expect(summary).to_be_hidden()
    expect(walk.field("Nombre comercial")).to_have_value("Tienda de Prueba")


def test_the_largest_invoice_goes_through_and_a_larger_one_is_named(walk: Walk) -> None:
    padding = "x" * (MAXIMUM_BYTES - len(an_invoice()) - len("<!---->"))
    walk.field(FILE).set_input_files(xml(an_invoice(after=f"<!--{padding}-->")))
    expect(walk.field("Nombre comercial")).to_have_value("Tienda de Prueba")

    walk.field(FILE).set_input_files(xml(an_invoice(after=f"<!--{padding}-->x")))

    expect(walk.page.get_by_role("alert")).to_contain_text(
        SENTENCES["invoice_file.too_large"]
    )


def test_a_place_is_found_and_chosen_by_keyboard(walk: Walk) -> None:
    keyboard = walk.page.keyboard
    walk.page.get_by_role("searchbox", name="Buscar el lugar").press_sequentially(
        "escazu"
    )
    expect(walk.page.get_by_text("3 lugares encontrados.")).to_be_visible()

    keyboard.press("ArrowDown")
    expect(walk.button("Escazú, Escazú, San José")).to_be_focused()
    keyboard.press("ArrowDown")
    keyboard.press("Enter")

    for label, value in PLACES:
        expect(walk.field(label)).to_have_value(value)
    said = walk.page.get_by_text("Escogió San Antonio, Escazú, San José.")
    expect(said).to_be_visible()
    expect(walk.page.get_by_role("list", name="Lugares encontrados")).to_be_hidden()
    focused = walk.page.evaluate("document.activeElement.className")
    assert focused == "search-group"
    walk.page.reload()
    walk.wake()
    for label, value in PLACES:
        expect(walk.field(label)).to_have_value(value)


def test_enter_in_the_search_sends_nothing(walk: Walk) -> None:
    search = walk.page.get_by_role("searchbox", name="Buscar el lugar")
    search.fill("pijije")
    expect(walk.button("Pijije, Bagaces, Guanacaste")).to_be_visible()

    search.press("Enter")

    expect(walk.button("Pijije, Bagaces, Guanacaste")).to_be_focused()
    expect(walk.page.get_by_role("alert")).to_have_count(0)
    walk.page.keyboard.press("Enter")
    expect(walk.page.get_by_text("Pijije es un distrito nuevo")).to_be_visible()


def test_emails_are_added_removed_and_kept_over_a_reload(walk: Walk) -> None:
    add = walk.button("Agregar otro email")
    walk.field("Email para facturas").fill("uno@prueba.test")
    for position, name in ((2, "dos"), (3, "tres"), (4, "cuatro")):
        add.click()
        field = walk.field(f"Email para facturas {position}")
        expect(field).to_be_focused()
        field.fill(f"{name}@prueba.test")
    expect(add).to_have_count(0)

    walk.button("Quitar email 2").click()

    expect(walk.field("Email para facturas 4")).to_have_count(0)
    for _ in range(2):
        expect(walk.field("Email para facturas")).to_have_value("uno@prueba.test")
        expect(walk.field("Email para facturas 2")).to_have_value("tres@prueba.test")
        expect(walk.field("Email para facturas 3")).to_have_value("cuatro@prueba.test")
        walk.page.reload()
        walk.wake()
    walk.button("Quitar email 3").click()
    expect(walk.field("Email para facturas 3")).to_have_count(0)
    add.click()
    expect(walk.field("Email para facturas 3")).to_have_value("")


@pytest.mark.parametrize(
    ("address", "label"),
    [("/negocio", "Email para facturas"), ("/crear-cuenta", "Email")],
)
def test_a_mistyped_domain_is_mended_by_a_button(
    walk: Walk, address: str, label: str
) -> None:
    if address == "/crear-cuenta":
        walk.page.context.clear_cookies()
        walk.go(address)
    walk.field(label).fill("")
    walk.field(label).press_sequentially("persona@gmial.com")

    walk.button("Usar persona@gmail.com").click()

    expect(walk.field(label)).to_have_value("persona@gmail.com")
    expect(walk.field(label)).to_be_focused()
    expect(walk.button("Usar persona@gmail.com")).to_have_count(0)
    walk.page.reload()
    walk.wake()
    expect(walk.field(label)).to_have_value("persona@gmail.com")


def test_the_characters_left_are_counted(walk: Walk) -> None:
    page: Page = walk.page
    address = walk.field("Dirección")

    for typed, words in (
        ("", ""),
        ("ab", "Faltan 3 caracteres"),
        ("abcd ", "Falta 1 carácter"),
        ("x" * 238, "Quedan 12 caracteres"),
        ("ñ" * 249, "Queda 1 carácter"),
        ("x" * 252, "Sobran 2 caracteres"),
    ):
        address.fill(typed)
        expect(page.locator("[data-counter]")).to_have_text(words)
    expect(page.locator("[data-counter] + [role=status]")).to_have_text(
        "Sobran 2 caracteres"
    )


def test_the_box_of_alcohol_opens_its_field(walk: Walk) -> None:
    box = walk.page.get_by_role("checkbox", name="Vendo bebidas alcohólicas")
    registration = walk.field("Registro fiscal 8707")
    expect(registration).to_be_hidden()

    box.check()
    expect(registration).to_be_visible()
    registration.fill("RF-8707-1")
    walk.page.reload()
    walk.wake()

    expect(box).to_be_checked()
    expect(registration).to_have_value("RF-8707-1")
    box.uncheck()
    expect(registration).to_be_hidden()


def test_a_phone_is_written_back(walk: Walk) -> None:
    walk.field("Teléfono").fill("22223333")

    walk.field("Teléfono").blur()

    expect(walk.field("Teléfono")).to_have_value("+506 2222 3333")


def test_the_names_of_the_fields_are_each_others_parts_nowhere(walk: Walk) -> None:
    for name in (
        *("Cédula", "Nombre de negocio", "Nombre comercial", "Provincia", "Cantón"),
        *("Distrito", "Barrio", "Dirección", "Teléfono", "Email para facturas"),
    ):
        expect(walk.page.get_by_label(re.compile(re.escape(name)))).to_have_count(1)
        expect(walk.page.get_by_label(name)).to_have_count(1)


def test_the_page_is_accessible_with_all_its_parts_open(
    enter: Enter, screen: Device
) -> None:
    walk = enter(Step.BUSINESS, "/negocio", screen)
    walk.field(FILE).set_input_files(xml(an_invoice()))
    expect_filled(walk)
    walk.page.get_by_role("searchbox", name="Buscar el lugar").fill("pijije")
    walk.button("Pijije, Bagaces, Guanacaste").click()
    expect(walk.page.get_by_text("Pijije es un distrito nuevo")).to_be_visible()
    walk.page.get_by_role("searchbox", name="Buscar el lugar").fill("escazu")
    expect(walk.button("Escazú, Escazú, San José")).to_be_visible()
    walk.field("Dirección").fill("x" * 251)
    walk.field("Email para facturas 2").fill("")
    walk.field("Email para facturas 2").press_sequentially("persona@gmial.com")
    expect(walk.button("Usar persona@gmail.com")).to_be_visible()

    expect_accessible(walk.page)
