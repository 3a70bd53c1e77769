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
│   ├── KeyIncomplete              it opens, and what is in it cannot be read
│   │   ├── KeyWithoutPrivateKey   only certificates are in it
│   │   ├── KeyWithoutCertificate  only the private key is in it
│   │   └── KeyOfAnotherCertificate  they do not belong together
│   ├── KeyNotRsa                  the key is of a kind Hacienda does not take
│   ├── KeyTooWeak                 RSA, but too short
│   ├── KeysRationed               so many were looked at
│   ├── KeyReadersBusy             so many are being looked at
│   ├── KeyExpired                 its validity is over
│   ├── KeyNotYetValid             its validity has not begun
│   ├── KeyOfAnother               it alone belongs to another cédula
│   │   └── KeyNotOfBusiness       the same, and the user tells no cédula
│   └── KeyOfOtherEnvironment      key and user mix Hacienda's tests and production
├── HaciendaFailure
│   ├── TaxpayerNotFound           Hacienda does not know the cédula
│   ├── TaxpayersUnavailable       the taxpayer API did not answer usefully
│   ├── HaciendaUserRejected       user and password refused
│   │   └── HaciendaUserRejectedAgain  the same pair, which is not sent again yet
│   ├── UserOfAnother              the user alone belongs to another cédula
│   │   └── UserNotOfBusiness      the same, and the key tells no cédula
│   ├── BusinessOfAnother          key and user agree, and the business differs
│   ├── NobodyAgrees               business, user and key are of three cédulas
│   ├── NameOfAnother              Hacienda knows the user under another name
│   ├── BusinessChanged            its cédula changed while the connection was tried
│   ├── HaciendaUserBlocked        the identity provider blocks the user
│   ├── HaciendaThrottled          Hacienda says: too many tries
│   │   ├── TriesRationed          we say so, before it does, about a user
│   │   └── TriesRationedNearby    or about everybody behind one address
│   ├── IdentityUnavailable        the identity provider did not answer usefully
│   │   ├── IdentityUnreachable    no connection, or one that broke
│   │   ├── IdentitySlow           nothing in time
│   │   ├── IdentityDown           it says that it is out of service
│   │   └── IdentityConfused       an answer that means nothing
│   ├── DocumentsUnavailable       the list of documents did not come
│   ├── DocumentsForbidden         the user may not see the list
│   ├── DocumentsThrottled         Hacienda wants nobody to ask for now
│   ├── DocumentsSessionRefused    the list does not take the token just given
│   ├── DocumentsUserBlocked       Hacienda blocks the user for now
│   ├── CredentialsRefused         Hacienda no longer takes the user that is kept
│   └── CredentialsLost            what is kept does not open any more
└── BillingFailure
    ├── BillingUnavailable         Stripe did not answer usefully
    ├── PriceChanged               what was shown is no longer what is charged
    │   └── ChangeDiffers          the same, of a change of plan
    ├── PlanUnknown                no such plan on sale
    ├── AlreadySubscribed          a live subscription exists
    ├── AccountSuspended           a bank is asked to take a payment back
    ├── NothingToChange            no running subscription, or it is this already
    ├── ChangeNotPaid              the card did not pay a change of plan
    ├── ChangeUnderWay             another change is being made just now
    └── ChangeUnclear              Stripe did not say whether the plan was changed

Anything else is a bug: let it reach the exception handler.

Some sentences need values: whose key it is, since when it is expired. A failure
carries them in `values`, apart from its message, so that neither its text nor its
repr nor a log shows them. Only cédulas, names, dates, environments and waiting times
are carried, in the words a person reads; never a secret.
"""

from collections.abc import Mapping
from typing import ClassVar

from asystec_web import routes
from asystec_web.flow.moments import wait


class OnboardingError(Exception):
    """Something that is expected to happen and has a sentence in `texts`.

    Attributes:
        code: Key of the sentence.
        field: Name of the field to show it at; the whole page when empty.
        carries: Names of the values that the sentence needs.
        mended_at: Address of the page where it is mended, if that is another one.
        values: What the sentence says besides, by those names.
    """

    code: ClassVar[str] = "unexpected"
    field: ClassVar[str] = ""
    carries: ClassVar[frozenset[str]] = frozenset()
    mended_at: ClassVar[str] = ""

    def __init__(self, **values: str) -> None:
        """Take the values of the sentence, exactly those that the class names."""
        super().__init__(self.code)
        if values.keys() != self.carries:
            message = f"{type(self).__name__} carries {sorted(self.carries)}"
            raise TypeError(message)
        self.values = values


class _Passing:
    """What is over after some seconds; its sentence says `wait`.

    Attributes:
        seconds: How long it still lasts.
    """

    carries: ClassVar[frozenset[str]] = frozenset({"wait"})

    def __init__(self, seconds: float) -> None:
        super().__init__(wait=wait(seconds))  # pyright: ignore[reportCallIssue] - every class it is mixed into takes values
        self.seconds = seconds


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
    """It opens, but what is in it cannot be read."""

    code = "key.incomplete"


class KeyWithoutPrivateKey(KeyIncomplete):
    """It opens, but holds certificates only."""

    code = "key.no_private_key"


class KeyWithoutCertificate(KeyIncomplete):
    """It opens, but holds the private key only."""

    code = "key.no_certificate"


class KeyOfAnotherCertificate(KeyIncomplete):
    """Its private key and its certificate do not belong together."""

    code = "key.strangers"


class KeyNotRsa(KeyFailure):
    """The key is of another kind than RSA."""

    code = "key.not_rsa"


class KeyTooWeak(KeyFailure):
    """The key has fewer than 2048 bits."""

    code = "key.too_weak"


class KeysRationed(_Passing, KeyFailure):
    """So many keys and PINs were looked at for somebody, or for one address."""

    code = "key.rationed"


class KeyReadersBusy(KeyFailure):
    """So many keys are being looked at that this one found no place."""

    code = "key.readers_busy"


class KeyExpired(KeyFailure):
    """The certificate's validity is over."""

    code = "key.expired"
    carries = frozenset({"since"})


