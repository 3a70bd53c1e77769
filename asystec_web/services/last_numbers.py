"""A business's last numbers, asked of Hacienda in the business's own name."""

from typing import Final, Literal, cast

from asystec_web.errors.documents import (
    CredentialsLost,
    CredentialsRefused,
    DocumentsRationed,
    DocumentsThrottled,
    DocumentsUnavailable,
    DocumentsUserBlocked,
    DocumentsUserUnready,
)
from asystec_web.errors.hacienda import (
    HaciendaThrottled,
    HaciendaUserBlocked,
    HaciendaUserRejected,
    HaciendaUserUnready,
    IdentityUnavailable,
)
from asystec_web.forms.types.cedula import Cedula
from asystec_web.models import Business, HaciendaConnection
from asystec_web.services.hacienda.document_list import DocumentList
from asystec_web.services.hacienda.identity import Identity
from asystec_web.services.hacienda.reception import Reception
from asystec_web.services.limits import Limiter
from asystec_web.services.looks import Looks
from asystec_web.services.vault import SealBroken, Vault

# Each may take twenty pages, and Hacienda bears about a hundred a minute.
LOOKS: Final = "5/5 minutes"
LOOKS_NEARBY: Final = "100/5 minutes"


class LastNumbers:
    """Signs in with what is sealed, reads the list of documents, signs out."""

    def __init__(
        self, identity: Identity, reception: Reception, vault: Vault, limiter: Limiter
    ) -> None:
        """Open credentials of a vault, for as long as a list takes."""
        self._identity = identity
        self._reception = reception
        self._vault = vault
        self._limiter = limiter

    async def find(
        self, business: Business, connection: HaciendaConnection, source: str = ""
    ) -> DocumentList:
        """Read the newest documents of a business.

        Args:
            business: Whose.
            connection: What Hacienda accepted of it.
            source: The address of the client that asks; empty when we do.

        Raises:
            DocumentsRationed: It was done often just now.
            CredentialsLost: What is kept does not open any more.
            DocumentsUserBlocked: Hacienda blocks the user, which passes.
            DocumentsUserUnready: Its account is disabled or lacks a step.
            CredentialsRefused: Hacienda no longer takes what is kept.
            HaciendaFailure: The list did not come; see `Reception.own_documents`.
        """
        issuer = Cedula(business.id_kind, business.id_number)
        password = self._password(connection)
        await self._count(str(business.account_id), source)
        environment = cast("Literal['prod', 'stag']", connection.environment)
        try:
            async with self._identity.session(
                connection.api_user, password, environment
            ) as tokens:
                return await self._reception.own_documents(
                    issuer, environment, tokens.access_token
                )
        except HaciendaUserRejected:
            raise CredentialsRefused from None
        except HaciendaUserBlocked:
            raise DocumentsUserBlocked from None
        except HaciendaUserUnready:
            raise DocumentsUserUnready from None
        except HaciendaThrottled:
            raise DocumentsThrottled from None
        except IdentityUnavailable:
            raise DocumentsUnavailable from None

    async def _count(self, whose: str, source: str) -> None:
        looks = Looks("documents", LOOKS, LOOKS_NEARBY)
        seconds = await looks.refused_for(self._limiter, whose, source)
        if seconds is not None:
            raise DocumentsRationed(seconds)

    def _password(self, connection: HaciendaConnection) -> str:
        sealed = connection.sealed_password
        if sealed is None:
            raise CredentialsLost
        owner = str(connection.business_id)
        try:
            opened = self._vault.open(sealed, purpose="hacienda-password", owner=owner)
        except SealBroken:
            raise CredentialsLost from None
        return opened.decode()
