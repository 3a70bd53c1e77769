"""The whole way with a secret at every turn, the right ones and the wrong ones."""

from collections.abc import Callable, Generator
from contextlib import contextmanager

from playwright.sync_api import expect
from redis import Redis
from sqlalchemy import Engine, create_engine, text

from tests.e2e.browser import DESKTOP, PHONE, Device
from tests.e2e.evidence import Evidence
from tests.e2e.leak_scripts import ARM, ARMED, PAYMENTS, SEND
from tests.e2e.leak_secrets import Secrets
from tests.e2e.leak_walk import LeakWalk
from tests.e2e.moods import mend, spoil

ADDRESS = "100 metros norte de la iglesia"  # as a draft keeps it
IN_CONSOLE = "canario en la consola"
FAULT = "the row was refused"

OpenWalk = Callable[[Device, str], LeakWalk]


def tell(open_walk: OpenWalk, evidence: Evidence, secrets: Secrets) -> None:
    """Walk all of it, once."""
    walk = open_walk(DESKTOP, "")
    _sign_up(walk)
    _connect(walk, secrets)
    _pay(walk, evidence.store)
    _replace(walk, secrets)
    _look_after(walk, secrets)
    _finish_elsewhere(walk, open_walk)
    _come_back(walk, secrets)


def _sign_up(walk: LeakWalk) -> None:
    spoil(walk.site.simulators.mail, path="smtp", status=451, times=1)
    walk.create_account()
    walk.follow("Confirme su correo")
    expect(walk.page.get_by_text("Su correo quedó confirmado")).to_be_visible()
    walk.go("/bienvenida")
    walk.page.evaluate("said => console.log(said)", IN_CONSOLE)
    walk.welcome()
    walk.business()
    walk.activities()


def _connect(walk: LeakWalk, secrets: Secrets) -> None:
    """Take every wrong turn of the step that has the most secrets in it."""
    idp = walk.site.simulators.hacienda
    walk.paste_what_hacienda_sent()
    walk.choose_key(secrets.key)
    walk.fill_connection(secrets.key, pin=secrets.wrong_pin)
    walk.refused()
    walk.fill_connection(secrets.key, password=secrets.wrong_api_password)
    walk.refused()
    _send_what_no_page_sends(walk, secrets)
    walk.fill_connection(secrets.key)
    with _refusing_rows(walk, "hacienda_connection"):
        walk.refused()
    spoil(idp, path="/auth", drop=True)
    walk.fill_connection(secrets.key)
    walk.refused()
    expect(walk.page.get_by_text("por comprobar").first).to_be_visible()
    spoil(idp, path="/auth", status=503)
    walk.next()
    walk.arrive("/consecutivos", "Próximos consecutivos")
    walk.go("/hacienda")
    walk.fill_connection(secrets.key)
    walk.connect_later()
    mend(idp)
    walk.go("/hacienda")
    walk.fill_connection(secrets.key)
    walk.next()
    walk.arrive("/consecutivos", "Próximos consecutivos")


def _send_what_no_page_sends(walk: LeakWalk, secrets: Secrets) -> None:
    name = (
        "reflex___state____state.asystec_web___state___onboarding____onboarding_state"
        ".submit_hacienda"
    )
    given = {"pin": secrets.wrong_pin, "hacienda_password": secrets.password}
    walk.page.evaluate(SEND, [given, name])
    walk.page.wait_for_timeout(500)
    walk.evidence.look(walk.page)
    walk.go("/hacienda")


@contextmanager
def _refusing_rows(walk: LeakWalk, table: str) -> Generator[None]:
    """Have the database refuse to keep something: nobody expects that."""
    url = walk.site.settings.async_database_url
    engine = create_engine(url.replace("+aiosqlite", ""))
    sqlite = engine.dialect.name == "sqlite"
    before = [
        f"create trigger planted_{act} before {act} on {table} "
        f"begin select raise(abort, '{FAULT}'); end"
        for act in ("insert", "update")
    ]
    after = [f"drop trigger planted_{act}" for act in ("insert", "update")]
    if not sqlite:
        # Its message has the whole row in it.
        before = [f"alter table {table} add constraint planted check (false) not valid"]
        after = [f"alter table {table} drop constraint planted"]
    _run(engine, before)
    try:
        yield
    finally:
        _run(engine, after)
        engine.dispose()


