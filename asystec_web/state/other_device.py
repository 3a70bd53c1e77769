"""Going on with the connection on another device."""

import reflex as rx

from asystec_web import routes
from asystec_web.errors.account import NotSignedIn, TokenRejected
from asystec_web.flow.steps import Step
from asystec_web.models import TokenPurpose
from asystec_web.services import services
from asystec_web.services.sessions import TOKEN_LIFE
from asystec_web.state.devices import masked
from asystec_web.state.hand_over import hand_over
from asystec_web.state.handlers import Events, attempt
from asystec_web.state.journey import JourneyState

_MINUTES = int(TOKEN_LIFE[TokenPurpose.OTHER_DEVICE].total_seconds() // 60)


class OtherDeviceStep(JourneyState, mixin=True):
    """A link by mail: asked for on a phone, taken up on the computer with the key."""

    link_note: str = ""
    link_opens: str = ""
    open_here: str = ""

    @attempt
    async def send_to_computer(self) -> Events:
        """Send the link to whoever is signed in and may be at this step."""
        account = (await self._answers(Step.HACIENDA)).account
        await services().other_device.send_link(account, self._address())
        async with self:
            self.link_note = (
                f"Le enviamos un enlace a {masked(account.email)}; sirve {_MINUTES} "
                "minutos y una sola vez."
            )
        return None

    @attempt
    async def back_from_computer(self) -> Events:
        """Go on here, if the connection was made there."""
        answers = await self._answers(Step.HACIENDA)
        async with self:
            if answers.connected:
                self.link_note = ""
                return rx.redirect(routes.CONSECUTIVES)
            self.link_note = (
                "Hacienda todavía no está conectada. Termine en la computadora con el "
                "enlace de su correo y vuelva a tocar aquí."
            )
        return None

    @attempt
    async def enter_continue(self) -> Events:
        """Show whose account the link opens; only the button uses it up."""
        await self._show_link()
        return None

    @attempt
    async def continue_here(self) -> Events:
        """Open a session on this device and go to the step."""
        try:
            ticket = await services().other_device.take_up(self._code())
        except TokenRejected:
            await self._show_link()
            return None
        return hand_over(ticket, routes.HACIENDA)

    async def _show_link(self) -> None:
        """Name the account that the link opens, and another one that is open here."""
        try:
            owner = await services().other_device.owner(self._code())
        except TokenRejected:
            owner = None
        try:
            here = await self._account()
        except NotSignedIn:
            here = None
        other = owner is not None and here is not None and here.id != owner.id
        async with self:
            await self._forget_others()
            self.link_opens = owner.email if owner else ""
            self.open_here = here.email if here and other else ""
            self.page = "continue" if owner else "continue-rejected"
