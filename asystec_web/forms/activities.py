"""The economic activities of a business."""

from collections.abc import Callable, Sequence

from asystec_web.errors import InvalidForm

MAXIMUM_CHOSEN = 30


def chosen_codes(
    codes: Sequence[str], main: str, *, exists: Callable[[str], bool]
) -> tuple[tuple[str, ...], str]:
    """Give the chosen codes without repeats, and the main one.

    Raises:
        InvalidForm: None is chosen, too many are, or one does not exist.
    """
    unique = tuple(dict.fromkeys(codes))
    code = ""
    if not unique:
        code = "activities.none"
    elif len(unique) > MAXIMUM_CHOSEN:
        code = "activities.too_many"
    elif not all(map(exists, unique)):
        code = "activities.unknown"
    if code:
        raise InvalidForm({"activities": code})
    return unique, main if main in unique else unique[0]
