"""How often accounts may be opened and tried, and letters sent."""

from asystec_web.errors.account import TooManyAccounts, TooManyAttempts, TooManyLetters
from asystec_web.services.limits import Limiter
from asystec_web.services.networks import network_of

# A person who mistypes gets ten tries a quarter of an hour; a guesser no more. What
# is wrong counts at the place it comes from: a stranger locks nobody out elsewhere.
MISTYPED = "10/15 minutes"
# Many people share one address, behind an office's router or a phone company's.
MISTYPED_NEARBY = "100/15 minutes"
ACCOUNTS_NEARBY = "200/hour"
# Enough for letters that got lost, too few to flood somebody's mailbox.
LETTERS = "5/hour"
LETTERS_NEARBY = "100/hour"
# However many places they are asked from: a flood would cost our good name as sender.
# Accounts are opened all the same, and their owners can ask for the letter later.
CONFIRMATIONS_EVERYWHERE = "2000/hour"


class AccountRations:
    """Counts what strangers may do; addresses are those of the network, if known."""

    def __init__(self, limiter: Limiter) -> None:
        """Count with a limiter."""
        self._limiter = limiter

    async def opening(self, address: str) -> None:
        """Count an account; raises `TooManyAccounts` when there are enough."""
        network = network_of(address)
        if not await self._limiter.allow("create", network, ACCOUNTS_NEARBY):
            raise TooManyAccounts

    async def trying(self, email: str, address: str) -> None:
        """Raise `TooManyAttempts` after too many wrong passwords; counts nothing."""
        for name, key, rate in _mistyped(email, address):
            if await self._limiter.retry_in(name, key, rate):
                raise TooManyAttempts

    async def mistyped(self, email: str, address: str) -> None:
        """Count a wrong password."""
        for name, key, rate in _mistyped(email, address):
            await self._limiter.allow(name, key, rate)

    async def confirming(self, email: str) -> None:
        """Count a letter that confirms; raises `TooManyLetters`."""
        await self._letter("confirm", email, LETTERS)
        await self._letter("confirm-everywhere", "", CONFIRMATIONS_EVERYWHERE)

    async def forgetting(self, email: str, address: str) -> None:
        """Count a letter with a link for a new password; raises `TooManyLetters`."""
        await self._letter("forget-nearby", network_of(address), LETTERS_NEARBY)
        await self._letter("forget", email, LETTERS)

    async def leaving_for_another_device(self, email: str, address: str) -> None:
        """Count a letter that opens another device; raises `TooManyLetters`."""
        await self._letter("elsewhere-nearby", network_of(address), LETTERS_NEARBY)
        await self._letter("elsewhere", email, LETTERS)

    async def _letter(self, name: str, key: str, rate: str) -> None:
        if not await self._limiter.allow(name, key, rate):
            raise TooManyLetters


def _mistyped(email: str, address: str) -> tuple[tuple[str, str, str], ...]:
    """Tell what wrong passwords count as: of what, whose, how many."""
    network = network_of(address)
    return (
        ("mistyped", f"{email} {network}", MISTYPED),
        ("mistyped-nearby", network, MISTYPED_NEARBY),
    )
