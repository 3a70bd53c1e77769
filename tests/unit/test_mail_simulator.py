import asyncio
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from email.message import EmailMessage

import aiosmtplib
import httpx
import pytest

from asystec_web.simulators.mail import MailSimulator
from asystec_web.simulators.mail.mailbox import MAX_MESSAGES, Mailbox
from asystec_web.simulators.mail.smtp import MAX_MESSAGE_BYTES
from tests.waiting import LONG_S, until


@dataclass
class Post:
    """Both doors of the mail simulator."""

    port: int
    inbox: httpx.AsyncClient

    async def send(self, message: EmailMessage, *, patience: float = LONG_S) -> str:
        _, answer = await aiosmtplib.send(
            message, hostname="127.0.0.1", port=self.port, timeout=patience
        )
        return answer

    async def mood(self, **fault: object) -> None:
        fault = {"path": "smtp", **fault}
        answer = await self.inbox.post("/_control/mood", json=fault)
        assert answer.status_code == 200

    async def messages(self) -> list[dict[str, str]]:
        return (await self.inbox.get("/api/messages")).json()


@pytest.fixture
async def post() -> AsyncIterator[Post]:
    mail = MailSimulator()
    listener = socket.create_server(("127.0.0.1", 0))
    transport = httpx.ASGITransport(mail.app)
    async with (
        mail.receiving(listener),
        httpx.AsyncClient(transport=transport, base_url="http://mail") as inbox,
    ):
        yield Post(listener.getsockname()[1], inbox)


def a_message(
    subject: str = "Confirme su correo",
    text: str = "Abra https://app.test/confirmar?a=1&b=2.\n",
    html: str = "",
    to: str = "persona@prueba.test",
) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Asystec <no-responder@asystec.test>"
    message["To"] = to
    message["Subject"] = subject
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


async def test_a_message_sent_is_listed(post: Post) -> None:
    await post.send(a_message("Contraseña nueva ñ", html="<p>Hola, señora</p>"))

    [message] = await post.messages()

    assert message.keys() == {
        "id",
        "to",
        "from",
        "subject",
        "text",
        "html",
        "received_at",
    }
    assert message["to"] == "persona@prueba.test"
    assert message["from"] == "Asystec <no-responder@asystec.test>"
    assert message["subject"] == "Contraseña nueva ñ"
    assert "confirmar?a=1&b=2" in message["text"]
    assert message["html"] == "<p>Hola, señora</p>\n"


async def test_the_newest_message_comes_first(post: Post) -> None:
    await post.send(a_message("Primero"))
    await post.send(a_message("Segundo"))

    page = (await post.inbox.get("/")).text

    assert [each["subject"] for each in await post.messages()] == ["Segundo", "Primero"]
    assert page.index("Segundo") < page.index("Primero")


async def test_an_empty_inbox_says_so(post: Post) -> None:
    page = await post.inbox.get("/")

    assert "Todavía no hay mensajes" in page.text
    assert 'lang="es-CR"' in page.text


async def test_a_messages_page_has_clickable_links(post: Post) -> None:
    await post.send(a_message())
    [message] = await post.messages()

    page = (await post.inbox.get(f"/mensajes/{message['id']}")).text

    assert '<a href="https://app.test/confirmar?a=1&amp;b=2">' in page
    assert "persona@prueba.test" in page
    assert "<iframe" not in page


async def test_the_html_version_is_shown_in_a_sandbox(post: Post) -> None:
    await post.send(a_message(html='<a href="https://app.test/x">Confirmar</a>'))
    [message] = await post.messages()

    page = (await post.inbox.get(f"/mensajes/{message['id']}")).text
    html = await post.inbox.get(f"/mensajes/{message['id']}/html")

    assert 'sandbox="allow-popups' in page
    assert "allow-scripts" not in page
    assert 'href="https://app.test/x"' in html.text
    assert html.headers["Content-Security-Policy"].startswith("sandbox ")


async def test_what_a_message_says_is_never_markup_of_the_page(post: Post) -> None:
    await post.send(a_message("<b>Asunto</b>", text="<script>alert(1)</script>\n"))
    [message] = await post.messages()

    inbox = (await post.inbox.get("/")).text
    page = (await post.inbox.get(f"/mensajes/{message['id']}")).text

    assert "<b>Asunto" not in inbox + page
    assert "<script" not in inbox + page


@pytest.mark.parametrize(
    "path", ["/mensajes/99", "/mensajes/99/html"], ids=["page", "html"]
)
async def test_a_message_that_is_gone_is_not_found(post: Post, path: str) -> None:
    assert (await post.inbox.get(path)).status_code == 404


async def test_a_delivery_to_several_names_them_all(post: Post) -> None:
    await post.send(a_message(to="uno@prueba.test, dos@prueba.test"))

    [message] = await post.messages()

    assert message["to"] == "uno@prueba.test, dos@prueba.test"


