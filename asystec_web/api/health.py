"""Whether this process is alive, and whether it can work."""

from http import HTTPStatus

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse

from asystec_web.services import services
from asystec_web.services.migrations import is_current


async def alive(_: Request) -> JSONResponse:
    """Answer, which is all there is to it."""
    return JSONResponse({"alive": True})


async def ready(_: Request) -> JSONResponse:
    """Tell whether the database answers and has the schema of this code."""
    try:
        migrated = await is_current(services().database)
    except SQLAlchemyError:
        return JSONResponse({"database": False}, HTTPStatus.SERVICE_UNAVAILABLE)
    status = HTTPStatus.OK if migrated else HTTPStatus.SERVICE_UNAVAILABLE
    return JSONResponse({"database": True, "migrated": migrated}, status)
