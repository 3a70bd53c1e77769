"""What browsers may call and see: every change of it is a change of this list."""

import pytest
from reflex.state import State as Root

from asystec_web.asystec_web import app
from asystec_web.state import OnboardingState
from asystec_web.state.journey import JourneyState

HANDLERS = {
    # The account
    "enter_sign_in",
    "enter_welcome",
    "create_account",
    "check_email_spelling",
    "sign_in",
    "enter_forgot_password",
    "forget_password",
    "renew_password",
    "confirm_email",
    "send_confirmation_again",
    "close_other_sessions",
    # The business
    "enter_business",
    "look_up_cedula",
    "fill_from_invoice",
    "find_places",
    "choose_place",
    "choose_province",
    "choose_canton",
    "choose_district",
    "format_phone",
    "add_invoice_email",
    "remove_invoice_email",
    "submit_business",
    # The activities
    "enter_activities",
    "search_activities",
    "add_activity",
    "remove_activity",
    "make_main",
    "submit_activities",
    # Hacienda
    "enter_hacienda",
    "glance_at_key",
    "submit_hacienda",
    "try_connection_again",
    "begin_removal",
    "cancel_removal",
    "remove_connection",
    "look_at_connection",
    # Going on with it on the computer
    "send_to_computer",
    "back_from_computer",
    "enter_continue",
    "continue_here",
    # The consecutives
    "enter_consecutives",
    "look_and_seek",
    "seek_numbers",
    "read_documents",
    "choose_way",
    "number_at",
    "preview_numbers",
    "submit_consecutives",
    # The plan, and after it
    "enter_plan",
    "choose_cycle",
    "arm_payment",
    "await_payment",
    "say_paid",
    "choose_again",
    "enter_done",
    "look_again",
    "enter_profile",
    # The subscription, and changing its plan
    "look_at_subscription",
    "keep_plan",
    "list_receipts",
    "enter_change",
    "choose_change_cycle",
    "preview_change",
    "leave_change",
    "confirm_change",
    # Reflex's own; it sets what has a setter, and nothing of ours has one.
    "setvar",
}
VARS = {
    # Every page
    "busy",
    "changing",
    "page",
    "entered",
    "errors",
    "problems",
    "mended_at",
    "notice",
    "pending_steps",
    # The account
    "email_suggestions",
    "own_email",
    "payment_note",
    # The business
    "business",
    "province",
    "canton",
    "district",
    "cantons",
    "districts",
    "neighbourhoods",
    "district_note",
    "place_results",
    "place_note",
    "email_rows",
    "invoice_note",
    "invoice_fields",
    "taxpayer_note",
    "looking_up",
    # The activities
    "chosen",
    "offered",
    "results",
    "search_note",
    "search_empty",
    "searched",
    "choice_note",
    "unlisted_note",
    # Hacienda
    "to_connect",
    "connection_notices",
    "connection_waiting",
    "can_try_again",
    "can_remove",
    "removing",
    "later_note",
    "api_user",
    "user_note",
    "key_note",
    "key_warning",
    "looking_at_key",
    "doubts",
    # Going on with it on the computer
    "link_note",
    "link_opens",
    "open_here",
    # The consecutives
    "connection_told",
    "branch",
    "terminal",
    "next_numbers",
    "full_numbers",
    "number_marks",
    "number_places",
    "more_places",
    "new_terminal",
    "new_place",
    "numbering_note",
    "start_note",
    "way",
    "way_note",
    "seeking",
    "seek_note",
    "seek_found",
    "seek_whole",
    "seek_again",
    "files_note",
    "files_taken",
    # The plan, and after it
    "cycle",
    "plan_cards",
    "saving",
    "not_sellable",
    "plan_note",
    "plan_before",
    "stalled",
    "paying",
    "paying_note",
    "confirming",
    "unconfirmed",
    "done",
    "waiting",
    # The profile
    "ready_note",
    "may_prepare",
    "profile_name",
    "profile_account",
    "profile_business",
    "profile_activities",
    "profile_hacienda",
    "profile_candidate",
    "profile_consecutives",
    "profile_subscription",
    "receipts",
    "receipts_note",
    "receipts_coming",
    "profile_sessions",
    "profile_missing",
    "profile_due",
    "other_sessions",
    "subscribed",
    "ready",
    "email_confirmed",
    # Another plan
    "change_stage",
    "change_title",
    "change_note",
    "change_cycle",
    "change_cards",
    "change_lines",
    "change_confirm",
}
# A step may be put together from mixins of its own.
STEPS = [
    base
    for base in OnboardingState.__mro__
    if issubclass(base, JourneyState) and base not in {OnboardingState, JourneyState}
]
SUSPICIOUS = ("password", "pin", "token", "ticket", "secret", "sealed", "cookie")


def own(mixin: type) -> set[str]:
    """Name what a mixin itself brings along."""
    annotated = vars(mixin).get("__annotations__", {})
    written = {name for name in vars(mixin) if not name.startswith("__")}
    # Reflex's own bookkeeping of a class.
    return {*annotated, *written} - set(vars(JourneyState)) - {"_abc_impl"}


def test_browsers_may_call_these_and_nothing_else() -> None:
    assert set(OnboardingState.event_handlers) == HANDLERS


def test_browsers_see_these_and_nothing_else() -> None:
    assert set(OnboardingState.vars) - set(Root.vars) == VARS


def test_no_var_has_a_setter_for_browsers() -> None:
    setters = {name for name in dir(OnboardingState) if name.startswith("set_")}

    assert setters - {"set_is_hydrated"} == set()


def test_no_secret_has_a_var() -> None:
    every = {*OnboardingState.vars, *OnboardingState.get_fields()}

    assert not [name for name in every for word in SUSPICIOUS if word in name.lower()]


def test_there_is_one_state() -> None:
    ours = {
        state
        for state in Root.get_substates()
        if state.__module__.startswith("asystec_web.")
    }

    assert ours == {OnboardingState}
    assert set(OnboardingState.get_substates()) == set()


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_no_two_steps_share_a_name(step: type) -> None:
    others = set[str]().union(*(own(other) for other in STEPS if other is not step))

    assert own(step) & others == set()


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.__name__)
def test_a_step_hides_nothing_that_all_share(step: type) -> None:
    shared = {*vars(JourneyState), *JourneyState.__annotations__}
    written = {name for name in vars(step) if not name.startswith("__")}

    clashes = (written | set(step.__annotations__)) & shared
    assert {name for name in clashes if getattr(step, name) is not None} - {
        *_bookkeeping()
    } == set()


def test_what_is_slow_runs_in_the_background() -> None:
    quick = {
        *("check_email_spelling", "choose_province", "choose_canton"),
        *("choose_district", "search_activities", "preview_numbers", "choose_cycle"),
        "choose_change_cycle",
        *("find_places", "choose_place", "format_phone", "choose_way", "number_at"),
        *("add_invoice_email", "remove_invoice_email"),
        "setvar",
    }

    in_the_background = {
        name
        for name, handler in OnboardingState.event_handlers.items()
        if handler.is_background
    }
    assert in_the_background == HANDLERS - quick


def test_bugs_and_broken_pages_are_reported_by_us() -> None:
    reports = (app.backend_exception_handler, app.frontend_exception_handler)

    assert all(
        getattr(report, "__module__", "").startswith("asystec_web.")
        for report in reports
    )


def _bookkeeping() -> set[str]:
    """Name what Reflex writes onto every mixin."""

    class Empty(JourneyState, mixin=True):
        """A step with nothing in it."""

    return set(vars(Empty))
