"""The fields of a card, with what is wrong beside each."""

from collections.abc import Mapping
from html import escape

from asystec_web.simulators.stripe.billing.cards import SANDBOX

EMAIL = ("email", "Correo electrónico", "email", "email")
CODE = ("code", "Código promocional", "off", "text")
CARD = (
    ("number", "Número de tarjeta", "cc-number", "numeric"),
    ("expiry", "Vencimiento", "cc-exp", "numeric"),
    ("cvc", "CVC", "cc-csc", "numeric"),
    ("name", "Nombre en la tarjeta", "cc-name", "text"),
)
_HINTS = {
    "number": "Para probar: 4242 4242 4242 4242.",
    "expiry": "Mes y año, por ejemplo 12/34.",
}

Field = tuple[str, str, str, str]


def form_fields(
    wanted: tuple[Field, ...], typed: Mapping[str, str], wrong: Mapping[str, str]
) -> str:
    """Build the fields with what was typed, except what should not come back."""
    return "".join(
        _field(field, _may_return(field[0], typed), wrong.get(field[0], ""))
        for field in wanted
    )


def problem(wrong: Mapping[str, str]) -> str:
    """Build the summary of what is wrong; each line leads to its field, if any."""
    if not wrong:
        return ""
    lines = "".join(
        f'<li><a href="#{name}">{escape(message)}</a></li>'
        if name
        else f"<li>{escape(message)}</li>"
        for name, message in wrong.items()
    )
    return (
        '<div class="problem" role="alert" tabindex="-1" autofocus>'
        f"<h2>Hay un problema</h2><ul>{lines}</ul></div>"
    )


def _may_return(name: str, typed: Mapping[str, str]) -> str:
    """Give back what was typed: never a CVC, and only the test cards' numbers."""
    text = typed.get(name, "")
    if name == "cvc" or (name == "number" and text.replace(" ", "") not in SANDBOX):
        return ""
    return text


def _field(field: Field, typed: str, wrong: str) -> str:
    name, label, autocomplete, keyboard = field
    hint = _HINTS.get(name, "")
    described = [f"{name}-hint"] * bool(hint) + [f"{name}-error"] * bool(wrong)
    attributes = {
        "id": name,
        "name": name,
        "value": typed,
        "autocomplete": autocomplete,
        "inputmode": keyboard,
        "aria-required": "" if name == "code" else "true",
        "aria-describedby": " ".join(described),
        "aria-invalid": "true" if wrong else "",
    }
    spelled = " ".join(
        f'{key}="{escape(value)}"' for key, value in attributes.items() if value
    )
    hint_line = f'<span class="soft" id="{name}-hint">{hint}</span>' if hint else ""
    error_line = (
        f'<p class="error" id="{name}-error">{escape(wrong)}</p>' if wrong else ""
    )
    return (
        f'<div class="field"><label for="{name}">{label}</label>{hint_line}'
        f"<input {spelled}>{error_line}</div>"
    )
