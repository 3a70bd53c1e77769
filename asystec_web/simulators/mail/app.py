"""The inbox as a web application, and the SMTP server that fills it."""

import socket
from contextlib import AbstractAsyncContextManager

from starlette.applications import Starlette

from asystec_web.simulators.control import Json, Moods, control_routes
from asystec_web.simulators.mail.inbox import inbox_routes
from asystec_web.simulators.mail.mailbox import Mailbox
from asystec_web.simulators.mail.smtp import receiving_mail


class MailSimulator:
    """One mailbox with two doors: mail comes in by SMTP and is read over HTTP.

    Faults whose path is `smtp` hit deliveries: `status` is the SMTP answer (451,
    550; 0 only delays), `body` its text, `method` the command (`DATA` when empty, or
    `RCPT`), `drop` closes the connection, `when=after` keeps the message and then
    answers so.
    """

    def __init__(self) -> None:
        """Start with an empty mailbox, in a good mood."""
        self.mailbox = Mailbox()
        self.app = Moods(
            Starlette(
                routes=[
                    *inbox_routes(self.mailbox),
                    *control_routes(lambda: self.app, self.mailbox.clear, self._state),
                ]
            )
        )

    def receiving(self, listener: socket.socket) -> AbstractAsyncContextManager[None]:
        """Accept mail on a listening socket until the end of the block."""
        return receiving_mail(listener, self.mailbox, self.app.take)

    def _state(self) -> Json:
        return {
            "received": self.mailbox.received,
            "messages": len(self.mailbox.letters),
        }
