"""Expected failures.

OnboardingError
├── InvalidForm                    one or more fields were refused
├── NotSignedIn                    the session is missing, over or revoked
├── StepNotOpen                    an earlier step is unanswered
├── CredentialsRejected            e-mail and password do not go together
├── EmailTaken                     the account exists already
├── TokenRejected                  a link is unknown, used or too old
├── TooManyAttempts                rationed: the same was tried too often
│   ├── TooManyAccounts            so many accounts from one place
│   └── TooManyLetters             so many letters to one address, or for one place
├── KeyFailure                     the cryptographic key cannot be used
│   ├── KeyFileNotAKey             the file is no PKCS#12
│   ├── KeyPinRejected             the PIN does not open it
│   ├── KeyIncomplete              it opens, but holds no key with its certificate
│   ├── KeyOfAnother               it belongs to another cédula than the business
│   ├── KeyOfOtherEnvironment      key and user mix Hacienda's tests and production
│   ├── KeyExpired                 its validity is over
│   └── KeyNotYetValid             its validity has not begun
├── HaciendaFailure
│   ├── TaxpayerNotFound           Hacienda does not know the cédula
│   ├── TaxpayersUnavailable       the taxpayer API did not answer usefully
│   ├── HaciendaUserRejected       user and password refused
│   ├── UserOfAnother              the user belongs to another cédula
│   ├── HaciendaUserBlocked        the identity provider blocks the user
│   ├── HaciendaThrottled          too many tries
│   └── IdentityUnavailable        the identity provider did not answer usefully
└── BillingFailure
    ├── BillingUnavailable         Stripe did not answer usefully
    ├── PriceChanged               what was shown is no longer what is charged
    ├── PlanUnknown                no such plan on sale
    └── AlreadySubscribed          a live subscription exists

Anything else is a bug: let it reach the exception handler. No value that a
person typed is ever part of an exception.
"""

from collections.abc import Mapping
from typing import ClassVar


class OnboardingError(Exception):
    """Something that is expected to happen and has a sentence in `texts`.

    Attributes:
        code: Key of the sentence.
        field: Name of the field to show it at; the whole page when empty.
    """

    code: ClassVar[str] = "unexpected"
    field: ClassVar[str] = ""

    def __init__(self) -> None:
        """Carry nothing but the class: its code says it all."""
        super().__init__(self.code)


class InvalidForm(OnboardingError):
    """One or more fields were refused.

    Attributes:
        errors: Code of the sentence by field name.
    """

    code = "form.invalid"

    def __init__(self, errors: Mapping[str, str]) -> None:
        """Take the code of the sentence by field name."""
        super().__init__()
        self.errors = dict(errors)


class NotSignedIn(OnboardingError):
    """The session is missing, over or revoked."""

    code = "session.required"


class StepNotOpen(OnboardingError):
    """An earlier step is unanswered."""

    code = "step.not_open"


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


class KeyFailure(OnboardingError):
    """The cryptographic key cannot be used."""

    code = "key.unusable"
    field = "key"


class KeyFileNotAKey(KeyFailure):
    """The file is no PKCS#12 container."""

    code = "key.not_a_key"


class KeyPinRejected(KeyFailure):
    """The PIN does not open the container."""

    code = "key.pin_rejected"
    field = "pin"


class KeyIncomplete(KeyFailure):
    """It opens, but holds no private key with its own certificate."""

    code = "key.incomplete"


class KeyOfAnother(KeyFailure):
    """The certificate belongs to another cédula than the business."""

    code = "key.of_another"


class KeyOfOtherEnvironment(KeyFailure):
    """The key is for Hacienda's tests and the user for production, or the reverse."""

    code = "key.other_environment"


class KeyExpired(KeyFailure):
    """The certificate's validity is over."""

    code = "key.expired"


class KeyNotYetValid(KeyFailure):
    """The certificate's validity has not begun."""

    code = "key.not_yet_valid"


class HaciendaFailure(OnboardingError):
    """Something at the tax authority kept us from an answer."""

    code = "hacienda.unavailable"


class TaxpayerNotFound(HaciendaFailure):
    """Hacienda does not know the cédula."""

    code = "taxpayer.not_found"
    field = "cedula"


class TaxpayersUnavailable(HaciendaFailure):
    """The taxpayer API did not answer usefully."""

    code = "taxpayer.unavailable"


class HaciendaUserRejected(HaciendaFailure):
    """The identity provider refused user and password."""

    code = "hacienda.rejected"
    field = "hacienda_password"


class UserOfAnother(HaciendaFailure):
    """The user belongs to another cédula than the business."""

    code = "hacienda_user.of_another"
    field = "hacienda_user"


class HaciendaUserBlocked(HaciendaFailure):
    """The identity provider blocks the user."""

    code = "hacienda.blocked"
    field = "hacienda_user"


class HaciendaThrottled(HaciendaFailure):
    """Too many tries at the identity provider."""

    code = "hacienda.throttled"


class IdentityUnavailable(HaciendaFailure):
    """The identity provider did not answer usefully."""

    code = "hacienda.identity_unavailable"


class BillingFailure(OnboardingError):
    """Paying is not possible right now."""

    code = "billing.unavailable"


class BillingUnavailable(BillingFailure):
    """Stripe did not answer usefully."""


class PriceChanged(BillingFailure):
    """What was shown is no longer what would be charged."""

    code = "billing.price_changed"


class PlanUnknown(BillingFailure):
    """No such plan is on sale."""

    code = "billing.plan_unknown"


class AlreadySubscribed(BillingFailure):
    """A live subscription exists: nothing is charged twice."""

    code = "billing.already_subscribed"
