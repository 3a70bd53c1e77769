"""The reception's list of documents: what a taxpayer has already sent."""

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from asystec_web.simulators.hacienda.cases import BY_USERNAME
from asystec_web.simulators.hacienda.documents import (
    Document,
    party_id,
    strange_items,
)
from asystec_web.simulators.hacienda.taxpayers import Taxpayer
from asystec_web.simulators.hacienda.tokens import PRODUCTION, SANDBOX, Realm
from asystec_web.simulators.hacienda.world import World

DEFAULT_LIMIT = 50


class Refused(Exception):
    """A request the reception does not answer, and what it says instead."""

    def __init__(self, status: int, cause: str, **headers: str) -> None:
        super().__init__(cause)
        self.status = status
        self.headers = {"X-Error-Cause": cause, **headers}

    def response(self) -> Response:
        """Tell the cause where the real reception does, in a header."""
        return Response(status_code=self.status, headers=self.headers)


def reception_routes(world: World) -> list[Route]:
    """Build the lists of production and of the sandbox."""
    return [
        *_lists(world, "/recepcion/v1", PRODUCTION),
        *_lists(world, "/recepcion-sandbox/v1", SANDBOX),
    ]


def _lists(world: World, prefix: str, realm: Realm) -> list[Route]:
    async def own_documents(request: Request) -> Response:
        try:
            owner = _owner(world, realm, request)
            documents = _own(world, owner, request)
            offset = _number(request, "offset", 0, least=0)
            limit = _number(request, "limit", DEFAULT_LIMIT, least=1)
            _let_pass(owner, offset)
        except Refused as refused:
            return refused.response()
        world.happened["document_list"] += 1
        if owner.listing == "mixed":
            return JSONResponse(strange_items(documents))
        return _page(documents, offset, limit)

    async def one_document(request: Request) -> Response:
        try:
            documents = _own(world, _owner(world, realm, request), request)
        except Refused as refused:
            return refused.response()
        clave = request.path_params["clave"]
        found = next((each for each in documents if each.clave == clave), None)
        if found is None:
            return Refused(404, "El comprobante no existe").response()
        return JSONResponse(found.as_json())

    return [
        Route(f"{prefix}/comprobantes", own_documents, methods=["GET"]),
        Route(f"{prefix}/comprobantes/{{clave}}", one_document, methods=["GET"]),
    ]


def _own(world: World, owner: Taxpayer, request: Request) -> Sequence[Document]:
    """Find the documents of the token's owner that fit the query."""
    issuer = request.query_params.get("emisor", party_id(owner))
    if issuer != party_id(owner):
        raise Refused(403, "El token no corresponde al emisor")
    receiver = request.query_params.get("receptor")
    kept = world.documents[owner.cedula]
    if receiver is None:
        return kept
    return [each for each in kept if party_id(each.receiver) == receiver]


def _let_pass(owner: Taxpayer, offset: int) -> None:
    """Refuse whom this case is there for."""
    if owner.listing == "forbidden":
        raise Refused(403, "El usuario no tiene permiso para esta consulta")
    if owner.listing == "throttled" and offset:
        wait = {"X-Ratelimit-Remaining": "0", "X-Ratelimit-Reset": "60"}
        raise Refused(429, "Se superó el límite de consultas", **wait)


def _owner(world: World, realm: Realm, request: Request) -> Taxpayer:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    claims = world.mint.read(token.strip()) if scheme.lower() == "bearer" else None
    if claims is None or claims["typ"] != "Bearer" or claims["iss"] != realm.issuer:
        raise Refused(401, "El token no existe, no es de este ambiente o expiró")
    return BY_USERNAME[str(claims["preferred_username"]).lower()]


def _number(request: Request, name: str, default: int, *, least: int) -> int:
    text = request.query_params.get(name, str(default))
    if not text.isdecimal() or int(text) < least:
        raise Refused(400, f"El parámetro {name} no es válido")
    return int(text)


def _page(documents: Sequence[Document], offset: int, limit: int) -> Response:
    shown = documents[offset : offset + limit]
    items = [document.as_json() for document in shown]
    if len(shown) == len(documents):
        return JSONResponse(items)
    last = offset + max(len(shown) - 1, 0)
    return JSONResponse(
        items,
        206,
        {
            "Content-Range": f"{offset}-{last}/{len(documents)}",
            "Accept-Range": f"comprobantes {DEFAULT_LIMIT}",
        },
    )
