"""Kinds of cédula other than the usual two."""

from asystec_web.simulators.hacienda.cases.activities import (
    GROCERY,
    RESTAURANT,
    SOFTWARE,
)
from asystec_web.simulators.hacienda.taxpayers import IdType, Taxpayer

KINDS = (
    Taxpayer(
        cedula="11111111111",
        name="PERSONA EXTRANJERA DE PRUEBA UNO",
        shows="DIMEX de 11 dígitos.",
        id_type=IdType.DIMEX,
        activities=(RESTAURANT,),
    ),
    Taxpayer(
        cedula="122222222222",
        name="PERSONA EXTRANJERA DE PRUEBA DOS",
        shows="DIMEX de 12 dígitos.",
        id_type=IdType.DIMEX,
        activities=(GROCERY,),
    ),
    Taxpayer(
        cedula="9999999904",
        name="CONTRIBUYENTE NITE DE PRUEBA",
        shows="NITE de 10 dígitos.",
        id_type=IdType.NITE,
        activities=(SOFTWARE,),
    ),
    Taxpayer(
        cedula="3101A00001",
        name="EMPRESA ALFANUMERICA DE PRUEBA SOCIEDAD ANONIMA",
        shows=(
            "Cédula jurídica con letras (vigente desde noviembre de 2026), también en "
            "las claves de sus documentos."
        ),
        activities=(SOFTWARE,),
        listing="letters",
    ),
)
