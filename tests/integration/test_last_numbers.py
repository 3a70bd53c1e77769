import asyncio

import httpx
import pytest

from asystec_web.catalog.documents import DocumentType
from asystec_web.errors.documents import (
    CredentialsLost,
    CredentialsRefused,
    DocumentsForbidden,
    DocumentsRationed,
    DocumentsThrottled,
    DocumentsUnavailable,
    DocumentsUserBlocked,
    DocumentsUserUnready,
)
from asystec_web.errors.hacienda import HaciendaFailure
from asystec_web.flow.numbering import Place
from asystec_web.flow.steps import Step
from asystec_web.services import Services
from asystec_web.services.hacienda.document_list import DocumentList
from asystec_web.services.last_numbers import LOOKS_NEARBY
from asystec_web.services.networks import network_of
from asystec_web.simulators.listeners import SimulatorUrls
from tests.conftest import Mood
from tests.factories import NUMBER, answer_before, connect, new_account

IDP = "/auth/realms/rut-stag/protocol/openid-connect/token"


async def found_by(
    services: Services, cedula: str = NUMBER, **connection: object
) -> DocumentList:
    account = await new_account()
    await answer_before(account, Step.CONSECUTIVES)
    await connect(account, cedula, **connection)  # pyright: ignore[reportArgumentType] - tests send what they like
    answers = await services.businesses.answers(account)
    assert answers.business is not None
    assert answers.connection is not None
    return await services.last_numbers.find(answers.business, answers.connection)


@pytest.mark.both_databases
async def test_what_is_sealed_opens_the_list_and_signs_out_again(
    services: Services, simulators: SimulatorUrls, controls: httpx.Client
) -> None:
    found = await found_by(services)

    assert found.tally.last(Place(1, 1), DocumentType.INVOICE) == 42
    state = controls.get(f"{simulators.hacienda}/_control/state").json()  # noqa: ASYNC212 - a millisecond
    assert (state["logins"], state["open_sessions"]) == (1, 0)


@pytest.mark.parametrize(
    ("cedula", "connection", "failure"),
    [
        pytest.param(
            NUMBER, {"password": "another"}, CredentialsRefused, id="changed password"
        ),
        pytest.param("3101999905", {}, DocumentsUserBlocked, id="blocked user"),
        pytest.param("3101999917", {}, DocumentsUserUnready, id="unready user"),
        pytest.param("3101999913", {}, DocumentsForbidden, id="forbidden"),
        pytest.param(NUMBER, {"sealed_password": None}, CredentialsLost, id="none"),
        pytest.param(
            NUMBER, {"sealed_password": b"\x01" * 60}, CredentialsLost, id="other key"
        ),
    ],
)
async def test_what_keeps_us_from_asking_is_told_apart(
    services: Services,
    cedula: str,
    connection: dict[str, object],
    failure: type[HaciendaFailure],
) -> None:
    with pytest.raises(HaciendaFailure) as refused:
        await found_by(services, cedula, **connection)

    assert refused.type is failure


@pytest.mark.parametrize(
    ("fault", "failure"),
    [
        pytest.param({"status": 503}, DocumentsUnavailable, id="outage"),
        pytest.param({"status": 429}, DocumentsThrottled, id="throttled"),
        pytest.param({"status": 403}, DocumentsUserBlocked, id="blocked"),
    ],
)
async def test_a_sign_in_that_fails_is_no_empty_list(
    services: Services,
    mood: Mood,
    fault: dict[str, object],
    failure: type[HaciendaFailure],
) -> None:
    mood("hacienda", {"path": IDP, **fault})

    with pytest.raises(HaciendaFailure) as refused:
        await found_by(services)

    assert refused.type is failure


async def test_a_business_is_looked_for_five_times_and_then_waits(
    services: Services, simulators: SimulatorUrls, controls: httpx.Client
) -> None:
    account = await new_account()
    await answer_before(account, Step.CONSECUTIVES)
    await connect(account)
    answers = await services.businesses.answers(account)
    assert answers.business is not None
    assert answers.connection is not None

    outcomes = [
        await asyncio.gather(
            services.last_numbers.find(answers.business, answers.connection),
            return_exceptions=True,
        )
        for _ in range(7)
    ]

    refused = [each for (each,) in outcomes if isinstance(each, DocumentsRationed)]
    assert len(refused) == 2
    assert refused[0].values["wait"] in {"5 minutos", "4 minutos"}
    state = controls.get(f"{simulators.hacienda}/_control/state").json()  # noqa: ASYNC212 - a millisecond
    assert state["logins"] == 5
    assert await found_by(services), "another business has its own"


async def test_a_network_has_a_ration_whoever_asks_from_it(services: Services) -> None:
    account = await new_account()
    await answer_before(account, Step.CONSECUTIVES)
    await connect(account)
    answers = await services.businesses.answers(account)
    assert answers.business is not None
    assert answers.connection is not None
    here, there = "203.0.113.7", "203.0.113.8"
    for _ in range(int(LOOKS_NEARBY.partition("/")[0])):
        nearby = network_of(here)
        assert await services.limiter.allow("documents-nearby", nearby, LOOKS_NEARBY)
    find = services.last_numbers.find

    with pytest.raises(DocumentsRationed):
        await find(answers.business, answers.connection, here)

    assert await find(answers.business, answers.connection, there)


async def test_anothers_sealed_password_does_not_open(services: Services) -> None:
    account = await new_account()
    await answer_before(account, Step.CONSECUTIVES)
    await connect(account)
    sealed = (await services.businesses.answers(account)).connection
    assert sealed is not None

    with pytest.raises(CredentialsLost):
        await found_by(services, sealed_password=sealed.sealed_password)
