"""From a sign-in to the session's cookie."""

import reflex as rx
from reflex.event import EventSpec


def hand_over(ticket: str, page: str) -> list[EventSpec]:
    """Have the browser turn a ticket into the session's cookie, and go to a page."""
    return [
        rx.set_value("session-next", page),
        rx.set_value("session-ticket", ticket),
    ]
