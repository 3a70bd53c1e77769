"""A text to paste, from which the page's script fills other fields."""

import reflex as rx

from asystec_web.ui.field import field
from asystec_web.ui.words import Words


def paste_box(
    name: str, title: Words, label: Words, *, hint: Words, outcomes: dict[str, Words]
) -> rx.Component:
    """Render a box that opens; what is pasted is read in the browser and not sent.

    Args:
        name: Identifies the control; it belongs to no form.
        title: What opens it.
        label: Names the control.
        hint: What to paste.
        outcomes: What to say, by what behaviours.js found.
    """
    control = rx.el.textarea(
        id=name,
        rows="4",
        form="asystec-no-form",
        auto_complete="off",
        spell_check=False,
        auto_capitalize="none",
        class_name="control",
        data_paste="",
        data_secret="",
        aria_describedby=f"{name}-hint",
    )
    said = [
        rx.el.p(words, hidden=True, data_found=found, class_name="paste-outcome")
        for found, words in outcomes.items()
    ]
    return rx.el.details(
        rx.el.summary(title),
        field(name, label, control, hint=hint),
        rx.el.div(*said, role="status"),
        class_name="paste-box",
    )
