"""The ways to Stripe's pages and back from Stripe's servers."""

from http import HTTPStatus
from typing import Annotated
from urllib.parse import parse_qsl

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from asystec_web import routes
from asystec_web.api.failures import TabPage, tab_page
from asystec_web.api.sessions import account_of, is_cross_site, see
from asystec_web.errors.account import TokenRejected
from asystec_web.errors.billing import (
    AccountSuspended,
    AlreadySubscribed,
    BillingFailure,
    BillingUnavailable,
    PlanUnknown,
    PriceChanged,
)
from asystec_web.flow.steps import Step
from asystec_web.models import Account
from asystec_web.services import services
from asystec_web.services.billing import EventRefused, entitles, is_live
from asystec_web.services.billing.attempts import Choice

_FORM_LIMIT = 4096
_EVENT_LIMIT = 256 * 1024
_MOST_FIELDS = 10
# What the page with the plans is told; all else is an outage.
_NOTICES: dict[type[BillingFailure], str] = {
    AccountSuspended: "reclamo",
    PriceChanged: "precio",
    PlanUnknown: "plan",
}
_IN_A_TAB: dict[str, TabPage] = {
    routes.DONE: "paid",
    f"{routes.PLAN}?aviso=precio": "changed",
    f"{routes.PLAN}?aviso=plan": "changed",
    f"{routes.PLAN}?aviso=reclamo": "suspended",
    f"{routes.PLAN}?aviso=suscripcion": "stalled",
}


class ChosenPlan(BaseModel):
    """What the page sends: the price it showed."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)

    lookup_key: Annotated[str, Field(min_length=1, max_length=100)]
    amount: Annotated[int, Field(gt=0, le=10**12)]
    currency: Annotated[str, Field(pattern=r"^[A-Za-z]{3}$")]
    trial_days: Annotated[int, Field(ge=0, le=365)] = 0
    pay_token: Annotated[str, Field(max_length=300, repr=False)] = ""

    @property
    def choice(self) -> Choice:
        """What is paid for."""
        return Choice(self.lookup_key, self.amount, self.currency, self.trial_days)


async def pay(request: Request) -> Response:
    """Lead from a real form to the page where the chosen plan is paid."""
    if is_cross_site(request):
        return PlainTextResponse("Solicitud rechazada.", HTTPStatus.FORBIDDEN)
    body = await _bounded(request, _FORM_LIMIT)
    try:
        chosen = _chosen(body)
    except PriceChanged:
        chosen = None
    if chosen is not None and chosen.pay_token:
        return await _pay_from_a_frame(chosen)
    account = await account_of(request)
    if account is None:
        return see(routes.SIGN_IN)
    return see(await _next_address(account, chosen))


async def _pay_from_a_frame(chosen: ChosenPlan) -> Response:
    """Lead on from a new tab, in which nobody may be signed in."""
    held = services()
    try:
        account = await held.pay_tokens.spend(chosen.pay_token, chosen.choice)
    except TokenRejected:
        return tab_page("spent")
    address = await _next_address(account, chosen)
    if address.startswith(("https://", "http://")):
        return see(address)
    return tab_page(_IN_A_TAB.get(address, "not_opened"))


async def stripe_webhook(request: Request) -> Response:
    """Take an event from Stripe; anything but 200 makes Stripe send it again."""
    payload = await _bounded(request, _EVENT_LIMIT)
    if payload is None:
        return PlainTextResponse("", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    signature = request.headers.get("Stripe-Signature", "")
    try:
        await services().billing.handle_event(payload, signature)
    except EventRefused:
        return PlainTextResponse("", HTTPStatus.BAD_REQUEST)
    except BillingUnavailable:
        return PlainTextResponse("", HTTPStatus.SERVICE_UNAVAILABLE)
    return PlainTextResponse("")


async def manage_subscription(request: Request) -> Response:
    """Lead to Stripe's pages for changing card, plan or mind."""
    account = await account_of(request)
    if account is None:
        return see(routes.SIGN_IN)
    try:
        return see(await services().billing.portal_url(account.id))
    except BillingFailure:
        return see(f"{routes.PROFILE}?aviso=pago")


ROUTES = [
    Route(routes.PAY, pay, methods=["POST"]),
    Route(routes.STRIPE_WEBHOOK, stripe_webhook, methods=["POST"]),
    Route(routes.SUBSCRIPTION, manage_subscription, methods=["GET", "POST"]),
]


async def _next_address(account: Account, chosen: ChosenPlan | None) -> str:
    """Give the payment page, or the page that says why there is none."""
    held = services()
    journey = (await held.businesses.answers(account)).journey
    if not journey.can_visit(Step.PLAN):
        return routes.of(journey.next_step)
    try:
        if chosen is None:
            raise PriceChanged
        return await held.billing.checkout(
            account.id,
            chosen.lookup_key,
            chosen.amount,
            chosen.currency,
            chosen.trial_days,
        )
    except AlreadySubscribed:
        return await _address_of_the_subscribed(account)
    except BillingFailure as failure:
        return f"{routes.PLAN}?aviso={_NOTICES.get(type(failure), 'pago')}"


async def _address_of_the_subscribed(account: Account) -> str:
    """Give the last page, or the page that says what is wrong with the payment."""
    known = await services().billing.subscription(account.id)
    if known and is_live(known.status) and not entitles(known):
        return f"{routes.PLAN}?aviso=suscripcion"
    return routes.DONE


def _chosen(body: bytes | None) -> ChosenPlan:
    """Read the form; one our page cannot have sent counts as out of date."""
    try:
        fields = parse_qsl((body or b"").decode(), max_num_fields=_MOST_FIELDS)
        return ChosenPlan.model_validate(dict(fields))
    except (ValidationError, ValueError):
        raise PriceChanged from None


async def _bounded(request: Request, limit: int) -> bytes | None:
    """Read the body; none if it is longer than it may be."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > limit:
            return None
    return body
