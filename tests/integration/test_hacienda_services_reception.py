import json
import ssl
import time
from collections.abc import AsyncIterator, Iterator
from datetime import date

import httpx
import pytest
from structlog.testing import capture_logs

from asystec_web.catalog.documents import DocumentType
from asystec_web.errors.documents import (
    DocumentsForbidden,
    DocumentsSessionRefused,
    DocumentsThrottled,
    DocumentsUnavailable,
)
from asystec_web.errors.hacienda import HaciendaFailure
from asystec_web.flow.numbering import Place
from asystec_web.forms.types.cedula import Cedula
from asystec_web.forms.types.clave import Clave
from asystec_web.forms.types.consecutive_number import ConsecutiveNumber
from asystec_web.services.hacienda.document_list import MOST_ITEMS, DocumentList
from asystec_web.services.hacienda.identity import Environment, Identity
from asystec_web.services.hacienda.reception import MOST_PAGES, Reception
from asystec_web.services.hacienda.store import LocalStore
from asystec_web.services.hacienda.tries import Tries
from asystec_web.services.limits import Limiter
from asystec_web.simulators.hacienda import hacienda_app
from asystec_web.simulators.hacienda.cases import BY_CEDULA
from asystec_web.simulators.hacienda.taxpayers import DEMO_PASSWORD
from asystec_web.simulators.servers import running_app
from tests.waiting import LONG_S
from tests.watched_loop import LOOP_MOST_S, watched_loop

LIST = "/recepcion-sandbox/v1/comprobantes"
DEMO = Cedula("02", "3101999999")
HEAD_OFFICE = Place(1, 1)
INVOICE, NOTE, TICKET = (
    DocumentType.INVOICE,
    DocumentType.CREDIT_NOTE,
    DocumentType.TICKET,
)


class Asker:
    """Asks the simulator as the product does, with a token of its own."""

    def __init__(self, http: httpx.AsyncClient, url: str) -> None:
        self.http = http
        self.url = url
        tries = Tries(Limiter(), LocalStore(), b"a secret")
        self.identity = Identity(url, http, tries, patience_s=LONG_S)

    async def be_in_moods(self, *faults: dict[str, object]) -> None:
        moods = [{"path": LIST, **fault} for fault in faults]
        answer = await self.http.post(f"{self.url}/_control/mood", json=moods)
        assert answer.status_code == 200, answer.text

    async def lists(self) -> int:
        state = (await self.http.get(f"{self.url}/_control/state")).json()
        return sum(
            times
            for path, times in state["requests"].items()
            if path.endswith("/comprobantes")
        )

    async def documents(
        self, number: str = DEMO.number, patience_s: float = LONG_S
    ) -> DocumentList:
        taxpayer = BY_CEDULA[number]
        cedula = Cedula(taxpayer.id_type.value, taxpayer.cedula)
        user, environment = taxpayer.username, taxpayer.environment
        session = self.identity.session(user, DEMO_PASSWORD, environment)
        async with session as tokens:
            return await self.reception(patience_s).own_documents(
                cedula, environment, tokens.access_token
            )

    def reception(self, patience_s: float = LONG_S) -> Reception:
        urls: dict[Environment, str] = {
            "prod": f"{self.url}/recepcion/v1",
            "stag": f"{self.url}/recepcion-sandbox/v1",
        }
        return Reception(urls, self.http, patience_s=patience_s)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running_app(hacienda_app()) as url:
        yield url


@pytest.fixture
async def hacienda(server: str) -> AsyncIterator[Asker]:
    # No certificates are loaded, which takes longer than most tests.
    verify = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    async with httpx.AsyncClient(
        trust_env=False, verify=verify, timeout=LONG_S
    ) as client:
        await client.post(f"{server}/_control/reset")
        yield Asker(client, server)


def item(number: int, cedula: Cedula = DEMO, terminal: int = 1) -> dict[str, str]:
    consecutive = ConsecutiveNumber(1, terminal, INVOICE, number)
    clave = Clave(date(2026, 11, 26), cedula.padded, consecutive, "1", "12345678")
    return {"clave": clave.text, "fecha": "2026-11-26T10:00:00-06:00"}


def page(*numbers: int, said: str = "", status: int = 206) -> dict[str, object]:
    """Write one answer of the list, as a fault that happens once."""
    headers = {"Content-Range": said} if said else {}
    body = json.dumps([item(number) for number in numbers])
    return {"status": status, "body": body, "headers": headers, "times": 1}


def fifty(newest: int) -> tuple[int, ...]:
    return tuple(range(newest, newest - 50, -1))


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("3101999999", id="sandbox"),
        pytest.param("3101999906", id="production"),
    ],
)
async def test_the_last_numbers_of_every_type_are_found(
    hacienda: Asker, number: str
) -> None:
    found = await hacienda.documents(number)

    assert found.tally.next_numbers(HEAD_OFFICE) == {INVOICE: 43, NOTE: 8, TICKET: 129}
    assert found.complete
    assert (found.documents, found.of_others, found.unreadable) == (177, 0, 0)
    assert await hacienda.lists() == 4


