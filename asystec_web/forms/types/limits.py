"""How long the issuer's fields may be in a v4.4 document («Anexos», pp. 19 to 22)."""

from typing import Final, NamedTuple


class Length(NamedTuple):
    """The fewest and the most characters that a field takes, both included."""

    minimum: int
    maximum: int

    @property
    def in_words(self) -> str:
        """Say it to people, as the end of a hint."""
        return f"de {self.minimum} a {self.maximum} caracteres"


NAME: Final = Length(5, 100)  # Nombre
TRADE_NAME: Final = Length(3, 80)  # NombreComercial, when there is one
NEIGHBOURHOOD: Final = Length(5, 50)  # Barrio, when there is one
ADDRESS: Final = Length(5, 250)  # OtrasSenas
ALCOHOL_REGISTRATION: Final = Length(1, 12)  # Registrofiscal8707, when there is one
EMAIL: Final = Length(1, 160)  # CorreoElectronico
EMAILS: Final = Length(1, 4)  # how many times CorreoElectronico may appear
PHONE_NUMBER: Final = Length(8, 20)  # Telefono/NumTelefono

# Nothing typed into a short field is longer; past it, no parser needs to look.
TYPED_MAXIMUM: Final = 64
