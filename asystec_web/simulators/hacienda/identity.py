"""The identity provider: tokens for the users of Hacienda's API, in two realms."""

import secrets
import uuid
from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from asystec_web.simulators.hacienda.cases import BY_USERNAME
from asystec_web.simulators.hacienda.taxpayers import DEMO_PASSWORD, Taxpayer
from asystec_web.simulators.hacienda.tokens import ACCESS_S, REALMS, REFRESH_S, Realm
from asystec_web.simulators.hacienda.world import World

_BASE = "/auth/realms/{realm}/protocol/openid-connect"
Fields = Mapping[str, str]


def identity_routes(world: World) -> list[Route]:
    """Build both realms of the identity provider."""

    async def token(request: Request) -> Response:
        realm = REALMS.get(request.path_params["realm"])
        fields = await _fields(request)
        if realm is None:
            return _refusal(404, "Realm does not exist")
        if fields.get("client_id") != realm.client_id:
            return _refusal(401, "invalid_client", "Invalid client credentials")
        match fields.get("grant_type"):
            case "password":
                return _log_in(world, realm, fields)
            case "refresh_token":
                return _refresh(world, realm, fields)
            case _:
                return _refusal(400, "unsupported_grant_type")

    async def log_out(request: Request) -> Response:
        realm = REALMS.get(request.path_params["realm"])
        fields = await _fields(request)
        session = _session(world, realm, fields) if realm else None
        if session is None:
            return _refusal(400, "invalid_grant", "Invalid refresh token")
        world.open_sessions.discard(session[0])
        world.happened["logout"] += 1
        return Response(status_code=204)

    return [
        Route(f"{_BASE}/token", token, methods=["POST"]),
        Route(f"{_BASE}/logout", log_out, methods=["POST"]),
    ]


async def _fields(request: Request) -> Fields:
    async with request.form() as form:
        return {name: value for name, value in form.items() if isinstance(value, str)}


def _log_in(world: World, realm: Realm, fields: Fields) -> Response:
    username = fields.get("username", "").lower()
    if seconds := world.failed_logins.closed_for(username):
        world.happened["failed_login"] += 1
        headers = {"Retry-After": str(seconds)}
        return JSONResponse({"error": "too_many_requests"}, 429, headers)
    taxpayer = BY_USERNAME.get(username)
    known = taxpayer is not None and taxpayer.environment == realm.environment
    right = secrets.compare_digest(
        fields.get("password", "").encode(), DEMO_PASSWORD.encode()
    )
    if taxpayer is None or not known or not right or taxpayer.user_blocked:
        world.failed_logins.note(username)
        world.happened["failed_login"] += 1
        if taxpayer is not None and known and taxpayer.user_blocked:
            return _refusal(403, "access_denied", "User blocked")
        # One answer for an unknown user, a wrong password and the other realm's
        # user: that is all the real one tells.
        return _refusal(401, "invalid_grant", "Invalid user credentials")
    if taxpayer.user_unready:
        # As Keycloak does for a required action that is still to be done.
        world.happened["failed_login"] += 1
        return _refusal(400, "invalid_grant", "Account is not fully set up")
    world.happened["login"] += 1
    session = str(uuid.uuid4())
    world.open_sessions.add(session)
    return _tokens(world, realm, taxpayer, session)


def _refresh(world: World, realm: Realm, fields: Fields) -> Response:
    session = _session(world, realm, fields)
    if session is None or session[0] not in world.open_sessions:
        return _refusal(400, "invalid_grant", "Session not active")
    world.happened["refresh"] += 1
    return _tokens(world, realm, BY_USERNAME[session[1]], session[0])


def _session(world: World, realm: Realm, fields: Fields) -> tuple[str, str] | None:
    """Find the session and the user behind a refresh token of this realm."""
    claims = world.mint.read(fields.get("refresh_token", ""))
    if claims is None or claims["typ"] != "Refresh":
        return None
    if claims["iss"] != realm.issuer or fields.get("client_id") != realm.client_id:
        return None
    return str(claims["session_state"]), str(claims["sub"])


def _tokens(world: World, realm: Realm, taxpayer: Taxpayer, session: str) -> Response:
    common = {
        "jti": str(uuid.uuid4()),
        "iss": realm.issuer,
        "aud": realm.client_id,
        "azp": realm.client_id,
        "session_state": session,
    }
    who = {
        "sub": str(uuid.uuid5(uuid.NAMESPACE_URL, taxpayer.username)),
        "typ": "Bearer",
        # The blank at the end is Hacienda's: given and family name, one empty.
        "name": f"{taxpayer.registered_as or taxpayer.name} ",
        "given_name": taxpayer.registered_as or taxpayer.name,
        "preferred_username": taxpayer.username,
        "email": taxpayer.username,
        "policy-id": uuid.uuid5(uuid.NAMESPACE_URL, taxpayer.cedula).hex,
    }
    refresh = {"sub": taxpayer.username.lower(), "typ": "Refresh"}
    return JSONResponse(
        {
            "access_token": world.mint.make({**common, **who}, ACCESS_S),
            "expires_in": ACCESS_S,
            "refresh_expires_in": REFRESH_S,
            "refresh_token": world.mint.make({**common, **refresh}, REFRESH_S),
            "token_type": "bearer",
            "not-before-policy": 0,
            "session_state": session,
        },
        headers={"Cache-Control": "no-store"},
    )


def _refusal(status: int, error: str, description: str = "") -> JSONResponse:
    answer = {"error": error}
    if description:
        answer["error_description"] = description
    return JSONResponse(answer, status)
