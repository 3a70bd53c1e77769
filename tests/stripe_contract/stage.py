"""Where a scenario plays: our billing, one account of ours, and all of Stripe."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from uuid import UUID

import stripe
from stripe.params import CustomerCreateParams

from asystec_web.repositories import billing as rows
from asystec_web.services.billing import Billing, Stand, Standing
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.stripe_client import CONVERSATION_S
from asystec_web.services.database import Database
from asystec_web.settings import Settings
from tests.buyer import Buyer
from tests.signed_up import sign_up
from tests.stripe_contract.clock import Clock
from tests.stripe_contract.expecting import eventually, expect

PAYS, FAILS = "pm_card_visa", "pm_card_chargeCustomerFail"
DISPUTED = "pm_card_createDispute"

# Something that exists by now, and how to remove it.
Made = tuple[str, Callable[[], Awaitable[object]]]


@dataclass
class Stage(Buyer):
    """What a scenario may use.

    Attributes:
        billing: The services the app uses.
        client: The library, for what a person does on Stripe's pages.
        made: What is to be removed in the end, besides customers.
    """

    settings: Settings
    database: Database
    billing: Billing
    client: stripe.StripeClient
    account_id: UUID
    email: str
    made: list[Made] = field(default_factory=list[Made])

    @classmethod
    async def set(
        cls,
        settings: Settings,
        database: Database,
        client: stripe.StripeClient,
    ) -> "Stage":
        """Let somebody nobody has seen before sign up."""
        email = f"contrato-{secrets.token_hex(6)}@example.com"
        cedula = f"3101{secrets.randbelow(10**6):06}"
        account_id = await sign_up(database, email, cedula)
        billing = Billing(settings, database)
        return cls(settings, database, billing, client, account_id, email)

    def talk(self) -> Conversation:
        """Begin a conversation, as long as the app's are."""
        until = asyncio.get_running_loop().time() + CONVERSATION_S
        return Conversation(self.client, until)

    def undo(self, what: str, how: Callable[[], Awaitable[object]]) -> None:
        """Note what is to be removed when the scenario is over."""
        self.made.append((what, how))

    async def clock(self) -> Clock:
        """Begin a clock; with it goes everybody who pays by it."""
        clock = await Clock.begin(self.client)
        clocks = self.client.v1.test_helpers.test_clocks
        self.undo(clock.id, lambda: clocks.delete_async(clock.id))
        return clock

    async def pays_with(self, token: str | None, clock: Clock | None = None) -> str:
        """Make the account's customer, with a test card on file if one is named."""
        params: CustomerCreateParams = {
            "email": f"facturas-{self.email}",
            "metadata": {"account": str(self.account_id)},
        }
        if token is not None:
            params["payment_method"] = token
            params["invoice_settings"] = {"default_payment_method": token}
        if clock is not None:
            params["test_clock"] = clock.id
        made = await self.client.v1.customers.create_async(params)
        generation = (await self.account()).stripe_customer_generation
        async with self.database.transaction() as session:
            await rows.keep_customer(session, self.account_id, generation, made.id)
        return made.id

    async def changes_card(self, customer: str, token: str) -> None:
        """Put another test card on file."""
        card = await self.client.v1.payment_methods.attach_async(
            token, {"customer": customer}
        )
        await self.client.v1.customers.update_async(
            customer, {"invoice_settings": {"default_payment_method": card.id}}
        )

    async def standing(self) -> Standing:
        """Ask Stripe, and tell how the person stands with us."""
        await self.billing.sync(self.account_id)
        return await self.billing.standing(self.account_id)

    async def becomes(self, stand: Stand) -> Standing:
        """Hold that the person soon stands with us like this."""

        async def holds() -> None:
            expect("the standing", str((await self.standing()).stand), str(stand))

        await eventually(holds)
        return await self.billing.standing(self.account_id)
