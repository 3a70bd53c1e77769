"""Changing the plan: what it would cost, and doing what was shown, once."""

import asyncio
from contextlib import suppress
from uuid import UUID

from asystec_web.errors.billing import (
    BillingFailure,
    BillingUnavailable,
    ChangeDiffers,
    ChangeUnderWay,
    NothingToChange,
    PlanUnknown,
)
from asystec_web.models import Subscription
from asystec_web.services.billing.change_choices import ChangeChoice, choices
from asystec_web.services.billing.change_orders import Unanswered, order
from asystec_web.services.billing.change_preview import ChangePreview, look
from asystec_web.services.billing.change_turns import ChangeTurns
from asystec_web.services.billing.changeable import has_become, running_of
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.failures import StripeBusy, StripeRefused
from asystec_web.services.billing.offers import Offers
from asystec_web.services.billing.subscriptions import Subscriptions

_TRIES = 8
# Another click is being served; by then there is another answer.
_BUSY_S = 0.25


class Changes:
    """Changes of plans; the one that is paid stays until Stripe has changed it."""

    def __init__(
        self, offers: Offers, subscriptions: Subscriptions, turns: ChangeTurns
    ) -> None:
        """Change to what is offered, one change after another."""
        self._offers = offers
        self._subscriptions = subscriptions
        self._turns = turns

    async def preview(
        self, stripe: Conversation, account_id: UUID, lookup_key: str
    ) -> ChangePreview:
        """Tell what a change would cost right now; nothing changes."""
        row = await self._subscriptions.sync(stripe, account_id)
        running = await running_of(stripe, row)
        return await look(stripe, running, await self._choice(stripe, row, lookup_key))

    async def confirm(
        self, stripe: Conversation, account_id: UUID, shown: ChangePreview
    ) -> None:
        """Do what was shown, if it still is what would be done.

        However often it is confirmed, it is done and charged once: all of that asks
        Stripe with one key. Another tab has another key, waits for its turn, and finds
        the change made.

        Raises:
            Unanswered: Nobody knows what became of it; the turn stays taken.
        """
        for _ in range(_TRIES):
            if await self._turns.take(account_id, shown.id):
                try:
                    await self._order(stripe, account_id, shown)
                except Unanswered:
                    raise
                except StripeBusy:
                    await asyncio.sleep(_BUSY_S)
                    continue
                except BillingFailure:
                    await self._turns.give_back(account_id, shown.id)
                    raise
                await self.settle(stripe, account_id, shown)
                return
            await asyncio.sleep(_BUSY_S)
        raise ChangeUnderWay

    async def settle(
        self, stripe: Conversation, account_id: UUID, shown: ChangePreview
    ) -> None:
        """Let others have their turn: it is known what became of this change."""
        await self._turns.give_back(account_id, shown.id)
        with suppress(BillingUnavailable):
            await self._subscriptions.sync(stripe, account_id)

    async def _order(
        self, stripe: Conversation, account_id: UUID, shown: ChangePreview
    ) -> None:
        """Order what was shown, if it is not done and would still be that."""
        row = await self._subscriptions.sync(stripe, account_id)
        if has_become(row, shown):
            return
        running = await running_of(stripe, row)
        choice = await self._choice(stripe, row, shown.lookup_key)
        now = await look(stripe, running, choice, shown.cost.since)
        if shown.still_holds(now):
            await order(stripe, running, shown)
        # A click before this one may have changed it while we looked.
        elif not await self.is_done(stripe, account_id, shown):
            raise ChangeDiffers

    async def is_done(
        self, stripe: Conversation, account_id: UUID, shown: ChangePreview
    ) -> bool:
        """Tell whether the subscription has become, or will become, what was shown."""
        return has_become(await self._subscriptions.sync(stripe, account_id), shown)

    async def undo(self, stripe: Conversation, account_id: UUID) -> None:
        """Let the subscription go on as it is, whatever was agreed on."""
        row = await self._subscriptions.sync(stripe, account_id)
        if row is None:
            raise NothingToChange
        running = await stripe.subscription(row.stripe_subscription_id)
        if running.schedule is not None:
            # Refused when it has begun or was undone meanwhile: the row will say.
            with suppress(StripeRefused):
                await stripe.release_schedule(running.schedule)
        await self._subscriptions.sync(stripe, account_id)

    async def _choice(
        self, stripe: Conversation, row: Subscription | None, lookup_key: str
    ) -> ChangeChoice:
        offers = await self._offers.ask(stripe)
        for choice in choices(row, offers) if row else ():
            if choice.price.lookup_key == lookup_key:
                return choice
        raise PlanUnknown
