"""Another plan for a subscription, and what was charged so far."""

from contextlib import suppress
from uuid import UUID

from asystec_web.errors.billing import BillingUnavailable, ChangeUnclear
from asystec_web.services.billing.change_choices import ChangeChoice, choices
from asystec_web.services.billing.change_orders import Unanswered
from asystec_web.services.billing.change_preview import ChangePreview
from asystec_web.services.billing.changeable import may_change
from asystec_web.services.billing.desk import Desk
from asystec_web.services.billing.failures import StripeMissing
from asystec_web.services.billing.receipts import MOST, Receipt, receipts_of

# What a page shows besides may be late, or not come at all.
BESIDES_S = 3.0


class Changing(Desk):
    """Changes of plan, and receipts."""

    async def change_choices(self, account_id: UUID) -> list[ChangeChoice]:
        """Give what the subscription may become, by what was last known of it."""
        row = await self._subscriptions.known(account_id)
        if row is None or not may_change(row):
            return []
        return choices(row, await self._offers.current(self._talk()))

    async def preview_change(self, account_id: UUID, lookup_key: str) -> ChangePreview:
        """Tell what a change would cost; nothing changes.

        Raises:
            NothingToChange: The subscription is in no state for it.
            PlanUnknown: Nothing is on sale under the key, or it is the own plan.
            BillingUnavailable: Stripe did not answer.
        """
        return await self._changes.preview(self._talk(), account_id, lookup_key)

    async def change(self, account_id: UUID, shown: ChangePreview) -> None:
        """Do what was shown, once.

        Raises:
            ChangeDiffers: It would be something else by now; nothing was done.
            ChangeNotPaid: The card was not charged; nothing changed.
            NothingToChange: The subscription is in no state for it any more.
            ChangeUnderWay: Another tab is changing it just now.
            ChangeUnclear: Stripe did not say; confirming the same again is harmless.
            BillingUnavailable: Stripe did not answer, and nothing was done.
        """
        self._looked.forget(account_id)
        try:
            await self._changes.confirm(self._talk(), account_id, shown)
        except Unanswered as unanswered:
            done = await self._is_done(account_id, shown)
            if done is None or (unanswered.again and not done):
                raise ChangeUnclear from None
            await self._changes.settle(self._talk(BESIDES_S), account_id, shown)
            if not done:
                raise BillingUnavailable from None

    async def keep_plan(self, account_id: UUID) -> None:
        """Let the subscription go on as it is.

        Raises:
            NothingToChange: There is none.
            BillingUnavailable: Stripe did not answer.
        """
        self._looked.forget(account_id)
        await self._changes.undo(self._talk(), account_id)

    async def receipts(self, account_id: UUID) -> tuple[Receipt, ...]:
        """Give the last charges, newest first.

        Raises:
            BillingUnavailable: Stripe did not answer.
        """
        payer = await self._customers.known(account_id)
        if payer.customer is None:
            return ()
        try:
            invoices = await self._talk(BESIDES_S).invoices(payer.customer, MOST)
        except StripeMissing:
            return ()
        return receipts_of(invoices)

    async def _is_done(self, account_id: UUID, shown: ChangePreview) -> bool | None:
        """Tell whether a change was carried out; none if Stripe does not say."""
        with suppress(BillingUnavailable):
            talk = self._talk(BESIDES_S)
            return await self._changes.is_done(talk, account_id, shown)
        return None
