"""What Hacienda's list of documents holds, or how it fails."""

from asystec_web.simulators.hacienda.cases.activities import GROCERY
from asystec_web.simulators.hacienda.taxpayers import Taxpayer

LISTINGS = (
    Taxpayer(
        cedula="3101999916",
        name="EMPRESA CON VARIAS TERMINALES DE PRUEBA SOCIEDAD ANONIMA",
        shows=(
            "Numera en tres terminales de dos sucursales; la 001-00002 es la más usada."
        ),
        activities=(GROCERY,),
        listing="terminals",
    ),
    Taxpayer(
        cedula="3101999911",
        name="EMPRESA SIN FIN DE PRUEBA SOCIEDAD ANONIMA",
        shows="Su lista de comprobantes no termina nunca.",
        activities=(GROCERY,),
        listing="endless",
    ),
    Taxpayer(
        cedula="3101999912",
        name="EMPRESA REVUELTA DE PRUEBA SOCIEDAD ANONIMA",
        shows=(
            "Su lista trae comprobantes ajenos, repetidos, claves mal formadas y cosas "
            "que no son comprobantes."
        ),
        activities=(GROCERY,),
        listing="mixed",
    ),
    Taxpayer(
        cedula="3101999913",
        name="EMPRESA SIN PERMISO DE PRUEBA SOCIEDAD ANONIMA",
        shows="Hacienda no le permite ver su lista de comprobantes (403).",
        activities=(GROCERY,),
        listing="forbidden",
    ),
    Taxpayer(
        cedula="3101999914",
        name="EMPRESA EN EL TOPE DE PRUEBA SOCIEDAD ANONIMA",
        shows="Ya emitió la factura 9 999 999 999: la siguiente es la 1.",
        activities=(GROCERY,),
        listing="cap",
    ),
    Taxpayer(
        cedula="3101999915",
        name="EMPRESA APURADA DE PRUEBA SOCIEDAD ANONIMA",
        shows="Al pedir la segunda página de su lista, Hacienda la hace esperar (429).",
        activities=(GROCERY,),
        listing="throttled",
    ),
)