async def test_whoever_has_issued_nothing_has_an_empty_tally(hacienda: Asker) -> None:
    found = await hacienda.documents("111111111")

    assert found.documents == 0
    assert found.complete
    assert await hacienda.lists() == 1


async def test_every_terminal_has_its_own_and_the_one_in_use_is_first(
    hacienda: Asker,
) -> None:
    found = await hacienda.documents("3101999916")

    assert found.tally.places() == [Place(1, 2), Place(2, 1), Place(1, 1)]
    assert found.tally.next_numbers(Place(1, 2)) == {INVOICE: 901, TICKET: 56}
    assert found.tally.next_numbers(Place(2, 1)) == {INVOICE: 13}
    assert found.tally.next_numbers(HEAD_OFFICE) == {INVOICE: 311}


async def test_claves_with_letters_are_read(hacienda: Asker) -> None:
    found = await hacienda.documents("3101A00001")

    assert found.tally.next_numbers(HEAD_OFFICE) == {INVOICE: 6}


async def test_after_the_largest_number_one_is_next(hacienda: Asker) -> None:
    found = await hacienda.documents("3101999914")

    assert found.tally.next_numbers(HEAD_OFFICE) == {INVOICE: 1}


async def test_an_endless_list_ends_after_twenty_pages(hacienda: Asker) -> None:
    found = await hacienda.documents("3101999911")

    assert await hacienda.lists() == MOST_PAGES
    assert found.documents == MOST_PAGES * 50
    assert not found.complete
    assert not found.broken_off
    assert found.tally.last(HEAD_OFFICE, TICKET) == 1_000_000_000


async def test_what_is_not_ours_or_no_clave_is_left_out(hacienda: Asker) -> None:
    found = await hacienda.documents("3101999912")

    assert found.tally.next_numbers(HEAD_OFFICE) == {INVOICE: 18}
    assert (found.documents, found.of_others) == (17, 1)
    assert found.unreadable >= 12
    assert found.complete


async def test_throttled_midway_the_first_page_counts_as_a_part(
    hacienda: Asker,
) -> None:
    found = await hacienda.documents("3101999915")

    assert found.tally.last(HEAD_OFFICE, INVOICE) == 80
    assert not found.complete
    assert await hacienda.lists() == 2


PARTS = {
    "no range at all": (
        [page(*fifty(150)), page(*fifty(100)), page(*fifty(50)), page()],
        (150, True),
    ),
    "a unit in front": (
        [
            page(*fifty(60), said="comprobantes 0-49/60"),
            page(*range(10, 0, -1), said="comprobantes 50-59/60"),
        ],
        (60, True),
    ),
    "nonsense ranges": (
        [
            page(*fifty(60), said="x"),
            page(*range(10, 0, -1), said="9-1/-3"),
            page(said="*/*"),
        ],
        (60, True),
    ),
    "a total below what is seen": (
        [
            page(*fifty(60), said="0-49/7"),
            page(*range(10, 0, -1), said="50-59/7"),
            page(),
        ],
        (60, True),
    ),
    "a list that shrinks": (
        [page(*fifty(120), said="0-49/120"), page(said="50-50/50")],
        (50, True),
    ),
    "a list that ends early": (
        [page(*fifty(120), said="0-49/120"), page(said="50-50/120")],
        (50, False),
    ),
    "pages that overlap": (
        [
            page(*fifty(80), said="0-49/80"),
            page(*range(55, 5, -1), said="25-74/80"),
            page(*range(5, 0, -1), said="75-79/80"),
        ],
        (80, True),
    ),
    "a page that is left out": (
        [
            page(*fifty(150), said="0-49/150"),
            page(*fifty(50), said="100-149/150"),
            page(said="150-150/150"),
        ],
        (100, False),
    ),
    "the same page again and again": (
        [page(*fifty(90), said="0-49/90"), page(*fifty(90), said="0-49/90")],
        (50, False),
    ),
    "the same page as a whole list": (
        [page(*fifty(50), status=200), page(*fifty(50), status=200)],
        (50, False),
    ),
    "everything at once": ([page(*range(200, 0, -1), status=200)], (200, True)),
    "repeated documents": (
        [page(*([9, 9, 8, 7] * 5), said="0-19/3")],
        (3, True),
    ),
    "a last call": (
        [
            {
                **page(*fifty(90), said="0-49/90"),
                "headers": {
                    "Content-Range": "0-49/90",
                    "X-Ratelimit-Remaining": "0",
                },
            }
        ],
        (50, False),
    ),
    "far too many at once": (
        [page(*range(600, 0, -1), status=200)],
        (MOST_ITEMS, False),
    ),
}


