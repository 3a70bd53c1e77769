"""Mail comes in: an SMTP server that accepts everything its mood lets pass."""

import asyncio
import socket
import weakref
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from asystec_web.simulators.control import Fault
from asystec_web.simulators.mail.mailbox import Mailbox

MAX_MESSAGE_BYTES = 1_000_000
FAULT_PATH = "smtp"

TakeFault = Callable[[Callable[[Fault], bool]], Fault | None]


class Postman:
    """What aiosmtpd asks at every step of a delivery."""

    def __init__(self, mailbox: Mailbox, take_fault: TakeFault) -> None:
        """Deliver to a mailbox, in the mood the faults tell."""
        self._mailbox = mailbox
        self._take_fault = take_fault

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self,
        server: SMTP,
        session: Session,  # noqa: ARG002 - aiosmtpd's signature
        envelope: Envelope,
        address: str,
        rcpt_options: list[str],
    ) -> str:
        """Accept a recipient, unless a fault is set for exactly this command."""
        fault = self._take_fault(lambda fault: _hits(fault, "RCPT"))
        if fault is not None and (refusal := await _play(fault, server)):
            return refusal
        envelope.rcpt_tos.append(address)
        envelope.rcpt_options.extend(rcpt_options)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self,
        server: SMTP,
        session: Session,  # noqa: ARG002 - aiosmtpd's signature
        envelope: Envelope,
    ) -> str:
        """Keep a message, unless a fault is set."""
        fault = self._take_fault(lambda fault: _hits(fault, "DATA"))
        if fault is not None and fault.when == "before":
            refusal = await _play(fault, server)
            return refusal or self._keep(envelope)
        answer = self._keep(envelope)
        return (fault and await _play(fault, server)) or answer

    def _keep(self, envelope: Envelope) -> str:
        try:
            letter = self._mailbox.put(
                envelope.rcpt_tos, envelope.original_content or b""
            )
        except LookupError:
            return "554 5.6.0 unreadable message"
        return f"250 2.0.0 kept as {letter.id}"


def _hits(fault: Fault, command: str) -> bool:
    """Tell whether a fault is for SMTP, and for this command; DATA if it names none."""
    return fault.path == FAULT_PATH and (fault.method.upper() or "DATA") == command


async def _play(fault: Fault, server: SMTP) -> str:
    """Act a fault out; an empty answer lets the delivery go on."""
    await fault.wait()
    if fault.drop and server.transport is not None:
        server.transport.close()
    text = " ".join(fault.body.split()) or "the mood of the simulator"
    return f"{fault.status} {text}" if fault.status else ""


def _anybody(*_: object) -> AuthResult:
    """Take any user with any password: one who has a login may use it."""
    return AuthResult(success=True)


@asynccontextmanager
async def receiving_mail(
    listener: socket.socket, mailbox: Mailbox, take_fault: TakeFault
) -> AsyncGenerator[None]:
    """Accept mail on a listening socket until the end of the block."""
    loop = asyncio.get_running_loop()
    postman = Postman(mailbox, take_fault)
    conversations: weakref.WeakSet[SMTP] = weakref.WeakSet()

    def conversation() -> SMTP:
        smtp = SMTP(
            postman,
            data_size_limit=MAX_MESSAGE_BYTES,
            enable_SMTPUTF8=True,
            hostname="localhost",
            ident="Correo simulado",
            authenticator=_anybody,
            auth_require_tls=False,
            loop=loop,
        )
        conversations.add(smtp)
        return smtp

    server = await loop.create_server(conversation, sock=listener)
    try:
        yield
    finally:
        server.close()
        for smtp in conversations:
            if smtp.transport is not None:
                smtp.transport.close()
        await server.wait_closed()
