"""The subscription, where pages show how it stands, and what was charged."""

import reflex as rx

from asystec_web.errors.account import NotSignedIn
from asystec_web.errors.billing import BillingFailure
from asystec_web.flow.moments import day
from asystec_web.services import services
from asystec_web.services.billing import Receipt, Standing
from asystec_web.services.billing.money import format_money
from asystec_web.state.handlers import Events, attempt
from asystec_web.state.journey import JourneyState
from asystec_web.state.shown import SubscriptionShown, subscription_shown

_LOOKING = "Buscando sus recibos…"
_AWAY = (
    "No pudimos traer sus recibos en este momento. Vuelva a abrir esta página en unos "
    "minutos; también están en los correos que le envía Stripe."
)
_NONE = "Todavía no hay cobros."
_STATUSES = {
    "paid": "Pagado",
    "open": "Pendiente de pago",
    "uncollectible": "Sin cobrar",
    "void": "Anulado",
}


class SubscriptionPart(JourneyState, mixin=True):
    """What pages show of the subscription; none of its identifiers at Stripe."""

    profile_subscription: list[SubscriptionShown] = []
    receipts: list[dict[str, str]] = []
    receipts_note: str = ""
    receipts_coming: str = ""

    @attempt
    async def look_at_subscription(self) -> Events:
        """Ask Stripe once more, for whoever waits for a payment to be confirmed."""
        account = await self._account()
        await services().billing.sync(account.id)
        return self._enter_again()

    @attempt
    async def keep_plan(self) -> Events:
        """Give up the change that was agreed on for the end of the period."""
        account = await self._account()
        await services().billing.keep_plan(account.id)
        async with self:
            self.notice = "Listo: su plan sigue como está."
        return self._enter_again()

    @rx.event(background=True)
    async def list_receipts(self) -> Events:
        """List the last charges; the page does not wait for them."""
        try:
            account = await self._account()
        except NotSignedIn:
            return
        async with self:
            self.receipts, self.receipts_note = [], ""
            self.receipts_coming = _LOOKING
        try:
            found = await services().billing.receipts(account.id)
            note = "" if found else _NONE
        except BillingFailure:
            found, note = (), _AWAY
        async with self:
            self.receipts_coming = ""
            self.receipts = [_row(each) for each in found]
            self.receipts_note = note

    def _show_subscription(self, standing: Standing) -> None:
        self.profile_subscription = [subscription_shown(standing)]


def _row(receipt: Receipt) -> dict[str, str]:
    on = day(receipt.on)
    return {
        "day": on,
        "amount": format_money(receipt.amount, receipt.currency),
        "status": _STATUSES.get(receipt.status, ""),
        "url": receipt.url,
        "name": f"Ver el recibo del {on}, {receipt.number}",
    }
