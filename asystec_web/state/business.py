"""The business: found at Hacienda by its cédula, located, reachable."""

import reflex as rx

from asystec_web import routes
from asystec_web.errors.hacienda import HaciendaFailure
from asystec_web.flow.steps import Step
from asystec_web.forms.business import BusinessForm, BusinessSubmission
from asystec_web.forms.form import controls
from asystec_web.forms.types.cedula import Cedula
from asystec_web.forms.types.phone import Phone
from asystec_web.forms.types.wrong_value import WrongValue
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.services.hacienda.taxpayers import Taxpayer
from asystec_web.state.business_answers import shown
from asystec_web.state.handlers import Events, arrival, as_text, attempt
from asystec_web.state.invoice import InvoiceReading


class BusinessStep(InvoiceReading, mixin=True):
    """The page about the business."""

    @arrival("business", Step.BUSINESS)
    async def enter_business(self, answers: Answers) -> Events:
        """Show what is known of the business."""
        business = answers.business
        async with self:
            self.business = shown(business, answers.account)
            self.invoice_note = self.invoice_fields = ""
            self._show_emails(len(business.invoice_emails) if business else 1)
            self._forget_taxpayer(
                business.name if business else "",
                business.id_number if business else "",
            )
            self._forget_search()
            self._settle(
                business.province if business else "",
                business.canton if business else "",
                business.district if business else "",
            )

    @rx.event
    def format_phone(self, typed: str) -> Events:
        """Write a complete number the usual way."""
        try:
            phone = Phone.parse(as_text(typed, 64))
        except WrongValue:
            return None
        return rx.set_value("phone", phone.formatted)

    @attempt
    async def submit_business(self, submitted: BusinessSubmission) -> Events:
        """Keep the business and move on."""
        answers = await self._answers(Step.BUSINESS)
        typed = dict(controls(submitted))
        number = _number(typed.get("cedula"))
        taxpayer = await _taxpayer(number)
        if self._is_of_another(typed.get("business_name"), number):
            # Sent before the name that was being looked up had arrived.
            typed["business_name"] = taxpayer.name[:100] if taxpayer else ""
        form = BusinessForm.parse(typed)
        held = services()
        await held.businesses.describe(answers.account.id, form, taxpayer)
        return await self._onward(routes.ACTIVITIES)


def _number(typed: object) -> str:
    """Read the number; empty while it is none."""
    try:
        return Cedula.parse(as_text(typed, 64)).number
    except WrongValue:
        return ""


async def _taxpayer(number: str) -> Taxpayer | None:
    """Ask Hacienda whose number it is; nobody when it does not know or answer."""
    try:
        return await services().taxpayers.find(number) if number else None
    except HaciendaFailure:
        return None
