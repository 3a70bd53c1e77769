"""The profile: everything entered, and how it stands."""

from collections.abc import Sequence
from urllib.parse import parse_qs

from asystec_web.catalog import activities as catalogue
from asystec_web.catalog import territory
from asystec_web.catalog.documents import (
    DocumentType,
    consecutive_number,
    first_to_issue,
)
from asystec_web.errors.billing import BillingUnavailable
from asystec_web.flow.agreement import IN_TESTS
from asystec_web.flow.moments import day
from asystec_web.flow.pending import Pending, may_prepare
from asystec_web.flow.steps import Step
from asystec_web.forms.types.cedula import Cedula
from asystec_web.forms.types.phone import Phone
from asystec_web.models import Business, Consecutive
from asystec_web.services import services
from asystec_web.services.answers import Answers
from asystec_web.services.sessions import OpenSession
from asystec_web.state.connection import ConnectionPart
from asystec_web.state.devices import device
from asystec_web.state.handlers import Events, arrival, attempt
from asystec_web.state.missing import missing, subscription_due
from asystec_web.state.subscription import SubscriptionPart

Lines = list[dict[str, str]]


class ProfileStep(ConnectionPart, SubscriptionPart, mixin=True):
    """The page with everything; it shows what may be seen and nothing else."""

    profile_name: str = ""
    profile_account: Lines = []
    profile_business: Lines = []
    profile_activities: Lines = []
    profile_consecutives: Lines = []
    profile_sessions: Lines = []
    other_sessions: bool = False
    profile_missing: Lines = []
    profile_due: Lines = []
    subscribed: bool = False
    ready: bool = False
    ready_note: str = ""
    may_prepare: bool = False
    email_confirmed: bool = False

    @arrival("profile", Step.BUSINESS)
    async def enter_profile(self, answers: Answers) -> Events:
        """Show everything that is known; a part not reached yet says so."""
        # Whoever comes back from Stripe's portal has perhaps changed something there.
        if await services().billing.refresh(answers.account.id):
            answers = await services().businesses.answers(answers.account)
        business, account = answers.business, answers.account
        sessions = await services().sessions.of_account(account.id, self._session())
        standing = await services().billing.standing(account.id)
        asked = parse_qs(self.router.url.query)
        async with self:
            if "aviso" in asked:
                self._explain(BillingUnavailable())
            self.profile_name = business.name if business else account.full_name
            self.profile_account = [
                _line("Nombre completo", account.full_name),
                _line("Email", account.email),
            ]
            self._show_sessions(sessions)
            self.profile_business = _business(business)
            self.profile_activities = [
                _line(act.code, _title(act.code, act.is_main, business))
                for act in answers.activities
            ]
            self._show_connection(answers)
            # Filled anew by an act, the page keeps what was asked on it meanwhile.
            still_here = self.page == "profile"
            self.removing = self.removing and self.can_remove and still_here
            self.profile_consecutives = _numbers(answers.consecutives)
            self._show_subscription(standing)
            self.subscribed = answers.subscribed
            self.ready = answers.ready
            self.ready_note = IN_TESTS if answers.in_tests else ""
            self.may_prepare = may_prepare(answers.pending)
            self.email_confirmed = account.email_confirmed_at is not None
            self.pending_steps = [str(item) for item in answers.pending]
            self.profile_missing = missing(
                [item for item in answers.pending if item is not Pending.EMAIL],
                self.connection_notices,
                standing,
            )
            self.profile_due = subscription_due(standing) if answers.subscribed else []

    @attempt
    async def close_other_sessions(self) -> Events:
        """Sign every other browser out."""
        account = await self._account()
        held = services()
        own = self._session()
        await held.sessions.close_others(account.id, own)
        sessions = await held.sessions.of_account(account.id, own)
        async with self:
            self._show_sessions(sessions)
            self.notice = "Cerramos las demás sesiones."
        return None

    def _show_sessions(self, sessions: Sequence[OpenSession]) -> None:
        self.profile_sessions = [
            _line(
                device(each.user_agent) + (" (esta)" if each.is_this else ""),
                f"Desde el {day(each.since)}",
            )
            for each in sessions
        ]
        self.other_sessions = not all(each.is_this for each in sessions)


def _line(term: str, detail: str) -> dict[str, str]:
    return {"term": term, "detail": detail}


def _title(code: str, is_main: bool, business: Business | None) -> str:  # noqa: FBT001 - a column's value
    known = catalogue.by_code(code)
    registered = business.registered_activities if business else None
    titles = {item["code"]: item["title"] for item in registered or ()}
    title = known.title if known else titles.get(code, code)
    return f"{title} (principal)" if is_main else title


def _business(business: Business | None) -> Lines:
    if business is None:
        return []
    phone = ""
    if business.phone_number:
        phone = Phone(business.phone_country, business.phone_number).formatted
    lines = {
        "Cédula": Cedula(business.id_kind, business.id_number).formatted,
        "Nombre de negocio": business.name,
        "Nombre comercial": business.trade_name,
        "Ubicación": _place(business),
        "Dirección": business.address,
        "Teléfono": phone,
        "Email para facturas": ", ".join(business.invoice_emails),
        "Registro fiscal 8707": business.alcohol_registration,
    }
    return [_line(term, detail) for term, detail in lines.items() if detail]


def _place(business: Business) -> str:
    province, canton = business.province, business.canton
    named = (
        (province, territory.provinces()),
        (canton, territory.cantons(province)),
        (business.district, territory.districts(province, canton)),
    )
    names = [
        place.name for code, places in named for place in places if place.code == code
    ]
    return ", ".join(
        [*names, business.neighbourhood] if business.neighbourhood else names
    )


def _numbers(rows: Sequence[Consecutive]) -> Lines:
    """List the numbers in the order in which people were asked."""
    order = [kind.value for kind in DocumentType]
    ordered = sorted(rows, key=lambda row: order.index(row.document_type))
    return [_number(row) for row in ordered]


def _number(row: Consecutive) -> dict[str, str]:
    number = consecutive_number(
        row.branch, row.terminal, row.document_type, first_to_issue(row.next_number)
    )
    return _line(DocumentType(row.document_type).label, number)
