"""The sentence for every error code: one cause, and what to do about it."""

from collections.abc import Mapping
from typing import Final

from asystec_web.errors import InvalidForm, OnboardingError
from asystec_web.texts.account import ACCOUNT
from asystec_web.texts.activities import ACTIVITIES
from asystec_web.texts.agreement import AGREEMENT
from asystec_web.texts.billing import BILLING
from asystec_web.texts.business import BUSINESS
from asystec_web.texts.connection import CONNECTION
from asystec_web.texts.consecutives import CONSECUTIVES
from asystec_web.texts.contact import CONTACT
from asystec_web.texts.documents import DOCUMENTS
from asystec_web.texts.given_documents import GIVEN_DOCUMENTS
from asystec_web.texts.hacienda import HACIENDA
from asystec_web.texts.invoice import INVOICE
from asystec_web.texts.key import KEY
from asystec_web.texts.key_file import KEY_FILE

_UNKNOWN = "Algo no salió como esperábamos. Inténtelo de nuevo en un momento."

_GENERAL = {
    "step.not_open": "Antes de este paso falta responder uno anterior.",
    "unexpected": _UNKNOWN,
    "form.invalid": "Revise los campos marcados.",
    "field.wrong_kind": (
        "Este dato llegó en una forma que no entendemos. Escríbalo de nuevo."
    ),
}

SENTENCES: Final[Mapping[str, str]] = {
    **_GENERAL,
    **ACCOUNT,
    **BUSINESS,
    **CONTACT,
    **INVOICE,
    **ACTIVITIES,
    **HACIENDA,
    **CONNECTION,
    **KEY_FILE,
    **KEY,
    **AGREEMENT,
    **CONSECUTIVES,
    **GIVEN_DOCUMENTS,
    **DOCUMENTS,
    **BILLING,
}


def sentence(code: str, values: Mapping[str, str] | None = None) -> str:
    """Give the sentence for a code; an unknown one gets the most general.

    Args:
        code: Of a failure, or of a form's refusal.
        values: What a sentence with names in braces is filled with.
    """
    return SENTENCES.get(code, _UNKNOWN).format_map(values or {})


def told(code: str, values: Mapping[str, str]) -> str:
    """Give the sentence for what was kept in a row, perhaps by an earlier version."""
    try:
        return sentence(code, values)
    except KeyError:
        return _UNKNOWN


def explained(failure: OnboardingError) -> dict[str, str]:
    """Give the sentences for a failure, by the field each is shown at."""
    if isinstance(failure, InvalidForm):
        return {field: sentence(code) for field, code in failure.errors.items()}
    return {failure.field: sentence(failure.code, failure.values)}