@pytest.mark.parametrize("case", PARTS)
async def test_ranges_may_say_anything(hacienda: Asker, case: str) -> None:
    pages, (documents, complete) = PARTS[case]
    await hacienda.be_in_moods(*pages, {"status": 500})

    found = await hacienda.documents()

    assert (found.documents, found.complete) == (documents, complete)
    assert found.broken_off is (case == "a last call")
    newest = max(json.loads(str(pages[0]["body"])), key=lambda each: each["clave"])
    last = Clave.parse(newest["clave"]).consecutive.number
    assert found.tally.last(HEAD_OFFICE, INVOICE) == last
    assert await hacienda.lists() == len(pages)


HUGE = json.dumps([item(1)] * 4000)
FAILURES: dict[str, tuple[dict[str, object], type[HaciendaFailure]]] = {
    "401": ({"status": 401}, DocumentsSessionRefused),
    "403": ({"status": 403}, DocumentsForbidden),
    "a firewall": ({"status": 403, "body": "<html>"}, DocumentsUnavailable),
    "429": ({"status": 429}, DocumentsThrottled),
    "404": ({"status": 404}, DocumentsUnavailable),
    "500": ({"status": 500}, DocumentsUnavailable),
    "503": ({"status": 503, "body": "<html>"}, DocumentsUnavailable),
    "a redirect": ({"status": 302, "headers": {"Location": "/"}}, DocumentsUnavailable),
    "nothing": ({"status": 200}, DocumentsUnavailable),
    "HTML": ({"status": 200, "body": "<html></html>"}, DocumentsUnavailable),
    "an object": ({"status": 200, "body": '{"clave": "x"}'}, DocumentsUnavailable),
    "cut JSON": ({"status": 200, "body": '[{"clave": "5'}, DocumentsUnavailable),
    "deep JSON": ({"status": 200, "body": "[" * 100_000}, DocumentsUnavailable),
    "a huge body": ({"status": 200, "body": HUGE}, DocumentsUnavailable),
    "a broken connection": ({"drop": True}, DocumentsUnavailable),
    "silence": ({"hold": True}, DocumentsUnavailable),
}


@pytest.mark.parametrize("case", FAILURES)
async def test_what_cannot_be_asked_is_told_apart(hacienda: Asker, case: str) -> None:
    fault, failure = FAILURES[case]
    await hacienda.be_in_moods(fault)
    patience_s = 0.5 if case == "silence" else LONG_S

    with capture_logs() as logs, pytest.raises(HaciendaFailure) as refused:
        await hacienda.documents(patience_s=patience_s)

    assert refused.type is failure
    if case == "silence":
        # Our patience was at its end, and not that of a single request.
        assert logs[0]["reason"] == "too slow"
    assert "3101999999" not in str(logs)
    assert "eyJ" not in str(logs)


@pytest.mark.parametrize("case", FAILURES)
async def test_what_was_read_before_a_failure_is_a_part(
    hacienda: Asker, case: str
) -> None:
    await hacienda.be_in_moods(page(*fifty(90), said="0-49/90"), FAILURES[case][0])

    # Silence takes all of it, and the page before has to come within it too.
    found = await hacienda.documents(patience_s=3 if case == "silence" else LONG_S)

    assert found.tally.last(HEAD_OFFICE, INVOICE) == 90
    assert not found.complete
    assert found.broken_off


async def test_a_failure_among_strangers_documents_is_a_failure(
    hacienda: Asker,
) -> None:
    stranger = Cedula("02", "3101999901")
    body = json.dumps([item(number, stranger) for number in range(1, 51)])
    await hacienda.be_in_moods(
        {"status": 206, "body": body, "times": 1}, {"status": 503}
    )

    with pytest.raises(DocumentsUnavailable):
        await hacienda.documents()


async def test_only_strangers_documents_are_none_of_ours(hacienda: Asker) -> None:
    stranger = Cedula("02", "3101999901")
    await hacienda.be_in_moods({"status": 200, "body": json.dumps([item(7, stranger)])})

    found = await hacienda.documents()

    assert (found.documents, found.of_others) == (0, 1)
    assert found.tally.lasts == {}


async def test_a_token_of_another_environment_is_no_session(hacienda: Asker) -> None:
    session = hacienda.identity.session(
        BY_CEDULA[DEMO.number].username, DEMO_PASSWORD, "stag"
    )
    async with session as tokens:
        with pytest.raises(DocumentsSessionRefused):
            await hacienda.reception().own_documents(DEMO, "prod", tokens.access_token)


@pytest.mark.parametrize("token", ["", "a b", "ñ", "a\r\nX-Evil: 1", "x" * 9000])
async def test_what_is_no_token_is_not_sent(hacienda: Asker, token: str) -> None:
    with pytest.raises(DocumentsUnavailable):
        await hacienda.reception().own_documents(DEMO, "stag", token)

    assert await hacienda.lists() == 0


async def test_others_are_served_while_a_long_list_is_read(hacienda: Asker) -> None:
    await hacienda.be_in_moods(page(*range(600, 0, -1), status=200))

    async with watched_loop(time.thread_time) as late:
        await hacienda.documents()

    assert max(late) < LOOP_MOST_S
