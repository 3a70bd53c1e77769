"""Addresses: a contract with help pages, the embed and acceptance checks."""

import re
from urllib.parse import parse_qsl, urlencode

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
OWN_SUBSCRIPTION = f"{PROFILE}#suscripcion"
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


# What an address still says after a sign-in: the plan that somebody came for, and the
# payment page they come back from, paid or given up.
_KEPT = frozenset({"plan", "ciclo", "session_id", "cancelado"})
_WORD = re.compile(r"[A-Za-z0-9_-]{1,255}")
_MOST_FIELDS = 10


def way_back(address: str) -> str:
    """Give a page of ours with what it may say in its query; empty for all else."""
    path, _, query = address.partition("?")
    if path not in SIGNED_IN:
        return ""
    try:
        asked = parse_qsl(query, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return path
    kept = {
        name: said for name, said in asked if name in _KEPT and _WORD.fullmatch(said)
    }
    return f"{path}?{urlencode(kept)}" if kept else path


def safe_return(address: str) -> str:
    """Give a page to go on to after signing in; never an address of others."""
    return way_back(address) or WELCOME


def sign_in_from(address: str) -> str:
    """Give the way to sign in and come back to an address."""
    back = way_back(address)
    return f"{SIGN_IN}?{urlencode({'volver': back}, safe='/')}" if back else SIGN_IN
