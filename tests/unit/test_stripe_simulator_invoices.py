"""Invoices: their page and file, paying them and giving them up."""

import re

import pytest

from tests.stripe_shop import Json, Shop, card

FAILS_LATER = "4000000000000341"


@pytest.fixture
def shop() -> Shop:
    return Shop()


async def owed(shop: Shop) -> Json:
    """Let a renewal fail, and find its invoice."""
    subscription = await shop.subscription(number=FAILS_LATER)
    await shop.days_pass(32)
    query = {"subscription": subscription["id"], "status": "open"}
    [invoice] = (await shop.ask("GET", "invoices", query))["data"]
    return invoice


async def test_an_invoice_has_a_page_and_a_file(shop: Shop) -> None:
    customer = await shop.customer(
        **{"tax_id_data[0][type]": "cr_tin", "tax_id_data[0][value]": "3101999999"}
    )
    session = await shop.session(await shop.price(), customer)
    await shop.http.post(session["url"], data=card())
    [invoice] = (await shop.ask("GET", "invoices"))["data"]

    page = await shop.http.get(invoice["hosted_invoice_url"])
    file = await shop.http.get(invoice["invoice_pdf"])

    told = " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", page.text).split())
    assert f"Factura {invoice['number']}" in told
    assert "Pagada" in told
    assert "3101999999" in told
    assert "1 × Plan de prueba ₡8 325" in told
    assert page.headers["X-Frame-Options"] == "DENY"
    assert file.headers["Content-Type"] == "application/pdf"
    assert file.content.startswith(b"%PDF-1.4")
    assert b"CRC 8 325" in file.content
    place = int(file.content.split(b"startxref\n")[1].split(b"\n")[0])
    assert file.content[place:].startswith(b"xref")
    assert invoice["customer_tax_ids"] == [{"type": "cr_tin", "value": "3101999999"}]


@pytest.mark.parametrize("path", ["/i/in_no", "/i/in_no/pdf"])
async def test_an_unknown_invoice_says_so(shop: Shop, path: str) -> None:
    await shop.customer()

    assert (await shop.http.get(path)).status_code == 404


async def test_an_invoice_is_paid_with_another_card(shop: Shop) -> None:
    invoice = await owed(shop)
    payer = {"customer": invoice["customer"]}
    session = await shop.session(await shop.price(), payer | {"id": payer["customer"]})
    await shop.http.post(session["url"], data=card())
    path = f"customers/{invoice['customer']}/payment_methods"
    good = (await shop.ask("GET", path))["data"][0]["id"]

    refused = await shop.refused("POST", f"invoices/{invoice['id']}/pay")
    paid = await shop.ask(
        "POST", f"invoices/{invoice['id']}/pay", {"payment_method": good}
    )

    assert (refused["status"], refused["code"]) == (402, "card_declined")
    assert (paid["status"], paid["attempt_count"]) == ("paid", 3)
    of = invoice["parent"]["subscription_details"]["subscription"]
    assert (await shop.ask("GET", f"subscriptions/{of}"))["status"] == "active"


async def test_an_invoice_is_given_up_once(shop: Shop) -> None:
    invoice = await owed(shop)
    path = f"invoices/{invoice['id']}"

    given_up = await shop.ask("POST", f"{path}/void")

    assert given_up["status"] == "void"
    for act in ("void", "pay"):
        refused = await shop.refused("POST", f"{path}/{act}")
        assert "void, not open" in refused["message"]


async def test_who_has_no_card_pays_no_invoice(shop: Shop) -> None:
    form = {
        "customer": (await shop.customer())["id"],
        "items[0][price]": (await shop.price())["id"],
        "collection_method": "send_invoice",
        "days_until_due": "15",
    }
    subscription = await shop.ask("POST", "subscriptions", form)

    path = f"invoices/{subscription['latest_invoice']}/pay"
    refused = await shop.refused("POST", path)

    assert refused["status"] == 400
