"""A taxpayer, read from the answer of Hacienda's public API."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, Field

OLD_CODE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class RegisteredActivity:
    """An economic activity that a taxpayer has registered.

    Attributes:
        code: Exactly as Hacienda writes it: documents must carry it so.
        old_codes: What it was called before October 2025; often unknown.
    """

    code: str
    title: str
    is_main: bool
    old_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Taxpayer:
    """What Hacienda says about a cédula.

    Attributes:
        kind: `01` to `04`, Hacienda's types of identification.
        registered: Whether it may issue documents.
        status: Hacienda's word for that, such as «Inscrito de Oficio».
        message: Hacienda's explanation when it is not registered.
        moroso: Whether it owes taxes.
        omiso: Whether it owes tax returns.
        activities: The active ones, main first.
    """

    number: str
    kind: str
    name: str
    registered: bool
    status: str
    message: str
    moroso: bool
    omiso: bool
    regime: str
    activities: tuple[RegisteredActivity, ...]


def _visible(text: str) -> str:
    blanks = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(blanks.split())


def _yes(text: str) -> bool:
    return text.upper() in {"SI", "SÍ", "S"}


def _nothing_is_empty(value: object) -> object:
    return [] if value is None else value


Text = Annotated[str, AfterValidator(_visible)]
Filled = Annotated[Text, Field(min_length=1)]


class _OldCode(BaseModel, coerce_numbers_to_str=True):
    codigo: Text = ""


class _Activity(BaseModel):
    estado: Text = "A"
    tipo: Text = ""
    codigo: Filled
    descripcion: Text = ""
    ciiu3: Annotated[list[_OldCode], BeforeValidator(_nothing_is_empty)] = []

    def read(self) -> RegisteredActivity:
        # Zeros in front get lost wherever a code passed through a spreadsheet.
        old = (code.codigo.zfill(OLD_CODE_DIGITS) for code in self.ciiu3 if code.codigo)
        return RegisteredActivity(
            self.codigo, self.descripcion, self.tipo.upper() == "P", tuple(old)
        )


class _Regime(BaseModel):
    descripcion: Text = ""


class _Situation(BaseModel):
    estado: Filled
    moroso: Text = ""
    omiso: Text = ""
    mensaje: Text | None = None


class _Answer(BaseModel):
    nombre: Filled
    tipoIdentificacion: Filled  # noqa: N815 - Hacienda's spelling
    regimen: _Regime | None = None
    situacion: _Situation
    actividades: Annotated[list[_Activity], BeforeValidator(_nothing_is_empty)] = []


def read_taxpayer(number: str, body: bytes) -> Taxpayer:
    """Read the body of an answer.

    Raises:
        ValueError: It is no taxpayer. Its message may quote the body: do not log it.
    """
    answer = _Answer.model_validate_json(body)
    situation = answer.situacion
    return Taxpayer(
        number=number,
        kind=answer.tipoIdentificacion.zfill(2),
        name=answer.nombre,
        # «Inscrito de Oficio» is registered, «Desinscrito de oficio» is not.
        registered=situation.estado.lower().startswith("inscrito"),
        status=situation.estado,
        message=situation.mensaje or "",
        moroso=_yes(situation.moroso),
        omiso=_yes(situation.omiso),
        regime=answer.regimen.descripcion if answer.regimen else "",
        activities=_active(answer.actividades),
    )


def _active(listed: list[_Activity]) -> tuple[RegisteredActivity, ...]:
    active = [item.read() for item in listed if item.estado.upper() == "A"]
    main_first = sorted(active, key=lambda activity: not activity.is_main)
    once: dict[str, RegisteredActivity] = {}
    for activity in main_first:
        once.setdefault(activity.code, activity)
    return tuple(once.values())
