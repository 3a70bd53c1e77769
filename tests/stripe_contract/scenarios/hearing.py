"""What Stripe tells, and what happens to money afterwards."""

import json

import stripe

from asystec_web.services.billing import EventRefused, Stand
from tests.stripe_contract.expecting import (
    Differs,
    eventually,
    expect,
    expect_that,
    refused,
)
from tests.stripe_contract.stage import DISPUTED, PAYS, Stage
from tests.stripe_contract.subscribing import again


async def event_is_believed_once(stage: Stage) -> None:
    """An event in Stripe's own shape, signed, brings the row; twice does no harm."""
    customer = await stage.pays_with(PAYS)
    subscription = await again(stage, customer)
    event = await _event(stage, "customer.subscription.created", subscription)

    await _heard(stage, event)
    await _heard(stage, event)

    known = await stage.billing.subscription(stage.account_id)
    expect("the row", known.stripe_subscription_id if known else "", subscription)
    expect("it can be read again", (await stage.talk().event(event.id)).id, event.id)


async def forged_event_is_refused(stage: Stage) -> None:
    """The same event with another signature, or none, is believed by nobody."""
    customer = await stage.pays_with(PAYS)
    subscription = await again(stage, customer)
    event = await _event(stage, "customer.subscription.created", subscription)
    payload = _payload(event)

    other = stripe.WebhookSignature.generate_signature_header(payload, "whsec_other")
    for signature in (other, ""):
        heard = stage.billing.handle_event(payload.encode(), signature)
        await refused("a forged event", heard, EventRefused)

    known = await stage.billing.subscription(stage.account_id)
    expect("what is known", known, None)


async def portal_opens(stage: Stage) -> None:
    """A customer is given the address of a page of Stripe's portal."""
    await stage.pays_with(PAYS)

    address = await stage.billing.portal_url(stage.account_id)

    expect_that("it is a page of Stripe's", holds="/p/session/" in address)


async def refund_changes_nothing(stage: Stage) -> None:
    """A refunded payment is heard of and listed, and leaves the plan as it is."""
    customer = await stage.pays_with(PAYS)
    await again(stage, customer)
    await stage.becomes(Stand.ACTIVE)
    charges = await stage.client.v1.charges.list_async({"customer": customer})
    paid = charges.data[0].id

    made = await stage.client.v1.refunds.create_async({"charge": paid})

    listed = await stage.talk().refunds(made.created)
    whose = {each.id: each.customer_id for each in listed}
    expect("whose refund it is", whose.get(made.id), customer)
    told = await stage.talk().refunds_of(paid)
    expect("the refunds of the payment", [each.id for each in told], [made.id])
    await _heard(stage, await _event(stage, "charge.refunded", paid))
    await stage.becomes(Stand.ACTIVE)


async def dispute_suspends_until_it_is_won(stage: Stage) -> None:
    """A disputed payment suspends the account; once the dispute is won, no longer."""
    customer = await stage.pays_with(DISPUTED)
    await again(stage, customer)
    await _found_by_sweeping(stage, Stand.SUSPENDED)

    since = (await stage.client.v1.customers.retrieve_async(customer)).created
    [dispute] = [
        each
        for each in await stage.talk().disputes(since)
        if each.customer_id == customer
    ]
    await stage.client.v1.disputes.update_async(
        dispute.id, {"evidence": {"uncategorized_text": "winning_evidence"}}
    )

    await _found_by_sweeping(stage, Stand.ACTIVE)


async def _found_by_sweeping(stage: Stage, stand: Stand) -> None:
    async def found() -> None:
        await stage.billing.sweep()
        expect("the standing", str((await stage.standing()).stand), str(stand))

    await eventually(found)


async def _heard(stage: Stage, event: stripe.Event) -> None:
    """Bring an event to our door, as Stripe signs it."""
    secret = stage.settings.stripe_webhook_secret.get_secret_value()
    payload = _payload(event)
    signature = stripe.WebhookSignature.generate_signature_header(payload, secret)
    await stage.billing.handle_event(payload.encode(), signature)


def _payload(event: stripe.Event) -> str:
    return json.dumps(event.to_dict(for_json=True))


async def _event(stage: Stage, kind: str, about: str) -> stripe.Event:
    """Find the event of a kind about an object."""
    found: list[stripe.Event] = []

    async def happened() -> None:
        listed = await stage.client.v1.events.list_async({"type": kind, "limit": 100})
        found.extend(each for each in listed.data if each.data.object["id"] == about)
        if not found:
            message = f"no {kind} is told"
            raise Differs(message)

    await eventually(happened)
    return found[0]
