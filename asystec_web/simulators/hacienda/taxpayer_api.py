"""`GET /fe/ae`: who is behind a cédula, with Hacienda's shapes, errors and limits."""

import asyncio
import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from asystec_web.simulators.hacienda.cases import BY_CEDULA
from asystec_web.simulators.hacienda.taxpayers import Activity, Taxpayer
from asystec_web.simulators.hacienda.world import World

HANG_S = 30

# 9 to 12 digits without leading zero, or a cédula jurídica with letters.
_WELL_FORMED = re.compile(r"[1-9]\d{8,11}|[2-5]\d{3}[0-9A-Z]\d{5}", re.ASCII)


def taxpayer_routes(world: World) -> list[Route]:
    """Build the taxpayer API."""

    async def look_up(request: Request) -> Response:
        world.happened["lookup"] += 1
        client = request.client.host if request.client else ""
        if seconds := world.throttle.blocked_for(client):
            world.happened["lookup_refused"] += 1
            return _problem(429, "Too Many Requests", {"Retry-After": str(seconds)})
        cedula = request.query_params.get("identificacion", "")
        if not _WELL_FORMED.fullmatch(cedula):
            return _problem(
                400, "Bad Request, please review your request and try again"
            )
        return await _answer(BY_CEDULA.get(cedula))

    return [Route("/fe/ae", look_up, methods=["GET"])]


async def _answer(taxpayer: Taxpayer | None) -> Response:
    if taxpayer is None:
        return _problem(404, "Information no available")
    if taxpayer.lookup == "hangs":
        await asyncio.sleep(HANG_S)
    if taxpayer.lookup != "answers":
        return _problem(503, "Service unavailable")
    # Only good answers may be read by other sites' scripts, as in the real service.
    return JSONResponse(
        taxpayer_json(taxpayer), headers={"Access-Control-Allow-Origin": "*"}
    )


def _problem(
    status: int, text: str, headers: dict[str, str] | None = None
) -> JSONResponse:
    return JSONResponse({"code": status, "status": text}, status, headers)


def taxpayer_json(taxpayer: Taxpayer) -> dict[str, object]:
    """Write a taxpayer as Hacienda does."""
    situation = {
        "moroso": _yes_or_no(taxpayer.moroso),
        "omiso": _yes_or_no(taxpayer.omiso),
        "estado": taxpayer.state,
        "administracionTributaria": "San José Oeste",
    }
    if taxpayer.message:
        situation["mensaje"] = taxpayer.message
    return {
        "nombre": taxpayer.name,
        "tipoIdentificacion": taxpayer.id_type.value,
        "regimen": _regime(taxpayer),
        "situacion": situation,
        "actividades": [_activity(activity) for activity in taxpayer.activities],
    }


def _regime(taxpayer: Taxpayer) -> dict[str, object]:
    if not taxpayer.state.startswith("Inscrito"):
        return {"codigo": 0, "descripcion": "No inscrito"}
    if taxpayer.simplified:
        return {"codigo": 2, "descripcion": "Régimen simplificado"}
    return {"codigo": 1, "descripcion": "Régimen general"}


def _activity(activity: Activity) -> dict[str, object]:
    written: dict[str, object] = {
        "estado": "A" if activity.active else "I",
        "tipo": "P" if activity.main else "S",
        "codigo": activity.code,
        "descripcion": activity.description,
    }
    # The real service leaves the old codes out of part of its answers.
    if activity.old_code:
        written["ciiu3"] = [
            {"codigo": activity.old_code, "descripcion": activity.old_description}
        ]
    return written


def _yes_or_no(answer: bool) -> str:  # noqa: FBT001 - it has no other argument
    return "SI" if answer else "NO"
