"""What is on sale, and the way to pay for it."""

from uuid import UUID

from asystec_web.repositories import attempts
from asystec_web.services.billing.attempts import Choice
from asystec_web.services.billing.desk import Desk
from asystec_web.services.billing.offered import PlanOffer


class Buying(Desk):
    """Plans, trials and checkout."""

    async def plans(self, *, anew: bool = False) -> tuple[PlanOffer, ...]:
        """Give the plans on sale; sell only those that are `fresh`.

        Args:
            anew: Whether what was shown has turned out to be old, perhaps in another
                process, which cannot tell this one.
        """
        return await self._offers.current(self._talk(), anew=anew)

    async def trial_days(self, account_id: UUID) -> int:
        """Tell how many free days to offer to somebody; 0 if none."""
        return await self._trials.days_for(account_id)

    async def checkout(
        self,
        account_id: UUID,
        lookup_key: str,
        amount: int,
        currency: str,
        trial_days: int = 0,
    ) -> str:
        """Give the address where what was shown can be paid.

        Raises:
            PlanUnknown: Nothing is on sale under the key.
            AlreadySubscribed: There is a subscription.
            AccountSuspended: A payment of theirs is disputed.
            PriceChanged: It costs something else by now, or the trial is gone.
            BillingUnavailable: Stripe did not answer; nothing was sold.
        """
        self._looked.forget(account_id)
        choice = Choice(lookup_key, amount, currency, trial_days)
        return await self._checkout.address(self._talk(), account_id, choice)

    async def returned(self, account_id: UUID, checkout_session: str) -> None:
        """Note that somebody came back from paying.

        Whoever names the payment page of another account notes nothing.
        """
        async with self._database.transaction() as session:
            await attempts.keep_return(session, account_id, checkout_session)
