"""What Stripe's answers look like.

The library's resource classes are generated from Stripe's specification for the very
version it speaks, and their annotations are live objects: no copy of the
specification is kept here, and a new release that changes a shape fails the tests.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, ClassVar, ForwardRef, Literal, get_args, get_origin

from stripe import ListObject, StripeObject
from stripe._object_classes import get_object_class
from stripe._stripe_object import UntypedStripeObject

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.schema.annotations import (
    is_optional,
    members,
    type_,
)

_LIST_FIELDS = {"object", "data", "has_more", "url"}
# An object of whatever class its own `object` names.
_ANYTHING = ForwardRef("StripeObject")
_PLAIN = {int: (int,), float: (int, float), str: (str,), bool: (bool,)}


@cache
def shape(name: str) -> type[StripeObject]:
    """Find the library's class of an object, by the name it has on the wire."""
    found = get_object_class("V1", name)
    if found is StripeObject:
        message = f"The library knows no object called {name}"
        raise LookupError(message)
    return found


@cache
def fields(cls: type[StripeObject]) -> dict[str, type_]:
    """List an object's fields with their annotations."""
    return {
        field: kind
        for field, kind in cls.__annotations__.items()
        if get_origin(kind) is not ClassVar and not field.startswith("_")
    }


class Misshapen(Exception):
    """What was about to be sent is not what Stripe would send: a simulator's bug."""


def checked(thing: Json) -> Json:
    """Return an object that fits its shape.

    Raises:
        Misshapen: It does not; says where.
    """
    if wrong := misfits(thing):
        raise Misshapen("; ".join(wrong))
    return thing


def misfits(thing: Json, where: str = "$") -> list[str]:
    """Say where an object departs from its shape; nothing when it fits."""
    if thing.get("object") == "list":
        if not set(thing) >= _LIST_FIELDS:
            return [f"{where}: no list object"]
        return [each for item in thing["data"] for each in misfits(item, where)]
    return list(_check(thing, _ANYTHING, where))


def _check(value: Any, kind: type_, where: str) -> Iterator[str]:  # noqa: ANN401 # JSON
    if value is None and is_optional(kind):
        return
    choices = _filled(kind)
    if len(choices) > 1:
        complaints = [list(_check(value, choice, where)) for choice in choices]
        yield from min(complaints, key=len)
        return
    kind = choices[0]
    if isinstance(kind, ForwardRef):
        yield from _check_resource(value, kind.__forward_arg__, where)
    elif isinstance(kind, str):
        yield from _check_resource(value, kind, where)
    elif get_origin(kind) in {list, ListObject, UntypedStripeObject}:
        yield from _check_each(value, kind, where)
    elif isinstance(kind, type) and issubclass(kind, StripeObject):
        yield from _check_fields(value, kind, where)
    elif not _is_plain(value, kind):
        yield f"{where}: {value!r} is no {kind}"


@cache
def _filled(kind: type_) -> Sequence[type_]:
    """List what an annotation admits besides null."""
    return tuple(choice for choice in members(kind) if choice is not type(None))


def _is_plain(value: object, kind: type_) -> bool:
    if kind is Any:
        return True
    if get_origin(kind) is Literal:
        return value in get_args(kind)
    if kind is Decimal:
        try:
            return isinstance(value, str) and Decimal(value).is_finite()
        except InvalidOperation:
            return False
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, _PLAIN.get(kind, (kind,)))


def _check_each(value: Any, kind: type_, where: str) -> Iterator[str]:  # noqa: ANN401 # JSON
    origin, (inner, *_) = get_origin(kind), get_args(kind)
    if origin is ListObject:
        if not isinstance(value, dict) or not set(value) >= _LIST_FIELDS:
            yield f"{where}: no list object"
            return
        value = value["data"]
    if origin is UntypedStripeObject:
        places = value.items() if isinstance(value, dict) else None
    else:
        places = enumerate(value) if isinstance(value, list) else None
    if places is None:
        yield f"{where}: {type(value)} where {origin} belongs"
        return
    for place, item in places:
        yield from _check(item, inner, f"{where}.{place}")


def _check_resource(value: object, name: str, where: str) -> Iterator[str]:
    """Check an object known by a forward reference: its own name says which it is."""
    if not isinstance(value, dict) or "object" not in value:
        yield f"{where}: expected a {name}"
        return
    cls = shape(str(value["object"]))
    # `CardResource` and `DiscountResource` are import aliases of Card and Discount.
    if name not in {_ANYTHING.__forward_arg__, cls.__name__, f"{cls.__name__}Resource"}:
        yield f"{where}: a {cls.__name__} where a {name} belongs"
    elif not value.get("deleted"):
        yield from _check_fields(value, cls, where)


def _check_fields(value: object, cls: type[StripeObject], where: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{where}: expected an object"
        return
    known = fields(cls)
    for field, kind in known.items():
        if field in value:
            yield from _check(value[field], kind, f"{where}.{field}")
        elif not is_optional(kind):
            yield f"{where}.{field}: missing"
    yield from (f"{where}.{field}: unknown" for field in value if field not in known)
