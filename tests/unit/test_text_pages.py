import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from reflex_base.components.component import BaseComponent
from reflex_components_core.base.bare import Bare

from asystec_web import routes
from asystec_web.flow.terms import TERMS_DATE, TERMS_VERSION
from asystec_web.frontend import ROOT
from asystec_web.pages import help_api_user, help_key, not_found, privacy, terms
from asystec_web.pages.page import Page
from asystec_web.settings import settings

API_USER = "¿Cómo puedo obtener mi Usuario Api y Contraseña Api?"
KEY = "Generar llave criptográfica"
TEXTS = [
    pytest.param(help_api_user.PAGE, API_USER, id="help-api-user"),
    pytest.param(help_key.PAGE, KEY, id="help-key"),
    pytest.param(terms.PAGE, "Términos y condiciones", id="terms"),
    pytest.param(privacy.PAGE, "Política de privacidad", id="privacy"),
    pytest.param(not_found.PAGE, "No encontramos esta página", id="not-found"),
]
GUIDES = [
    pytest.param(help_api_user.PAGE, id="help-api-user"),
    pytest.param(help_key.PAGE, id="help-key"),
]
LEGAL = [
    pytest.param(terms.PAGE, id="terms"),
    pytest.param(privacy.PAGE, id="privacy"),
]
DRAWINGS = ROOT / "assets" / "guides"
ENGLISH = re.compile(
    r"\b(the|and|of|to|your|you|with|for|from|this|that|not|found|page|back|home|here|"
    r"step|next|click|account|key|password|user|file|terms|privacy|please|login|sign)\b",
    re.IGNORECASE,
)


def everything_in(component: BaseComponent) -> Iterator[BaseComponent]:
    yield component
    for child in component.children:
        yield from everything_in(child)


def tagged(written: Page | BaseComponent, tag: str) -> list[BaseComponent]:
    component = written.component() if isinstance(written, Page) else written
    return [each for each in everything_in(component) if each.tag == tag]


def words_of(written: Page | BaseComponent) -> str:
    component = written.component() if isinstance(written, Page) else written
    bare = [each for each in everything_in(component) if isinstance(each, Bare)]
    return "".join(str(getattr(each.contents, "_var_value", "")) for each in bare)


def prop(component: BaseComponent, name: str) -> str:
    value = getattr(component, name, None)
    return "" if value is None else str(getattr(value, "_var_value", value))


def links(written: Page) -> dict[str, str]:
    """Give the label of every link by its address; Reflex makes all of them `Link`."""
    return {prop(each, "to"): words_of(each) for each in tagged(written, "Link")}


@pytest.mark.parametrize(("written", "heading"), TEXTS)
def test_a_page_has_its_one_heading(written: Page, heading: str) -> None:
    headings = tagged(written, "h1")

    assert [words_of(each) for each in headings] == [heading]


@pytest.mark.parametrize(("written", "_heading"), TEXTS)
def test_a_page_compiles_without_any_state(written: Page, _heading: str) -> None:
    rendered = str(written.component().render())

    assert "contenido" in rendered
    assert "reflex___state" not in rendered


@pytest.mark.parametrize(("written", "heading"), TEXTS)
def test_a_page_speaks_spanish(written: Page, heading: str) -> None:
    words = words_of(written)

    assert heading in words
    assert ENGLISH.findall(words) == []
    assert written.title.endswith(" – Asystec")


@pytest.mark.parametrize(
    ("written", "route"),
    [
        pytest.param(help_api_user.PAGE, routes.HELP_API_USER, id="help-api-user"),
        pytest.param(help_key.PAGE, routes.HELP_KEY, id="help-key"),
        pytest.param(terms.PAGE, routes.TERMS, id="terms"),
        pytest.param(privacy.PAGE, routes.PRIVACY, id="privacy"),
    ],
)
def test_a_page_is_at_its_address(written: Page, route: str) -> None:
    assert written.route == route


@pytest.mark.parametrize("written", GUIDES)
def test_the_steps_of_a_guide_are_numbered_in_order(written: Page) -> None:
    (steps,) = tagged(written, "ol")

    said = [words_of(each) for each in steps.children]

    assert {each.tag for each in steps.children} == {"li"}
    assert len(said) == 7
    places = ["Oficina Virtual", "Representante legal", "Tico Factura"]
    assert all(place in step for place, step in zip(places, said, strict=False))
    assert "Asystec" in said[-1]


@pytest.mark.parametrize("written", GUIDES)
def test_a_guide_leads_to_the_portal_in_a_new_tab(written: Page) -> None:
    (portal,) = [each for each in tagged(written, "Link") if "OVi" in words_of(each)]

    assert prop(portal, "to") == "https://ovitribucr.hacienda.go.cr/home/"
    assert prop(portal, "target") == "_blank"


