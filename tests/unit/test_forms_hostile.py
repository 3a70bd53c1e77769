from collections.abc import Callable, Mapping
from typing import Any

import pytest

from asystec_web.errors import InvalidForm
from asystec_web.forms.account import (
    AccountForm,
    EmailForm,
    PasswordForm,
    SignInForm,
)
from asystec_web.forms.business import BusinessForm
from asystec_web.forms.consecutives import ConsecutivesForm
from asystec_web.forms.hacienda import HaciendaForm
from asystec_web.texts import SENTENCES
from tests.factories import (
    account_submission,
    business_submission,
    consecutives_submission,
    hacienda_submission,
)
from tests.hostile import EMPTY, EVERYTHING, NOT_TEXT, ODD, UNTYPEABLE

Parse = Callable[[Any], object]
FORMS: dict[str, tuple[Parse, Mapping[str, Any]]] = {
    "account": (AccountForm.parse, account_submission()),
    "sign in": (SignInForm.parse, {"email": "a@prueba.test", "password": "x"}),
    "e-mail": (EmailForm.parse, {"email": "a@prueba.test"}),
    "password": (PasswordForm.parse, {"password": "x"}),
    "business": (BusinessForm.parse, business_submission()),
    "hacienda": (HaciendaForm.from_submission, hacienda_submission()),
    "consecutives": (ConsecutivesForm.parse, consecutives_submission()),
}
# What the page's script tells: a size and a name, and which button was pressed.
TOLD = {"key_name", "key_size", "choice"}
FIELDS = [
    pytest.param(form, field, id=f"{form}: {field}")
    for form, (_, submitted) in FORMS.items()
    for field in submitted
    if field not in TOLD
]
OPTIONAL = {"trade_name", "neighbourhood", "phone"}
SECRETS = {"password", "hacienda_password", "pin"}
# Wrong places make those within them wrong, too.
WITHIN = {
    "province": {"province", "canton", "district"},
    "canton": {"canton", "district"},
    "key_content": {"key"},
}


def refusal(form: str, field: str, value: object) -> Mapping[str, str]:
    """Give the errors, which are at this field and have sentences."""
    parse, submitted = FORMS[form]
    refused = attempt(parse, {**submitted, field: value})
    errors = refused.errors if refused else {}
    assert set(errors) <= WITHIN.get(field, {field}), value
    assert set(errors.values()) <= set(SENTENCES), errors
    return errors


def attempt(parse: Parse, submitted: object) -> InvalidForm | None:
    """Give the refusal; none if it passed. Nothing else may be raised."""
    try:
        parse(submitted)
    except InvalidForm as refused:
        return refused
    return None


@pytest.mark.parametrize("form", FORMS)
def test_what_is_right_passes(form: str) -> None:
    parse, submitted = FORMS[form]

    assert parse(submitted)


@pytest.mark.parametrize(("form", "field"), FIELDS)
def test_whatever_arrives_passes_or_gets_a_sentence(form: str, field: str) -> None:
    for value in EVERYTHING.values():
        refusal(form, field, value)


@pytest.mark.parametrize(("form", "field"), FIELDS)
def test_what_is_no_text_is_refused(form: str, field: str) -> None:
    for name, value in NOT_TEXT.items():
        if (field, name) == ("terms", "true"):
            continue
        assert refusal(form, field, value), name


@pytest.mark.parametrize(("form", "field"), FIELDS)
def test_a_field_that_is_needed_cannot_be_empty(form: str, field: str) -> None:
    if field in OPTIONAL:
        return
    for name, value in EMPTY.items():
        # Blanks may be somebody's password.
        if name == "blank" and field in {"password", "pin"}:
            continue
        assert refusal(form, field, value), name


@pytest.mark.parametrize(("form", "field"), FIELDS)
def test_a_field_that_is_missing_counts_as_empty(form: str, field: str) -> None:
    parse, submitted = FORMS[form]
    rest = {name: value for name, value in submitted.items() if name != field}

    refused = attempt(parse, rest)

    assert (refused.errors if refused else {}) == refusal(form, field, "")


@pytest.mark.parametrize(
    ("form", "field"), [each for each in FIELDS if each.values[1] not in SECRETS]
)
def test_characters_that_no_document_carries_are_refused(form: str, field: str) -> None:
    for name, value in UNTYPEABLE.items():
        assert refusal(form, field, value), name


@pytest.mark.parametrize(
    "field", ["cedula", "phone", "invoice_email", "province", "canton", "district"]
)
def test_oddities_have_no_place_in_codes(field: str) -> None:
    for name, value in ODD.items():
        assert refusal("business", field, value), name


@pytest.mark.parametrize("field", ["business_name", "trade_name", "address"])
def test_markup_is_only_text_in_a_name(field: str) -> None:
    form = BusinessForm.parse(business_submission(**{field: "<b>Soda</b> & Café"}))

    assert getattr(form, field) == "<b>Soda</b> & Café"


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "submitted", [None, 0, "", "x", [], [1], {}, {1: 2}, {"x": "y"}, True]
)
def test_what_is_no_form_is_an_empty_one(form: str, submitted: object) -> None:
    parse, _ = FORMS[form]

    with pytest.raises(InvalidForm):
        parse(submitted)


@pytest.mark.parametrize("form", FORMS)
def test_fields_nobody_asked_for_are_left_out(form: str) -> None:
    parse, submitted = FORMS[form]

    parsed = parse({**submitted, "is_admin": "true", "__class__": "x", "": ""})

    assert not hasattr(parsed, "is_admin")


@pytest.mark.parametrize(("form", "field"), FIELDS)
def test_a_refusal_quotes_nothing_that_was_typed(form: str, field: str) -> None:
    parse, submitted = FORMS[form]
    planted = "typed-and-quoted-9f3c" + "\x00"

    refused = attempt(parse, {**submitted, field: planted})

    seen = f"{refused!r} {refused and refused.args} {refused and refused.errors}"
    assert "typed-and-quoted" not in seen
    assert refused is None or refused.__cause__ is refused.__context__ is None


def test_secrets_do_not_show_in_the_form() -> None:
    form = HaciendaForm.from_submission(
        hacienda_submission(hacienda_password="api-password-9f3c", pin="pin-9f3c-pin")
    )

    assert "9f3c" not in repr(form)
    assert "9f3c" not in form.model_dump_json()
