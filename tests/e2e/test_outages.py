"""When the outside world fails, the page says so and goes on."""

from collections.abc import Generator
from itertools import count

import pytest
from playwright.sync_api import expect

from asystec_web.flow.steps import Step
from tests.e2e.browser import OpenPage
from tests.e2e.inbox import letter_to
from tests.e2e.moods import mend, spoil
from tests.e2e.server import Site
from tests.e2e.walk import Enter, Walk

# Long enough for an answer to arrive.
A_WHILE_MS = 500
NONSENSE = "<html>Mantenimiento</html>"
ways_to_fail = pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"status": 503}, id="down"),
        pytest.param({"status": 0, "hold": True}, id="slow"),
        pytest.param({"status": 200, "body": NONSENSE}, id="nonsense"),
        pytest.param({"drop": True}, id="cut off"),
    ],
)
# Numbers the app has not asked Hacienda about yet; it remembers answers.
_unknown_cedulas = count(3101800001)


@ways_to_fail
def test_a_business_is_described_by_hand_while_hacienda_does_not_answer(
    enter: Enter, site: Site, fault: dict[str, object]
) -> None:
    walk = enter(Step.BUSINESS, "/negocio")
    spoil(site.simulators.hacienda, path="/fe/ae", **fault)

    walk.field("Cédula").fill(str(next(_unknown_cedulas)))

    note = walk.page.get_by_text("Hacienda no responde en este momento")
    expect(note).to_be_visible()
    expect(walk.page.get_by_text("Consultando a Hacienda…")).to_have_count(0)
    _describe_by_hand(walk)
    walk.next()
    walk.arrive("/actividades", "A qué se dedica")


def test_a_cedula_changed_during_a_slow_answer_is_asked_for_anew(
    enter: Enter, site: Site
) -> None:
    walk = enter(Step.BUSINESS, "/negocio")
    spoil(site.simulators.hacienda, path="/fe/ae", status=0, hold=True)
    cedula = walk.field("Cédula")
    cedula.fill(str(next(_unknown_cedulas)))
    asking = walk.page.get_by_text("Consultando a Hacienda…")
    expect(asking).to_be_visible()

    cedula.press("Backspace")

    expect(asking).to_have_count(0)
    mend(site.simulators.hacienda)
    walk.page.wait_for_timeout(A_WHILE_MS)
    expect(walk.field("Nombre de negocio")).to_have_value("")


@pytest.mark.parametrize(
    ("fault", "cedula"),
    [
        pytest.param({"status": 503}, "133333333", id="down"),
        pytest.param({"status": 0, "hold": True}, "155555555", id="slow"),
        pytest.param({"status": 200, "body": NONSENSE}, "3101999907", id="nonsense"),
    ],
)
def test_credentials_stay_while_hacienda_s_identity_provider_is_away(
    enter: Enter, site: Site, fault: dict[str, object], cedula: str
) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", cedula=cedula)
    walk.fill_hacienda()
    spoil(site.simulators.hacienda, path="/auth", **fault)

    walk.next()

    summary = walk.page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("no quiere decir que estén malos")
    expect(walk.field("PIN")).to_have_value("1234")
    expect(walk.field("Contraseña API")).not_to_have_value("")
    mend(site.simulators.hacienda)
    walk.next()
    walk.arrive("/consecutivos", "Próximos consecutivos")


def test_a_person_goes_on_without_hacienda_while_it_is_away(
    enter: Enter, site: Site
) -> None:
    walk = enter(Step.HACIENDA, "/hacienda", cedula="11111111111")
    walk.fill_hacienda()
    spoil(site.simulators.hacienda, path="/", status=503)
    walk.next()
    expect(walk.page.get_by_role("alert")).to_be_focused()

    walk.connect_later()


def test_plans_say_that_payments_are_away(enter: Enter, site: Site) -> None:
    site.kill()
    site.start()  # prices are remembered for a while: this server has none yet
    walk = enter(Step.PLAN, "/consecutivos")
    spoil(site.simulators.stripe, path="/v1", status=0, hold=True)

    walk.next()

    note = walk.page.get_by_text("El servicio de pagos no responde en este momento")
    expect(note).to_be_visible()
    mend(site.simulators.stripe)
    walk.page.reload()
    walk.wake()
    walk.to_payment()


@ways_to_fail
def test_a_payment_page_that_does_not_open_is_told_and_nothing_charged(
    enter: Enter, site: Site, fault: dict[str, object]
) -> None:
    walk = enter(Step.PLAN, "/plan")
    spoil(site.simulators.stripe, path="/v1", **fault)

    walk.button("Suscribirse a Pyme").click()

    note = walk.page.get_by_text("No se cobró nada")
    expect(note).to_be_visible()
    mend(site.simulators.stripe)
    walk.page.reload()
    walk.wake()
    walk.to_payment()


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param({"status": 451, "times": 1}, id="refused"),
        pytest.param({"status": 0, "hold": True, "times": 1}, id="slow"),
        pytest.param({"drop": True, "times": 1}, id="cut off"),
    ],
)
def test_an_account_does_not_wait_for_its_letter(
    open_page: OpenPage, site: Site, fault: dict[str, object]
) -> None:
    spoil(site.simulators.mail, path="smtp", **fault)
    walk = Walk(open_page(), site)

    walk.create_account()

    mend(site.simulators.mail)
    letter_to(walk.email, site)


@pytest.fixture(autouse=True)
def _good_mood(site: Site) -> Generator[None]:
    """Nothing spoilt here outlives its test, however it ends."""
    yield
    for simulator in (site.simulators.hacienda, site.simulators.stripe):
        mend(simulator)


def _describe_by_hand(walk: Walk) -> None:
    walk.field("Nombre de negocio").fill("EMPRESA ESCRITA A MANO")
    walk.field("Provincia").select_option(label="San José")
    walk.field("Cantón").select_option(label="Escazú")
    walk.field("Distrito").select_option(label="San Antonio")
    walk.field("Dirección").fill("100 metros norte de la iglesia")
