"""What Stripe answers when it will not do something."""

from http import HTTPStatus
from typing import NoReturn

from asystec_web.simulators.control import Json


class Refusal(Exception):
    """An error in Stripe's own shape, on its way to the caller."""

    def __init__(
        self,
        message: str,
        *,
        status: int,
        kind: str,
        code: str | None,
        param: str | None,
    ) -> None:
        """Keep what Stripe would say."""
        super().__init__(message)
        self.status = int(status)
        self.body: Json = {
            "error": {"message": message, "type": kind, "code": code, "param": param}
        }


def refuse(  # Stripe's error has that many parts
    message: str,
    *,
    status: int = HTTPStatus.BAD_REQUEST,
    kind: str = "invalid_request_error",
    code: str | None = None,
    param: str | None = None,
) -> NoReturn:
    """Say what Stripe would say, and stop."""
    raise Refusal(message, status=status, kind=kind, code=code, param=param)


def refuse_missing(kind: str, identifier: str, param: str | None = None) -> NoReturn:
    """Say that an object does not exist: 404 in the path, 400 as a parameter."""
    refuse(
        f"No such {kind}: '{identifier}'",
        status=HTTPStatus.BAD_REQUEST if param else HTTPStatus.NOT_FOUND,
        code="resource_missing",
        param=param or "id",
    )


def refuse_unsupported(param: str) -> NoReturn:
    """Say that Stripe would take a parameter and this simulator does not."""
    message = f"The simulator does not support {param}"
    refuse(message, code="simulator_unsupported", param=param)
