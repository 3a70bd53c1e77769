"""What the register says of a business: its state, its activities, its name."""

from asystec_web.simulators.hacienda.cases.activities import (
    GROCERY,
    OLD_DESIGN,
    RESTAURANT,
    SOFTWARE,
)
from asystec_web.simulators.hacienda.taxpayers import IdType, Taxpayer

REGISTER = (
    Taxpayer(
        cedula="3101999901",
        name="EMPRESA MOROSA DE PRUEBA SOCIEDAD ANONIMA",
        shows="Inscrita, pero morosa (debe impuestos).",
        activities=(GROCERY,),
        moroso=True,
    ),
    Taxpayer(
        cedula="3101999902",
        name="EMPRESA OMISA DE PRUEBA SOCIEDAD ANONIMA",
        shows="Inscrita, pero omisa (no presentó declaraciones).",
        activities=(GROCERY,),
        omiso=True,
    ),
    Taxpayer(
        cedula="122222222",
        name="PERSONA NO INSCRITA DE PRUEBA",
        shows="No inscrita, con el mensaje oficial y sin actividades.",
        id_type=IdType.FISICA,
        state="No inscrito",
        message="El contribuyente no se encuentra inscrito en Hacienda.",
    ),
    Taxpayer(
        cedula="133333333",
        name="PERSONA INSCRITA DE OFICIO DE PRUEBA",
        shows="«Inscrito de Oficio»: puede emitir documentos.",
        id_type=IdType.FISICA,
        activities=(RESTAURANT,),
        state="Inscrito de Oficio",
    ),
    Taxpayer(
        cedula="3101999903",
        name="EMPRESA DESINSCRITA DE PRUEBA SOCIEDAD ANONIMA",
        shows="«Desinscrito de oficio»: no puede emitir documentos.",
        state="Desinscrito de oficio",
        message="El contribuyente fue desinscrito de oficio.",
    ),
    Taxpayer(
        cedula="144444444",
        name="PERSONA DESINSCRITA DE PRUEBA",
        shows="«Desinscrito oficio»: la otra forma en que Hacienda lo escribe.",
        id_type=IdType.FISICA,
        state="Desinscrito oficio",
        message="El contribuyente fue desinscrito de oficio.",
    ),
    Taxpayer(
        cedula="155555555",
        name="PERSONA EN REGIMEN SIMPLIFICADO DE PRUEBA",
        shows="Régimen de tributación simplificada.",
        id_type=IdType.FISICA,
        activities=(GROCERY,),
        simplified=True,
    ),
    Taxpayer(
        cedula="3101999904",
        name=(
            "EMPRESA DE PRUEBA CON UNA RAZON SOCIAL TAN LARGA QUE NO CABE EN LOS CIEN "
            "CARACTERES DE UN COMPROBANTE ELECTRONICO SOCIEDAD ANONIMA"
        ),
        shows="Un nombre de más de 100 caracteres, el máximo de un comprobante.",
        activities=(SOFTWARE,),
    ),
    Taxpayer(
        cedula="3101999907",
        name="EMPRESA CON ACTIVIDAD INACTIVA DE PRUEBA SOCIEDAD ANONIMA",
        shows="Dos actividades: una activa y una inactiva (estado I).",
        activities=(SOFTWARE, OLD_DESIGN),
    ),
)
