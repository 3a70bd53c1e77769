"""Expected failures.

OnboardingError
├── InvalidForm                    one or more fields were refused
├── StepNotOpen                    an earlier step is unanswered
├── …                              `account`: who it is, and how often one may try
├── KeyFailure                     `key`: the cryptographic key cannot be used
├── HaciendaFailure                `hacienda`: the tax authority, `business` what it
│                                  knows of one, `documents` its list of documents
└── BillingFailure                 `billing`: paying is not possible right now

`agreement` has those of a business, a user and a key that do not belong together.
Anything else is a bug: let it reach the exception handler.

Some sentences need values: whose key it is, since when it is expired. A failure
carries them in `values`, apart from its message, so that neither its text nor its
repr nor a log shows them. Only cédulas, names, dates, environments and waiting times
are carried, in the words a person reads; never a secret.
"""

from collections.abc import Mapping
from typing import ClassVar


class OnboardingError(Exception):
    """Something that is expected to happen and has a sentence in `texts`.

    Attributes:
        code: Key of the sentence.
        field: Name of the field to show it at; the whole page when empty.
        carries: Names of the values that the sentence needs.
        afterwards: Key of the sentence for whoever reads it later, where the first one
            tells how long to wait.
        mended_at: Address of the page where it is mended, if that is another one.
        values: What the sentence says besides, by those names.
    """

    code: ClassVar[str] = "unexpected"
    field: ClassVar[str] = ""
    carries: ClassVar[frozenset[str]] = frozenset()
    mended_at: ClassVar[str] = ""
    afterwards: ClassVar[str] = ""

    def __init__(self, **values: str) -> None:
        """Take the values of the sentence, exactly those that the class names."""
        super().__init__(self.code)
        if values.keys() != self.carries:
            message = f"{type(self).__name__} carries {sorted(self.carries)}"
            raise TypeError(message)
        self.values = values

    @property
    def kept(self) -> tuple[str, Mapping[str, str]]:
        """What a row keeps of it: code and values of a sentence that stays true."""
        return (self.afterwards, {}) if self.afterwards else (self.code, self.values)


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


class StepNotOpen(OnboardingError):
    """An earlier step is unanswered."""

    code = "step.not_open"
