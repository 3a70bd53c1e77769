"""What a screen reader, a password manager and the server find in a component."""

import json
from collections.abc import Iterator
from typing import Any, cast

import pytest
import reflex as rx

from asystec_web import ui

Element = dict[str, Any]


def elements(component: rx.Component, tag: str = "") -> list[Element]:
    """Read a component as the browser would, without one."""
    found = _walk(component.render())
    return [each for each in found if tag in ("", each["tag"])]


def _walk(node: object) -> Iterator[Element]:
    if not isinstance(node, dict):
        return
    node = cast("Element", node)
    if "name" in node:
        yield {"tag": node["name"].strip('"'), "node": node} | dict(
            _prop(prop) for prop in node["props"]
        )
    for child in node.get("children", []):
        yield from _walk(child)


def _prop(prop: str) -> tuple[str, Any]:
    name, _, value = prop.partition(":")
    try:
        return name.strip('"'), json.loads(value)
    except ValueError:
        return name.strip('"'), value


def text(element: Element) -> str:
    """Gather the words inside an element."""
    return "".join(_words(element["node"]))


def _words(node: Element) -> Iterator[str]:
    if "contents" in node:
        yield str(json.loads(node["contents"]))
    for child in node.get("children", []):
        yield from _words(child)


def by_id(component: rx.Component, wanted: str) -> Element:
    return next(each for each in elements(component) if each.get("id") == wanted)


A_VAR = rx.Var(_js_expr="error", _var_type=str)
FIELDS = [
    pytest.param(
        ui.text_field("x", "Nombre", error="Falta.", hint="Como en Hacienda."),
        id="text",
    ),
    pytest.param(
        ui.text_field("x", "Nombre", error="Falta.", hint="Ya.", multiline=True),
        id="lines",
    ),
    pytest.param(
        ui.number_row("x", "Nombre", error="Falta.", hint="El próximo."),
        id="number",
    ),
    pytest.param(
        ui.password_field("x", "Nombre", error="Falta.", hint="Ocho o más."),
        id="password",
    ),
    pytest.param(
        ui.select_field("x", "Nombre", options=[], error="Falta.", hint="Una."),
        id="select",
    ),
    pytest.param(
        ui.key_file_field("x", "Nombre", error="Falta.", hint="Un .p12."), id="file"
    ),
]


@pytest.mark.parametrize("field", FIELDS)
def test_label_hint_and_message_are_tied_to_the_control(field: rx.Component) -> None:
    control = by_id(field, "x")

    assert control["name"] == "x"
    assert control["aria-describedby"] == "x-hint x-error"
    assert control["aria-invalid"] == "true"
    assert [text(label) for label in elements(field, "label")] == ["Nombre"]
    assert elements(field, "label")[0]["htmlFor"] == "x"
    assert by_id(field, "x-hint")
    assert text(by_id(field, "x-error")) == "Falta."


def test_a_field_without_a_hint_points_at_no_hint() -> None:
    field = ui.text_field("x", "Nombre")

    assert by_id(field, "x")["aria-describedby"] == "x-error"
    assert by_id(field, "x")["aria-invalid"] == "false"


def test_a_message_that_may_come_is_asked_for_its_truth() -> None:
    control = by_id(ui.text_field("x", "Nombre", error=A_VAR), "x")

    assert "isTrue(error)" in control["aria-invalid"]


def test_an_optional_field_says_so_outside_its_name() -> None:
    field = ui.text_field("x", "Nombre comercial", optional=True)

    assert "aria-required" not in by_id(field, "x")
    assert elements(field, "span")[0]["aria-hidden"] == "true"
    assert text(elements(field, "span")[0]) == " (opcional)"


def test_a_text_field_is_filled_but_not_bound() -> None:
    control = by_id(ui.text_field("x", "Nombre", value=A_VAR), "x")

    assert control["defaultValue"] == "error"
    assert "value" not in control


def test_known_answers_are_suggested() -> None:
    known: rx.Var[list[str]] = rx.Var(_js_expr="known", _var_type=list[str])

    field = ui.text_field("barrio", "Barrio", suggestions=known)

    assert by_id(field, "barrio")["list"] == "barrio-options"
    assert elements(field, "datalist")[0]["id"] == "barrio-options"


def test_a_password_never_starts_with_a_value_and_can_be_shown() -> None:
    field = ui.password_field("clave", "Contraseña")

    control, reveal = by_id(field, "clave"), elements(field, "button")[0]
    assert control["type"] == "password"
    assert not {"value", "defaultValue"} & control.keys()
    assert "data-secret" in control
    assert reveal["aria-label"] == "Mostrar lo escrito"
    assert reveal["data-reveal"] == "clave"
    assert reveal["type"] == "button"


