"""What a line of text may be refused for."""

from asystec_web.forms.types.limits import Length


def line_of_text(field: str, what: str, length: Length) -> dict[str, str]:
    """Give the sentences of a field that wants a line of text."""
    return {
        f"{field}.empty": f"Escriba {what}.",
        f"{field}.too_short": (
            f"Es muy corto: escriba {what} con al menos {length.minimum} caracteres."
        ),
        f"{field}.too_long": (
            f"Es muy largo: escriba {what} con {length.maximum} caracteres como máximo."
        ),
        f"{field}.bad_characters": (
            "Trae caracteres invisibles que Hacienda no acepta. Bórrelo y escríbalo "
            "de nuevo."
        ),
    }
