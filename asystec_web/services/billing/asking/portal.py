"""The provider's own pages, where people change card, plan or mind."""

from stripe.params.billing_portal import SessionCreateParams

from asystec_web.services.billing import answers
from asystec_web.services.billing.asking.door import MOST, Door

# Tells our configuration of the portal from others of the account.
PORTAL_MARK = {"asystec": "portal"}


class AsksForPortal(Door):
    """The way into the portal."""

    async def portal(self, customer: str, return_url: str) -> str:
        """Open Stripe's own pages for managing a subscription."""
        params: SessionCreateParams = {
            "customer": customer,
            "return_url": return_url,
            "locale": "es-419",
        }
        configuration = await self._portal_configuration()
        if configuration is not None:
            params["configuration"] = configuration
        asked = self._v1.billing_portal.sessions.create_async(params)
        return (await self._read(answers.PortalSession, asked)).url

    async def _portal_configuration(self) -> str | None:
        """Find the configuration that is ours; without one the account's own serves."""
        asked = self._v1.billing_portal.configurations.list_async(
            {"active": True, "limit": MOST}
        )
        listed = await self._read_all(answers.PortalConfiguration, asked)
        return next(
            (
                each.id
                for each in listed
                if PORTAL_MARK.items() <= each.metadata.items()
            ),
            None,
        )
