"""The portal's list of invoices."""

from html import escape

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.billing.money import written
from asystec_web.simulators.stripe.pages.dates import written_date
from asystec_web.simulators.stripe.pages.invoice import STATUSES
from asystec_web.simulators.stripe.world.world import World


def history(world: World, customer: Json) -> str:
    """List a customer's invoices, the latest first; each leads to its page."""
    rows = "".join(
        _row(invoice)
        for invoice in reversed(world.all("invoice"))
        if invoice["customer"] == customer["id"] and invoice["hosted_invoice_url"]
    )
    if not rows:
        return ""
    return (
        "<section><table><caption>Historial de facturas</caption><thead><tr>"
        '<th scope="col">Fecha</th><th scope="col">Estado</th>'
        '<th scope="col">Monto</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></section>"
    )


def _row(invoice: Json) -> str:
    day = written_date(invoice["created"])
    link = f'<a href="{escape(invoice["hosted_invoice_url"])}">{day}</a>'
    amount = escape(written(invoice["amount_due"], invoice["currency"]))
    status = STATUSES[invoice["status"]]
    return f'<tr><th scope="row">{link}</th><td>{status}</td><td>{amount}</td></tr>'