@pytest.mark.parametrize("status", [451, 550], ids=["temporary", "permanent"])
async def test_a_mood_refuses_messages(post: Post, status: int) -> None:
    await post.mood(status=status, times=1, body="no\r\nhoy")

    with pytest.raises(aiosmtplib.SMTPDataError) as refused:
        await post.send(a_message())
    await post.send(a_message("Después"))

    assert (refused.value.code, refused.value.message) == (status, "no hoy")
    assert [each["subject"] for each in await post.messages()] == ["Después"]


async def test_a_mood_may_refuse_the_recipient(post: Post) -> None:
    await post.mood(status=550, method="RCPT")

    with pytest.raises(aiosmtplib.SMTPRecipientsRefused):
        await post.send(a_message())

    assert await post.messages() == []


async def test_a_mood_afterwards_keeps_the_message_and_loses_the_answer(
    post: Post,
) -> None:
    await post.mood(status=451, when="after")

    with pytest.raises(aiosmtplib.SMTPDataError):
        await post.send(a_message())

    assert len(await post.messages()) == 1


async def test_a_slow_mood_only_takes_its_time(post: Post) -> None:
    await post.mood(status=0, hold=True)
    sending = asyncio.create_task(post.send(a_message()))

    async def held() -> bool:
        return (await post.inbox.get("/_control/state")).json()["held"] == 1

    await until(held)
    assert await post.messages() == []

    await post.mood(status=0, delay=0.05)
    await sending

    assert len(await post.messages()) == 1


async def test_a_sender_in_a_hurry_gives_up(post: Post) -> None:
    await post.mood(status=0, hold=True)

    hurried = aiosmtplib.SMTP(hostname="127.0.0.1", port=post.port, timeout=LONG_S)
    await hurried.connect()
    await hurried.mail("no-responder@asystec.test")
    await hurried.rcpt("persona@prueba.test")
    with pytest.raises(aiosmtplib.SMTPReadTimeoutError):
        await hurried.data(bytes(a_message()), timeout=0.1)
    hurried.close()


async def test_a_dropped_delivery_is_a_lost_connection(post: Post) -> None:
    await post.mood(drop=True, times=1)

    with pytest.raises(aiosmtplib.SMTPServerDisconnected):
        await post.send(a_message())

    assert await post.messages() == []


async def test_faults_of_the_pages_leave_deliveries_alone(post: Post) -> None:
    await post.mood(path="/api")

    await post.send(a_message())

    assert (await post.inbox.get("/api/messages")).status_code == 503
    assert (await post.inbox.get("/")).status_code == 200


async def test_a_message_too_big_is_refused(post: Post) -> None:
    with pytest.raises(aiosmtplib.SMTPResponseException) as refused:
        await post.send(a_message(text=("x" * 70 + "\n") * (MAX_MESSAGE_BYTES // 70)))

    assert refused.value.code == 552
    assert await post.messages() == []


async def test_a_message_in_an_unknown_character_set_is_refused(post: Post) -> None:
    message = a_message()
    message.set_param("charset", "klingon")

    with pytest.raises(aiosmtplib.SMTPDataError) as refused:
        await post.send(message)

    assert refused.value.code == 554


async def test_a_reset_empties_the_mailbox(post: Post) -> None:
    await post.mood(status=550)
    await post.inbox.post("/_control/reset")
    await post.send(a_message())
    before = (await post.inbox.get("/_control/state")).json()

    await post.inbox.post("/_control/reset")
    after = (await post.inbox.get("/_control/state")).json()

    assert (before["received"], before["messages"]) == (1, 1)
    assert (after["received"], after["messages"]) == (0, 0)


async def test_an_open_conversation_does_not_keep_the_server_up() -> None:
    mail = MailSimulator()
    listener = socket.create_server(("127.0.0.1", 0))
    async with mail.receiving(listener):
        reader, writer = await asyncio.open_connection(*listener.getsockname())
        assert (await reader.readline()).startswith(b"220")

    assert await reader.read() == b""
    writer.close()
    await writer.wait_closed()


def test_only_the_latest_messages_are_kept() -> None:
    mailbox = Mailbox()

    for number in range(MAX_MESSAGES + 5):
        mailbox.put(["persona@prueba.test"], f"Subject: {number}\n\n".encode())

    assert len(mailbox.letters) == MAX_MESSAGES
    assert mailbox.letters[0].subject == str(MAX_MESSAGES + 4)
    assert mailbox.find(1) is None


def test_a_message_may_be_nothing_at_all() -> None:
    letter = Mailbox().put([], b"")

    assert (letter.subject, letter.text, letter.html) == ("(sin asunto)", "", "")
