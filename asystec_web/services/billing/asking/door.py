"""How every question is put: within a time, and never with an exception of Stripe's."""

import asyncio
from collections.abc import Awaitable, Mapping
from typing import TypeVar

import stripe
import structlog

from asystec_web.errors import BillingUnavailable
from asystec_web.services.billing import answers
from asystec_web.services.billing.failures import meaning

log = structlog.get_logger(__name__)

A = TypeVar("A", bound=answers.Answer)
# As many as Stripe lists at a time.
MOST = 100


class Door:
    """Requests that together end at one moment, answered or not."""

    def __init__(self, client: stripe.StripeClient, until: float) -> None:
        """Speak through a client, until a moment of the event loop's clock."""
        self._v1 = client.v1
        self._until = until

    async def _read(self, shape: type[A], asked: Awaitable[stripe.StripeObject]) -> A:
        try:
            async with asyncio.timeout_at(self._until):
                answer = await asked
            return shape.model_validate(_plain(answer))
        except stripe.StripeError as error:
            raise meaning(error) from None
        except TimeoutError:
            log.warning("stripe_too_slow", asked=shape.__name__)
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            # The library trusts the shape of what it is sent, errors included.
            log.warning(
                "stripe_nonsense", asked=shape.__name__, kind=type(error).__name__
            )
        raise BillingUnavailable


def _plain(answer: object) -> Mapping[str, object]:
    if not isinstance(answer, stripe.StripeObject):
        message = "no object"
        raise TypeError(message)
    return answer.to_dict(for_json=True)
