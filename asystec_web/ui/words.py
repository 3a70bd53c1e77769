"""What a component accepts as words, and how they reach the screen."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import reflex as rx

# Any: an item of a list of rows is a var of whatever the row holds; pages know what.
Words: TypeAlias = str | rx.Var[Any]
Content: TypeAlias = str | rx.Component | rx.Var[Any]
Flag: TypeAlias = bool | rx.Var[Any]
Handler: TypeAlias = rx.event.EventType[Any] | rx.event.EventType[()] | None
Choices: TypeAlias = Sequence[Mapping[str, object]] | rx.Var[Any]


def when(condition: object, shown: Content, otherwise: Content = "") -> Content:
    """Choose now when the condition is known, and in the browser when it is a var.

    A missing key of a dict var is `undefined` there, so truth is asked, never equality.
    """
    if not isinstance(condition, rx.Var):
        return shown if condition else otherwise
    return rx.cond(condition, shown, otherwise)


def present(condition: object, *shown: rx.Component) -> list[rx.Component]:
    """Keep components that are there only while something is."""
    if isinstance(condition, rx.Var):
        return [rx.cond(condition, rx.fragment(*shown))]
    return list(shown) if condition else []


def said(content: object) -> bool:
    """Tell whether something was given; a var or a component always was."""
    if isinstance(content, rx.Var | rx.Component):
        return True
    return content is not None and content not in ("", False)


def given(**props: object) -> dict[str, Any]:
    """Leave out the props nobody gave, so that no empty attribute is rendered."""
    return {name: value for name, value in props.items() if said(value)}
