"""What the seeded world knows of a taxpayer and of the user of its API."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

DEMO_PASSWORD = "Demo&Hacienda+1234%"  # noqa: S105 - printed on the demo's page
HOST = "comprobanteselectronicos.go.cr"

Environment = Literal["prod", "stag"]
# What the reception's list of documents shows its owner; see documents.py.
Listing = Literal[
    "nothing",
    "demo",
    "terminals",
    "letters",
    "cap",
    "mixed",
    "endless",
    "forbidden",
    "throttled",
]


class IdType(StrEnum):
    """Identification types that may issue documents (Anexos v4.4, Nota 4)."""

    FISICA = "01"
    JURIDICA = "02"
    DIMEX = "03"
    NITE = "04"


def dashed(id_type: IdType, cedula: str) -> str:
    """Write a cédula with its label, as in user names and certificates.

    The labels of DIMEX and NITE are not published anywhere: these are a guess.
    """
    match id_type:
        case IdType.FISICA:
            return f"cpf-0{cedula[0]}-{cedula[1:5]}-{cedula[5:]}"
        case IdType.JURIDICA:
            return f"cpj-{cedula[0]}-{cedula[1:4]}-{cedula[4:]}"
        case _:
            return f"{id_type.name.lower()}-{cedula}"


@dataclass(frozen=True, slots=True)
class Activity:
    """An economic activity; the old code is what ATV called it before CIIU 4."""

    code: str
    description: str
    old_code: str = ""
    old_description: str = ""
    main: bool = True
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Taxpayer:
    """A case of the demo: what Hacienda answers about one cédula."""

    cedula: str
    name: str
    shows: str
    id_type: IdType = IdType.JURIDICA
    activities: tuple[Activity, ...] = ()
    state: str = "Inscrito"
    message: str = ""
    moroso: bool = False
    omiso: bool = False
    simplified: bool = False
    lookup: Literal["answers", "fails", "hangs"] = "answers"
    environment: Environment = "stag"
    user_blocked: bool = False
    user_unready: bool = False
    registered_as: str = ""
    listing: Listing = "nothing"

    @property
    def username(self) -> str:
        """Its user of Hacienda's API, in the environment it is seeded for."""
        return f"{dashed(self.id_type, self.cedula)}@{self.environment}.{HOST}"

    @property
    def padded_cedula(self) -> str:
        """The cédula with the twelve characters it has in a clave (Nota 4.1)."""
        return self.cedula.rjust(12, "0")
