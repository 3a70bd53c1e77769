"""Pages under the addresses we publish, without a slash at the end."""

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from asystec_web import routes
from asystec_web.frontend import STATIC

_PERMANENTLY = 308


class Addresses:
    """Serves a built page under its own address.

    The build leaves a folder and a file of the same name; a file server would send
    the browser on to the folder, and the address would end in a slash.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap the server of the built files."""
        self.app = app
        # While developing nothing is prerendered: one file serves every address.
        self.built = {
            page for page in routes.PAGES if (STATIC / f"{page[1:]}.html").is_file()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Name the file of a page; send an address with a slash to the one without."""
        path = scope["path"] if scope["type"] == "http" else ""
        if path in self.built:
            scope = {**scope, "path": f"{path}.html"}
        elif path.endswith("/") and path.rstrip("/") in routes.PAGES:
            query = scope["query_string"].decode("latin-1")
            target = f"{path.rstrip('/')}{'?' if query else ''}{query}"
            await RedirectResponse(target, _PERMANENTLY)(scope, receive, send)
            return
        await self.app(scope, receive, send)
