import asyncio
import time
from urllib.parse import urlsplit

import httpx
import pytest

from asystec_web.errors.account import TokenRejected
from asystec_web.flow.steps import Step
from asystec_web.models import Account, Dispute
from asystec_web.services import Services
from asystec_web.services.billing.attempts import Choice
from asystec_web.services.pay_tokens import LIFE_S, PayTokens
from asystec_web.services.vault import vault_from
from tests.billing_world import PAYS
from tests.conftest import Mood
from tests.factories import answer_before, new_account, subscribe

PYME = Choice("asystec_pyme_annual", 9990000, "crc")
FORM = {"lookup_key": PYME.lookup_key, "amount": str(PYME.amount), "currency": "crc"}


@pytest.fixture
async def account(services: Services) -> Account:
    """Somebody who is asked for the plan."""
    del services
    account = await new_account()
    await answer_before(account, Step.PLAN)
    return account


async def test_a_token_says_whose_it_is(services: Services, account: Account) -> None:
    token = services.pay_tokens.make(account.id, PYME)

    assert (await services.pay_tokens.spend(token, PYME)).id == account.id


@pytest.mark.both_databases
async def test_a_token_serves_once_however_many_try(
    services: Services, account: Account
) -> None:
    token = services.pay_tokens.make(account.id, PYME)

    tried = await asyncio.gather(
        *(services.pay_tokens.spend(token, PYME) for _ in range(8)),
        return_exceptions=True,
    )

    assert sum(isinstance(each, Account) for each in tried) == 1
    assert sum(isinstance(each, TokenRejected) for each in tried) == 7


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(Choice("asystec_pyme_monthly", 9990000, "crc"), id="plan"),
        pytest.param(Choice("asystec_pyme_annual", 1, "crc"), id="amount"),
        pytest.param(Choice("asystec_pyme_annual", 9990000, "usd"), id="currency"),
        pytest.param(Choice("asystec_pyme_annual", 9990000, "crc", 14), id="trial"),
    ],
)
async def test_a_token_serves_for_nothing_else(
    services: Services, account: Account, other: Choice
) -> None:
    token = services.pay_tokens.make(account.id, PYME)

    with pytest.raises(TokenRejected):
        await services.pay_tokens.spend(token, other)


async def test_a_token_is_over_after_ten_minutes(
    services: Services, account: Account
) -> None:
    vault = vault_from(services.settings)
    now = time.time()
    token = PayTokens(services.database, vault, lambda: now).make(account.id, PYME)
    later = PayTokens(services.database, vault, lambda: now + LIFE_S + 1)

    with pytest.raises(TokenRejected):
        await later.spend(token, PYME)


@pytest.mark.parametrize("token", ["x", "ñandú", "A" * 80, "=" * 300, "\0", "AAAA===="])
async def test_what_is_no_token_is_rejected(services: Services, token: str) -> None:
    with pytest.raises(TokenRejected):
        await services.pay_tokens.spend(token, PYME)


async def test_a_new_tab_without_a_session_is_led_to_stripe(
    services: Services, account: Account, endpoints: httpx.AsyncClient
) -> None:
    token = services.pay_tokens.make(account.id, PYME)

    answer = await endpoints.post("/pagar", data={**FORM, "pay_token": token})

    assert answer.status_code == 303
    target = urlsplit(answer.headers["location"])
    assert target.netloc == urlsplit(services.settings.stripe_api_url).netloc
    assert target.path.startswith("/c/pay/")
    assert token not in answer.headers["location"]


async def test_a_spent_token_leads_nowhere_and_says_so(
    services: Services, account: Account, endpoints: httpx.AsyncClient
) -> None:
    form = {**FORM, "pay_token": services.pay_tokens.make(account.id, PYME)}
    await endpoints.post("/pagar", data=form)

    answer = await endpoints.post("/pagar", data=form)

    assert answer.status_code == 200
    assert "ya se usó o venció" in answer.text
    assert "Abrir de nuevo" in answer.text
    assert answer.headers["cache-control"] == "no-store"


async def test_an_outage_is_told_in_the_new_tab(
    services: Services, account: Account, endpoints: httpx.AsyncClient, mood: Mood
) -> None:
    mood("stripe", {"path": "/v1/prices", "status": 503, "times": 50})
    token = services.pay_tokens.make(account.id, PYME)

    answer = await endpoints.post("/pagar", data={**FORM, "pay_token": token})

    assert "No pudimos abrir la página de pago" in answer.text
    assert "No se cobró nada" in answer.text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({"amount": "1"}, "Este precio acaba de cambiar", id="price"),
        pytest.param({"lookup_key": "otro"}, "ya no está a la venta", id="plan"),
    ],
)
async def test_what_is_not_sold_as_shown_is_told_in_the_new_tab(
    services: Services,
    account: Account,
    endpoints: httpx.AsyncClient,
    changed: dict[str, str],
    said: str,
) -> None:
    form = {**FORM, **changed}
    shown = Choice(form["lookup_key"], int(form["amount"]), "crc")
    token = services.pay_tokens.make(account.id, shown)

    answer = await endpoints.post("/pagar", data={**form, "pay_token": token})

    assert said in answer.text
    assert "No se cobró nada" in answer.text
    assert "Escoger otro plan" in answer.text


async def test_a_suspended_account_is_told_so_in_the_new_tab(
    services: Services, account: Account, endpoints: httpx.AsyncClient
) -> None:
    await subscribe(account, status="canceled")
    async with services.database.transaction() as session:
        session.add(Dispute(id="du_1", account_id=account.id, status="lost"))
    token = services.pay_tokens.make(account.id, PYME)

    answer = await endpoints.post("/pagar", data={**FORM, "pay_token": token})

    assert "suspendida por un reclamo" in answer.text
    assert "No se cobró nada" in answer.text


async def test_who_has_paid_is_not_led_to_pay_again(
    services: Services, account: Account, endpoints: httpx.AsyncClient
) -> None:
    first, second = (services.pay_tokens.make(account.id, PYME) for _ in range(2))
    opened = await endpoints.post("/pagar", data={**FORM, "pay_token": first})
    card = {"number": PAYS, "expiry": "12/40", "cvc": "123", "name": "PRUEBA"}
    async with httpx.AsyncClient(trust_env=False) as browser:
        paid = await browser.post(opened.headers["location"], data=card)

    answer = await endpoints.post("/pagar", data={**FORM, "pay_token": second})

    assert paid.status_code == 303
    assert "Usted ya tiene su suscripción" in answer.text


async def test_a_form_of_another_site_spends_no_token(
    services: Services, account: Account, endpoints: httpx.AsyncClient
) -> None:
    token = services.pay_tokens.make(account.id, PYME)

    answer = await endpoints.post(
        "/pagar",
        data={**FORM, "pay_token": token},
        headers={"Sec-Fetch-Site": "cross-site"},
    )

    assert answer.status_code == 403
    assert (await services.pay_tokens.spend(token, PYME)).id == account.id
