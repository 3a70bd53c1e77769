"""What the components of the page about the business tell the browser."""

import re

import pytest
import reflex as rx

from asystec_web import ui
from asystec_web.state import OnboardingState


def written(component: rx.Component) -> str:
    """Give a component as the script that draws it."""
    return re.sub(r"\s+", " ", str(component))


def test_a_counter_counts_its_field_in_silence_and_says_it_apart() -> None:
    drawn = written(ui.counter("address", 5, 250))

    assert '"data-counter":"address"' in drawn
    assert '"data-least":"5","data-most":"250"' in drawn
    assert '"aria-hidden":"true"' in drawn
    assert 'role:"status"' in drawn


def test_what_is_below_a_field_comes_before_its_message() -> None:
    drawn = written(
        ui.text_field("address", "Dirección", below=[ui.counter("address", 5, 250)])
    )

    assert drawn.index('id:"address"') < drawn.index("data-counter")
    assert drawn.index("data-counter") < drawn.index('id:"address-error"')


def test_a_suggestion_is_a_button_that_says_what_it_writes() -> None:
    drawn = written(ui.suggestion("email", "persona@gmail.com"))

    assert '"Usar persona@gmail.com"' in drawn
    assert '"data-use-in":"email"' in drawn
    assert '"data-text":"persona@gmail.com"' in drawn
    assert 'type:"button"' in drawn


def test_without_a_suggestion_only_its_region_is_there() -> None:
    drawn = written(ui.suggestion("email", ""))

    assert 'role:"status"' in drawn
    assert "button" not in drawn


def test_an_invoice_travels_in_a_control_of_no_form() -> None:
    field = ui.invoice_field(
        "invoice", "Factura", on_read=rx.console_log("leída"), error="Mal."
    )

    drawn = written(field)

    assert drawn.count('form:"asystec-no-form"') == 2
    assert 'type:"file"' in drawn
    assert 'accept:".xml' in drawn
    assert '"aria-describedby":"invoice-error"' in drawn
    assert '"aria-invalid":"true"' in drawn


def test_a_search_belongs_to_no_form_and_says_its_results() -> None:
    drawn = written(
        ui.search_field(
            "query",
            "Buscar",
            note="3 lugares encontrados.",
            answered="escazu",
            on_search=OnboardingState.find_places,
        )
    )

    assert 'type:"search"' in drawn
    assert 'form:"asystec-no-form"' in drawn
    assert 'role:"status"' in drawn
    assert '"data-answered":"escazu"' in drawn
    assert "3 lugares encontrados." in drawn


def test_a_result_is_a_button() -> None:
    drawn = written(ui.choice("Escazú", "Escazú, San José", None))

    assert "button" in drawn
    assert 'type:"button"' in drawn


@pytest.mark.parametrize("required", [True, False])
def test_a_box_need_not_be_ticked(required: bool) -> None:  # noqa: FBT001 - a parameter
    drawn = written(ui.checkbox_field("box", label="Caja", required=required))

    assert ("aria-required" in drawn) is required


def test_what_a_box_reveals_stands_after_it() -> None:
    drawn = written(
        ui.revealing(
            ui.checkbox_field("box", label="Caja"), ui.text_field("more", "Más")
        )
    )

    assert drawn.index('id:"box"') < drawn.index("revealed") < drawn.index('id:"more"')
