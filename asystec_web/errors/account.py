"""Who it is, and how often one may try.

OnboardingError
├── NotSignedIn                    the session is missing, over or revoked
├── CredentialsRejected            e-mail and password do not go together
├── EmailTaken                     the account exists already
├── TokenRejected                  a link is unknown, used or too old
└── TooManyAttempts                rationed: the same was tried too often
    ├── TooManyAccounts            so many accounts from one place
    └── TooManyLetters             so many letters to one address, or for one place
"""

from asystec_web.errors import OnboardingError


class NotSignedIn(OnboardingError):
    """The session is missing, over or revoked."""

    code = "session.required"


class CredentialsRejected(OnboardingError):
    """E-mail and password do not go together; which of them is not told."""

    code = "sign_in.rejected"


class EmailTaken(OnboardingError):
    """An account with this e-mail exists already."""

    code = "email.taken"
    field = "email"


class TokenRejected(OnboardingError):
    """A link is unknown, used or too old."""

    code = "token.rejected"


class TooManyAttempts(OnboardingError):
    """Rationed: the same was tried too often."""

    code = "attempts.too_many"


class TooManyAccounts(TooManyAttempts):
    """Rationed: accounts were opened from one place too often."""

    code = "attempts.accounts"


class TooManyLetters(TooManyAttempts):
    """Rationed: letters were asked for too often."""

    code = "attempts.letters"
