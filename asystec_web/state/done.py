"""The page after paying: believed when Stripe's server says so."""

import asyncio
from contextlib import suppress
from urllib.parse import parse_qs

from asystec_web import routes
from asystec_web.errors import BillingFailure, StepNotOpen
from asystec_web.flow.pending import Pending
from asystec_web.models import Account
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.state.handlers import Events, arrival
from asystec_web.state.journey import JourneyState
from asystec_web.state.shown import day, subscription_detail, subscription_title

# For a minute the page waits for Stripe to confirm; the webhook may come any later.
ASK_EVERY_S = 2
TRIES = 30

PENDING = {
    Pending.HACIENDA: {
        "title": "Falta conectar Hacienda",
        "detail": (
            "Mientras tanto no puede emitir comprobantes; lo demás ya funciona: "
            "clientes, productos y borradores."
        ),
        "action": "Conectar Hacienda",
        "href": routes.HACIENDA,
    },
    Pending.EMAIL: {
        "title": "Falta confirmar su correo",
        "detail": (
            "Le enviamos un enlace. No le impide facturar, pero así podemos avisarle "
            "de su llave y de sus cobros."
        ),
        "action": "Enviarlo de nuevo desde su perfil",
        "href": routes.PROFILE,
    },
}


class DoneStep(JourneyState, mixin=True):
    """The page after paying."""

    confirming: bool = False
    done: list[dict[str, str]] = []
    waiting: list[dict[str, str]] = []

    @arrival("done")
    async def enter_done(self, answers: Answers) -> Events:
        """Show what was set up, once Stripe's server says that it is paid."""
        if not answers.subscribed:
            answers = await self._confirmed(answers.account)
        if not answers.journey.complete:
            raise StepNotOpen
        async with self:
            self.confirming = False
            self.done = _done(answers)
            self.waiting = _waiting(answers)
            self.pending_steps = [str(item) for item in answers.pending]

    async def _confirmed(self, account: Account) -> Answers:
        """Ask Stripe until it confirms, for as long as somebody just came from it."""
        held = services()
        paying = "session_id" in parse_qs(self.router.url.query)
        async with self:
            tries = 1 if self.confirming or not paying else TRIES
            self.confirming = paying
            self.page = "done" if paying else self.page
        for attempted in range(tries):
            if attempted:
                await asyncio.sleep(ASK_EVERY_S)
            with suppress(BillingFailure):
                await held.billing.sync(account.id)
            answers = await held.businesses.answers(account)
            if answers.subscribed:
                return answers
        return await held.businesses.answers(account)


def _done(answers: Answers) -> list[dict[str, str]]:
    """List what works from now on."""
    lines: list[dict[str, str]] = []
    if answers.subscription:
        lines.append(
            {
                "title": subscription_title(answers.subscription),
                "detail": subscription_detail(answers.subscription),
            }
        )
    if answers.connected and answers.connection:
        expires = day(answers.connection.key_expires_at)
        lines.append(
            {"title": "Hacienda conectada", "detail": f"Su llave vence el {expires}"}
        )
    if answers.business:
        lines.append(
            {"title": answers.business.name, "detail": "Sus datos quedaron guardados"}
        )
    return lines


def _waiting(answers: Answers) -> list[dict[str, str]]:
    """List what is missing, what that blocks and where to mend it."""
    return [PENDING[item] for item in answers.pending if item in PENDING]
