import asyncio
from collections.abc import Callable
from email.message import EmailMessage
from types import TracebackType
from typing import Any, Self

import pytest
from structlog.testing import capture_logs

from asystec_web.services import Services
from asystec_web.services import mail as delivery
from asystec_web.services.mail import AT_ONCE, LetterNotTaken, Mail
from tests.conftest import Mood
from tests.factories import new_email
from tests.waiting import LONG_S

Letters = Callable[[str], list[dict[str, Any]]]


def letter_to(email: str) -> EmailMessage:
    letter = EmailMessage()
    letter["Subject"] = "Prueba"
    letter["To"] = email
    letter.set_content("Prueba")
    return letter


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
async def test_what_is_refused_for_good_is_not_sent_again(
    services: Services,
    letters: Letters,
    mood: Mood,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(delivery, "FIRST_WAIT_S", 0)
    # A second time, it would be taken.
    mood("mail", {"path": "smtp", "method": command, "status": 550, "times": 1})
    email = new_email()

    with capture_logs() as logs:
        services.mail.send(letter_to(email))
        await services.mail.close(within_s=LONG_S)

    assert [entry["event"] for entry in logs] == ["letter_not_sent"]
    assert letters(email) == []


@pytest.mark.parametrize("command", ["RCPT", "DATA"])
async def test_what_is_refused_for_now_is_sent_again(
    services: Services,
    letters: Letters,
    mood: Mood,
    command: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(delivery, "FIRST_WAIT_S", 0)
    mood("mail", {"path": "smtp", "method": command, "status": 451, "times": 1})
    email = new_email()

    services.mail.send(letter_to(email))
    await services.mail.close(within_s=LONG_S)

    assert len(letters(email)) == 1


async def test_a_letter_handed_over_has_arrived(
    services: Services, letters: Letters
) -> None:
    email = new_email()

    await services.mail.hand_over(letter_to(email))

    assert len(letters(email)) == 1


@pytest.mark.parametrize(
    ("fault", "permanently", "server_away"),
    [
        pytest.param(
            {"method": "RCPT", "status": 550}, True, False, id="refused for good"
        ),
        pytest.param(
            {"method": "RCPT", "status": 452}, False, False, id="a mailbox that is full"
        ),
        pytest.param(
            {"method": "DATA", "status": 451}, False, False, id="refused for now"
        ),
        pytest.param({"drop": True}, False, True, id="cut off"),
    ],
)
async def test_whoever_hands_a_letter_over_learns_that_it_was_not_taken(
    services: Services,
    letters: Letters,
    mood: Mood,
    fault: dict[str, object],
    permanently: bool,  # noqa: FBT001 - a case's value
    server_away: bool,  # noqa: FBT001 - a case's value
) -> None:
    mood("mail", {"path": "smtp", **fault})
    email = new_email()

    with pytest.raises(LetterNotTaken) as refused, capture_logs() as logs:
        await services.mail.hand_over(letter_to(email))

    assert refused.value.permanently is permanently
    assert refused.value.server_away is server_away
    assert email not in str(logs)
    assert letters(email) == []


class Counted:
    """An SMTP client that counts how many there are at once."""

    now = most = 0

    async def __aenter__(self) -> Self:
        Counted.now += 1
        Counted.most = max(Counted.most, Counted.now)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        failure: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        Counted.now -= 1

    async def send_message(self, letter: EmailMessage) -> None:
        del letter
        await asyncio.sleep(0.01)


async def test_letters_take_turns(monkeypatch: pytest.MonkeyPatch) -> None:
    def client(_: Mail) -> Counted:
        return Counted()

    monkeypatch.setattr(Mail, "_client", client)
    post = Mail("smtp://127.0.0.1:1", "nadie@prueba.test", "http://localhost:3000")

    for _ in range(3 * AT_ONCE):
        post.send(letter_to(new_email()))
    await post.close()

    assert (Counted.most, Counted.now) == (AT_ONCE, 0)
