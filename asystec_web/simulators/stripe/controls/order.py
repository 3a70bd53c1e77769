"""One order: its fields, checked, and what it answers."""

from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.keys import is_test_key
from asystec_web.simulators.stripe.protocol.refusals import Refusal


def _test_key(key: str) -> str:
    if not is_test_key(key):
        message = "not a test key"
        raise ValueError(message)
    return key


Key = Annotated[str, AfterValidator(_test_key)]


class Order(BaseModel):
    """What every order has in common: nothing more than it declares."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


Kind = TypeVar("Kind", bound=Order)


def order_route(name: str, kind: type[Kind], obey: Callable[[Kind], Json]) -> Route:
    """Build the endpoint of an order; a wrong one is explained and does nothing."""

    async def answer(request: Request) -> JSONResponse:
        try:
            order = kind.model_validate_json(await request.body() or b"{}")
            return JSONResponse(obey(order))
        except ValidationError as wrong:
            return JSONResponse({"error": _explained(wrong)}, 422)
        except (LookupError, Refusal) as wrong:
            return JSONResponse({"error": str(wrong)}, 422)

    carry_out: Callable[[Request], Awaitable[JSONResponse]] = answer
    return Route(f"/_control/{name}", carry_out, methods=["POST"])


def _explained(wrong: ValidationError) -> str:
    """Say of each field what is wrong with it, in a line."""
    return "; ".join(
        ": ".join((*map(str, error["loc"]), error["msg"].removeprefix("Value error, ")))
        for error in wrong.errors()
    )
