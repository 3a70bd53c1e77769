"""Another plan, and what was paid so far."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from asystec_web.services.billing import changes
from asystec_web.services.billing.changes import ChangePreview
from asystec_web.services.billing.desk import Desk


@dataclass(frozen=True, slots=True)
class Receipt:
    """One charge, as Stripe shows it. The amount is in minor units.

    Attributes:
        status: Stripe's own word: paid, open, void, uncollectible.
        url: Stripe's page with the invoice; empty when it has none.
    """

    number: str
    on: datetime
    amount: int
    currency: str
    status: str
    url: str


class Changing(Desk):
    """Upgrades, downgrades and receipts."""

    async def preview_change(self, account_id: UUID, lookup_key: str) -> ChangePreview:
        """Tell what another plan would cost and from when; nothing changes.

        Raises:
            NothingToChange: There is no running subscription, or it is this already.
            PlanUnknown: Nothing is on sale under the key.
        """
        stripe = self._talk()
        known = await self._subscriptions.sync(stripe, account_id)
        offers = await self._offers.ask(stripe)
        return await changes.preview(stripe, known, offers, lookup_key)

    async def change(self, account_id: UUID, shown: ChangePreview) -> None:
        """Make a change exactly as it was shown.

        Raises:
            PriceChanged: It would do something else by now: show it again.
            ChangeNotPaid: The card did not pay; the plan stays as it is.
        """
        self._looked.forget(account_id)
        stripe = self._talk()
        known = await self._subscriptions.sync(stripe, account_id)
        offers = await self._offers.ask(stripe)
        try:
            await changes.carry_out(stripe, known, offers, shown)
        finally:
            await self._subscriptions.sync(self._talk(), account_id)

    async def keep_plan(self, account_id: UUID) -> None:
        """Give up the change that was agreed on for the end of the period."""
        stripe = self._talk()
        known = await self._subscriptions.sync(stripe, account_id)
        if known is not None and known.next_plan_name:
            running = await stripe.subscription(known.stripe_subscription_id)
            if running.schedule is not None:
                await stripe.release_schedule(running.schedule)
            await self._subscriptions.sync(stripe, account_id)

    async def receipts(self, account_id: UUID) -> tuple[Receipt, ...]:
        """List what was charged, newest first; what cost nothing is left out."""
        payer = await self._customers.known(account_id)
        if payer.customer is None:
            return ()
        return tuple(
            Receipt(
                number=each.number or "",
                on=datetime.fromtimestamp(each.created, UTC),
                amount=each.total,
                currency=each.currency,
                status=each.status or "",
                url=each.hosted_invoice_url or "",
            )
            for each in await self._talk().invoices(payer.customer)
            if each.status != "draft" and each.total > 0
        )
