"""What was given of the connection, when something may be missing."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, fields, replace
from typing import Annotated, Any, Final, Self

from pydantic import SecretBytes, SecretStr, TypeAdapter, ValidationError

from asystec_web.forms.hacienda import HaciendaForm, by_field
from asystec_web.forms.types.hacienda_user import HaciendaUser

# Each field by itself, with the form's own rules.
_RULES: Final[Mapping[str, TypeAdapter[Any]]] = {
    name: TypeAdapter(Annotated[(rule.annotation, *rule.metadata)])  # pyright: ignore[reportArgumentType, reportInvalidTypeForm] - a type made at run time
    for name, rule in HaciendaForm.model_fields.items()
}


@dataclass(frozen=True, slots=True)
class HaciendaParts:
    """User, password, key and PIN, as far as each of them passed; never shown."""

    hacienda_user: HaciendaUser | None = None
    hacienda_password: SecretStr | None = None
    key: SecretBytes | None = None
    pin: SecretStr | None = None

    @classmethod
    def from_submission(cls, submitted: object) -> Self:
        """Keep what passes by itself and leave the rest out."""
        given = by_field(submitted)
        passed: dict[str, Any] = {}
        for name, rule in _RULES.items():
            try:
                passed[name] = rule.validate_python(given.get(name) or "")
            except ValidationError:
                continue
        return cls(**passed)

    @classmethod
    def from_form(cls, form: HaciendaForm) -> Self:
        """Take all four."""
        return cls(form.hacienda_user, form.hacienda_password, form.key, form.pin)

    @property
    def missing(self) -> list[str]:
        """Name the fields that are still to be given."""
        return [each.name for each in fields(self) if getattr(self, each.name) is None]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was given."""
        return len(self.missing) == len(fields(self))

    def without(self, names: Collection[str]) -> Self:
        """Leave fields out."""
        return replace(self, **dict.fromkeys(names))

    def over(self, kept: "HaciendaParts") -> "HaciendaParts":
        """Complete what is given now with what was given before.

        A password belongs to its user and a PIN to its key: those of another are not
        taken over.
        """
        user, key = self.hacienda_user, self.key
        same_user = None in {user, kept.hacienda_user} or user == kept.hacienda_user
        same_key = None in {key, kept.key} or key == kept.key
        return HaciendaParts(
            user or kept.hacienda_user,
            self.hacienda_password or (kept.hacienda_password if same_user else None),
            key or kept.key,
            self.pin or (kept.pin if same_key else None),
        )
