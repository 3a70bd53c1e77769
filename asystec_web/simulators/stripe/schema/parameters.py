"""What Stripe accepts in a request, judged by the library's parameter classes.

Stricter than Stripe in one thing: an empty text unsets a field only where the class
says so, because elsewhere it is more likely a value that got lost.
"""

import re
import typing
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from importlib import import_module
from typing import Any, get_args, get_origin

import stripe
from stripe import RequestOptions
from typing_extensions import is_typeddict

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.refusals import Refusal, refuse
from asystec_web.simulators.stripe.schema.annotations import members, type_, words

Node = str | dict[str, "Node"]

# Names that the library imports for type checkers only.
_UNIMPORTED = {"Mapping": Mapping, "StripeContext": stripe.StripeContext}


@cache
def accepted(name: str) -> type_:
    """Find a parameter class by its name below `stripe.params`."""
    package, _, cls = f"stripe.params.{name}".rpartition(".")
    return getattr(import_module(package), cls)


@cache
def declared(cls: type_) -> dict[str, type_]:
    """List a class's parameters with their annotations."""
    hints = typing.get_type_hints(cls, localns=_UNIMPORTED)
    options = RequestOptions.__annotations__
    return {field: kind for field, kind in hints.items() if field not in options}


def read(tree: Json, name: str) -> Json:
    """Turn a form's texts into the values its parameter class promises.

    Raises:
        Refusal: A parameter is unknown, missing, or not what it should be.
    """
    return _read_object(tree, accepted(name), "")


def _read_object(tree: Node, cls: type_, path: str) -> Json:
    if not isinstance(tree, dict):
        refuse("Invalid object", param=path)
    known, values = declared(cls), {}
    for field, node in tree.items():
        place = f"{path}[{field}]" if path else field
        if field not in known:
            message = f"Received unknown parameter: {place}"
            refuse(message, code="parameter_unknown", param=place)
        values[field] = _read(node, known[field], place)
    for field in sorted(cls.__required_keys__ & known.keys()):
        if field not in tree:
            place = f"{path}[{field}]" if path else field
            message = f"Missing required param: {place}."
            refuse(message, code="parameter_missing", param=place)
    return values


def _read(node: Node, kind: type_, path: str) -> object:
    choices = members(kind)
    allowed = [word for choice in choices for word in words(choice)]
    if node in allowed:
        return node
    others = [choice for choice in choices if not words(choice)]
    if not others:
        message = f"Invalid {path}: must be one of {', '.join(filter(None, allowed))}"
        refuse(message, param=path)
    for choice in others[:-1]:
        try:
            return _read_one(node, choice, path)
        except Refusal:
            continue
    return _read_one(node, others[-1], path)


def _read_one(node: Node, kind: type_, path: str) -> object:
    if is_typeddict(kind):
        return _read_object(node, kind, path)
    if get_origin(kind) is list:
        items = node.items() if isinstance(node, dict) else None
        if items is None:
            refuse("Invalid array", param=path)
        inner = get_args(kind)[0]
        return [_read(item, inner, f"{path}[{place}]") for place, item in items]
    if get_origin(kind) is not None:
        return _read_labels(node, path)
    if not isinstance(node, str):
        refuse("Invalid value", param=path)
    return _read_text(node, kind, path)


def _read_labels(node: Node, path: str) -> dict[str, str]:
    """Read metadata: texts by name, an empty one to take the name away."""
    if not isinstance(node, dict) or not all(isinstance(v, str) for v in node.values()):
        refuse("Invalid object", param=path)
    return {name: str(value) for name, value in node.items()}


def _read_text(text: str, kind: type_, path: str) -> Any:  # noqa: ANN401 # as declared
    if text == "":
        message = (
            f"You passed an empty string for '{path}'. We assume empty values are an "
            f"attempt to unset a parameter; however '{path}' cannot be unset."
        )
        refuse(message, code="parameter_invalid_empty", param=path)
    if kind is int:
        if not re.fullmatch(r"-?\d{1,18}", text, re.ASCII):
            code = "parameter_invalid_integer"
            refuse(f"Invalid integer: {text}", code=code, param=path)
        return int(text)
    if kind is bool:
        if text not in {"true", "false"}:
            refuse(f"Invalid boolean: {text}", param=path)
        return text == "true"
    if kind in {float, Decimal}:
        try:
            number = Decimal(text)
        except InvalidOperation:
            refuse(f"Invalid decimal: {text}", param=path)
        return float(number) if kind is float else text
    return text
