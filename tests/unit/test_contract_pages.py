"""The addresses, headings and names that help pages and the embed rely on."""

import json
import re
from functools import cache

import pytest
from reflex.utils.prerequisites import get_app

from asystec_web import routes
from asystec_web.asystec_web import app
from asystec_web.pages import NOT_FOUND, PAGES

LINK_USER = "¿Cómo puedo obtener mi Usuario Api y Contraseña Api?"
LINK_KEY = "Generar llave criptográfica"
# Address: heading, and the accessible names of what is on it.
CONTRACT: dict[str, tuple[str, tuple[str, ...]]] = {
    "/": (
        "Iniciar sesión",
        ("Email", "Contraseña", "Crear una Cuenta", "¿Olvidó su contraseña?"),
    ),
    "/crear-cuenta": (
        "Cree su cuenta",
        (
            *("Nombre completo", "Email", "Contraseña", "Crear Cuenta"),
            *("Acepto los términos y condiciones", "/terminos"),
        ),
    ),
    "/bienvenida": ("¡Bienvenido a Asystec!", ("Siguiente",)),
    "/negocio": (
        "Información de su negocio",
        (
            *("Cédula", "Nombre de negocio", "Nombre comercial", "Provincia"),
            *("Cantón", "Distrito", "Barrio", "Dirección", "Teléfono"),
            *("Email para facturas", "Siguiente", "Atrás"),
        ),
    ),
    "/actividades": (
        "¿A qué se dedica su negocio?",
        (
            *("Actividades seleccionadas", "Buscar actividad", "Agregar "),
            *("Quitar ", "Siguiente", "Atrás"),
        ),
    ),
    "/hacienda": (
        "Conexión con Hacienda",
        (
            *("Usuario API", "Contraseña API", "Llave criptográfica", "PIN"),
            *(LINK_USER, LINK_KEY, "Siguiente", "Conectar después", "Atrás"),
            *("Terminar en la computadora", "/ayuda/usuario-api"),
            "/ayuda/llave-criptografica",
        ),
    ),
    "/consecutivos": (
        "Próximos consecutivos",
        (
            *("Factura Electrónica", "Nota de Crédito Electrónica"),
            *("Nota de Débito Electrónica", "Tiquete Electrónico"),
            *("Factura Electrónica de Compra", "Factura Electrónica de Exportación"),
            *("Recibo Electrónico de Pago", "Siguiente", "Atrás"),
        ),
    ),
    "/plan": (
        "Escoja su plan",
        (
            *("Mensual", "Anual", "Suscribirse a ", "/pagar", "Atrás"),
            *("Administrar suscripción", "/suscripcion"),
        ),
    ),
    "/listo": (
        "Completó el registro correctamente",
        (
            "Finalizar",
            "Seguimos esperando la confirmación del pago",
            "Revisar de nuevo",
        ),
    ),
    "/perfil": (
        "",
        (
            "Cambiar contraseña",
            "Cambiar negocio",
            *("Administrar suscripción", "/suscripcion", "/perfil/plan"),
            *("Dejar mi plan como está", "Recibos"),
            "Empezar a facturar",
        ),
    ),
    "/perfil/plan": (
        "Cambie su plan",
        (
            *("Mensual", "Anual", "Cambiar", "No cambiar", "Actualizar tarjeta"),
            *("Administrar suscripción", "/suscripcion", "Volver a su perfil"),
        ),
    ),
    "/ayuda/usuario-api": (LINK_USER, ("TRIBU-CR",)),
    "/ayuda/llave-criptografica": (LINK_KEY, ("TRIBU-CR",)),
    "/recuperar": ("", ("Email",)),
    "/restablecer": ("", ("Contraseña nueva",)),
    "/confirmar-correo": ("", ()),
    "/continuar": (
        "Conecte Hacienda desde aquí",
        ("Continuar", "Seguir con la otra cuenta", "Ir a la conexión con Hacienda"),
    ),
    "/terminos": ("Términos y condiciones", ()),
    "/privacidad": ("Política de privacidad", ()),
}
STEPS = {
    "/crear-cuenta": 1,
    "/negocio": 2,
    "/actividades": 3,
    "/hacienda": 4,
    "/consecutivos": 5,
    "/plan": 6,
}
BY_ROUTE = {page.route: page for page in PAGES}


_ESCAPED = re.compile(r"\\+u([0-9a-f]{4})")


def written(node: object) -> str:
    """Write down what Reflex would, with its letters as they are."""
    text = json.dumps(node, ensure_ascii=False, default=str)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


@cache
def rendered(route: str) -> str:
    return written(BY_ROUTE[route].component().render())


@cache
def headings(route: str) -> list[str]:
    """Find the h1 of a page."""
    found: list[str] = []

    def look(node: object) -> None:
        if isinstance(node, dict):
            if node.get("name") == '"h1"':
                found.append(written(node))
            for value in node.values():
                look(value)
        elif isinstance(node, list):
            for value in node:
                look(value)

    look(BY_ROUTE[route].component().render())
    return found


def test_every_address_has_a_page_and_every_page_an_address() -> None:
    assert set(BY_ROUTE) == set(CONTRACT)
    assert set(BY_ROUTE) == routes.PAGES | {routes.SIGN_IN}


@pytest.mark.parametrize("route", CONTRACT)
def test_a_page_has_its_one_heading(route: str) -> None:
    heading, _ = CONTRACT[route]

    assert headings(route), route
    assert all(heading in each for each in headings(route))
    # Two may stand for each other, but both are this one.
    assert len(headings(route)) <= 2


@pytest.mark.parametrize("route", CONTRACT)
def test_a_page_has_the_names_people_are_told(route: str) -> None:
    _, names = CONTRACT[route]

    assert [name for name in names if name not in rendered(route)] == []


@pytest.mark.parametrize("route", CONTRACT)
def test_a_page_has_a_title_of_its_own(route: str) -> None:
    title = BY_ROUTE[route].title

    assert title.endswith("– Asystec")
    assert sum(page.title == title for page in (*PAGES, NOT_FOUND)) == 1


@pytest.mark.parametrize(("route", "step"), STEPS.items())
def test_a_step_says_which_of_six_it_is(route: str, step: int) -> None:
    assert BY_ROUTE[route].title.startswith(f"Paso {step} de 6: ")


@pytest.mark.parametrize("route", sorted(routes.SIGNED_IN))
def test_a_page_for_whoever_is_signed_in_asks_the_server_first(route: str) -> None:
    assert BY_ROUTE[route].on_load is not None


@pytest.mark.parametrize("route", CONTRACT)
def test_every_page_says_that_this_is_a_demo(route: str) -> None:
    assert "Modo demostración" in rendered(route)


@pytest.mark.parametrize("route", CONTRACT)
def test_a_form_never_puts_what_was_typed_into_the_address(route: str) -> None:
    forms = rendered(route).count('"name": "\\"form\\""') + rendered(route).count(
        '"name": "RadixFormRoot"'
    )

    assert rendered(route).count('method:\\"post\\"') >= forms


def test_every_page_compiles() -> None:
    app._compile(dry_run=True, use_rich=False)  # pyright: ignore[reportPrivateUsage] - checks without Node


def test_the_app_that_reflex_serves_is_this_one() -> None:
    assert get_app().app is app
    assert {*BY_ROUTE} == {
        f"/{route}" if route != "index" else "/"
        for route in app._unevaluated_pages  # pyright: ignore[reportPrivateUsage] - there is no other list
        if route != "404"
    }


def test_the_page_is_in_the_spanish_of_costa_rica() -> None:
    assert app.html_lang == "es-CR"