def test_a_number_is_typed_with_the_numeric_keyboard() -> None:
    control = by_id(ui.number_row("n", "Factura Electrónica", value="0"), "n")

    assert (control["type"], control["inputMode"]) == ("text", "numeric")
    assert control["defaultValue"] == "0"


def test_a_select_follows_its_value_without_being_held() -> None:
    field = ui.select_field(
        "provincia",
        "Provincia",
        options=[{"value": "1", "label": "San José"}],
        value=A_VAR,
    )

    control = by_id(field, "provincia")
    assert control["data-value"] == "error"
    assert "value" not in control
    assert [text(option) for option in elements(field, "option")] == [
        "Escoja…",
        "San José",
    ]


def test_a_checkbox_is_named_by_its_words_with_a_link_among_them() -> None:
    field = ui.checkbox_field(
        "acepto",
        "Acepto los ",
        ui.text_link("términos y condiciones", "/terminos"),
        label="Acepto los términos y condiciones",
    )

    box = by_id(field, "acepto")
    assert box["aria-label"] == "Acepto los términos y condiciones"
    assert text(elements(field, "label")[0]) == box["aria-label"]
    assert box["defaultChecked"] is False


def test_a_key_travels_in_hidden_fields_and_not_as_a_file() -> None:
    field = ui.key_file_field("llave", "Llave criptográfica")

    hidden = [each["name"] for each in elements(field) if each.get("type") == "hidden"]
    assert hidden == ["llave_content", "llave_name", "llave_size"]
    assert by_id(field, "llave")["accept"] == ".p12,.pfx,application/x-pkcs12"
    assert by_id(field, "llave")["form"] == "asystec-no-form"


def test_a_toggle_is_made_of_radios_named_by_their_labels_alone() -> None:
    toggle = ui.radio_toggle(
        "ciclo",
        [("mensual", "Mensual", ""), ("anual", "Anual", "2 meses gratis")],
        legend="Forma de pago",
        value="anual",
    )

    assert [text(label) for label in elements(toggle, "label")] == ["Mensual", "Anual"]
    monthly, yearly = elements(toggle, "input")
    assert (monthly["defaultChecked"], yearly["defaultChecked"]) == (False, True)
    assert yearly["aria-describedby"] == "ciclo-anual-badge"
    assert "aria-describedby" not in monthly


def test_a_busy_button_keeps_its_place_and_says_so() -> None:
    busy = ui.primary_button("Siguiente", busy=True)
    free = ui.primary_button("Siguiente")

    assert elements(busy, "button")[0]["aria-disabled"] == "true"
    assert "disabled" not in elements(busy, "button")[0]
    assert "Un momento…" in text(elements(busy, "button")[0])
    assert text(elements(free, "button")[0]) == "Siguiente"


def test_a_button_may_be_named_more_fully_than_it_reads() -> None:
    button = ui.primary_button("Suscribirse", accessible_name="Suscribirse a Pyme")

    assert elements(button, "button")[0]["aria-label"] == "Suscribirse a Pyme"


@pytest.mark.parametrize(
    ("kind", "sign", "look"),
    [
        pytest.param("add", "+", "round", id="add"),
        pytest.param("remove", "\N{MINUS SIGN}", "round remove", id="remove"),
    ],
)
def test_a_round_button_shows_a_sign_and_is_named_in_words(
    kind: str, sign: str, look: str
) -> None:
    button = elements(ui.round_button("Agregar Sodas", kind), "button")[0]

    assert text(button) == sign
    assert (button["aria-label"], button["className"]) == ("Agregar Sodas", look)


def test_the_error_summary_takes_the_focus_and_leads_to_fields() -> None:
    problems: rx.Var[list[dict[str, str]]] = rx.Var(
        _js_expr="problems", _var_type=list[dict[str, str]]
    )

    rendered = str(ui.error_summary(problems))

    assert "isTrue(problems)" in rendered
    assert 'role:"alert"' in rendered
    assert "tabIndex:-1" in rendered
    assert "Hay un problema" in rendered
    assert '("#"+' in rendered


def test_the_status_region_is_there_before_it_speaks() -> None:
    region = elements(ui.status(""), "div")[0]

    assert region["role"] == "status"
    assert text(region) == ""


def test_a_list_can_hold_the_focus_of_a_removed_row() -> None:
    rows = elements(ui.rows(ui.row("Sodas"), label="Actividades seleccionadas"), "ul")

    assert rows[0]["tabIndex"] == -1
    assert rows[0]["aria-label"] == "Actividades seleccionadas"


def test_a_link_to_a_new_tab_says_so_beside_its_name() -> None:
    link = elements(ui.text_link("Guía", "/ayuda", new_tab=True))[0]

    assert text(link) == "Guía"
    assert (link["target"], link["rel"]) == ("_blank", "noopener")
    assert link["title"] == "Se abre en otra pestaña"
