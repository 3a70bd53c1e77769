"""Small questions about the annotations that the Stripe library carries."""

import types
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin

# An annotation may be a class, a generic alias or a forward reference: there is no
# narrower type for all three before Python 3.14's `typing.TypeForm`.
type_ = Any


@cache
def members(kind: type_) -> tuple[type_, ...]:
    """List what a union admits, or the annotation alone when it is none.

    Stripe writes a closed list of words as `Union[Literal[...], str]`, so that old
    clients survive new words. Here the list is closed: that `str` is left out.
    """
    if get_origin(kind) not in {Union, types.UnionType}:
        return (kind,)
    admitted = get_args(kind)
    if any(word != "" for member in admitted for word in words(member)):
        return tuple(member for member in admitted if member is not str)
    return admitted


def words(kind: type_) -> tuple[str, ...]:
    """List the words of a `Literal`; none for anything else."""
    return get_args(kind) if get_origin(kind) is Literal else ()


@cache
def is_optional(kind: type_) -> bool:
    """Tell whether null is admitted."""
    return type(None) in members(kind)
