import re

import httpx
import pytest

from tests.stripe_shop import CANCEL, Json, Shop, card


@pytest.fixture
def shop() -> Shop:
    return Shop()


@pytest.fixture
async def session(shop: Shop) -> Json:
    return await shop.session(await shop.price(), await shop.customer())


def words(page: httpx.Response) -> str:
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", page.text, flags=re.DOTALL)
    return " ".join(text.split())


async def test_the_page_says_what_is_charged(shop: Shop, session: Json) -> None:
    page = await shop.http.get(session["url"])

    assert page.status_code == 200
    assert page.headers["X-Frame-Options"] == "DENY"
    told = words(page)
    assert "Suscripción a Plan de prueba" in told
    assert "₡8 325 al mes" in told
    assert "persona@prueba.test" in told
    assert "Esta es una simulación: no se cobra nada." in told
    assert "<button>Pagar</button>" in page.text
    assert f'<a class="way" href="{CANCEL}">Cancelar y volver</a>' in page.text
    for label in (
        "Número de tarjeta",
        "Vencimiento",
        "CVC",
        "Nombre en la tarjeta",
    ):
        assert f">{label}</label>" in page.text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        pytest.param({"number": ""}, "Escriba el número", id="no number"),
        pytest.param({"number": "4242424242424241"}, "no es válido", id="luhn"),
        pytest.param({"number": "abc"}, "no es válido", id="letters"),
        pytest.param({"number": "4111111111111111"}, "tarjeta de prueba", id="other"),
        pytest.param({"expiry": "1/20"}, "está vencida", id="past"),
        pytest.param({"expiry": "13/40"}, "mes y año", id="month"),
        pytest.param({"expiry": ""}, "mes y año", id="no expiry"),
        pytest.param({"cvc": "12"}, "3 cifras", id="short cvc"),
        pytest.param({"number": "378282246310005"}, "4 cifras", id="amex cvc"),
        pytest.param({"name": " "}, "Escriba el nombre", id="no name"),
    ],
)
async def test_a_wrong_field_says_so_beside_it(
    shop: Shop, session: Json, change: dict[str, str], message: str
) -> None:
    page = await shop.http.post(session["url"], data=card() | change)

    assert page.status_code == 422
    assert "Hay un problema" in page.text
    assert page.text.count(message) == 2
    assert page.text.count('aria-invalid="true"') == 1
    assert (await shop.ask("GET", "subscriptions"))["data"] == []


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("4000 0000 0000 0002", id="declined"),
        pytest.param("4000 0000 0000 9995", id="no funds"),
    ],
)
async def test_a_declined_card_leaves_the_session_open(
    shop: Shop, session: Json, number: str
) -> None:
    page = await shop.http.post(session["url"], data=card(number))

    assert page.status_code == 402
    assert "Su tarjeta fue rechazada" in page.text
    found = await shop.ask("GET", f"checkout/sessions/{session['id']}")
    assert (found["status"], found["payment_status"]) == ("open", "unpaid")
    assert (await shop.http.post(session["url"], data=card())).status_code == 303


async def test_secrets_of_a_card_do_not_come_back(shop: Shop, session: Json) -> None:
    typed = card("4111111111111111", cvc="987", name="OTRA PRUEBA")

    page = await shop.http.post(session["url"], data=typed)

    assert "4111111111111111" not in page.text
    assert "987" not in page.text
    assert "OTRA PRUEBA" in page.text


async def test_what_is_typed_is_text(shop: Shop, session: Json) -> None:
    page = await shop.http.post(session["url"], data=card(name="<b>", cvc=""))

    assert "&lt;b&gt;" in page.text


async def test_a_paid_session_leads_back(shop: Shop, session: Json) -> None:
    await shop.http.post(session["url"], data=card())

    page = await shop.http.get(session["url"])

    assert "Este pago ya se hizo" in page.text
    assert f"http://shop.test/listo?s={session['id']}" in page.text


@pytest.mark.parametrize("path", ["/c/pay/cs_test_no", "/p/session/bps_no"])
async def test_an_unknown_page_says_so(shop: Shop, path: str) -> None:
    await shop.customer()

    page = await shop.http.get(path)

    assert page.status_code == 404
    assert "Esta página no existe" in page.text


async def test_the_first_page_lists_cards_and_controls(shop: Shop) -> None:
    page = await shop.http.get("/")

    assert "4000 0000 0000 0341" in page.text
    assert "curl http://stripe.test/_control/advance" in page.text


