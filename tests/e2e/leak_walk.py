"""A walk that leaves a secret wherever a page asks for one."""

from dataclasses import dataclass, field

from playwright.sync_api import expect

from asystec_web.simulators.hacienda.cases import BY_CEDULA
from asystec_web.simulators.hacienda.taxpayers import DEMO_PASSWORD
from tests.e2e.evidence import Evidence, code_in
from tests.e2e.inbox import link_in
from tests.e2e.leak_secrets import Key, Secrets
from tests.e2e.walk import Walk
from tests.waiting import until_true

# After so long somebody may be tried at Hacienda again, however often they were.
RATION_S = 75
PAUSE_S = 5


@dataclass
class LeakWalk(Walk):
    """A walk that leaves secrets wherever it may, and looks around at every page."""

    secrets: Secrets = field(kw_only=True)
    evidence: Evidence = field(kw_only=True)

    def arrive(self, address: str, heading: str) -> None:
        super().arrive(address, heading)
        self.evidence.look(self.page)

    def fill_account(self) -> None:
        super().fill_account()
        self.field("Contraseña").fill(self.secrets.password)

    def fill_business(self) -> None:
        super().fill_business()
        self.evidence.look(self.page)  # with the draft

    def fill_connection(
        self, key: Key, *, pin: str = "", password: str = DEMO_PASSWORD
    ) -> None:
        name = f"{self.cedula}.p12"
        self.field("Usuario API").fill(BY_CEDULA[self.cedula].username)
        self.field("Contraseña API").fill(password)
        self.field("Llave criptográfica").set_input_files(
            {"name": name, "mimeType": "", "buffer": key.container}
        )
        self.field("PIN").fill(pin or key.pin)

    def paste_what_hacienda_sent(self) -> None:
        self.page.get_by_text("¿Tiene el correo o el PDF de Hacienda?").click()
        user = BY_CEDULA[self.cedula].username
        letter = f"Usuario: {user}\nContraseña: {DEMO_PASSWORD}\n"
        self.field("Texto de Hacienda").fill(letter)
        expect(self.field("Contraseña API")).to_have_value(DEMO_PASSWORD)
        self.evidence.look(self.page)

    def choose_key(self, key: Key) -> None:
        """Have key and PIN looked at before anything is sent, the wrong PIN first."""
        self.field("Llave criptográfica").set_input_files(
            {"name": "llave.p12", "mimeType": "", "buffer": key.container}
        )
        self.field("PIN").fill(self.secrets.wrong_pin)
        expect(self.page.locator("#pin-error")).to_contain_text("no abre la llave")
        self.evidence.look(self.page)
        self.field("PIN").fill(key.pin)
        expect(self.page.get_by_text("llave.p12 · de EMPRESA")).to_be_visible()
        self.evidence.look(self.page)

    def choose_keys_as_documents(self) -> None:
        """Mistake the key for an invoice, once under the name of one."""
        self.page.get_by_role("radio", name="Ya he facturado").check()
        container = self.secrets.key.container
        self.field("Sus últimos comprobantes").set_input_files(
            [
                {"name": "llave.p12", "mimeType": "", "buffer": container},
                {"name": "llave.xml", "mimeType": "text/xml", "buffer": container},
            ]
        )
        expect(self.page.get_by_role("alert")).to_contain_text("Ninguno de esos")
        self.evidence.look(self.page)

    def try_again(self) -> None:
        """Have what is kept tried; a walk that asks so often may have to wait."""
        accepted = self.page.get_by_text("Hacienda aceptó su usuario")
        alert = self.page.get_by_role("alert")
        for _ in range(RATION_S // PAUSE_S):
            self.button("Probar de nuevo").click()
            expect(accepted.or_(alert)).to_be_visible()
            self.evidence.look(self.page)
            if accepted.is_visible():
                return
            self.page.wait_for_timeout(PAUSE_S * 1000)
        message = "Hacienda was not asked again"
        raise AssertionError(message)

    def refused(self) -> None:
        """Send the form and read why it was not taken."""
        self.next()
        expect(self.page.get_by_role("alert")).to_be_focused()
        self.evidence.look(self.page)

    def sign_in(self, password: str, back: str = "/perfil") -> None:
        self.page.goto(back)
        self.arrive("/", "Iniciar sesión")
        self.field("Email").fill(self.email)
        self.field("Contraseña").fill(password)
        self.button("Iniciar sesión").click()

    def follow(self, about: str) -> str:
        """Open the link in a letter, and look around while it is still good."""
        known = self.secrets.letters
        link = self._new_link(about)
        known[f"{about} {len(known)}"] = code_in(link)
        self.go(link)
        self.page.wait_for_timeout(300)
        self.evidence.look(self.page)
        return link

    def _new_link(self, about: str) -> str:
        def is_new() -> bool:
            link = link_in(about, self.email, self.site)
            return code_in(link) not in self.secrets.letters.values()

        until_true(is_new)
        return link_in(about, self.email, self.site)

    def renew_password(self, password: str) -> None:
        self.button("Enviar enlace").click()
        expect(self.page.get_by_text("Revise su correo")).to_be_visible()
        self.follow("Cree una contraseña nueva")
        self.field("Contraseña nueva").fill("corta")
        self.button("Guardar contraseña").click()
        expect(self.page.get_by_role("alert")).to_be_focused()
        self.evidence.look(self.page)
        self.field("Contraseña nueva").fill(password)
        self.button("Guardar contraseña").click()
