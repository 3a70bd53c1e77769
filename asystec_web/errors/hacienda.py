"""Hacienda, and whether it accepts user and password.

HaciendaFailure                    something there kept us from an answer
├── HaciendaUserRejected           user and password refused
│   └── HaciendaUserRejectedAgain  the same pair, which is not sent again yet
├── HaciendaUserUnready            its account is disabled, or lacks a step
├── HaciendaUserBlocked            the identity provider blocks the user
├── HaciendaThrottled              Hacienda says: too many tries
│   ├── TriesRationed              we say so, before it does, about a user
│   └── TriesRationedNearby        or about everybody behind one address
└── IdentityUnavailable            the identity provider did not answer usefully
    ├── IdentityUnreachable        no connection, or one that broke
    ├── IdentitySlow               nothing in time
    ├── IdentityDown               it says that it is out of service
    └── IdentityConfused           an answer that means nothing
"""

from asystec_web.errors import OnboardingError
from asystec_web.errors.passing import Passing


class HaciendaFailure(OnboardingError):
    """Something at the tax authority kept us from an answer."""

    code = "hacienda.unavailable"


class HaciendaUserRejected(HaciendaFailure):
    """The identity provider refused user and password."""

    code = "hacienda.rejected"
    field = "hacienda_password"


class HaciendaUserRejectedAgain(Passing, HaciendaUserRejected):
    """Hacienda refused the same user and password just now; they are not sent again."""

    code = "hacienda.rejected_again"
    afterwards = HaciendaUserRejected.code


class HaciendaUserUnready(HaciendaFailure):
    """Hacienda knows the user, but its account is disabled or lacks a step."""

    code = "hacienda.unready"
    field = "hacienda_user"


class HaciendaUserBlocked(Passing, HaciendaFailure):
    """The identity provider blocks the user."""

    code = "hacienda.blocked"
    field = "hacienda_user"
    afterwards = "hacienda.was_blocked"


class HaciendaThrottled(Passing, HaciendaFailure):
    """Too many tries at the identity provider, by its own count."""

    code = "hacienda.throttled"


class TriesRationed(HaciendaThrottled):
    """Too many tries of one user: we stop before Hacienda blocks it."""

    code = "hacienda.rationed"


class TriesRationedNearby(HaciendaThrottled):
    """Too many failing tries from one address, whoever's."""

    code = "hacienda.rationed_nearby"


class IdentityUnavailable(HaciendaFailure):
    """The identity provider did not answer usefully."""

    code = "hacienda.identity_unavailable"


class IdentityUnreachable(IdentityUnavailable):
    """There was no connection, or it broke."""

    code = "hacienda.identity_unreachable"


class IdentitySlow(IdentityUnavailable):
    """It did not answer in time."""

    code = "hacienda.identity_slow"


class IdentityDown(IdentityUnavailable):
    """It answered that it is out of service."""

    code = "hacienda.identity_down"


class IdentityConfused(IdentityUnavailable):
    """It answered something that tells nothing of user and password."""

    code = "hacienda.identity_confused"