async def portal(shop: Shop, customer: str, **form: str) -> Json:
    return await shop.ask(
        "POST",
        "billing_portal/sessions",
        {"customer": customer, "return_url": "http://shop.test/perfil"} | form,
    )


async def test_the_portal_cancels_and_resumes(shop: Shop) -> None:
    subscription = await shop.subscription()
    path = f"subscriptions/{subscription['id']}"
    session = await portal(shop, subscription["customer"])
    press = {"subscription": subscription["id"]}

    shown = await shop.http.get(session["url"])
    done = await shop.http.post(session["url"], data=press | {"act": "cancel"})
    cancelled = await shop.ask("GET", path)
    ending = await shop.http.get(session["url"])
    await shop.http.post(session["url"], data=press | {"act": "resume"})
    resumed = await shop.ask("GET", path)

    assert "Visa terminada en 4242" in words(shown)
    assert 'href="http://shop.test/perfil"' in shown.text
    assert done.status_code == 303
    assert cancelled["cancel_at_period_end"] is True
    assert cancelled["cancellation_details"]["reason"] == "cancellation_requested"
    assert "Reanudar suscripción" in ending.text
    assert (resumed["cancel_at_period_end"], resumed["cancel_at"]) == (False, None)


async def test_the_portal_changes_the_card(shop: Shop) -> None:
    subscription = await shop.subscription()
    session = await portal(shop, subscription["customer"])
    press = {"act": "card"}

    wrong = await shop.http.post(session["url"], data=card("1") | press)
    declined = await shop.http.post(
        session["url"], data=card("4000000000000002") | press
    )
    done = await shop.http.post(session["url"], data=card("5555555555554444") | press)

    assert (wrong.status_code, declined.status_code) == (422, 422)
    assert done.status_code == 303
    shown = await shop.http.get(session["url"])
    assert "Mastercard terminada en 4444" in words(shown)


async def test_the_portal_does_what_its_configuration_allows(shop: Shop) -> None:
    subscription = await shop.subscription()
    press = {"subscription": subscription["id"], "act": "cancel"}
    configuration = await shop.ask(
        "POST",
        "billing_portal/configurations",
        {"features[subscription_cancel][enabled]": "false"},
    )
    closed = await portal(
        shop, subscription["customer"], configuration=configuration["id"]
    )

    refused = await shop.http.post(closed["url"], data=press)
    await shop.ask(
        "POST",
        f"billing_portal/configurations/{configuration['id']}",
        {
            "features[subscription_cancel][enabled]": "true",
            "features[subscription_cancel][mode]": "immediately",
        },
    )
    await shop.http.post(closed["url"], data=press)

    assert "no permite cancelar" in refused.text
    ended = await shop.ask("GET", f"subscriptions/{subscription['id']}")
    assert ended["status"] == "canceled"
    assert "Cancelada" in (await shop.http.get(closed["url"])).text


async def test_the_portal_shows_nothing_of_others(shop: Shop) -> None:
    theirs = await shop.subscription()
    session = await portal(shop, (await shop.customer())["id"])
    press = {"subscription": theirs["id"], "act": "cancel"}

    await shop.http.post(session["url"], data=press)

    assert "No tiene suscripciones." in (await shop.http.get(session["url"])).text
    found = await shop.ask("GET", f"subscriptions/{theirs['id']}")
    assert found["cancel_at_period_end"] is False


async def test_a_trial_without_card_shows_none(shop: Shop) -> None:
    form = {
        "customer": (await shop.customer())["id"],
        "items[0][price]": (await shop.price())["id"],
        "trial_period_days": "7",
    }
    await shop.ask("POST", "subscriptions", form)
    session = await portal(shop, form["customer"])

    shown = words(await shop.http.get(session["url"]))

    assert "En período de prueba" in shown
    assert "Tarjeta Ninguna" in shown


async def test_the_portal_is_configured(shop: Shop) -> None:
    session = await portal(shop, (await shop.customer())["id"])

    listed = await shop.ask(
        "GET", "billing_portal/configurations", {"is_default": "true"}
    )
    found = await shop.ask(
        "GET", f"billing_portal/configurations/{session['configuration']}"
    )

    assert [each["id"] for each in listed["data"]] == [found["id"]]
    assert found["features"]["subscription_cancel"]["mode"] == "at_period_end"
