"""What both legal texts have around their own words."""

import reflex as rx

from asystec_web import routes, ui
from asystec_web.flow.terms import TERMS_DATE, TERMS_VERSION
from asystec_web.pages.article import article
from asystec_web.ui.words import Content


def legal_text(
    *content: Content, title: str, other: str, other_href: str
) -> rx.Component:
    """Lay out a legal text with its version, and the way to the other one."""
    return article(
        ui.notice(
            "Antes de usarlo en producción, la asesoría legal de la empresa debe "
            "revisarlo y agregar los datos de la empresa responsable.",
            kind="warn",
            title="Este texto es un modelo",
        ),
        *content,
        title=title,
        lead=f"Versión {TERMS_VERSION}, del {TERMS_DATE}.",
        actions=[
            ui.ghost_link(other, other_href),
            ui.ghost_link("Ir al inicio", routes.SIGN_IN),
        ],
    )
