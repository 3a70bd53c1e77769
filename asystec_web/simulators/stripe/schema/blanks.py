"""Objects with every field Stripe always sends, empty."""

from typing import Literal, get_args, get_origin

from stripe import ListObject, StripeObject
from stripe._stripe_object import UntypedStripeObject

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.schema.annotations import (
    is_optional,
    members,
    type_,
)
from asystec_web.simulators.stripe.schema.shapes import fields, shape

_ZEROES: dict[type_, object] = {int: 0, float: 0.0, str: "", bool: False}


def blank(name: str) -> Json:
    """Build an object whose fields are all null, zero or empty.

    Fields that Stripe sends only when asked to expand them are left out, so code
    that forgets `expand` fails here as it would there.
    """
    return _blank(shape(name))


def _blank(cls: type[StripeObject]) -> Json:
    return {
        field: _empty(kind)
        for field, kind in fields(cls).items()
        if field != "deleted" and not _is_sent_on_demand(kind)
    }


def _is_sent_on_demand(kind: type_) -> bool:
    return is_optional(kind) and any(
        get_origin(member) is ListObject for member in members(kind)
    )


def _empty(kind: type_) -> object:
    if is_optional(kind):
        return None
    origin = get_origin(kind)
    if origin is Literal:
        return get_args(kind)[0]
    if origin is list:
        return []
    if origin is UntypedStripeObject:
        return {}
    if isinstance(kind, type) and issubclass(kind, StripeObject):
        return _blank(kind)
    return _ZEROES.get(kind)
