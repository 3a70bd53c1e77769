"""Addresses: a contract with help pages, the embed and acceptance checks."""

from asystec_web.flow.steps import Step

SIGN_IN = "/"
CREATE_ACCOUNT = "/crear-cuenta"
WELCOME = "/bienvenida"
BUSINESS = "/negocio"
ACTIVITIES = "/actividades"
HACIENDA = "/hacienda"
CONSECUTIVES = "/consecutivos"
PLAN = "/plan"
DONE = "/listo"
PROFILE = "/perfil"
CHANGE_PLAN = "/perfil/plan"
HELP_API_USER = "/ayuda/usuario-api"
HELP_KEY = "/ayuda/llave-criptografica"
FORGOT_PASSWORD = "/recuperar"  # noqa: S105 - an address, not a password
RESET_PASSWORD = "/restablecer"  # noqa: S105 - an address, not a password
CONFIRM_EMAIL = "/confirmar-correo"
CONTINUE = "/continuar"
TERMS = "/terminos"
PRIVACY = "/privacidad"

OPEN_SESSION = "/sesion"
CLOSE_SESSION = "/salir"
PAY = "/pagar"
SUBSCRIPTION = "/suscripcion"
STRIPE_WEBHOOK = "/stripe/webhook"
ALIVE = "/healthz"
READY = "/readyz"

OF_STEP: dict[Step, str] = {
    Step.BUSINESS: BUSINESS,
    Step.ACTIVITIES: ACTIVITIES,
    Step.HACIENDA: HACIENDA,
    Step.CONSECUTIVES: CONSECUTIVES,
    Step.PLAN: PLAN,
}


def of(step: Step | None) -> str:
    """Give the address of a step, or of the last page when none is left."""
    return DONE if step is None else OF_STEP[step]


# Pages that only make sense signed in; a sign-in may lead back to any of them.
SIGNED_IN = frozenset({WELCOME, *OF_STEP.values(), DONE, PROFILE, CHANGE_PLAN})
# Every page but the first, whose file has a name of its own.
PAGES = SIGNED_IN | {
    CREATE_ACCOUNT,
    HELP_API_USER,
    HELP_KEY,
    FORGOT_PASSWORD,
    RESET_PASSWORD,
    CONFIRM_EMAIL,
    CONTINUE,
    TERMS,
    PRIVACY,
}


def safe_return(path: str) -> str:
    """Give a page to go on to after signing in; never an address of others."""
    return path if path in SIGNED_IN else WELCOME
