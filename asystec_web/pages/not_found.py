"""The page for an address that leads nowhere."""

import reflex as rx
from reflex.constants import Page404

from asystec_web import routes, ui
from asystec_web.pages import help_api_user, help_key
from asystec_web.pages.article import article, bullets
from asystec_web.pages.page import Page


def not_found() -> rx.Component:
    """Render the way back."""
    return article(
        rx.el.p("Su cuenta y lo que ya guardó están bien."),
        rx.el.h2("¿Buscaba una de estas guías?"),
        bullets(
            ui.text_link(help_api_user.TITLE, routes.HELP_API_USER),
            ui.text_link(help_key.TITLE, routes.HELP_KEY),
        ),
        title="No encontramos esta página",
        lead="La dirección puede estar mal escrita, o la página ya no existe.",
        actions=[ui.link_button("Ir al inicio", routes.SIGN_IN)],
    )


# Reflex shows the page of this route for every address that no other page has.
PAGE = Page(Page404.SLUG, "Página no encontrada – Asystec", not_found)
