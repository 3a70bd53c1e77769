"""Lists: newest first, in pages that a cursor walks."""

from collections.abc import Iterable

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.operation import Asked
from asystec_web.simulators.stripe.protocol.refusals import refuse, refuse_missing

MOST = 100
USUAL = 10


def listed(asked: Asked, things: Iterable[Json], *, url: str = "") -> Json:
    """Build one page of a list, from things in the order they were created."""
    params = asked.params
    limit = params.get("limit", USUAL)
    if not 1 <= limit <= MOST:
        message = f"Invalid limit: must be between 1 and {MOST}"
        refuse(message, param="limit")
    if "starting_after" in params and "ending_before" in params:
        message = "You may only specify one of starting_after and ending_before."
        refuse(message, param="ending_before")
    newest_first = [
        thing for thing in reversed(list(things)) if _created(thing, params)
    ]
    if cursor := params.get("ending_before"):
        page = newest_first[: _place(newest_first, cursor, "ending_before")]
        return _page(asked, url, page[-limit:], more=len(page) > limit)
    if cursor := params.get("starting_after"):
        after = _place(newest_first, cursor, "starting_after") + 1
        newest_first = newest_first[after:]
    return _page(asked, url, newest_first[:limit], more=len(newest_first) > limit)


def _page(asked: Asked, url: str, page: list[Json], *, more: bool) -> Json:
    return {
        "object": "list",
        "data": page,
        "has_more": more,
        "url": url or asked.address,
    }


def _place(things: list[Json], cursor: str, param: str) -> int:
    place = next((i for i, thing in enumerate(things) if thing["id"] == cursor), None)
    if place is None:
        refuse_missing("object", cursor, param)
    return place


def _created(thing: Json, params: Json) -> bool:
    """Tell whether a thing was created when `created` asks for."""
    wanted = params.get("created")
    if wanted is None:
        return True
    when = thing["created"]
    if isinstance(wanted, int):
        return when == wanted
    return (
        when > wanted.get("gt", -1)
        and when >= wanted.get("gte", 0)
        and when < wanted.get("lt", when + 1)
        and when <= wanted.get("lte", when)
    )


def matching(things: Iterable[Json], params: Json, *names: str) -> list[Json]:
    """Keep the things whose fields are what the parameters of that name say."""
    return [
        thing
        for thing in things
        if all(thing[name] == params[name] for name in names if name in params)
    ]
