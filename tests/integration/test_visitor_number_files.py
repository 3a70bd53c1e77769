"""The page of the next numbers, when documents are handed over."""

import json
from base64 import b64encode

import pytest

from asystec_web.flow.numbering import MOST_PLACES
from asystec_web.flow.steps import Step
from asystec_web.services import Services
from asystec_web.state import OnboardingState as State
from asystec_web.state.number_places import PLACES_SHOWN
from asystec_web.texts import SENTENCES
from tests.factories import NUMBER, answer_before, connect, new_account, signed_in
from tests.factories import someone_at as someone
from tests.hostile import EVERYTHING
from tests.invoice_files import a_message, an_invoice
from tests.visitor import Visitor, spec


def clave(number: int, code: str = "01", cedula: str = NUMBER, where: str = "") -> str:
    place = where or "00100001"
    return f"506261126{cedula:0>12}{place}{code}{number:010}112345678"


RECEIVED = clave(555, cedula="111111111")


@pytest.fixture
async def owner(services: Services) -> Visitor:
    """Somebody who is asked for the next numbers, and whom Hacienda does not know."""
    del services
    return await (await someone(Step.CONSECUTIVES)).visits("/consecutivos")


def files(*given: str | tuple[str, str], batch: str = "1", last: bool = True) -> str:
    listed = [
        {"name": each}
        if isinstance(each, str)
        else {"name": each[0], "head": b64encode(each[1].encode()).decode()}
        for each in given
    ]
    return json.dumps({"batch": batch, "last": last, "files": listed})


def text(pasted: str) -> str:
    return json.dumps({"batch": "text", "text": pasted})


async def hands_over(person: Visitor, *messages: str) -> None:
    for message in messages:
        await person.does(spec(State.read_documents, message))


def numbers(person: Visitor) -> dict[str, str]:
    shown = person.screen["next_numbers"]
    return {name: number for name, number in shown.items() if number != "0"}


async def test_names_alone_give_the_next_numbers(owner: Visitor) -> None:
    await hands_over(
        owner,
        files(
            *(f"{clave(number)}.xml" for number in range(1, 11)),
            f"{RECEIVED}.xml",
            f"{RECEIVED}_respuesta.xml",
        ),
    )

    assert numbers(owner) == {"next_01": "11"}
    assert owner.errors == {}
    assert owner.screen["files_note"] == (
        "De 12 archivos: 10 suyos, 2 recibidos de otra cédula (por ejemplo, "
        "1-1111-1111)."
    )
    assert owner.screen["files_taken"]
    assert owner.screen["number_marks"]["next_01"]["tag"] == "según sus comprobantes"
    assert owner.screen["full_numbers"]["next_01"] == "00100001010000000011"
    assert not owner.screen["busy"]


async def test_contents_and_messages_give_theirs(owner: Visitor) -> None:
    note = ("nota.xml", an_invoice(root="NotaCreditoElectronica", key=clave(7, "03")))
    message = ("mensaje.xml", a_message(key=RECEIVED))

    await hands_over(
        owner, files(note, message, f"{RECEIVED}-00100001070000000003.xml", "otro.pdf")
    )

    assert numbers(owner) == {"next_03": "8", "next_05": "10", "next_07": "4"}
    assert "3 suyos, 1 sin número (por ejemplo, otro.pdf)" in owner.screen["files_note"]


async def test_several_messages_of_one_choice_are_counted_together(
    owner: Visitor,
) -> None:
    await hands_over(
        owner,
        files(*(f"{clave(n)}.xml" for n in range(1, 301)), batch="7", last=False),
        files(*(f"{clave(n)}.xml" for n in range(301, 501)), batch="7"),
    )

    assert numbers(owner) == {"next_01": "501"}
    assert owner.screen["files_note"] == "De 500 archivos: 500 suyos."


async def test_too_many_files_are_too_many_in_several_messages_as_well(
    owner: Visitor,
) -> None:
    await hands_over(
        owner,
        files(*(f"{clave(n)}.xml" for n in range(1, 1501)), batch="7", last=False),
        files(*(f"{clave(n)}.xml" for n in range(1501, 2002)), batch="7"),
    )

    assert owner.errors == {"documents": SENTENCES["given_files.too_many"]}
    assert numbers(owner) == {}


