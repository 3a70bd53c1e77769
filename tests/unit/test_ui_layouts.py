"""The frame around every page, and the scripts that bring it to life."""

import re
from pathlib import Path

import pytest
import reflex as rx

from asystec_web import ui

ASSETS = Path(__file__).parents[2] / "assets"
NOTHING = rx.prevent_default


def rendered(component: rx.Component) -> str:
    return re.sub(
        r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), str(component)
    )


def a_step(step: int = 3) -> str:
    return rendered(ui.step_layout(step=step, title="Título"))


def test_a_step_says_where_it_stands() -> None:
    page = a_step(3)

    assert "Paso 3 de 6" in page
    assert page.count('className:"done"') == 2
    assert page.count('"aria-current":"step"') == 1
    assert 'className:"bar at-3"' in page


def test_the_steps_are_the_six_of_the_contract() -> None:
    page = a_step(1)

    for name in ("Cuenta", "Negocio", "Actividades", "Hacienda", "Consecutivos"):
        assert f'"{name}"' in page
    assert '"Plan"' in page


def test_hacienda_left_for_later_is_passed_and_not_done() -> None:
    later = rx.Var("later", _var_type=bool)

    page = rendered(ui.step_layout(step=5, title="Título", to_connect=later))

    assert page.count('className:"passed"') == 1
    assert '"por conectar"' in page
    assert "later" in page
    before = rendered(ui.step_layout(step=4, title="Título", to_connect=later))
    assert "por conectar" not in before


def test_past_the_last_step_everything_is_done() -> None:
    page = a_step(7)

    assert "Paso" not in page.replace("Pasos", "").replace("en cada paso", "")
    assert '"Listo"' in page
    assert page.count('className:"done"') == 6


def test_every_page_has_one_heading_a_main_landmark_and_a_way_past_the_menu() -> None:
    for page in (a_step(), rendered(ui.plain_layout(title="Título"))):
        assert page.count('jsx("h1"') == 1
        assert page.count('jsx("main"') == 1
        assert 'href:"#contenido"' in page
        assert 'id:"contenido"' in page


def test_a_form_posts_never_its_secrets_into_the_address() -> None:
    form = rendered(
        ui.step_form(
            ui.text_field("x", "Nombre"),
            name="negocio",
            on_submit=NOTHING,
            actions=[ui.primary_button("Siguiente")],
            back_href="/",
        )
    )

    assert 'method:"post"' in form
    assert "noValidate:true" in form
    assert '"data-draft":"negocio"' in form
    assert form.index('"Siguiente"') < form.index('"Atrás"')


def test_the_ribbon_names_the_demo() -> None:
    page = rendered(
        ui.plain_layout(title="Título", ribbon=ui.demo_ribbon("nada es real."))
    )

    assert "Modo demostración: " in page
    assert page.index("nada es real.") < page.index('jsx("main"')


def test_the_login_is_handed_over_by_a_post_of_two_hidden_fields() -> None:
    form = rendered(ui.session_form())

    assert 'action:"/sesion"' in form
    assert 'method:"post"' in form
    assert 'id:"session-ticket",name:"ticket"' in form
    assert 'id:"session-next",name:"next"' in form


def test_overlay_and_boundary_speak_spanish_and_pull_no_package_of_toasts() -> None:
    overlay, boundary = ui.connection_overlay(), ui.error_boundary()

    assert "Se perdió la conexión" in rendered(overlay)
    assert "Recargar la página" in rendered(boundary)
    imports = {
        *overlay._get_all_imports(),  # pyright: ignore[reportPrivateUsage] - no public way
        *boundary._get_all_imports(),  # pyright: ignore[reportPrivateUsage] - no public way
    }
    assert not [
        name for name in imports if re.search("radix|sonner|toast|lucide", name)
    ]


def test_the_head_runs_the_storage_stand_in_first() -> None:
    head = [rendered(component) for component in ui.head_components()]

    assert 'src:"/storage.js"' in head[0]
    assert "defer" not in head[0]
    assert 'src:"/behaviours.js",type:"module"' in head[1]


def test_every_part_of_the_script_is_fetched_ahead_but_what_is_asked_for_later() -> (
    None
):
    head = "".join(rendered(component) for component in ui.head_components())
    later = set(re.findall(r'import\("\./(\w+\.js)"\)', behaviours()))

    assert later == {"guide.js"}
    for part in (ASSETS / "behaviours").glob("*.js"):
        ahead = f'href:"/behaviours/{part.name}"' in head
        assert ahead == (part.name not in later), part.name


def behaviours() -> str:
    parts = [ASSETS / "behaviours.js", *(ASSETS / "behaviours").glob("*.js")]
    return "".join(part.read_text("utf-8") for part in parts)


def test_scripts_ask_for_nothing_a_strict_content_policy_forbids() -> None:
    source = behaviours() + (ASSETS / "storage.js").read_text("utf-8")

    assert not re.search(r"\beval\(|new Function|innerHTML|\.style\b|on\w+=\"", source)


@pytest.mark.parametrize(
    "attribute",
    [
        "data-reveal",
        "data-key-file",
        "data-draft",
        "data-error-summary",
        "data-secret",
        "data-ready",
        "data-value",
        "data-reload",
    ],
)
def test_what_the_script_looks_for_is_what_components_render(attribute: str) -> None:
    script = behaviours()
    camel = re.sub(r"-(\w)", lambda part: part[1].upper(), attribute[5:])
    sources = (Path(ui.__file__).parent).glob("*.py")

    assert attribute in script or f"dataset.{camel}" in script
    assert any(attribute.replace("-", "_") in path.read_text() for path in sources)


def test_every_icon_and_style_the_pages_name_is_there() -> None:
    for name in ("asystec.css", "favicon.svg", "favicon.ico", "robots.txt"):
        assert (ASSETS / name).stat().st_size
