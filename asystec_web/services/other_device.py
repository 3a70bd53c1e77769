"""Going on with the sign-up on another device, by a link in a letter."""

from asystec_web.errors.account import TokenRejected
from asystec_web.models import Account, TokenPurpose
from asystec_web.models.columns import now
from asystec_web.repositories import accounts
from asystec_web.services import letters
from asystec_web.services.account_rations import AccountRations
from asystec_web.services.database import Database
from asystec_web.services.limits import Limiter
from asystec_web.services.mail import Mail
from asystec_web.services.sessions import Sessions, single_use_token

_PURPOSE = TokenPurpose.OTHER_DEVICE


class OtherDevice:
    """Opens an account on a second device, for whoever is signed in on the first."""

    def __init__(
        self, database: Database, sessions: Sessions, mail: Mail, limiter: Limiter
    ) -> None:
        """Send through the mail; what a link opens is asked of the database."""
        self._database = database
        self._sessions = sessions
        self._mail = mail
        self._rations = AccountRations(limiter)

    async def send_link(self, account: Account, address: str = "") -> None:
        """Send the letter with the link; links sent before no longer serve.

        Raises:
            TooManyLetters: It was sent often enough lately.
        """
        await self._rations.leaving_for_another_device(account.email, address)
        token = await self._sessions.issue(account.id, _PURPOSE)
        self._mail.send(letters.other_device(account, token, self._mail.public_url))

    async def owner(self, hashed: bytes) -> Account:
        """Tell whose account a link opens, by its token's hash; nothing is used up.

        Programs that guard a mailbox open the links in its letters.

        Raises:
            TokenRejected: The link is unknown, used or too old.
        """
        async with self._database.reading() as session:
            owner = await accounts.token_owner(session, _PURPOSE, hashed, now())
        if owner is None:
            raise TokenRejected
        return owner

    async def take_up(self, hashed: bytes) -> str:
        """Use a link up; gives the ticket of the new device's session.

        Whoever holds the link has read the letter: the e-mail is theirs.

        Raises:
            TokenRejected: The link is unknown, used or too old.
        """
        at = now()
        async with self._database.transaction() as session:
            owner = await accounts.token_owner(session, _PURPOSE, hashed, at)
            if owner is None:
                raise TokenRejected
            # A new password voids links and tickets: it comes before or after both.
            await accounts.lock(session, owner.id)
            if await accounts.spend_token(session, _PURPOSE, hashed, at) is None:
                raise TokenRejected
            owner.email_confirmed_at = owner.email_confirmed_at or at
            ticket, row = single_use_token(owner.id, TokenPurpose.SIGN_IN)
            session.add(row)
        return ticket
