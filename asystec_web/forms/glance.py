"""What is filled in of the connection so far, looked at before it is sent."""

import json
from dataclasses import dataclass, field
from typing import Final, Self

from pydantic import SecretBytes, SecretStr

from asystec_web.errors import InvalidForm
from asystec_web.forms.fields import HaciendaUserField
from asystec_web.forms.form import Form, controls
from asystec_web.forms.hacienda import BASE64_MAXIMUM, KeyField, PinField, content_of
from asystec_web.forms.hacienda_parts import HaciendaParts
from asystec_web.forms.types.hacienda_user import HaciendaUser
from asystec_web.forms.types.typed import without_invisible

# The file as base64, with JSON's own signs and the other controls beside it.
MESSAGE_MAXIMUM: Final = BASE64_MAXIMUM + 8192
FILE_NAME_MAXIMUM: Final = 60


class _User(Form):
    hacienda_user: HaciendaUserField


class _Key(Form):
    key: KeyField


class _Pin(Form):
    pin: PinField


@dataclass(frozen=True, slots=True)
class Glance:
    """The controls that are filled in, each by itself.

    Attributes:
        file_name: As the browser told it, cut; for display only.
        problems: Code of a sentence by field, for what is filled in and wrong.
    """

    user: HaciendaUser | None = None
    key: SecretBytes | None = None
    pin: SecretStr | None = None
    file_name: str = ""
    problems: dict[str, str] = field(default_factory=dict[str, str])

    @classmethod
    def from_message(cls, sent: str) -> Self:
        """Read what the page's script hands over: JSON with the form's controls."""
        try:
            return cls.from_controls(json.loads(sent))
        except (ValueError, RecursionError):
            return cls()

    @classmethod
    def from_controls(cls, sent: object) -> Self:
        """Read the form's controls."""
        given = controls(sent)
        given = {**given, "key": content_of(given)}
        found: dict[str, Form] = {}
        problems: dict[str, str] = {}
        for name, form in (("hacienda_user", _User), ("key", _Key), ("pin", _Pin)):
            if given.get(name):
                try:
                    found[name] = form.parse(given)
                except InvalidForm as refused:
                    problems |= refused.errors
        user, key, pin = (found.get(name) for name in ("hacienda_user", "key", "pin"))
        return cls(
            user=user.hacienda_user if isinstance(user, _User) else None,
            key=key.key if isinstance(key, _Key) else None,
            pin=pin.pin if isinstance(pin, _Pin) else None,
            file_name=_file_name(given.get("key_name")),
            problems=problems,
        )

    def over(self, kept: HaciendaParts) -> HaciendaParts:
        """Complete it with what was given before, as a submit will.

        What is filled in and wrong has nothing else in its place.
        """
        given = HaciendaParts(hacienda_user=self.user, key=self.key, pin=self.pin)
        return given if given.is_empty else given.over(kept.without(self.problems))


def _file_name(told: object) -> str:
    name = without_invisible(told) if isinstance(told, str) else ""
    shown = "".join(char if char.isprintable() else " " for char in name)
    cut = shown[-FILE_NAME_MAXIMUM:]
    return shown if shown == cut else f"…{cut}"
