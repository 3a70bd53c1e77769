"""A business, a user and a key that do not belong together.

KeyFailure
├── KeyOfAnother                   it alone belongs to another cédula
│   └── KeyNotOfBusiness           the same, and the user tells no cédula
└── KeyOfOtherEnvironment          key and user mix Hacienda's tests and production
HaciendaFailure
├── UserOfAnother                  the user alone belongs to another cédula
│   └── UserNotOfBusiness          the same, and the key tells no cédula
├── BusinessOfAnother              key and user agree, and the business differs
├── NobodyAgrees                   business, user and key are of three cédulas
├── NameOfAnother                  Hacienda knows the user under another name
└── BusinessChanged                its cédula changed while the connection was tried
"""

from asystec_web import routes
from asystec_web.errors.hacienda import HaciendaFailure
from asystec_web.errors.key import KeyFailure


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
