"""Creating an account, signing in, and getting back in."""

from urllib.parse import parse_qs
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from asystec_web import routes
from asystec_web.errors.account import NotSignedIn, TokenRejected
from asystec_web.forms.account import (
    AccountForm,
    AccountSubmission,
    EmailForm,
    EmailSubmission,
    PasswordForm,
    PasswordSubmission,
    SignInForm,
    SignInSubmission,
)
from asystec_web.models import TokenPurpose
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.state.email_spelling import EmailSpelling
from asystec_web.state.hand_over import hand_over
from asystec_web.state.handlers import Events, arrival, attempt
from asystec_web.state.payment_note import payment_note


class AccountStep(EmailSpelling, mixin=True):
    """Everything about the account itself."""

    own_email: str = ""
    payment_note: str = ""

    @rx.event(background=True)
    async def enter_sign_in(self) -> Events:
        """Spare whoever is signed in already the form, and go where they wanted."""
        async with self:
            self._note_interest()
        try:
            answers = await self._answers()
        except NotSignedIn:
            note = await payment_note(self._back())
            async with self:
                self.errors = {}
                self.payment_note = note
                self.page = "sign-in"
            return None
        return rx.redirect(self._way_back(answers), replace=True)

    @rx.event(background=True)
    async def enter_forgot_password(self) -> None:
        """Offer a link; whoever is signed in wants it for their own e-mail."""
        try:
            email = (await self._account()).email
        except NotSignedIn:
            email = ""
        async with self:
            await self._forget_others()
            self.errors = {}
            self.own_email = email
            self.page = "forgot-password"

    @attempt
    async def create_account(self, submitted: AccountSubmission) -> Events:
        """Open an account and sign in."""
        form = AccountForm.parse(submitted)
        account = await services().accounts.create(form, self._address())
        return await _hand_over(account.id, routes.WELCOME)

    @attempt
    async def sign_in(self, submitted: SignInSubmission) -> Events:
        """Sign in and go where the person was."""
        held = services()
        form = SignInForm.parse(submitted)
        account = await held.accounts.recognise(form, self._address())
        answers = await held.businesses.answers(account)
        return await _hand_over(account.id, self._way_back(answers))

    @attempt
    async def forget_password(self, submitted: EmailSubmission) -> Events:
        """Send a link; whether the account exists is not told."""
        form = EmailForm.parse(submitted)
        await services().accounts.forget_password(form.email.text, self._address())
        async with self:
            self.page = "link-sent"
        return None

    @attempt
    async def renew_password(self, submitted: PasswordSubmission) -> Events:
        """Set the new password and sign in with it."""
        form = PasswordForm.parse(submitted)
        held = services()
        account = await held.accounts.renew_password(self._code(), form)
        answers = await held.businesses.answers(account)
        return await _hand_over(account.id, _home(answers))

    @rx.event(background=True)
    async def confirm_email(self) -> None:
        """Confirm with the token that the letter's link carried."""
        try:
            await services().accounts.confirm_email(self._code())
            page = "email-confirmed"
        except TokenRejected:
            page = "link-rejected"
        async with self:
            self.page = page

    @attempt
    async def send_confirmation_again(self) -> Events:
        """Send the letter once more."""
        account = await self._account()
        await services().accounts.send_confirmation(account)
        confirmed = account.email_confirmed_at is not None
        async with self:
            self.notice = (
                "Su correo ya está confirmado."
                if confirmed
                else "Le enviamos el correo de nuevo."
            )
        return None

    @arrival("welcome")
    async def enter_welcome(self, answers: Answers) -> Events:
        """Show what comes next; nothing else is needed."""
        del answers

    def _way_back(self, answers: Answers) -> str:
        """Give the page that somebody was sent here from, or the one they are at."""
        return self._back() or _home(answers)

    def _back(self) -> str:
        """Read what page of ours the address asks to go back to, if any."""
        asked = parse_qs(self.router.url.query).get("volver", [""])[0]
        return routes.way_back(asked)


def _home(answers: Answers) -> str:
    """Give the page to come back to."""
    if answers.business is None:
        return routes.WELCOME
    if answers.journey.complete:
        return routes.PROFILE
    return routes.of(answers.journey.next_step)


async def _hand_over(account_id: UUID, page: str) -> list[EventSpec]:
    """Have the browser turn a ticket into the session's cookie, and go to a page."""
    ticket = await services().sessions.issue(account_id, TokenPurpose.SIGN_IN)
    return hand_over(ticket, page)
