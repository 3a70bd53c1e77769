"""The answer of the identity provider's token endpoint, read with distrust."""

from base64 import urlsafe_b64decode
from http import HTTPStatus
from typing import NoReturn

from pydantic import BaseModel, Field, ValidationError

from asystec_web.errors.hacienda import (
    HaciendaThrottled,
    HaciendaUserBlocked,
    HaciendaUserRejected,
    HaciendaUserUnready,
)
from asystec_web.services.hacienda.breaker import LONGEST_S, seconds_in
from asystec_web.services.hacienda.exchange import Answer, NoAnswer
from asystec_web.services.hacienda.taxpayer import Text

# Hacienda does not say how long: of failing tries it counts those of a minute.
THROTTLED_S = 60
BLOCKED_S = 300


class _Claims(BaseModel, hide_input_in_errors=True):
    name: Text = ""


class _Refusal(BaseModel, hide_input_in_errors=True):
    error: str


class Tokens(BaseModel, hide_input_in_errors=True):
    """What a good sign-in gives."""

    access_token: str = Field(min_length=1, repr=False)
    refresh_token: str = Field(default="", repr=False)

    def name(self) -> str:
        """Read the name in the access token; its signature is not checked.

        Raises:
            NoAnswer: It is no token.
        """
        _, _, rest = self.access_token.partition(".")
        claims, _, _ = rest.partition(".")
        try:
            written = urlsafe_b64decode(claims + "=" * (-len(claims) % 4))
            return _Claims.model_validate_json(written).name
        except ValueError:
            reason = "no token"
            raise NoAnswer(reason) from None


def read_tokens(answer: Answer) -> Tokens:
    """Read what the endpoint answered to a user and password.

    Raises:
        HaciendaUserRejected: They do not go together.
        HaciendaUserUnready: They do, but the account is disabled or lacks a step.
        HaciendaUserBlocked: The user is blocked.
        HaciendaThrottled: Too many tries.
        NoAnswer: Anything else.
    """
    if answer.status != HTTPStatus.OK:
        _refuse(answer)
    try:
        return Tokens.model_validate_json(answer.body)
    except ValidationError:
        reason = "unreadable"
        raise NoAnswer(reason) from None


def _refuse(answer: Answer) -> NoReturn:
    match answer.status:
        case HTTPStatus.UNAUTHORIZED if _error(answer.body) == "invalid_grant":
            raise HaciendaUserRejected
        # What Keycloak answers for an account that is disabled or «not fully set up».
        case HTTPStatus.BAD_REQUEST if _error(answer.body) == "invalid_grant":
            raise HaciendaUserUnready
        case HTTPStatus.FORBIDDEN if not answer.is_web_page:
            raise HaciendaUserBlocked(BLOCKED_S)
        case HTTPStatus.TOO_MANY_REQUESTS:
            seconds = seconds_in(answer.retry_after, THROTTLED_S)
            raise HaciendaThrottled(max(1, min(seconds, LONGEST_S)))
        case status:
            reason = f"status {status}"
            down = status >= HTTPStatus.INTERNAL_SERVER_ERROR
            raise NoAnswer(reason, "down" if down else "nonsense")


def _error(body: bytes) -> str:
    try:
        return _Refusal.model_validate_json(body).error
    except ValidationError:
        return ""
