import pytest
from hypothesis import given
from hypothesis import strategies as st

from asystec_web.errors import InvalidForm
from asystec_web.forms import invoice_emails
from asystec_web.forms.business import BusinessForm
from tests.factories import business_submission
from tests.hostile import EMPTY, EVERYTHING, UNTYPEABLE

SELLS = {"sells_alcohol": True, "alcohol_registration": "RF-8707-1"}
ADDRESSES = st.lists(
    st.sampled_from(
        ["", " ", "a@prueba.test", "A@PRUEBA.test", "b@prueba.test", "c@prueba.test"]
    ),
    min_size=3,
    max_size=3,
)


def errors_of(**changes: object) -> dict[str, str]:
    with pytest.raises(InvalidForm) as refused:
        BusinessForm.parse(business_submission(**changes))
    return refused.value.errors


def test_the_fields_of_the_addresses() -> None:
    assert invoice_emails.FIELDS == (
        "invoice_email",
        "invoice_email_2",
        "invoice_email_3",
        "invoice_email_4",
    )


def test_up_to_four_addresses_are_taken_in_their_order() -> None:
    form = BusinessForm.parse(
        business_submission(
            invoice_email="uno@prueba.test",
            invoice_email_2="",
            invoice_email_3=" tres@PRUEBA.test ",
            invoice_email_4="cuatro@prueba.test",
        )
    )

    assert form.invoice_emails == [
        "uno@prueba.test",
        "tres@prueba.test",
        "cuatro@prueba.test",
    ]


def test_one_address_is_enough_and_the_first_is_needed() -> None:
    assert BusinessForm.parse(business_submission()).invoice_emails == [
        "facturas@prueba.test"
    ]
    assert errors_of(invoice_email="", invoice_email_2="dos@prueba.test") == {
        "invoice_email": "email.empty"
    }


def test_each_address_has_its_own_sentence() -> None:
    assert errors_of(
        invoice_email="uno",
        invoice_email_2="dos@",
        invoice_email_3="tres @prueba.test",
        invoice_email_4="ñandú@prueba.test",
    ) == {
        "invoice_email": "email.no_at",
        "invoice_email_2": "email.wrong_shape",
        "invoice_email_3": "email.blank_inside",
        "invoice_email_4": "email.bad_characters",
    }


def test_no_address_is_taken_twice() -> None:
    assert errors_of(
        invoice_email="a@prueba.test",
        invoice_email_2="b@prueba.test",
        invoice_email_3="A@Prueba.test",
        invoice_email_4="B@prueba.test",
    ) == {"invoice_email_3": "email.repeated", "invoice_email_4": "email.repeated"}


@given(ADDRESSES)
def test_the_addresses_are_kept_once_each_or_refused(others: list[str]) -> None:
    submitted = dict(zip(invoice_emails.FIELDS[1:], others, strict=True))

    try:
        kept = BusinessForm.parse(business_submission(**submitted)).invoice_emails
    except InvalidForm as refused:
        assert set(refused.errors.values()) == {"email.repeated"}  # noqa: PT017 - or it passes
        return

    lowered = [each.lower() for each in kept]
    assert len(set(lowered)) == len(lowered) <= 4
    assert kept[0] == "facturas@prueba.test"


@pytest.mark.parametrize("field", invoice_emails.FIELDS[1:])
def test_whatever_arrives_as_another_address_passes_or_gets_a_sentence(
    field: str,
) -> None:
    for name, value in EVERYTHING.items():
        submitted = business_submission(**{field: value})
        if name in EMPTY:
            assert len(BusinessForm.parse(submitted).invoice_emails) == 1
            continue
        with pytest.raises(InvalidForm) as refused:
            BusinessForm.parse(submitted)
        assert set(refused.value.errors) == {field}


@pytest.mark.parametrize("ticked", [True, "on"])
def test_whoever_sells_alcohol_is_registered(ticked: object) -> None:
    form = BusinessForm.parse(
        business_submission(sells_alcohol=ticked, alcohol_registration=" RF 8707 ")
    )

    assert form.sells_alcohol
    assert form.alcohol_registration == "RF 8707"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "empty"),
        ("  ", "empty"),
        (None, "empty"),
        ("x" * 13, "too_long"),
        ("12\x00", "bad_characters"),
    ],
)
def test_a_registration_is_asked_of_those_who_sell(typed: object, code: str) -> None:
    assert errors_of(sells_alcohol=True, alcohol_registration=typed) == {
        "alcohol_registration": f"alcohol_registration.{code}"
    }


@pytest.mark.parametrize("unticked", [False, None, "", "absent"])
@pytest.mark.parametrize("typed", [*UNTYPEABLE.values(), "", "RF-8707-1"])
def test_nobody_else_keeps_one(unticked: object, typed: str) -> None:
    box = {} if unticked == "absent" else {"sells_alcohol": unticked}

    form = BusinessForm.parse(business_submission(**box, alcohol_registration=typed))

    assert not form.sells_alcohol
    assert form.alcohol_registration == ""


@pytest.mark.parametrize("value", ["off", "true", 1, 7, ["on"], {"a": 1}, 1.0])
def test_what_no_box_sends_is_refused(value: object) -> None:
    assert errors_of(**{**SELLS, "sells_alcohol": value}) == {
        "sells_alcohol": "field.wrong_kind"
    }


@given(st.from_regex(r"[A-Za-z0-9-]{1,12}", fullmatch=True))
def test_a_registration_of_any_usual_form_is_kept(registration: str) -> None:
    submitted = {**SELLS, "alcohol_registration": registration}

    form = BusinessForm.parse(business_submission(**submitted))

    assert form.alcohol_registration == registration
