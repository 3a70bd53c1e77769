"""How every question is put: within a time, and never with an exception of Stripe's."""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Mapping
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import stripe
import structlog

from asystec_web.errors.billing import BillingUnavailable
from asystec_web.services.billing import answers
from asystec_web.services.billing.failures import meaning

log = structlog.get_logger(__name__)

A = TypeVar("A", bound=answers.Answer)
# As many as Stripe lists at a time.
MOST = 100
# As many as are read of one list: whoever has more is told so in the log.
BOUND = 20 * MOST


class Door:
    """Requests that together end at one moment, answered or not."""

    def __init__(self, client: stripe.StripeClient, until: float) -> None:
        """Speak through a client, until a moment of the event loop's clock."""
        self._v1 = client.v1
        self._until = until

    async def _read(self, shape: type[A], asked: Awaitable[stripe.StripeObject]) -> A:
        async with self._asking(shape):
            return shape.model_validate(_plain(await asked))

    async def _read_all(
        self, shape: type[A], asked: Awaitable[stripe.ListObject[Any]]
    ) -> list[A]:
        """Read a list, however many pages it has, as far as the bound."""
        found: list[A] = []
        async with self._asking(shape):
            async for each in (await asked).auto_paging_iter():
                if len(found) == BOUND:
                    log.error("stripe_list_too_long", asked=shape.__name__, read=BOUND)
                    break
                found.append(shape.model_validate(_plain(each)))
        return found

    @asynccontextmanager
    async def _asking(self, shape: type[A]) -> AsyncGenerator[None]:
        try:
            async with asyncio.timeout_at(self._until):
                yield
        except stripe.StripeError as error:
            raise meaning(error) from None
        except TimeoutError:
            log.warning("stripe_too_slow", asked=shape.__name__)
            raise BillingUnavailable from None
        except (ValueError, TypeError, AttributeError, LookupError) as error:
            # The library trusts the shape of what it is sent, errors included.
            log.warning(
                "stripe_nonsense", asked=shape.__name__, kind=type(error).__name__
            )
            raise BillingUnavailable from None


def _plain(answer: object) -> Mapping[str, object]:
    if not isinstance(answer, stripe.StripeObject):
        message = "no object"
        raise TypeError(message)
    return answer.to_dict(for_json=True)