async def test_a_hundred_terminals_are_not_all_listed(owner: Visitor) -> None:
    seen = [clave(n, where=f"001{n:05}") for n in range(1, 101)]

    await hands_over(owner, text("\n".join([*seen, *seen[49:50]])))

    listed = owner.screen["number_places"]
    assert [each["value"] for each in listed[:3]] == ["1-50", "1-1", "1-2"]
    assert len(listed) == PLACES_SHOWN
    assert owner.screen["more_places"].startswith("Hay otras 90. ")
    await owner.does(spec(State.number_at, "1-77"))
    assert numbers(owner) == {"next_01": "78"}
    shown = owner.screen["number_places"]
    assert [each["value"] for each in shown if each["current"]] == ["1-77"]
    assert len(shown) == PLACES_SHOWN + 1


async def test_made_up_terminals_weigh_on_nobody(owner: Visitor) -> None:
    made_up = "\n".join(f"001{n:05}01{n:010}" for n in range(1, 6000))

    await hands_over(owner, text(made_up))
    await owner.does(spec(State.preview_numbers, "next_01", "6"))

    assert owner.screen["more_places"].startswith(f"Hay otras {MOST_PLACES - 10}. ")
    assert len(await owner.pickled()) < 256 * 1024


async def test_messages_of_one_choice_wait_for_each_other(owner: Visitor) -> None:
    first = [(f"{n}.xml", an_invoice(key=clave(n))) for n in range(1, 101)]
    rest = [(f"{n}.xml", an_invoice(key=clave(n))) for n in range(101, 201)]
    parts = (files(*first, last=False), files(*rest))

    await owner.does(*(spec(State.read_documents, part) for part in parts))

    assert owner.screen["files_note"] == "De 200 archivos: 200 suyos."


async def test_another_choice_is_counted_anew_and_the_numbers_stay(
    owner: Visitor,
) -> None:
    await hands_over(owner, files(f"{clave(9)}.xml"), files(f"{clave(3, '04')}.xml"))

    assert numbers(owner) == {"next_01": "10", "next_04": "4"}
    assert owner.screen["files_note"] == "De 1 archivo: 1 suyo."


async def test_a_pasted_text_gives_them_too(owner: Visitor) -> None:
    await hands_over(
        owner, text(f"Mi última fue la {clave(41)}; el tiquete 00100001040000000127")
    )

    assert numbers(owner) == {"next_01": "42", "next_04": "128"}
    assert owner.screen["files_note"] == "De 2 números: 2 suyos."


async def test_numbers_that_are_cut_are_said_to_be_incomplete(owner: Visitor) -> None:
    await hands_over(owner, text(clave(41)[:48]))

    assert owner.screen["files_note"] == "De 1 número: 1 incompleto."
    assert owner.errors == {"pasted": SENTENCES["pasted.not_understood"]}


async def test_numbers_of_another_terminal_are_proposed_there(owner: Visitor) -> None:
    await hands_over(owner, files(clave(5, where="00200003")))

    assert (owner.screen["branch"], owner.screen["terminal"]) == ("2", "3")
    assert numbers(owner) == {"next_01": "6"}


async def test_what_was_typed_stays_and_is_compared(owner: Visitor) -> None:
    await owner.does(spec(State.preview_numbers, "next_01", "41"))

    await hands_over(owner, files(f"{clave(41)}.xml", f"{clave(2, '04')}.xml"))

    assert numbers(owner) == {"next_01": "41", "next_04": "3"}
    mark = owner.screen["number_marks"]["next_01"]
    assert (mark["warns"], mark["offer"]) == ("True", "42")


async def test_files_know_more_than_a_list_that_is_older(services: Services) -> None:
    account = await new_account()
    await answer_before(account, Step.CONSECUTIVES)
    await connect(account)
    person = await (await signed_in(account)).visits("/consecutivos")

    await hands_over(person, files(f"{clave(45)}.xml", f"{clave(100, '04')}.xml"))

    assert numbers(person) == {"next_01": "46", "next_03": "8", "next_04": "129"}
    marks = person.screen["number_marks"]
    assert marks["next_01"]["tag"] == "según sus comprobantes"
    assert marks["next_04"]["tag"] == "detectado en Hacienda"


