"""What Hacienda's register says of a business, in sentences, and what to do about it.

Only «not registered» is a warning: whoever is not cannot invoice. Nothing of it keeps
anybody from going on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

LONGEST_QUOTED = 60

_FOUND = "Encontramos su negocio en Hacienda."


class Registered(Protocol):
    """What the register says; see `services.hacienda.taxpayer.Taxpayer`."""

    @property
    def registered(self) -> bool: ...  # noqa: D102 - as in Taxpayer
    @property
    def status(self) -> str: ...  # noqa: D102 - as in Taxpayer
    @property
    def moroso(self) -> bool: ...  # noqa: D102 - as in Taxpayer
    @property
    def omiso(self) -> bool: ...  # noqa: D102 - as in Taxpayer
    @property
    def regime(self) -> str: ...  # noqa: D102 - as in Taxpayer


@dataclass(frozen=True, slots=True)
class Remark:
    """One sentence about one fact.

    Attributes:
        warns: Whether to say it as a warning, before the person goes on.
    """

    sentence: str
    warns: bool = False


def remarks(taxpayer: Registered) -> tuple[Remark, ...]:
    """Explain everything that the register says of a business."""
    return tuple(_remarks(taxpayer))


def note(taxpayer: Registered) -> str:
    """Give all the sentences as one paragraph."""
    return " ".join(remark.sentence for remark in remarks(taxpayer))


def warns(taxpayer: Registered) -> bool:
    """Tell whether there is something to know before going on."""
    return any(remark.warns for remark in remarks(taxpayer))


def _remarks(taxpayer: Registered) -> Iterator[Remark]:
    amiss = tuple(_amiss(taxpayer))
    if taxpayer.registered:
        yield Remark(_FOUND)
    yield from amiss
    if taxpayer.registered and taxpayer.regime:
        yield Remark(_regime(taxpayer.regime, in_order=not amiss))


def _amiss(taxpayer: Registered) -> Iterator[Remark]:
    if taxpayer.registered:
        if "oficio" in taxpayer.status.lower():
            yield Remark(
                "Hacienda la inscribió de oficio, es decir, por su propia decisión: "
                "puede facturar, pero revise en TRIBU-CR que sus datos y actividades "
                "sean los correctos."
            )
    else:
        yield Remark(_not_registered(taxpayer.status), warns=True)
    if taxpayer.moroso:
        yield Remark(
            "Aparece como morosa, con pagos pendientes: puede seguir, pero póngase al "
            "día con Hacienda en TRIBU-CR."
        )
    if taxpayer.omiso:
        yield Remark(
            "Aparece como omisa, con declaraciones sin presentar: puede seguir, pero "
            "preséntelas en TRIBU-CR."
        )


def _not_registered(status: str) -> str:
    """Explain a status that does not begin with «Inscrito»."""
    said = status.lower()
    if said.startswith("desinscrit"):
        who = (
            "Hacienda desinscribió esta cédula de oficio, es decir, por su propia "
            "decisión"
            if "oficio" in said
            else "Esta cédula está desinscrita en Hacienda"
        )
        return (
            f"{who}: puede seguir con el registro, pero para facturar tendrá que "
            "inscribirse de nuevo en TRIBU-CR."
        )
    known = "" if said == "no inscrito" else f" (aparece como «{_quoted(status)}»)"
    return (
        f"Hacienda tiene esta cédula, pero no inscrita como contribuyente{known}: "
        "puede seguir con el registro, pero para facturar tendrá que inscribirse en "
        "TRIBU-CR."
    )


def _regime(regime: str, *, in_order: bool) -> str:
    said = regime.lower()
    if "simplificad" in said:
        return (
            "Está en el régimen simplificado, que no obliga a dar factura electrónica: "
            "antes de pagar un plan, confirme con su contador que la necesita."
        )
    if "general" in said:
        all_well = ": no tiene que hacer nada" if in_order else ""
        return f"Está en el régimen general{all_well}."
    return (
        f"Está en «{_quoted(regime)}»: pregunte a su contador qué comprobantes le "
        "corresponde emitir."
    )


def _quoted(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTED else f"{text[:LONGEST_QUOTED]}…"
