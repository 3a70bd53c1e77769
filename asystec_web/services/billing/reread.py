"""Everything read again from Stripe: `asystec stripe-sync`."""

import asyncio
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from uuid import UUID

from asystec_web.errors.billing import BillingUnavailable
from asystec_web.models import Subscription
from asystec_web.repositories import billing
from asystec_web.services.billing.service import Billing
from asystec_web.services.database import Database

PAGE = 200
# With a key for tests Stripe takes 25 requests a second, and each account needs one
# or two.
AT_ONCE = 4
_RETURNED = "disputes and refunds"
_UNTOLD = frozenset({"account_id", "updated_at"})


@dataclass(frozen=True, slots=True)
class Difference:
    """What we knew of somebody's subscription or payments, and what Stripe says.

    Attributes:
        account_id: Whose; nobody's when Stripe did not even answer what there is.
        told: Before and after, by column, dispute or refund; empty when Stripe did
            not answer.
    """

    account_id: UUID | None
    told: dict[str, tuple[object, object]]
    unread: bool = False

    def __str__(self) -> str:
        if self.unread:
            return f"{self.account_id or _RETURNED}: Stripe did not answer"
        changes = (f"{name} {old} → {new}" for name, (old, new) in self.told.items())
        return f"{self.account_id}: {', '.join(changes)}"


async def reread(database: Database, service: Billing) -> AsyncGenerator[Difference]:
    """Bring every row up to what Stripe says; tell each difference as it is found.

    Disputes come first, for they decide what the rows of accounts say.
    """
    async for returned in _what_went_back(service):
        yield returned
    last: UUID | None = None
    while True:
        async with database.reading() as session:
            accounts = await billing.accounts_that_pay(session, last, PAGE)
        for start in range(0, len(accounts), AT_ONCE):
            some = accounts[start : start + AT_ONCE]
            for found in await asyncio.gather(*(_reread(service, a) for a in some)):
                if found is not None:
                    yield found
        if len(accounts) < PAGE:
            return
        last = accounts[-1]


async def _what_went_back(service: Billing) -> AsyncGenerator[Difference]:
    try:
        for look in (service.disputes_unheard_of, service.refunds_unheard_of):
            for news in await look():
                yield Difference(news.account_id, {news.about: (news.was, news.now)})
    except BillingUnavailable:
        yield Difference(None, {}, unread=True)


async def _reread(service: Billing, account_id: UUID) -> Difference | None:
    before = await service.subscription(account_id)
    try:
        after = await service.sync(account_id)
    except BillingUnavailable:
        return Difference(account_id, {}, unread=True)
    told = _differences(before, after)
    return Difference(account_id, told) if told else None


def _differences(
    before: Subscription | None, after: Subscription | None
) -> dict[str, tuple[object, object]]:
    old, new = _columns(before), _columns(after)
    return {
        name: (old.get(name), new.get(name))
        for name in {**old, **new}
        if old.get(name) != new.get(name)
    }


def _columns(row: Subscription | None) -> dict[str, object]:
    return row.model_dump(exclude=set(_UNTOLD)) if row else {}
