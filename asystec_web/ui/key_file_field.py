"""The cryptographic key, chosen as a file and sent inside the form."""

from collections.abc import Sequence

import reflex as rx

from asystec_web.ui.field import field, ties
from asystec_web.ui.words import Words


def key_file_field(
    name: str,
    label: Words,
    *,
    error: Words = "",
    hint: Words = "",
    below: Sequence[rx.Component] = (),
) -> rx.Component:
    """Render a file control whose bytes travel as base64 in `{name}_content`.

    behaviours.js reads the file when it is small enough to be a key, and writes its
    name and size in any case, so the server can say what is wrong. The control
    belongs to no form: the file itself must not be sent a second time.
    """
    control = rx.el.div(
        rx.el.input(
            type="file",
            accept=".p12,.pfx,application/x-pkcs12",
            form="asystec-no-form",
            data_key_file=name,
            data_secret="",
            aria_required="true",
            **ties(name, error=error, hint=hint),
        ),
        rx.el.div(
            rx.el.b("Elegir archivo"),
            rx.el.span(class_name="file-name"),
            class_name="control",
            aria_hidden="true",
        ),
        *(
            rx.el.input(type="hidden", name=f"{name}_{part}", auto_complete="off")
            for part in ("content", "name", "size")
        ),
        class_name="file",
    )
    return field(name, label, control, error=error, hint=hint, below=below)
