"""Hacienda's list of documents, and what is kept to ask for it.

HaciendaFailure
├── DocumentsUnavailable           the list of documents did not come
├── DocumentsForbidden             the user may not see the list
├── DocumentsThrottled             Hacienda wants nobody to ask for now
├── DocumentsRationed              we say so, before it does
├── DocumentsSessionRefused        the list does not take the token just given
├── DocumentsUserBlocked           Hacienda blocks the user for now
├── DocumentsUserUnready           its account is disabled, or lacks a step
├── CredentialsRefused             Hacienda no longer takes the user that is kept
└── CredentialsLost                what is kept does not open any more
"""

from asystec_web.errors.hacienda import HaciendaFailure
from asystec_web.errors.passing import Passing


class DocumentsUnavailable(HaciendaFailure):
    """The list of documents did not come."""

    code = "documents.unavailable"


class DocumentsForbidden(HaciendaFailure):
    """The user may not see the list of documents."""

    code = "documents.forbidden"


class DocumentsThrottled(HaciendaFailure):
    """Hacienda wants nobody to ask for now."""

    code = "documents.throttled"


class DocumentsRationed(Passing, HaciendaFailure):
    """The list was asked for often, by one business or from one place."""

    code = "documents.rationed"


class DocumentsSessionRefused(HaciendaFailure):
    """The list does not take the token that was just given."""

    code = "documents.session_refused"


class DocumentsUserBlocked(HaciendaFailure):
    """Hacienda blocks the user for now; what is kept may be right."""

    code = "documents.user_blocked"


class DocumentsUserUnready(HaciendaFailure):
    """The account behind what is kept is disabled, or lacks a step."""

    code = "documents.user_unready"


class CredentialsRefused(HaciendaFailure):
    """Hacienda no longer takes the user and password that are kept."""

    code = "documents.credentials_refused"


class CredentialsLost(HaciendaFailure):
    """What is kept does not open any more."""

    code = "documents.credentials_lost"