@pytest.mark.parametrize("written", GUIDES)
def test_a_guide_leads_back_to_the_connection(written: Page) -> None:
    assert links(written)[routes.HACIENDA] == "Volver a la conexión con Hacienda"


@pytest.mark.parametrize("written", GUIDES)
def test_a_guide_says_when_it_was_checked_and_what_may_go_wrong(written: Page) -> None:
    text = words_of(written)

    assert "noviembre de 2026" in text
    assert "Si el código no llega al correo" in text
    assert "ATV" in text
    assert "Credenciales de pruebas" in text


def test_the_guides_lead_to_each_other() -> None:
    assert links(help_api_user.PAGE)[routes.HELP_KEY] == KEY
    assert links(help_key.PAGE)[routes.HELP_API_USER] == API_USER


def test_whoever_has_a_key_is_stopped_before_anything_else() -> None:
    (main,) = tagged(help_key.PAGE, "main")

    heading, article, *_ = main.children

    assert heading.tag == "h1"
    assert words_of(article).startswith(
        "¿Ya tiene llave? No genere otra: la nueva anula la anterior"
    )


def test_the_rule_for_new_pins_has_its_date_and_spares_old_keys() -> None:
    text = words_of(help_key.PAGE)

    assert "27 de julio de 2026" in text
    assert "14 caracteres" in text
    assert "4 números, siguen sirviendo hasta que venzan" in text


@pytest.mark.parametrize("written", GUIDES)
def test_help_with_the_code_stands_where_the_code_is_asked_for(written: Page) -> None:
    (steps,) = tagged(written, "ol")

    (more,) = tagged(steps.children[0], "details")

    assert words_of(more).startswith("Si el código no llega al correo")


@pytest.mark.parametrize("written", GUIDES)
def test_what_is_done_at_hacienda_is_drawn_and_told_in_words(written: Page) -> None:
    drawings = tagged(written, "img")

    assert len(drawings) >= 5
    assert all(prop(each, "alt").startswith("Dibujo: ") for each in drawings)
    assert ENGLISH.findall(" ".join(prop(each, "alt") for each in drawings)) == []


def test_every_drawing_is_shown_somewhere() -> None:
    shown = {
        prop(each, "src")
        for page in (help_api_user.PAGE, help_key.PAGE)
        for each in tagged(page, "img")
    }

    assert shown == {f"/guides/{file.name}" for file in DRAWINGS.glob("*.svg")}


@pytest.mark.parametrize("written", GUIDES)
def test_a_drawing_is_small_safe_and_as_high_as_its_page_says(written: Page) -> None:
    for each in tagged(written, "img"):
        text = (DRAWINGS / prop(each, "src").rpartition("/")[2]).read_text("utf-8")
        drawn = ET.fromstring(text)  # noqa: S314 - a file of ours
        tags = {node.tag.rpartition("}")[2] for node in drawn.iter()}
        viewed = drawn.attrib["viewBox"].split()

        assert tags <= {"svg", "style", "rect", "circle", "path", "text"}
        assert text.count("http") == 1, "only the name of the language"
        assert len(text) < 3000
        assert "prefers-color-scheme: dark" in text
        assert viewed == ["0", "0", prop(each, "width"), prop(each, "height")]


@pytest.mark.parametrize("written", LEGAL)
def test_a_legal_text_has_version_date_and_somebody_to_write_to(written: Page) -> None:
    text = words_of(written)
    email = settings().support_email

    assert f"Versión {TERMS_VERSION}, del {TERMS_DATE}." in text
    assert links(written)[f"mailto:{email}"] == email


@pytest.mark.parametrize("written", LEGAL)
def test_a_legal_text_says_first_that_it_is_a_model(written: Page) -> None:
    (main,) = tagged(written, "main")

    article = main.children[2]

    assert words_of(article).startswith("Este texto es un modelo")


def test_version_and_date_of_the_terms_are_of_one_month() -> None:
    assert TERMS_VERSION == "2026-11"
    assert TERMS_DATE.endswith("noviembre de 2026")


def test_the_legal_texts_lead_to_each_other() -> None:
    assert routes.PRIVACY in links(terms.PAGE)
    assert routes.TERMS in links(privacy.PAGE)


def test_a_wrong_address_leads_to_the_start_and_to_help() -> None:
    offered = links(not_found.PAGE)

    assert offered[routes.SIGN_IN] == "Ir al inicio"
    assert {routes.HELP_API_USER, routes.HELP_KEY} <= offered.keys()
