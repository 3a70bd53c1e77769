"""Hacienda's register, asked once a cédula is complete."""

import reflex as rx

from asystec_web.errors import OnboardingError
from asystec_web.errors.hacienda import HaciendaFailure
from asystec_web.flow import situation
from asystec_web.forms.types.cedula import Cedula
from asystec_web.forms.types.wrong_value import WrongValue
from asystec_web.services import services
from asystec_web.state.business_answers import BusinessAnswers
from asystec_web.state.handlers import Events, as_text
from asystec_web.texts import sentence


class TaxpayerLookUp(BusinessAnswers, mixin=True):
    """Whose number it is, and what the register says of it."""

    taxpayer_note: str = ""
    looking_up: bool = False
    _asked: str = ""
    _found_name: str = ""
    _found_for: str = ""

    @rx.event(background=True)
    async def look_up_cedula(self, typed: str) -> Events:
        """Ask Hacienda whose number it is, once it is complete."""
        try:
            cedula = Cedula.parse(as_text(typed, 64))
        except WrongValue:
            async with self:
                self._asked = self.taxpayer_note = ""
                self.looking_up = False
            return
        async with self:
            if self._asked == cedula.number:
                return
            self._asked = cedula.number
            self.taxpayer_note = ""
            self.looking_up = True
        try:
            await self._account()
            taxpayer = await services().taxpayers.find(cedula.number)
            note = situation.note(taxpayer)
        except HaciendaFailure as failure:
            taxpayer, note = None, sentence(failure.code)
        except OnboardingError:
            taxpayer, note = None, ""
        async with self:
            if self._asked != cedula.number:
                return
            self.looking_up = False
            self.taxpayer_note = note
            if taxpayer is None:
                self._asked = ""
            self._show_name(taxpayer.name[:100] if taxpayer else "", cedula.number)

    def _show_name(self, found: str, number: str) -> None:
        """Show the name that was found; take back that of another number."""
        if found or (self._found_name and self._found_for != number):
            self.business = {**self.business, "business_name": found}
            self._found_name, self._found_for = found, number

    def _is_of_another(self, name: object, number: str) -> bool:
        """Tell whether a name is what stood there for another number, be it none."""
        return number != self._found_for and (not name or name == self._found_name)

    def _forget_taxpayer(self, name: str, number: str) -> None:
        """Begin with the name that was saved for a number, or with none."""
        self._asked = self.taxpayer_note = ""
        self._found_name, self._found_for = name, number
        self.looking_up = False
