"""What is said of the numbers that were found, and of what was not."""

from collections.abc import Iterator

from asystec_web.flow.numbering import Place, Tally
from asystec_web.forms.types.cedula import Cedula
from asystec_web.forms.types.wrong_value import WrongValue
from asystec_web.services.given_numbers import Understood
from asystec_web.services.hacienda.document_list import DocumentList

_LONGEST_NAME = 40


def of_list(listed: DocumentList, environment: str) -> str:
    """Say what Hacienda's list gave."""
    where = (
        "el ambiente de pruebas de Hacienda" if environment == "stag" else "Hacienda"
    )
    if not listed.documents and listed.of_others:
        return (
            f"La lista que dio {where} solo trae comprobantes de otra cédula, así que "
            "no la tomamos en cuenta. Use sus archivos o escriba los números."
        )
    if not listed.documents and listed.unreadable:
        return (
            f"La lista que dio {where} no trae ninguna clave que podamos leer. Use sus "
            "archivos o escriba los números."
        )
    if not listed.documents:
        return (
            f"En {where} no aparece ningún comprobante suyo. Si ya ha facturado, use "
            "sus archivos o escriba los números."
        )
    if not listed.complete:
        return (
            f"Leímos solo los {_counted(listed.documents, 'comprobante')} más "
            f"recientes que aparecen en {where}. Revise los tipos que usa poco."
        )
    return f"Encontramos sus últimos números en {where}. Revíselos; puede cambiarlos."


def of_files(understood: Understood, thing: str) -> str:
    """Say what was made of what the person handed over."""
    parts = ", ".join(_parts(understood, thing))
    return f"De {_counted(understood.given, thing)}: {parts}."


def of_place(place: Place) -> str:
    """Name a branch and a terminal with all their digits."""
    return f"Sucursal {place.branch:03}, terminal {place.terminal:05}"


def of_last_document(tally: Tally, place: Place) -> str:
    """Say when a place was last used; nothing when it is not known."""
    newest = tally.newest(place)
    return f"Último comprobante: {newest:%d/%m/%Y}" if newest else ""


def of_more_places(more: int) -> str:
    """Say how many places the list leaves out, and how to number there."""
    if not more:
        return ""
    others = "Hay otra más" if more == 1 else f"Hay otras {more}"
    return f"{others}. Para numerar ahí, escriba abajo la sucursal y la terminal."


def _parts(understood: Understood, thing: str) -> Iterator[str]:
    if understood.own:
        yield f"{understood.own} {'suyo' if understood.own == 1 else 'suyos'}"
    if understood.received:
        received = "recibido" if understood.received == 1 else "recibidos"
        stranger = _example(_formatted(understood.stranger))
        yield f"{understood.received} {received} de otra cédula{stranger}"
    if understood.unclear:
        incomplete = "incompleto" if understood.unclear == 1 else "incompletos"
        lack = incomplete if thing == "número" else "sin número"
        yield f"{understood.unclear} {lack}{_example(understood.puzzling)}"


def _example(name: str) -> str:
    shown = name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"
    return f" (por ejemplo, {shown})" if shown else ""


def _formatted(padded: str) -> str:
    try:
        return Cedula.parse(padded).formatted if padded else ""
    except WrongValue:
        return ""


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing if number == 1 else f'{thing}s'}"
