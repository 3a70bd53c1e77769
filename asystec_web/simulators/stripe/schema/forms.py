"""Stripe's form encoding: `items[0][price]=…` for lists and objects."""

import re
from typing import Any
from urllib.parse import parse_qsl

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.refusals import refuse

_PART = re.compile(r"[^\[\]]+|(?<=\[)(?=\])")
_WELL_FORMED = re.compile(r"[^\[\]]+(\[[^\[\]]*\])*")


def nest(encoded: str) -> Json:
    """Build the tree that a query or a form spells; lists are still objects."""
    tree: Json = {}
    for name, value in parse_qsl(encoded, keep_blank_values=True):
        if not _WELL_FORMED.fullmatch(name):
            message = f"Invalid request parameter name: {name}"
            refuse(message, param=name)
        *branches, leaf = _PART.findall(name)
        place: Any = tree
        for branch in branches:
            place = place.setdefault(branch or str(len(place)), {})
            if not isinstance(place, dict):
                refuse("Invalid object", param=name)
        place[leaf or str(len(place))] = value
    return tree
