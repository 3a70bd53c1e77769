"""The door through which a login becomes a cookie."""

import reflex as rx


def session_form() -> rx.Component:
    """Render the hidden form that carries a one-time ticket to `/sesion`.

    The server fills `session-next` and then `session-ticket` with `rx.set_value`;
    behaviours.js sends it natively, as only an HTTP answer may set an HttpOnly cookie.
    """
    return rx.el.form(
        rx.el.input(type="hidden", id="session-next", name="next"),
        rx.el.input(type="hidden", id="session-ticket", name="ticket"),
        id="session-form",
        action="/sesion",
        method="post",
        hidden=True,
    )
