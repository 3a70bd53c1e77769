"""How often people may have something looked at that costs us or Hacienda work."""

from dataclasses import dataclass

from asystec_web.services.limits import Limiter
from asystec_web.services.networks import network_of


@dataclass(frozen=True, slots=True)
class Looks:
    """The ration of each account, and one for everybody in the same network.

    Attributes:
        name: What is looked at.
        own: The rate of an account, as `Limiter.allow` takes it.
        nearby: The rate of a network.
    """

    name: str
    own: str
    nearby: str

    async def refused_for(
        self, limiter: Limiter, whose: str, source: str
    ) -> int | None:
        """Count one more; give the seconds to wait if it is refused, or none.

        Args:
            limiter: Who counts.
            whose: The account.
            source: The address of the client that asks; empty when we do.
        """
        rations = [(self.name, whose, self.own)]
        if source:
            rations.append((f"{self.name}-nearby", network_of(source), self.nearby))
        for name, key, rate in rations:
            if not await limiter.allow(name, key, rate):
                return await limiter.retry_in(name, key, rate)
        return None
