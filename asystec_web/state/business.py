"""The business: found at Hacienda by its cédula, located, reachable."""

from collections.abc import Sequence
from typing import TypedDict

import reflex as rx

from asystec_web import routes
from asystec_web.catalog import territory
from asystec_web.catalog.territory import Place
from asystec_web.errors import HaciendaFailure, OnboardingError
from asystec_web.flow import situation
from asystec_web.flow.steps import Step
from asystec_web.forms.business import BusinessForm, BusinessSubmission
from asystec_web.forms.form import controls
from asystec_web.forms.types.cedula import Cedula
from asystec_web.forms.types.phone import Phone
from asystec_web.forms.types.wrong_value import WrongValue
from asystec_web.models import Account, Business
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.services.hacienda.taxpayers import Taxpayer
from asystec_web.state.handlers import Events, arrival, as_text, attempt
from asystec_web.state.journey import JourneyState
from asystec_web.texts import sentence


class Choice(TypedDict):
    """One line of a list to choose from."""

    value: str
    label: str


class BusinessStep(JourneyState, mixin=True):
    """The page about the business."""

    business: dict[str, str] = {}
    province: str = ""
    canton: str = ""
    district: str = ""
    cantons: list[Choice] = []
    districts: list[Choice] = []
    neighbourhoods: list[str] = []
    taxpayer_note: str = ""
    looking_up: bool = False
    _asked: str = ""
    _found_name: str = ""

    @arrival("business", Step.BUSINESS)
    async def enter_business(self, answers: Answers) -> Events:
        """Show what is known of the business."""
        async with self:
            self.business = _shown(answers.business, answers.account)
            self.taxpayer_note = ""
            self._asked = ""
            self._found_name = ""
            self.looking_up = False
            self.province = answers.business.province if answers.business else ""
            self.canton = answers.business.canton if answers.business else ""
            self.district = answers.business.district if answers.business else ""
            self._list_places()

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
            note = _note(taxpayer)
        except HaciendaFailure as failure:
            taxpayer, note = None, sentence(failure.code)
        except OnboardingError:
            taxpayer, note = None, ""
        async with self:
            if self._asked != cedula.number:
                return
            self.looking_up = False
            self.taxpayer_note = note
            self._show_name(taxpayer.name[:100] if taxpayer else "")

    def _show_name(self, found: str) -> None:
        """Show the name that was found; take back that of another number."""
        if found or self._found_name:
            self.business = {**self.business, "business_name": found}
        self._found_name = found

    @rx.event
    def choose_province(self, code: str) -> None:
        """Offer the cantons of a province."""
        self.province, self.canton, self.district = as_text(code, 2), "", ""
        self._list_places()

    @rx.event
    def choose_canton(self, code: str) -> None:
        """Offer the districts of a canton."""
        self.canton, self.district = as_text(code, 2), ""
        self._list_places()

    @rx.event
    def choose_district(self, code: str) -> None:
        """Offer the barrios of a district."""
        self.district = as_text(code, 2)
        self._list_places()

    @attempt
    async def submit_business(self, submitted: BusinessSubmission) -> Events:
        """Keep the business and move on."""
        answers = await self._answers(Step.BUSINESS)
        typed = dict(controls(submitted))
        taxpayer = await _taxpayer(typed.get("cedula"))
        if taxpayer is not None and not typed.get("business_name"):
            # Sent before the name that was being looked up had arrived.
            typed["business_name"] = taxpayer.name[:100]
        form = BusinessForm.parse(typed)
        held = services()
        await held.businesses.describe(answers.account.id, form, taxpayer)
        return rx.redirect(routes.ACTIVITIES)

    def _list_places(self) -> None:
        self.cantons = _choices(territory.cantons(self.province))
        self.districts = _choices(territory.districts(self.province, self.canton))
        self.neighbourhoods = list(
            territory.neighbourhoods(self.province, self.canton, self.district)
        )


async def _taxpayer(typed: object) -> Taxpayer | None:
    """Ask Hacienda whose number it is; nobody when it does not know or answer."""
    try:
        cedula = Cedula.parse(as_text(typed, 64))
        return await services().taxpayers.find(cedula.number)
    except (WrongValue, HaciendaFailure):
        return None


def _choices(places: Sequence[Place]) -> list[Choice]:
    return [Choice(value=place.code, label=place.name) for place in places]


def _shown(business: Business | None, account: Account) -> dict[str, str]:
    """Give what the page shows; what an earlier step knows is filled in."""
    if business is None:
        return {"invoice_email": account.email}
    phone = ""
    if business.phone_number:
        phone = Phone(business.phone_country, business.phone_number).formatted
    return {
        "cedula": Cedula(business.id_kind, business.id_number).formatted,
        "business_name": business.name,
        "trade_name": business.trade_name,
        "neighbourhood": business.neighbourhood,
        "address": business.address,
        "phone": phone,
        "invoice_email": business.invoice_email,
    }


def _note(taxpayer: Taxpayer) -> str:
    """Say in plain sentences what Hacienda's register means here."""
    return situation.note(taxpayer)
