"""The connection with Hacienda: opened, tried, and only then in force."""

from uuid import UUID

from asystec_web.flow.agreement import agree, agree_in_name
from asystec_web.forms.hacienda import HaciendaForm
from asystec_web.forms.hacienda_parts import HaciendaParts
from asystec_web.models import Business, ConnectionStatus, HaciendaConnection
from asystec_web.models.columns import now
from asystec_web.services.businesses import Businesses
from asystec_web.services.certificates import KeySummary
from asystec_web.services.hacienda.identity import Identity
from asystec_web.services.keys import Keys
from asystec_web.services.sealed_credentials import of_key, sealed
from asystec_web.services.vault import Vault


class Connections:
    """Proves what Hacienda gave a business, and keeps it sealed."""

    def __init__(
        self, businesses: Businesses, keys: Keys, identity: Identity, vault: Vault
    ) -> None:
        """Open keys, try credentials at an identity provider, seal them in a vault."""
        self._businesses = businesses
        self._keys = keys
        self._identity = identity
        self._vault = vault

    async def prove(
        self,
        account_id: UUID,
        business: Business,
        form: HaciendaForm,
        source: str = "",
    ) -> KeySummary:
        """Open the key, try the credentials, then keep both in place of any before.

        Args:
            account_id: Whose business it is.
            business: What it is proved for.
            form: What was typed.
            source: The address of the client that asks; empty when we do.

        Raises:
            KeyFailure: The file, the PIN or the certificate cannot be used.
            HaciendaFailure: Business, user and key are not of one taxpayer, or
                Hacienda refused, or did not answer usefully.
        """
        proven, summary = await self.try_out(business, form, source)
        await self._businesses.connect(account_id, business.id_number, proven)
        return summary

    async def try_out(
        self, business: Business, form: HaciendaForm, source: str = ""
    ) -> tuple[HaciendaConnection, KeySummary]:
        """Open the key and try the credentials; keeps nothing, and raises as `prove`.

        What can be told without Hacienda is told first.
        """
        key, pin = form.key.get_secret_value(), form.pin.get_secret_value()
        summary = await self._keys.inspect(key, pin, str(business.account_id), source)
        user = form.hacienda_user
        agree(business, user, summary)
        password = form.hacienda_password.get_secret_value()
        name = await self._identity.check(user.text, password, user.environment, source)
        agree_in_name(business, summary, name)
        given = sealed(self._vault, HaciendaParts.from_form(form), str(business.id))
        proven = HaciendaConnection.model_validate(
            {
                **given,
                **of_key(summary),
                "business_id": business.id,
                "status": ConnectionStatus.CONNECTED.value,
                "updated_at": now(),
            }
        )
        return proven, summary
