"""A business's last numbers, asked of Hacienda in the business's own name."""

from typing import Literal, cast

from asystec_web.errors.documents import (
    CredentialsLost,
    CredentialsRefused,
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
from asystec_web.services.vault import SealBroken, Vault


class LastNumbers:
    """Signs in with what is sealed, reads the list of documents, signs out."""

    def __init__(self, identity: Identity, reception: Reception, vault: Vault) -> None:
        """Open credentials of a vault, for as long as a list takes."""
        self._identity = identity
        self._reception = reception
        self._vault = vault

    async def find(
        self, business: Business, connection: HaciendaConnection
    ) -> DocumentList:
        """Read the newest documents of a business.

        Raises:
            CredentialsLost: What is kept does not open any more.
            DocumentsUserBlocked: Hacienda blocks the user, which passes.
            DocumentsUserUnready: Its account is disabled or lacks a step.
            CredentialsRefused: Hacienda no longer takes what is kept.
            HaciendaFailure: The list did not come; see `Reception.own_documents`.
        """
        issuer = Cedula(business.id_kind, business.id_number)
        password = self._password(connection)
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
