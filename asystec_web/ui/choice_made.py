"""Which of a form's buttons it was answered with."""

import reflex as rx


def choice_made(name: str) -> rx.Component:
    """Render a hidden control that takes the value of the button that was pressed.

    Reflex sends the controls and not the button; behaviours.js writes it here.
    """
    return rx.el.input(type="hidden", name=name, auto_complete="off", data_choice="")
