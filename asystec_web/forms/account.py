"""Creating an account, signing in, and getting back in."""

from typing import Annotated, TypedDict

from pydantic import BeforeValidator

from asystec_web.forms.fields import EmailField, Text, line, secret
from asystec_web.forms.form import Form
from asystec_web.forms.types.limits import Length
from asystec_web.forms.types.wrong_value import WrongValue

FULL_NAME = Length(2, 100)


class AccountSubmission(TypedDict):
    """The controls of the page that creates an account."""

    full_name: str
    email: str
    password: str
    terms: bool


class SignInSubmission(TypedDict):
    """The controls of the page to sign in."""

    email: str
    password: str


class EmailSubmission(TypedDict):
    """The one control of the page for a forgotten password."""

    email: str


class PasswordSubmission(TypedDict):
    """The one control of the page for a new password."""

    password: str


def _ticked(value: object) -> bool:
    """Take a ticked box, as Reflex sends it (true) or as browsers do (on)."""
    if value is not True and value != "on":
        code = "terms.not_accepted"
        raise WrongValue(code)
    return True


class AccountForm(Form):
    """A person who wants an account."""

    full_name: Annotated[Text, line("full_name", FULL_NAME)]
    email: EmailField
    password: Annotated[Text, secret("password")]
    terms: Annotated[bool, BeforeValidator(_ticked)]


class SignInForm(Form):
    """A person who has an account."""

    email: EmailField
    password: Annotated[Text, secret("password")]


class EmailForm(Form):
    """A person who forgot the password."""

    email: EmailField


class PasswordForm(Form):
    """A new password."""

    password: Annotated[Text, secret("password")]
