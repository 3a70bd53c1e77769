import pytest

from asystec_web.simulators.stripe.protocol.refusals import Refusal
from asystec_web.simulators.stripe.resources import OPERATIONS
from asystec_web.simulators.stripe.schema.blanks import blank
from asystec_web.simulators.stripe.schema.forms import nest
from asystec_web.simulators.stripe.schema.parameters import accepted, read
from asystec_web.simulators.stripe.schema.shapes import misfits, shape

SESSION = "checkout.SessionCreateParams"


def error(encoded: str, params: str = SESSION) -> dict[str, object]:
    with pytest.raises(Refusal) as refusal:
        read(nest(encoded), params)
    return refusal.value.body["error"]


def test_every_operation_takes_parameters_the_library_knows() -> None:
    assert all(accepted(operation.params) for operation in OPERATIONS)


def test_a_blank_price_lacks_only_what_cannot_be_empty() -> None:
    price = blank("price") | {
        "billing_scheme": "per_unit",
        "product": "prod_1",
        "type": "one_time",
    }

    assert misfits(price) == []


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        pytest.param({"active": "yes"}, "$.active: 'yes'", id="type"),
        pytest.param({"type": "weekly"}, "$.type: 'weekly'", id="word"),
        pytest.param({"colour": "red"}, "$.colour: unknown", id="unknown"),
        pytest.param({"unit_amount_decimal": "x"}, "$.unit_amount_decimal", id="not"),
        pytest.param({"unit_amount_decimal": 1}, "$.unit_amount_decimal", id="decimal"),
        pytest.param({"unit_amount": True}, "$.unit_amount", id="bool for int"),
        pytest.param({"metadata": {"plan": 1}}, "$.metadata.plan", id="metadata"),
        pytest.param({"product": {"object": "plan"}}, "$.product", id="other object"),
        pytest.param({"recurring": {}}, "$.recurring.interval: missing", id="missing"),
        pytest.param({"tiers": {}}, "$.tiers", id="list"),
    ],
)
def test_a_departure_from_the_shape_is_told(
    change: dict[str, object], complaint: str
) -> None:
    price = blank("price") | {
        "billing_scheme": "per_unit",
        "product": "prod_1",
        "type": "one_time",
    }

    assert any(each.startswith(complaint) for each in misfits(price | change))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("items", {"object": "list"}, id="list without data"),
        pytest.param("items", {"a": {}}, id="no list"),
        pytest.param("automatic_tax", "yes", id="text for object"),
        pytest.param("metadata", [], id="list for metadata"),
    ],
)
def test_a_part_of_another_kind_is_told(field: str, value: object) -> None:
    subscription = {**blank("subscription"), field: value}

    assert any(each.startswith(f"$.{field}:") for each in misfits(subscription))


def test_a_list_has_a_frame_and_objects_that_fit() -> None:
    listed = {"object": "list", "data": [{"object": "price"}], "has_more": False}

    assert misfits(listed) == ["$: no list object"]
    assert "$.currency: missing" in misfits(listed | {"url": "/v1/prices"})


def test_an_unknown_object_has_no_shape() -> None:
    with pytest.raises(LookupError):
        shape("asystec.thing")


def test_brackets_become_a_tree() -> None:
    tree = nest("a[b][0][c]=1&expand[]=x&expand[]=y&d=")

    assert tree == {
        "a": {"b": {"0": {"c": "1"}}},
        "expand": {"0": "x", "1": "y"},
        "d": "",
    }


@pytest.mark.parametrize("encoded", ["a=1&a[b]=2", "a]=1", "=1", "[a]=1"])
def test_a_malformed_form_is_refused(encoded: str) -> None:
    with pytest.raises(Refusal):
        nest(encoded)


def test_texts_become_what_the_library_declares() -> None:
    values = read(
        nest(
            "expires_at=1900000000&adaptive_pricing[enabled]=false&locale=es-419"
            "&line_items[0][price]=price_1&line_items[0][quantity]=2&metadata[a]=b"
        ),
        SESSION,
    )

    assert values == {
        "expires_at": 1_900_000_000,
        "adaptive_pricing": {"enabled": False},
        "locale": "es-419",
        "line_items": [{"price": "price_1", "quantity": 2}],
        "metadata": {"a": "b"},
    }


@pytest.mark.parametrize(
    ("encoded", "code", "param"),
    [
        pytest.param("colour=red", "parameter_unknown", "colour", id="unknown"),
        pytest.param(
            "payment_method_types[0]=card",
            "parameter_unknown",
            "payment_method_types",
            id="gone",
        ),
        pytest.param(
            "line_items[0][colour]=red",
            "parameter_unknown",
            "line_items[0][colour]",
            id="nested",
        ),
        pytest.param("ui_mode=hosted", None, "ui_mode", id="word"),
        pytest.param("expires_at=soon", "parameter_invalid_integer", "expires_at"),
        pytest.param("adaptive_pricing[enabled]=no", None, "adaptive_pricing[enabled]"),
        pytest.param("customer=", "parameter_invalid_empty", "customer", id="empty"),
        pytest.param("line_items=1", None, "line_items", id="array"),
        pytest.param("adaptive_pricing=1", None, "adaptive_pricing", id="object"),
        pytest.param("customer[id]=1", None, "customer", id="text"),
        pytest.param("metadata=1", None, "metadata", id="metadata"),
    ],
)
def test_a_wrong_parameter_is_refused(
    encoded: str, code: str | None, param: str
) -> None:
    refused = error(encoded)

    assert (refused["code"], refused["param"]) == (code, param)


def test_a_missing_parameter_is_refused() -> None:
    refused = error("unit_amount=1", "PriceCreateParams")

    assert (refused["code"], refused["param"]) == ("parameter_missing", "currency")


def test_a_decimal_stays_a_text() -> None:
    params = "PriceCreateParams"
    values = read(nest("currency=crc&unit_amount_decimal=12.5"), params)

    assert values["unit_amount_decimal"] == "12.5"
    assert error("currency=crc&unit_amount_decimal=x", params)["param"] == (
        "unit_amount_decimal"
    )


def test_an_empty_text_unsets_only_what_may_be_unset() -> None:
    assert read(nest("metadata="), "CustomerUpdateParams") == {"metadata": ""}
