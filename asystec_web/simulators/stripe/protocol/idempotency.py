"""One effect per idempotency key, however often a request is sent."""

from dataclasses import dataclass
from http import HTTPStatus

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.refusals import refuse


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered, kept to be answered again."""

    status: int
    body: Json
    request_id: str


@dataclass(slots=True)
class _Use:
    """The request a key was first used for; without an answer, it is running."""

    request: str
    answer: Answer | None = None


class Idempotency:
    """The keys one world has seen."""

    def __init__(self) -> None:
        """Start with no keys."""
        self._uses: dict[str, _Use] = {}

    def begin(self, key: str, request: str) -> Answer | None:
        """Claim a key for a request, or return what it got the first time.

        Raises:
            Refusal: The key belongs to another request, or to one still running.
        """
        use = self._uses.get(key)
        if use is None:
            self._uses[key] = _Use(request)
            return None
        if use.request != request:
            message = (
                "Keys for idempotent requests can only be used with the same "
                f"parameters they were first used with. Try using a key other than "
                f"'{key}' if you meant to execute a different request."
            )
            refuse(message, kind="idempotency_error")
        if use.answer is None:
            message = (
                "There is currently another in-progress request using this "
                "Idempotent Key."
            )
            refuse(
                message,
                status=HTTPStatus.CONFLICT,
                kind="idempotency_error",
                code="idempotency_key_in_use",
            )
        return use.answer

    def keep(self, key: str, answer: Answer) -> None:
        """Remember an answer, whether it was good or bad."""
        self._uses[key].answer = answer

    def forget(self, key: str) -> None:
        """Free a key whose request came to nothing."""
        self._uses.pop(key, None)
