import json
from dataclasses import replace

import pytest

from asystec_web.flow import situation
from asystec_web.services.hacienda.taxpayer import Taxpayer, read_taxpayer
from asystec_web.simulators.hacienda.cases import TAXPAYERS
from asystec_web.simulators.hacienda.taxpayer_api import taxpayer_json

FOUND = "Encontramos su negocio"
GENERAL = "Está en el régimen general"
SAID = {
    "3101999901": (FOUND, "Aparece como morosa", GENERAL),
    "3101999902": (FOUND, "Aparece como omisa", GENERAL),
    "122222222": ("Hacienda tiene esta cédula, pero no inscrita como contribuyente:",),
    "133333333": (FOUND, "Hacienda la inscribió de oficio", GENERAL),
    "3101999903": ("Hacienda desinscribió esta cédula de oficio",),
    "144444444": ("Hacienda desinscribió esta cédula de oficio",),
    "155555555": (FOUND, "Está en el régimen simplificado"),
}
CASES = [
    pytest.param(each.cedula, id=f"{each.cedula} {each.state}") for each in TAXPAYERS
]


def taxpayer(cedula: str = "3101999999", **changes: object) -> Taxpayer:
    """Read a case of the simulator, as if Hacienda had answered it."""
    case = next(each for each in TAXPAYERS if each.cedula == cedula)
    read = read_taxpayer(cedula, json.dumps(taxpayer_json(case)).encode())
    return replace(read, **changes)


@pytest.mark.parametrize("cedula", CASES)
def test_every_case_is_explained_in_whole_sentences(cedula: str) -> None:
    remarks = situation.remarks(taxpayer(cedula))

    beginnings = SAID.get(cedula, (FOUND, GENERAL))
    assert len(remarks) == len(beginnings)
    for remark, beginning in zip(remarks, beginnings, strict=True):
        assert remark.sentence.startswith(beginning)
        assert remark.sentence.endswith(".")
        assert remark.sentence.count(". ") == 0


@pytest.mark.parametrize("cedula", CASES)
def test_only_not_registered_is_a_warning(cedula: str) -> None:
    read = taxpayer(cedula)

    assert situation.warns(read) is not read.registered


@pytest.mark.parametrize("cedula", CASES)
def test_whatever_is_amiss_says_what_to_do_and_that_one_may_go_on(cedula: str) -> None:
    amiss = [
        remark.sentence
        for remark in situation.remarks(taxpayer(cedula))
        if not remark.sentence.startswith((FOUND, GENERAL))
    ]

    for sentence in amiss:
        assert "TRIBU-CR" in sentence or "su contador" in sentence
        assert "puede" in sentence or "confirme" in sentence


def test_everything_that_applies_is_said() -> None:
    read = taxpayer(moroso=True, omiso=True, status="Inscrito de Oficio")

    said = situation.note(read)

    for part in (FOUND, "de oficio", "morosa", "omisa", GENERAL):
        assert part in said


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"moroso": True}, id="owes"),
        pytest.param({"omiso": True}, id="has not filed"),
        pytest.param({"status": "Inscrito de Oficio"}, id="de oficio"),
    ],
)
def test_nothing_is_to_be_done_only_where_nothing_is(
    changes: dict[str, object],
) -> None:
    nothing_to_do = "no tiene que hacer nada"

    assert nothing_to_do in situation.note(taxpayer())
    assert nothing_to_do not in situation.note(taxpayer("3101999999", **changes))


def test_whoever_is_not_registered_hears_of_debts_too_but_of_no_regime() -> None:
    read = taxpayer("122222222", moroso=True, regime="No inscrito")

    sentences = [remark.sentence for remark in situation.remarks(read)]

    assert len(sentences) == 2
    assert "morosa" in sentences[1]


def test_a_status_nobody_knew_is_quoted() -> None:
    read = taxpayer(registered=False, status="Suspendido por la administración" * 9)

    (remark,) = situation.remarks(read)[:1]

    assert "(aparece como «Suspendido por la administración" in remark.sentence
    assert "…»)" in remark.sentence
    assert remark.warns


def test_a_taxpayer_who_left_is_told_from_one_who_was_put_out() -> None:
    read = taxpayer(registered=False, status="Desinscrito")

    assert situation.note(read).startswith("Esta cédula está desinscrita en Hacienda:")


def test_a_regime_nobody_knew_is_quoted() -> None:
    read = taxpayer(regime="Régimen agropecuario especial")

    assert "Está en «Régimen agropecuario especial»" in situation.note(read)


def test_a_regime_that_was_not_told_is_not_talked_about() -> None:
    assert situation.note(taxpayer(regime="")) == (
        "Encontramos su negocio en Hacienda."
    )
