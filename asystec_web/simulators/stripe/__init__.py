"""A stateful Stripe over HTTP, for demo and tests.

The real library talks to it; only the address differs. What it accepts and answers is
judged by the shapes of the installed library.
"""

from asystec_web.simulators.stripe.app import stripe_app

__all__ = ["stripe_app"]
