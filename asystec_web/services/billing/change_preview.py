"""What a change of plan would cost, as it is shown before anybody agrees to it."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4

from asystec_web.catalog.plans import Cycle
from asystec_web.services.billing import answers
from asystec_web.services.billing.change_choices import ChangeChoice, Timing
from asystec_web.services.billing.change_requests import preview_params
from asystec_web.services.billing.conversation import Conversation

# A shown charge is counted to a second that passed meanwhile; after so long it is
# counted anew.
LIFE_S = 15 * 60


@dataclass(frozen=True, slots=True)
class Part:
    """One line of what is charged, for a time; a credit is negative."""

    amount: int
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Cost:
    """What is charged, and when. Amounts are minor units.

    Attributes:
        then: The charge of the day `on`.
        due: What is charged at once; nothing unless the change happens now.
        parts: The lines of Stripe's own reckoning, credits among them.
        discounted: What promotions take off.
        taxed: What taxes add; nothing where the prices include them.
        balance: What is left over for later charges; below 0, what was used of that.
        since: The moment that was counted to, by Stripe's clock.
        asked: What time it was there.
    """

    on: datetime
    then: int
    due: int = 0
    parts: tuple[Part, ...] = ()
    discounted: int = 0
    taxed: int = 0
    balance: int = 0
    since: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class ChangePreview:
    """What was shown, and is agreed to by confirming it.

    Attributes:
        before: The price that is paid so far.
        amount: What the plan costs each time, in minor units.
        id: Names the confirmation, so that it is carried out once.
    """

    subscription: str
    before: str
    price_id: str
    lookup_key: str
    plan_name: str
    cycle: Cycle
    timing: Timing
    amount: int
    currency: str
    cost: Cost
    id: UUID = field(default_factory=uuid4)

    def still_holds(self, now: "ChangePreview") -> bool:
        """Tell whether confirming would do what was shown."""
        recent = now.cost.asked - self.cost.since <= LIFE_S
        return recent and self.terms == now.terms

    @property
    def terms(self) -> tuple[object, ...]:
        """What somebody agrees to."""
        cost = self.cost
        # A period that begins with the change ends as much later as it is confirmed.
        day = None if self.timing is Timing.NOW else cost.on
        return (
            *(self.subscription, self.before, self.price_id, self.timing),
            *(self.amount, self.currency),
            *(cost.due, cost.balance, cost.then, day),
            *(part.amount for part in cost.parts),
        )


async def look(
    stripe: Conversation,
    running: answers.Subscription,
    choice: ChangeChoice,
    since: int | None = None,
) -> ChangePreview:
    """Ask Stripe what a change would cost.

    Args:
        stripe: Whom to ask.
        running: What would be changed.
        choice: What it would become.
        since: The moment that was counted to when it was shown; none before that.
    """
    item, price = running.items.data[0], choice.price
    amount = price.amount * item.quantity
    ends = datetime.fromtimestamp(item.current_period_end or 0, UTC)
    cost = Cost(ends, amount)
    if choice.timing is not Timing.PERIOD_END:
        asked = preview_params(running, price.price_id, choice.timing, since)
        invoice = await stripe.preview(asked)
        cost = Cost(ends, invoice.amount_due)
        if choice.timing is Timing.NOW:
            cost = _of_now(invoice, amount, ends)
    return ChangePreview(
        subscription=running.id,
        before=item.price.id,
        price_id=price.price_id,
        lookup_key=price.lookup_key,
        plan_name=choice.offer.name,
        cycle=choice.cycle,
        timing=choice.timing,
        amount=amount,
        currency=price.currency,
        cost=cost,
    )


def _of_now(invoice: answers.Invoice, amount: int, ends: datetime) -> Cost:
    parts = tuple(_part(line) for line in invoice.lines.data if line.amount)
    last = max((part.end for part in parts if part.amount > 0), default=ends)
    return Cost(
        on=last,
        then=amount,
        due=invoice.amount_due,
        parts=parts,
        discounted=sum(each.amount for each in invoice.total_discount_amounts or ()),
        taxed=sum(each.added for each in invoice.total_taxes or ()),
        balance=invoice.amount_due - invoice.total,
        since=invoice.counts_since,
        asked=invoice.created,
    )


def _part(line: answers.InvoiceLine) -> Part:
    start, end = line.period.start, line.period.end
    return Part(
        line.amount,
        datetime.fromtimestamp(start, UTC),
        datetime.fromtimestamp(end, UTC),
    )
