"""What was subscribed to, and changing it."""

from stripe.params import (
    InvoiceCreatePreviewParams,
    SubscriptionScheduleUpdateParams,
    SubscriptionUpdateParams,
)

from asystec_web.services.billing import answers
from asystec_web.services.billing.asking.door import MOST, Door


class AsksAboutSubscriptions(Door):
    """Subscriptions, the changes agreed on, and their invoices."""

    async def subscriptions(self, customer: str) -> list[answers.Subscription]:
        """Give all subscriptions a customer has or had."""
        asked = self._v1.subscriptions.list_async(
            {"customer": customer, "status": "all", "limit": MOST}
        )
        return await self._read_all(answers.Subscription, asked)

    async def subscription(self, subscription_id: str) -> answers.Subscription:
        """Give one subscription."""
        asked = self._v1.subscriptions.retrieve_async(subscription_id)
        return await self._read(answers.Subscription, asked)

    async def schedule(self, schedule_id: str) -> answers.Schedule:
        """Give what becomes of a subscription, and when."""
        asked = self._v1.subscription_schedules.retrieve_async(schedule_id)
        return await self._read(answers.Schedule, asked)

    async def preview(self, params: InvoiceCreatePreviewParams) -> answers.Invoice:
        """Give the invoice that a change would cause; nothing changes."""
        asked = self._v1.invoices.create_preview_async(params)
        return await self._read(answers.Invoice, asked)

    async def change(
        self, subscription_id: str, params: SubscriptionUpdateParams, key: str
    ) -> answers.Subscription:
        """Change a subscription, once per key."""
        asked = self._v1.subscriptions.update_async(
            subscription_id, params, {"idempotency_key": key}
        )
        return await self._read(answers.Subscription, asked)

    async def begin_schedule(self, subscription_id: str, key: str) -> answers.Schedule:
        """Begin to plan what becomes of a subscription, once per key."""
        asked = self._v1.subscription_schedules.create_async(
            {"from_subscription": subscription_id}, {"idempotency_key": key}
        )
        return await self._read(answers.Schedule, asked)

    async def plan_schedule(
        self, schedule_id: str, params: SubscriptionScheduleUpdateParams
    ) -> answers.Schedule:
        """Say what a subscription becomes; saying it twice changes nothing."""
        asked = self._v1.subscription_schedules.update_async(schedule_id, params)
        return await self._read(answers.Schedule, asked)

    async def release_schedule(self, schedule_id: str) -> None:
        """Let a subscription go on as it is."""
        asked = self._v1.subscription_schedules.release_async(schedule_id)
        await self._read(answers.Schedule, asked)

    async def invoices(self, customer: str, most: int) -> list[answers.Invoice]:
        """Give the last charges of a customer, newest first."""
        asked = self._v1.invoices.list_async({"customer": customer, "limit": most})
        return (await self._read(answers.Invoices, asked)).data
