"""An invoice as a page, for whoever has its address, and as a file."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.clock import settle
from asystec_web.simulators.stripe.billing.money import signed
from asystec_web.simulators.stripe.pages.closed import unknown_page
from asystec_web.simulators.stripe.pages.dates import written_date
from asystec_web.simulators.stripe.pages.layout import facts, page, table, way
from asystec_web.simulators.stripe.pages.pdf import one_page
from asystec_web.simulators.stripe.world.worlds import Worlds

STATUSES = {
    "draft": "Borrador",
    "open": "Pendiente de pago",
    "paid": "Pagada",
    "uncollectible": "Incobrable",
    "void": "Anulada",
}


def invoice_routes(worlds: Worlds) -> list[Route]:
    """Build the routes of the page and its file."""

    async def show(request: Request) -> Response:
        invoice = _find(worlds, request)
        return unknown_page() if invoice is None else _page(invoice)

    async def download(request: Request) -> Response:
        invoice = _find(worlds, request)
        return unknown_page() if invoice is None else _file(invoice)

    return [Route("/i/{id}", show), Route("/i/{id}/pdf", download)]


def _find(worlds: Worlds, request: Request) -> Json | None:
    try:
        world, invoice = worlds.with_page("invoice", request.path_params["id"])
    except LookupError:
        return None
    settle(world)
    return invoice


def _title(invoice: Json) -> str:
    return f"Factura {invoice['number']}"


def _told(invoice: Json) -> dict[str, str]:
    told = {
        "Estado": STATUSES[invoice["status"]],
        "Fecha": written_date(invoice["created"]),
        "Cliente": invoice["customer_name"] or invoice["customer_email"] or "",
        "Identificación": ", ".join(
            each["value"] for each in invoice["customer_tax_ids"]
        ),
    }
    return {name: fact for name, fact in told.items() if fact}


def _rows(invoice: Json) -> list[tuple[str, str]]:
    """List the lines and the sums, as the page and the file have them."""
    currency = invoice["currency"]
    lines = [(line["description"], line["amount"]) for line in invoice["lines"]["data"]]
    discount = sum(each["amount"] for each in invoice["total_discount_amounts"] or [])
    credit = invoice["amount_due"] - invoice["total"]
    sums = [
        *([("Descuento", -discount)] if discount else []),
        ("Total", invoice["total"]),
        *([("Saldo a favor", credit)] if credit else []),
        ("Pagado", invoice["amount_paid"]),
        ("Por pagar", invoice["amount_remaining"]),
    ]
    return [(name, signed(amount, currency)) for name, amount in [*lines, *sums]]


def _page(invoice: Json) -> HTMLResponse:
    rows = table("Detalle", ("Concepto", "Monto"), _rows(invoice))
    body = facts(_told(invoice)) + rows + way(invoice["invoice_pdf"], "Descargar PDF")
    return page(_title(invoice), body)


def _file(invoice: Json) -> Response:
    told = [f"{name}: {fact}" for name, fact in _told(invoice).items()]
    rows = [f"{name}: {amount}" for name, amount in _rows(invoice)]
    name = f"factura-{invoice['number']}.pdf"
    return Response(
        one_page(_title(invoice), [*told, "", *rows]),
        media_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
