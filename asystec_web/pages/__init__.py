"""One module per page: they bind and arrange, and decide nothing."""

from asystec_web.pages import (
    activities,
    business,
    consecutives,
    continue_here,
    create_account,
    done,
    hacienda,
    help_api_user,
    help_key,
    not_found,
    password,
    plan,
    plan_change,
    privacy,
    profile,
    sign_in,
    terms,
    welcome,
)

PAGES = (
    sign_in.PAGE,
    create_account.PAGE,
    welcome.PAGE,
    business.PAGE,
    activities.PAGE,
    hacienda.PAGE,
    consecutives.PAGE,
    plan.PAGE,
    done.PAGE,
    profile.PAGE,
    plan_change.PAGE,
    *password.PAGES,
    continue_here.PAGE,
    help_api_user.PAGE,
    help_key.PAGE,
    terms.PAGE,
    privacy.PAGE,
)
NOT_FOUND = not_found.PAGE

__all__ = ["NOT_FOUND", "PAGES"]
