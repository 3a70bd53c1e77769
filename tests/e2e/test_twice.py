"""A double click does what a click does."""

from playwright.sync_api import expect

from asystec_web.flow.steps import Step
from tests.e2e.browser import OpenPage
from tests.e2e.inbox import letter_to, letters_to
from tests.e2e.moods import mend, spoil, state_of
from tests.e2e.server import Site
from tests.e2e.walk import Enter, Walk

# Long enough for a second answer to arrive, and for a second step to be taken.
A_WHILE_MS = 1_200


def test_a_double_click_creates_one_account(open_page: OpenPage, site: Site) -> None:
    walk = Walk(open_page(), site)
    walk.go("/crear-cuenta")
    walk.fill_account()

    walk.button("Crear Cuenta").dblclick()

    walk.arrive("/bienvenida", "Bienvenid")
    letter_to(walk.email, site)
    walk.page.wait_for_timeout(A_WHILE_MS)
    assert len(letters_to(walk.email, site)) == 1
    walk.arrive("/bienvenida", "Bienvenid")


def test_a_double_click_goes_one_step(enter: Enter) -> None:
    walk = enter(Step.CONSECUTIVES, "/bienvenida")

    for address, heading in (
        ("/negocio", "Información de su negocio"),
        ("/actividades", "A qué se dedica"),
        ("/hacienda", "Conexión con Hacienda"),
    ):
        walk.button("Siguiente").dblclick()

        walk.arrive(address, heading)
        walk.page.wait_for_timeout(A_WHILE_MS)
        walk.arrive(address, heading)


def test_impatient_clicks_try_credentials_once(enter: Enter, site: Site) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", cedula="3101999906")
    walk.fill_hacienda()
    spoil(site.simulators.hacienda, path="/auth", status=0, hold=True)

    for _ in range(3):
        walk.page.locator(".dock [type=submit]:not(.ghost)").click(force=True)
        walk.page.wait_for_timeout(200)

    mend(site.simulators.hacienda)
    walk.arrive("/consecutivos", "Próximos consecutivos")
    expect(walk.page.get_by_text("Encontramos sus últimos números")).to_be_visible()
    # Once to connect, and once more for the numbers.
    assert state_of(site.simulators.hacienda)["logins"] == 2


def test_a_double_click_opens_one_payment(enter: Enter, site: Site) -> None:
    walk = enter(Step.PLAN, "/plan")
    before = _sessions(site)

    walk.button("Suscribirse a Pyme").dblclick()

    walk.page.wait_for_url("**/c/pay/**")
    expect(walk.button("Pagar")).to_be_visible()
    assert _sessions(site) == before + 1


def test_a_double_click_adds_an_activity_and_leaves_it(enter: Enter) -> None:
    walk = enter(Step.ACTIVITIES, "/actividades")
    walk.page.get_by_role("searchbox").press_sequentially("queques")
    add = walk.page.get_by_role("button", name="Agregar Panader")
    name = str(add.get_attribute("aria-label")).removeprefix("Agregar ")

    add.dblclick()

    walk.page.wait_for_timeout(A_WHILE_MS)
    chosen = walk.page.get_by_role("list", name="Actividades seleccionadas")
    expect(chosen.get_by_role("button", name=f"Quitar {name}")).to_have_count(1)


def _sessions(site: Site) -> int:
    """Count the payment pages that Stripe has opened so far."""
    worlds = state_of(site.simulators.stripe)["worlds"]
    return sum(world["checkout.session"] for world in worlds)
