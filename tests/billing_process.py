"""A process of our own that serves one person, and may be killed on the way.

Where it dies is arranged here, around the product's own code and never inside it.
"""

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Literal, ParamSpec, TypeVar
from uuid import UUID

from asystec_web.errors.billing import BillingFailure
from asystec_web.services.billing import Billing, ChangePreview, desk, stripe_client
from asystec_web.services.billing.attempts import Attempts
from asystec_web.services.billing.change_turns import ChangeTurns
from asystec_web.services.billing.conversation import Conversation
from asystec_web.services.billing.subscriptions import Subscriptions
from asystec_web.services.database import Database
from asystec_web.settings import load_settings
from tests.waiting import LONG_S


@dataclass(frozen=True, slots=True)
class Order:
    """What a process is to do, with which settings, and where it dies."""

    does: Literal["choose", "sync", "event", "sweep", "change"]
    settings: dict[str, str]
    account_id: UUID
    choice: tuple[str, int, str] = ("", 0, "")
    payload: bytes = b""
    signature: str = ""
    dies_at: str = ""
    shown: ChangePreview | None = None


P = ParamSpec("P")
T = TypeVar("T")

# After which step the process dies, by the name that tests use.
STEPS: dict[str, tuple[type, str]] = {
    "attempt row written": (Attempts, "open"),
    "customer created": (Conversation, "create_customer"),
    "open pages listed": (Conversation, "open_sessions"),
    "session created": (Conversation, "create_session"),
    "session kept": (Attempts, "page"),
    "webhook received": (Subscriptions, "sync"),
    "subscriptions asked": (Conversation, "subscriptions"),
    "row written": (Subscriptions, "sync"),
    "turn taken": (ChangeTurns, "take"),
    "plan changed": (Conversation, "change"),
}
# These die before the step begins.
BEFORE = {"webhook received"}


def _die_at(step: str) -> None:
    kind, name = STEPS[step]
    setattr(kind, name, _deadly(getattr(kind, name), before=step in BEFORE))


def _deadly(
    work: Callable[P, Awaitable[T]], *, before: bool
) -> Callable[P, Awaitable[T]]:
    async def dies(*args: P.args, **kwargs: P.kwargs) -> T:
        if not before:
            await work(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)
        return await work(*args, **kwargs)

    return dies


def serve(order: Order, line: Connection) -> None:
    """Carry an order out; the way between us and the test tells what came of it."""
    os.environ.update(order.settings)
    # The machine may be busy, or an answer held back.
    desk.CONVERSATION_S = stripe_client._TIMEOUT = LONG_S  # pyright: ignore[reportPrivateUsage] - there is no other way
    if order.dies_at:
        _die_at(order.dies_at)
    line.send("ready")
    line.recv()
    line.send(asyncio.run(_serve(order)))


async def _serve(order: Order) -> str:
    settings = load_settings()
    database = Database(settings.async_database_url)
    billing = Billing(settings, database)
    try:
        match order.does:
            case "choose":
                return await billing.checkout(order.account_id, *order.choice)
            case "sync":
                row = await billing.sync(order.account_id)
                return row.status if row else "none"
            case "event":
                await billing.handle_event(order.payload, order.signature)
            case "sweep":
                await billing.sweep()
            case "change":
                assert order.shown is not None
                return await _change(billing, order.account_id, order.shown)
    finally:
        await billing.close()
        await database.close()
    return ""


async def _change(billing: Billing, account_id: UUID, shown: ChangePreview) -> str:
    try:
        await billing.change(account_id, shown)
    except BillingFailure as failure:
        return type(failure).__name__
    return "changed"