@pytest.mark.parametrize(
    ("sent", "field", "code"),
    [
        pytest.param(
            files(f"{RECEIVED}.xml"), "documents", "given_files.received", id="received"
        ),
        pytest.param(
            files("hola.pdf"), "documents", "given_files.not_understood", id="unclear"
        ),
        pytest.param(
            files("hola.pdf", "facturas.zip"),
            "documents",
            "given_files.packed",
            id="a zip",
        ),
        pytest.param(files(), "documents", "given_files.none", id="no files"),
        pytest.param(
            files(*["a"] * 2001), "documents", "given_files.too_many", id="too many"
        ),
        pytest.param(text(""), "pasted", "pasted.empty", id="nothing"),
        pytest.param(text("hola"), "pasted", "pasted.not_understood", id="words"),
        pytest.param(text(RECEIVED), "pasted", "pasted.received", id="others'"),
        pytest.param(
            text("x" * 300_000), "pasted", "pasted.too_long", id="a long text"
        ),
        pytest.param(
            text(RECEIVED[:-1]), "pasted", "pasted.not_understood", id="a cut clave"
        ),
    ],
)
async def test_what_gives_no_number_says_why(
    owner: Visitor, sent: str, field: str, code: str
) -> None:
    await owner.does(spec(State.preview_numbers, "next_01", "6"))

    await hands_over(owner, sent)

    assert owner.errors == {field: SENTENCES[code]}
    assert numbers(owner) == {"next_01": "6"}
    assert not owner.screen["files_taken"]


@pytest.mark.parametrize("way", ["", "first"])
async def test_whoever_hands_documents_over_has_invoiced(
    owner: Visitor, way: str
) -> None:
    await owner.does(spec(State.choose_way, way))

    await hands_over(owner, files(f"{clave(9)}.xml"))

    assert owner.screen["way"] == "before"
    assert numbers(owner) == {"next_01": "10"}


async def test_a_refusal_counts_and_names_an_example(owner: Visitor) -> None:
    await hands_over(owner, files(f"{RECEIVED}.xml", f"{'x' * 90}.xml"))

    note = owner.screen["files_note"]
    assert "1 recibido de otra cédula (por ejemplo, 1-1111-1111)" in note
    assert f"1 sin número (por ejemplo, {'x' * 40}…)" in note


async def test_nothing_of_a_file_is_kept(owner: Visitor) -> None:
    secret = an_invoice(key=clave(3)).replace("CLIENTE DE PRUEBA", "CLIENTE SECRETO")

    await hands_over(owner, files(("factura.xml", secret), f"{clave(4)}.xml"))

    written = owner.wire.encode() + await owner.pickled()
    assert b"SECRETO" not in written
    assert clave(3).encode() not in written
    for _ in range(3):
        await hands_over(owner, files(*(f"{clave(n)}.xml" for n in range(1, 501))))
    assert len(await owner.pickled()) < len(written) + 8 * 1024


async def test_nobody_signed_out_has_files_read(visitor: Visitor) -> None:
    await visitor.visits("/terminos")

    await hands_over(visitor, files(f"{clave(9)}.xml"))

    assert visitor.screen["files_note"] == ""
    assert visitor.sent_to.startswith("/")


async def test_nobody_reads_files_before_the_step_is_open(services: Services) -> None:
    early = await (await signed_in()).visits("/terminos")

    await hands_over(early, files(f"{clave(9)}.xml"))

    assert early.sent_to == "/negocio"
    assert early.screen["files_note"] == ""


async def test_whatever_is_sent_instead_gets_a_sentence(owner: Visitor) -> None:
    for name, value in EVERYTHING.items():
        for sent in (
            value,
            json.dumps(value),
            json.dumps({"files": [{"name": value, "head": value}], "batch": value}),
        ):
            await owner.sends("read_documents", {"sent": sent})

            assert owner.bugs == [], name
            assert len(owner.errors) == 1, name
            assert not owner.screen["busy"]
        for handler, argument in (("choose_way", "way"), ("number_at", "where")):
            await owner.sends(handler, {argument: value})
            assert owner.bugs == [], name


async def test_another_page_begins_without_the_errors(owner: Visitor) -> None:
    await hands_over(owner, files("hola.pdf"))

    await owner.visits("/consecutivos")

    assert owner.errors == {}