class KeyNotYetValid(KeyFailure):
    """The certificate's validity has not begun."""

    code = "key.not_yet_valid"
    carries = frozenset({"begins"})


class KeyOfAnother(KeyFailure):
    """Business and user agree; the certificate belongs to another cédula."""

    code = "key.of_another"
    carries = frozenset({"key", "business"})


class KeyNotOfBusiness(KeyOfAnother):
    """The certificate is not of the business; the user does not say which is right."""

    code = "key.not_of_business"
    mended_at = routes.BUSINESS


class KeyOfOtherEnvironment(KeyFailure):
    """The key is for Hacienda's tests and the user for production, or the reverse."""

    code = "key.other_environment"
    carries = frozenset({"key", "user"})


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
    """Business and key agree; the user belongs to another cédula."""

    code = "hacienda_user.of_another"
    field = "hacienda_user"
    carries = frozenset({"user", "business"})


class UserNotOfBusiness(UserOfAnother):
    """The user is not of the business; the key does not say which is right."""

    code = "hacienda_user.not_of_business"
    mended_at = routes.BUSINESS


class BusinessOfAnother(HaciendaFailure):
    """Key and user are of one cédula, and the business is of another."""

    code = "hacienda.business_differs"
    carries = frozenset({"key", "business"})
    mended_at = routes.BUSINESS


class NobodyAgrees(HaciendaFailure):
    """Business, user and key are of three different cédulas."""

    code = "hacienda.nobody_agrees"
    carries = frozenset({"key", "user", "business"})
    mended_at = routes.BUSINESS


class NameOfAnother(HaciendaFailure):
    """Hacienda knows the user under a name that is not the business's."""

    code = "hacienda_user.name_differs"
    field = "hacienda_user"
    carries = frozenset({"registered", "business"})
    mended_at = routes.BUSINESS


class BusinessChanged(HaciendaFailure):
    """The business got another cédula while the connection was tried."""

    code = "hacienda.business_changed"


class HaciendaUserRejectedAgain(_Passing, HaciendaUserRejected):
    """Hacienda refused the same user and password just now; they are not sent again."""

    code = "hacienda.rejected_again"


class HaciendaUserBlocked(_Passing, HaciendaFailure):
    """The identity provider blocks the user."""

    code = "hacienda.blocked"
    field = "hacienda_user"


class HaciendaThrottled(_Passing, HaciendaFailure):
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


class DocumentsUnavailable(HaciendaFailure):
    """The list of documents did not come."""

    code = "documents.unavailable"


class DocumentsForbidden(HaciendaFailure):
    """The user may not see the list of documents."""

    code = "documents.forbidden"


class DocumentsThrottled(HaciendaFailure):
    """Hacienda wants nobody to ask for now."""

    code = "documents.throttled"


class DocumentsSessionRefused(HaciendaFailure):
    """The list does not take the token that was just given."""

    code = "documents.session_refused"


class DocumentsUserBlocked(HaciendaFailure):
    """Hacienda blocks the user for now; what is kept may be right."""

    code = "documents.user_blocked"


class CredentialsRefused(HaciendaFailure):
    """Hacienda no longer takes the user and password that are kept."""

    code = "documents.credentials_refused"


class CredentialsLost(HaciendaFailure):
    """What is kept does not open any more."""

    code = "documents.credentials_lost"


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


class AccountSuspended(BillingFailure):
    """A payment is disputed: nothing is sold until that is settled."""

    code = "billing.suspended"


class NothingToChange(BillingFailure):
    """There is no running subscription, or it is the chosen one already."""

    code = "billing.nothing_to_change"


class ChangeNotPaid(BillingFailure):
    """The card did not pay for a change of plan, which stays undone."""

    code = "billing.change_not_paid"


class ChangeDiffers(PriceChanged):
    """A change of plan would not be what was shown."""

    code = "billing.change_differs"


class ChangeUnderWay(BillingFailure):
    """Another change of the same plan is being made just now."""

    code = "billing.change_under_way"


class ChangeUnclear(BillingFailure):
    """Stripe did not say whether the plan was changed; asking again is harmless."""

    code = "billing.change_unclear"
