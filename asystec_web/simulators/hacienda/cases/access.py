"""Users and look-ups that Hacienda answers in another way."""

from asystec_web.simulators.hacienda.cases.activities import SOFTWARE
from asystec_web.simulators.hacienda.taxpayers import Taxpayer

ACCESS = (
    Taxpayer(
        cedula="3101999905",
        name="EMPRESA BLOQUEADA DE PRUEBA SOCIEDAD ANONIMA",
        shows="Su usuario de Hacienda está bloqueado (403).",
        activities=(SOFTWARE,),
        user_blocked=True,
    ),
    Taxpayer(
        cedula="3101999917",
        name="EMPRESA A MEDIAS DE PRUEBA SOCIEDAD ANONIMA",
        shows=(
            "A la cuenta de su usuario le falta un paso en Hacienda (400, «Account is "
            "not fully set up»)."
        ),
        activities=(SOFTWARE,),
        user_unready=True,
    ),
    Taxpayer(
        cedula="3101999906",
        name="EMPRESA EN PRODUCCION DE PRUEBA SOCIEDAD ANONIMA",
        shows=(
            "Usuario y llave de producción (@prod) en vez de pruebas (@stag), y "
            "documentos ya emitidos."
        ),
        activities=(SOFTWARE,),
        environment="prod",
        listing="demo",
    ),
    Taxpayer(
        cedula="3101999908",
        name="EMPRESA CAIDA DE PRUEBA SOCIEDAD ANONIMA",
        shows="La consulta de esta cédula siempre responde 503.",
        activities=(SOFTWARE,),
        lookup="fails",
    ),
    Taxpayer(
        cedula="3101999909",
        name="EMPRESA LENTA DE PRUEBA SOCIEDAD ANONIMA",
        shows="La consulta de esta cédula no responde: tras 30 segundos da 503.",
        activities=(SOFTWARE,),
        lookup="hangs",
    ),
    Taxpayer(
        cedula="3101999910",
        name="EMPRESA CON OTRO NOMBRE DE PRUEBA SOCIEDAD ANONIMA",
        shows="La autenticación dice que su usuario es de otra persona.",
        activities=(SOFTWARE,),
        registered_as="SOCIEDAD AJENA DE PRUEBA LIMITADA",
    ),
)
