"""How an update is written over an object, by Stripe's rules."""

from typing import Any

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.refusals import refuse

# https://docs.stripe.com/api/metadata
MOST_LABELS = 50
LONGEST_NAME = 40
LONGEST_LABEL = 500


def labelled(before: Json, asked: Json | str | None) -> Json:
    """Merge metadata: an empty text takes a name away, an empty whole takes all.

    Raises:
        Refusal: There are too many names, or a text is too long.
    """
    if asked is None:
        return before
    if isinstance(asked, str):
        return {}
    merged = {name: text for name, text in {**before, **asked}.items() if text}
    if len(merged) > MOST_LABELS:
        message = f"Metadata can have up to {MOST_LABELS} keys."
        refuse(message, param="metadata")
    for name, text in merged.items():
        if len(name) > LONGEST_NAME or len(text) > LONGEST_LABEL:
            message = f"Invalid metadata: {name[:LONGEST_NAME]} is too long."
            refuse(message, param=f"metadata[{name}]")
    return merged


def write(thing: Json, params: Json) -> None:
    """Write parameters over the fields of the same name; an empty text unsets."""
    for name, value in params.items():
        if name == "expand":
            continue
        if name == "metadata":
            thing[name] = labelled(thing[name] or {}, value)
        else:
            thing[name] = _merged(thing.get(name), value)


def _merged(before: Any, asked: Any) -> Any:  # noqa: ANN401 # JSON
    if asked == "":
        return None
    if isinstance(before, dict) and isinstance(asked, dict):
        return {
            **before,
            **{name: _merged(before.get(name), asked[name]) for name in asked},
        }
    return asked
