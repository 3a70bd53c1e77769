"""The reception's list of documents: what a taxpayer has already sent."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from asystec_web.simulators.hacienda.cases import BY_USERNAME
from asystec_web.simulators.hacienda.documents import Document, party_id
from asystec_web.simulators.hacienda.taxpayers import Taxpayer
from asystec_web.simulators.hacienda.tokens import PRODUCTION, SANDBOX, Realm
from asystec_web.simulators.hacienda.world import World

DEFAULT_LIMIT = 50


class Refused(Exception):
    """A request the reception does not answer, and what it says instead."""

    def __init__(self, status: int, cause: str) -> None:
        super().__init__(cause)
        self.status = status
        self.cause = cause

    def response(self) -> Response:
        """Tell the cause where the real reception does, in a header."""
        return Response(status_code=self.status, headers={"X-Error-Cause": self.cause})


def reception_routes(world: World) -> list[Route]:
    """Build the lists of production and of the sandbox."""
    return [
        *_lists(world, "/recepcion/v1", PRODUCTION),
        *_lists(world, "/recepcion-sandbox/v1", SANDBOX),
    ]


def _lists(world: World, prefix: str, realm: Realm) -> list[Route]:
    async def own_documents(request: Request) -> Response:
        try:
            documents = _own(world, realm, request)
            offset = _number(request, "offset", 0, least=0)
            limit = _number(request, "limit", DEFAULT_LIMIT, least=1)
        except Refused as refused:
            return refused.response()
        world.happened["document_list"] += 1
        return _page(documents, offset, limit)

    async def one_document(request: Request) -> Response:
        try:
            documents = _own(world, realm, request)
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


def _own(world: World, realm: Realm, request: Request) -> list[Document]:
    """Find the documents of the token's owner that fit the query."""
    owner = _owner(world, realm, request)
    issuer = request.query_params.get("emisor", party_id(owner))
    if issuer != party_id(owner):
        raise Refused(403, "El token no corresponde al emisor")
    receiver = request.query_params.get("receptor")
    kept = world.sandbox_documents if realm is SANDBOX else []
    return [
        document
        for document in kept
        if document.issuer == owner
        and (receiver is None or party_id(document.receiver) == receiver)
    ]


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


def _page(documents: list[Document], offset: int, limit: int) -> Response:
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
