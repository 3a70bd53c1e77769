"""The way of every request to the API, whatever it asks for."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from http import HTTPStatus

import stripe
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from asystec_web.simulators.stripe.billing.clock import settle
from asystec_web.simulators.stripe.protocol.expansion import OnDemand, expanded
from asystec_web.simulators.stripe.protocol.idempotency import Answer
from asystec_web.simulators.stripe.protocol.keys import key_of
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.protocol.refusals import Refusal, refuse
from asystec_web.simulators.stripe.schema.forms import nest
from asystec_web.simulators.stripe.schema.parameters import read
from asystec_web.simulators.stripe.schema.shapes import checked
from asystec_web.simulators.stripe.world.world import World, random_text
from asystec_web.simulators.stripe.world.worlds import Worlds

_METHODS = ["GET", "POST", "DELETE", "PUT", "PATCH"]
_STORED_FAILURE = {
    "error": {"message": "An unknown error occurred", "type": "api_error"}
}


def api_routes(
    worlds: Worlds, operations: list[Operation], extras: OnDemand
) -> list[Route]:
    """Build the routes of the API over its operations."""

    async def unknown(request: Request) -> Answer:
        message = f"Unrecognized request URL ({request.method}: {request.url.path})."
        refuse(message, status=HTTPStatus.NOT_FOUND)

    def route(operation: Operation) -> Route:
        async def carry_out(request: Request) -> Answer:
            return await _carry_out(request, operation, worlds, extras)

        return Route(operation.path, _spoken(carry_out), methods=[operation.method])

    return [
        *(route(operation) for operation in operations),
        Route("/v1/{rest:path}", _spoken(unknown), methods=_METHODS),
    ]


def _spoken(
    work: Callable[[Request], Awaitable[Answer]],
) -> Callable[[Request], Awaitable[JSONResponse]]:
    """Answer with Stripe's headers, and with Stripe's errors."""

    async def answer(request: Request) -> JSONResponse:
        request.state.request_id = f"req_{random_text(14)}"
        headers = {
            "Request-Id": request.state.request_id,
            "Stripe-Version": stripe.api_version,
        }
        try:
            done = await work(request)
        except Refusal as refusal:
            return JSONResponse(refusal.body, refusal.status, headers)
        if done.request_id != request.state.request_id:
            headers["Idempotent-Replayed"] = "true"
            headers["Original-Request"] = done.request_id
        if done.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            # The answer is stored: asking again with the same key changes nothing.
            headers["Stripe-Should-Retry"] = "false"
        return JSONResponse(done.body, done.status, headers)

    return answer


async def _carry_out(
    request: Request, operation: Operation, worlds: Worlds, extras: OnDemand
) -> Answer:
    world = worlds.of(key_of(request.headers.get("Authorization", "")))
    _check_version(request.headers.get("Stripe-Version", ""))
    settle(world)
    body = (await request.body()).decode(errors="replace")
    encoded = f"{request.url.query}&{body}".strip("&")
    asked = Asked(
        address=request.url.path,
        id=request.path_params.get("id", ""),
        params=read(nest(encoded), operation.params),
    )
    key = request.headers.get("Idempotency-Key") if request.method == "POST" else None
    if key is None:
        return _run(world, operation, asked, request.state.request_id, None, extras)
    target = f"{request.method} {asked.address} {encoded}"
    first = world.idempotency.begin(key, hashlib.sha256(target.encode()).hexdigest())
    if first is not None:
        return first
    try:
        await asyncio.sleep(worlds.latency)
        if worlds.breaks(asked.address):
            failure = Answer(500, _STORED_FAILURE, request.state.request_id)
            world.idempotency.keep(key, failure)
            return failure
        done = _run(world, operation, asked, request.state.request_id, key, extras)
        world.idempotency.keep(key, done)
    except BaseException:
        world.idempotency.forget(key)
        raise
    return done


def _run(  # noqa: PLR0913, PLR0917 # all of it is the request
    world: World,
    operation: Operation,
    asked: Asked,
    request_id: str,
    key: str | None,
    extras: OnDemand,
) -> Answer:
    """Do it: from here on an answer is final, whether it is good or bad."""
    try:
        with world.because_of(request_id, key):
            done = operation.run(world, asked)
        body = expanded(world, done, asked.params.get("expand", []), extras)
    except Refusal as refusal:
        return Answer(refusal.status, refusal.body, request_id)
    return Answer(HTTPStatus.OK, checked(body), request_id)


def _check_version(version: str) -> None:
    if version != stripe.api_version:
        message = (
            f"Invalid Stripe API version: '{version}'. The simulator speaks "
            f"{stripe.api_version}, the version of the installed library."
        )
        refuse(message)
