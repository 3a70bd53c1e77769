"""The documents a taxpayer has sent, as Hacienda's reception lists them."""

import asyncio
import re
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

import httpx
import structlog

from asystec_web.errors.documents import (
    DocumentsForbidden,
    DocumentsSessionRefused,
    DocumentsThrottled,
    DocumentsUnavailable,
)
from asystec_web.errors.hacienda import HaciendaFailure
from asystec_web.forms.types.cedula import Cedula
from asystec_web.services.hacienda.document_list import (
    PAGE,
    DocumentList,
    Page,
    read_page,
)
from asystec_web.services.hacienda.exchange import Answer, NoAnswer, exchange
from asystec_web.services.hacienda.identity import Environment

log = structlog.get_logger(__name__)

PATIENCE_S = 15.0
MOST_PAGES = 20
_TOKEN: Final = re.compile(r"[!-~]{1,8192}")


class Reception:
    """Reads lists of documents, of production or of the sandbox."""

    def __init__(
        self,
        base_urls: Mapping[Environment, str],
        http: httpx.AsyncClient,
        *,
        patience_s: float = PATIENCE_S,
    ) -> None:
        """Ask at the address of each environment."""
        self._base_urls = {name: url.rstrip("/") for name, url in base_urls.items()}
        self._http = http
        self._patience_s = patience_s

    async def own_documents(
        self, issuer: Cedula, environment: Environment, token: str
    ) -> DocumentList:
        """Read the newest documents: twenty pages, or what fifteen seconds give.

        What was read before something failed is given, and says that it is a part.

        Raises:
            DocumentsForbidden: The user may not see the list.
            DocumentsSessionRefused: The list does not take the token.
            DocumentsThrottled: Hacienda wants nobody to ask for now.
            DocumentsUnavailable: No useful answer came.
        """
        seen = DocumentList(issuer.padded)
        failure: HaciendaFailure = DocumentsUnavailable()
        try:
            async with asyncio.timeout(self._patience_s):
                for _ in range(MOST_PAGES):
                    if not seen.over:
                        page = self._page(issuer, environment, token, seen.offset)
                        seen.take(await page)
        except HaciendaFailure as refused:
            failure = refused
        except (NoAnswer, TimeoutError) as missed:
            reason = missed.reason if isinstance(missed, NoAnswer) else "too slow"
            log.warning("documents_unavailable", reason=reason)
        else:
            return seen
        if not seen.documents:
            raise failure
        seen.broken_off = True
        return seen

    async def _page(
        self, issuer: Cedula, environment: Environment, token: str, offset: int
    ) -> Page:
        if not _TOKEN.fullmatch(token):
            reason = "no token"
            raise NoAnswer(reason)
        answer = await exchange(
            self._http,
            "GET",
            f"{self._base_urls[environment]}/comprobantes",
            query={
                "emisor": issuer.kind + issuer.padded,
                "offset": str(offset),
                "limit": str(PAGE),
            },
            token=token,
        )
        if answer.status not in {HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT}:
            raise _refusal(answer)
        return read_page(answer)


def _refusal(answer: Answer) -> HaciendaFailure | NoAnswer:
    match answer.status:
        case HTTPStatus.UNAUTHORIZED:
            return DocumentsSessionRefused()
        case HTTPStatus.FORBIDDEN if not answer.is_web_page:
            return DocumentsForbidden()
        case HTTPStatus.TOO_MANY_REQUESTS:
            return DocumentsThrottled()
        case status:
            return NoAnswer(f"status {status}")