def _run(engine: Engine, statements: list[str]) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def _pay(walk: LeakWalk, store: Redis | None) -> None:
    stripe = walk.site.simulators.stripe
    walk.choose_keys_as_documents()
    if store is not None:
        store.execute_command("CLIENT", "PAUSE", 1500, "ALL")
    walk.consecutives()
    walk.page.evaluate(ARM)
    walk.page.wait_for_function(ARMED)
    walk.secrets.payments.extend(walk.page.evaluate(PAYMENTS))
    walk.evidence.look(walk.page)
    spoil(stripe, path="/v1/checkout", status=503)
    walk.button("Suscribirse a Pyme").click()
    expect(walk.page.get_by_text("No se cobró nada")).to_be_visible()
    mend(stripe)
    walk.page.reload()
    walk.wake()
    walk.to_payment()
    walk.pay()
    walk.paid()
    walk.finish()


def _replace(walk: LeakWalk, secrets: Secrets) -> None:
    """Put another key in place of the first, with a wrong turn before."""
    walk.go("/hacienda")
    walk.fill_connection(secrets.next_key, pin=secrets.wrong_pin)
    walk.refused()
    walk.fill_connection(secrets.next_key)
    walk.next()
    walk.arrive("/perfil", "EMPRESA DE PRUEBA")


def _look_after(walk: LeakWalk, secrets: Secrets) -> None:
    """Try what is kept, have it sealed anew, and remove it."""
    idp = walk.site.simulators.hacienda
    spoil(idp, path="/auth", drop=True)
    walk.button("Probar de nuevo").click()
    expect(walk.page.get_by_role("alert")).to_be_focused()
    walk.evidence.look(walk.page)
    mend(idp)
    both = f"{secrets.next_sealing},{secrets.sealing}"
    walk.site.command("rotate-keys", secret_keys=both)
    walk.try_again()
    walk.button("Eliminar la conexión con Hacienda").click()
    walk.button("Sí, eliminar la conexión").click()
    expect(walk.page.get_by_text("Eliminamos la conexión")).to_be_visible()
    walk.evidence.look(walk.page)


def _finish_elsewhere(walk: LeakWalk, open_walk: OpenWalk) -> None:
    phone = open_walk(PHONE, walk.email)
    phone.sign_in(phone.secrets.password, "/hacienda")
    phone.arrive("/hacienda", "Conexión con Hacienda")
    phone.button("Terminar en la computadora").click()
    expect(phone.page.get_by_text("Le enviamos un enlace")).to_be_visible()
    computer = open_walk(DESKTOP, walk.email)
    computer.follow("Termine en la computadora")
    computer.button("Continuar").click()
    computer.arrive("/hacienda", "Conexión con Hacienda")


def _come_back(walk: LeakWalk, secrets: Secrets) -> None:
    """Change the password, leave, forget it, and leave for good."""
    walk.go("/perfil")
    walk.page.get_by_role("link", name="Cambiar contraseña").click()
    walk.arrive("/recuperar", "Cambie su contraseña")
    walk.renew_password(secrets.changed_password)
    walk.arrive("/perfil", "EMPRESA DE PRUEBA")
    _leave(walk)
    walk.sign_in(secrets.wrong_password)
    expect(walk.page.get_by_role("alert")).to_be_focused()
    walk.evidence.look(walk.page)
    walk.go("/recuperar")
    walk.field("Email").fill(walk.email)
    walk.renew_password(secrets.new_password)
    walk.arrive("/perfil", "EMPRESA DE PRUEBA")
    _leave(walk)
    with _refusing_rows(walk, "login_session"):
        walk.sign_in(secrets.new_password)
        ours = walk.page.get_by_role("heading", name="No pudimos completar lo que")
        expect(ours).to_be_visible()
    walk.sign_in(secrets.new_password)
    walk.arrive("/perfil", "EMPRESA DE PRUEBA")
    _leave(walk)


def _leave(walk: LeakWalk) -> None:
    walk.button("Cerrar sesión").click()
    walk.arrive("/", "Iniciar sesión")
