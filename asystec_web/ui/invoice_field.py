"""An invoice's XML, chosen or dropped, that fills the page."""

from typing import Any

import reflex as rx

from asystec_web.ui.field import field, ties
from asystec_web.ui.words import Words


def invoice_field(
    name: str,
    label: Words,
    *,
    on_read: rx.event.EventType[Any],
    error: Words = "",
    hint: Words = "",
) -> rx.Component:
    """Render a file control whose content is handed over as soon as it is there.

    behaviours.js reads the file and puts it into the hidden control, as JSON with the
    cédula that is typed. Neither belongs to the form, so the file is sent only once.
    """
    control = rx.el.div(
        rx.el.input(
            type="file",
            accept=".xml,text/xml,application/xml",
            form="asystec-no-form",
            data_invoice="",
            data_drops="",
            **ties(name, error=error, hint=hint),
        ),
        rx.el.div(
            rx.el.b("Elegir o soltar aquí"),
            rx.el.span(class_name="file-name"),
            class_name="control",
            aria_hidden="true",
        ),
        rx.el.textarea(
            hidden=True,
            form="asystec-no-form",
            auto_complete="off",
            on_change=on_read,
        ),
        class_name="file",
    )
    return field(name, label, control, error=error, hint=hint, optional=True)
