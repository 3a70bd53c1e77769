"""The way through, walked by the names people see."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

import httpx
from playwright.sync_api import FilePayload, Locator, Page, expect

from asystec_web.simulators.hacienda.cases import BY_CEDULA
from asystec_web.simulators.hacienda.taxpayers import DEMO_PASSWORD
from tests.e2e.people import DEMO_COMPANY, FULL_NAME, PASSWORD, new_email
from tests.e2e.server import Site

PAYS = "4242 4242 4242 4242"
DECLINED = "4000 0000 0000 0002"
DEMO_PERSON = "111111111"
PIN = "1234"


@dataclass
class Walk:
    """One person in one browser; every method leaves by the page's own button."""

    page: Page
    site: Site
    cedula: str = DEMO_COMPANY
    email: str = field(default_factory=new_email)

    def go(self, address: str) -> None:
        """Open an address as if it had been typed."""
        self.page.goto(address)
        self.wake()

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def field(self, label: str) -> Locator:
        """Find a control by its name; the mark of an optional one is only seen."""
        seen = re.compile(rf"^{re.escape(label)}( \(opcional\))?$")
        return self.page.get_by_label(seen)

    def next(self) -> None:
        self.button("Siguiente").click()

    def arrive(self, address: str, heading: str) -> None:
        """Wait for a page that has woken up and shows its heading."""
        self.page.wait_for_url(re.compile(rf"{address}/?([?#].*)?$"))
        title = re.compile(heading, re.IGNORECASE)
        expect(self.page.get_by_role("heading", level=1, name=title)).to_be_visible()
        self.wake()

    def wake(self) -> None:
        """Wait until the server has filled the page."""
        expect(self.page.locator("[data-ready=true]")).to_be_attached()
        expect(self.page.get_by_text("Cargando…")).to_have_count(0)

    def create_account(self) -> None:
        self.page.goto("/")
        self.page.get_by_role("link", name="Crear una Cuenta").click()
        self.arrive("/crear-cuenta", "Cree su cuenta")
        self.fill_account()
        self.button("Crear Cuenta").click()
        self.arrive("/bienvenida", "Bienvenid")

    def fill_account(self) -> None:
        self.field("Nombre completo").fill(FULL_NAME)
        self.field("Email").fill(self.email)
        self.field("Contraseña").fill(PASSWORD)
        terms = "Acepto los términos y condiciones"
        self.page.get_by_role("checkbox", name=terms).check()

    def welcome(self) -> None:
        self.next()
        self.arrive("/negocio", "Información de su negocio")

    def business(self) -> None:
        self.fill_business()
        self.next()
        self.arrive("/actividades", "A qué se dedica su negocio")

    def fill_business(self) -> None:
        name = BY_CEDULA[self.cedula].name
        self.field("Cédula").fill(self.cedula)
        expect(self.field("Nombre de negocio")).to_have_value(name)
        self.field("Nombre comercial").fill("La Prueba")
        self.field("Provincia").select_option(label="San José")
        self.field("Cantón").select_option(label="Escazú")
        self.field("Distrito").select_option(label="San Antonio")
        self.field("Barrio").fill("Bello Horizonte")
        self.field("Dirección").fill("100 metros norte de la iglesia")
        self.field("Teléfono").fill("2222-3333")
        expect(self.field("Email para facturas")).not_to_have_value("")

    def activities(self) -> None:
        query = self.page.get_by_role("searchbox", name="Buscar actividad")
        query.press_sequentially("queques")
        self.page.get_by_role("button", name=re.compile("^Agregar Panader")).click()
        chosen = self.page.get_by_role("list", name="Actividades seleccionadas")
        expect(chosen.get_by_text("Panadería")).to_be_visible()
        self.next()
        self.arrive("/hacienda", "Conexión con Hacienda")

    def hacienda(self) -> None:
        self.fill_hacienda()
        self.next()
        self.arrive("/consecutivos", "Próximos consecutivos")

    def fill_hacienda(self) -> None:
        self.field("Usuario API").fill(BY_CEDULA[self.cedula].username)
        self.field("Contraseña API").fill(DEMO_PASSWORD)
        self.field("Llave criptográfica").set_input_files(self.key())
        self.field("PIN").fill(PIN)

    def key(self, name: str = "") -> FilePayload:
        """Download a key from the simulator's page."""
        name = name or f"{self.cedula}.p12"
        url = f"{self.site.simulators.hacienda}/llaves/{name}"
        content = httpx.get(url, timeout=20, trust_env=False).content
        return {"name": name, "mimeType": "application/x-pkcs12", "buffer": content}

    def connect_later(self) -> None:
        self.button("Conectar después").click()
        self.arrive("/consecutivos", "Próximos consecutivos")

    def consecutives(self) -> None:
        self.field("Factura Electrónica").fill("6")
        expect(self.page.get_by_text("00100001010000000006")).to_be_visible()
        self.next()
        self.arrive("/plan", "Escoja su plan")

    def to_payment(self, plan: str = "Pyme") -> None:
        self.button(f"Suscribirse a {plan}").click()
        self.page.wait_for_url("**/c/pay/**")

    def pay(self, card: str = PAYS) -> None:
        """Pay on Stripe's own page."""
        self.field("Número de tarjeta").fill(card)
        self.field("Vencimiento").fill("12/34")
        self.field("CVC").fill("123")
        self.field("Nombre en la tarjeta").fill(FULL_NAME)
        self.button("Pagar").click()

    def paid(self) -> None:
        self.arrive("/listo", "Completó el registro correctamente")

    def finish(self) -> None:
        self.button("Finalizar").click()
        self.arrive("/perfil", BY_CEDULA[self.cedula].name)


Enter = Callable[..., Walk]
Visit = Callable[..., Walk]
