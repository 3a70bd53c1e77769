"""One scenario after another, and what is to be said of each."""

import asyncio
import traceback
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus
from inspect import iscoroutinefunction
from typing import Any, Final

import stripe
from structlog.testing import capture_logs

from asystec_web.errors.billing import BillingUnavailable
from asystec_web.services.billing.failures import (
    PageSettled,
    StripeMissing,
    StripeRefused,
)
from asystec_web.services.billing.stripe_client import open_client
from asystec_web.services.database import Database
from asystec_web.settings import Settings
from tests.stripe_contract.expecting import Differs
from tests.stripe_contract.leaving import clear
from tests.stripe_contract.scenarios import (
    account,
    changing,
    hearing,
    paying,
    selling,
)
from tests.stripe_contract.stage import Stage

LONGEST_S: Final = 240
_CLEARING_S: Final = 60
# What the scenarios rely on of our settings.
TERMS: Final[dict[str, object]] = {
    "trial_days": 14,
    "trial_end": "cancel",
    "stripe_automatic_tax": False,
    "prices_include_iva": True,
}

Scenario = Callable[[Stage], Awaitable[None]]

SCENARIOS: Final[dict[str, Scenario]] = {
    name: thing
    for module in (account, selling, paying, changing, hearing)
    for name, thing in vars(module).items()
    if iscoroutinefunction(thing)
    and thing.__module__ == module.__name__
    and not name.startswith("_")
}


class Verdict(StrEnum):
    """Whether Stripe does what we rely on."""

    OK = "ok"
    DIFFERS = "differs"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a scenario.

    Attributes:
        says: What differs, or what went wrong outside; empty when nothing did.
        left: What could not be removed afterwards.
    """

    name: str
    verdict: Verdict
    says: str = ""
    left: tuple[str, ...] = ()

    def __str__(self) -> str:
        says = f": {self.says}" if self.says else ""
        left = f" [left behind: {', '.join(self.left)}]" if self.left else ""
        return f"{self.verdict:<8} {self.name}{says}{left}"


async def play(
    settings: Settings, database: Database, names: Iterable[str]
) -> AsyncIterator[Outcome]:
    """Play scenarios one after another, each with an account of its own."""
    client, connections = open_client(settings)
    try:
        for name in names:
            yield await _play(settings, database, client, name)
    finally:
        await connections.close_async()


async def _play(
    settings: Settings, database: Database, client: stripe.StripeClient, name: str
) -> Outcome:
    stage = await Stage.set(settings, database, client)
    verdict, says = Verdict.OK, ""
    left: list[str] = []
    with capture_logs() as heard:
        try:
            async with asyncio.timeout(LONGEST_S):
                await SCENARIOS[name](stage)
        except Exception as failure:  # noqa: BLE001 - each scenario has its own verdict
            verdict, says = judged(failure, heard)
        finally:
            try:
                async with asyncio.timeout(_CLEARING_S):
                    left = await clear(stage)
            except TimeoutError:
                left = [f"whatever belongs to {stage.email}"]
            await stage.billing.close()
    return Outcome(name, verdict, says, tuple(left))


def judged(failure: Exception, heard: Iterable[Any]) -> tuple[Verdict, str]:
    """Tell a difference from the outside world failing.

    Args:
        failure: What ended the scenario.
        heard: What was logged on the way; our exceptions carry no words of Stripe's.
    """
    if isinstance(failure, Differs):
        return Verdict.DIFFERS, str(failure)
    if isinstance(failure, TimeoutError):
        return Verdict.OUTSIDE, f"Stripe was not done after {LONGEST_S} s"
    if isinstance(failure, stripe.StripeError):
        said = f"{type(failure).__name__} {failure.http_status or ''}".strip()
        detail = f"{failure.code or ''} {getattr(failure, 'param', None) or ''}".strip()
        outside = _is_outside(failure.http_status)
        return _verdict(outside=outside), f"{said} {detail}".strip()
    if isinstance(failure, BillingUnavailable):
        return _of_ours(failure, heard)
    where = traceback.extract_tb(failure.__traceback__)[-1]
    place = f"{where.filename.rpartition('/')[2]}:{where.lineno}"
    return Verdict.DIFFERS, f"{type(failure).__name__} at {place}"


def _of_ours(failure: BillingUnavailable, heard: Iterable[Any]) -> tuple[Verdict, str]:
    told = [each for each in heard if str(each["event"]).startswith("stripe_")]
    last: dict[str, Any] = dict(told[-1]) if told else {"event": "nothing was heard"}
    words = [str(last[name]) for name in _TOLD if last.get(name)]
    lasting = isinstance(failure, StripeRefused | StripeMissing | PageSettled)
    outside = last["event"] == "stripe_too_slow" or (
        last["event"] == "stripe_request_failed"
        and not lasting
        and _is_outside(last["status"])
    )
    return _verdict(outside=outside), f"{type(failure).__name__}: {' '.join(words)}"


_TOLD = ("event", "asked", "kind", "status", "code", "param", "request")
_NOT_OURS = {
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.CONFLICT,
    HTTPStatus.TOO_MANY_REQUESTS,
}


def _is_outside(status: int | None) -> bool:
    """Tell whether an answer says nothing of what was asked for."""
    if not status:
        return True
    return status in _NOT_OURS or status >= HTTPStatus.INTERNAL_SERVER_ERROR


def _verdict(*, outside: bool) -> Verdict:
    return Verdict.OUTSIDE if outside else Verdict.DIFFERS
