"""Every seeded taxpayer: the demo's page and the tests read them."""

from asystec_web.simulators.hacienda.cases.access import ACCESS
from asystec_web.simulators.hacienda.cases.activities import (
    CONSULTING,
    RESTAURANT,
    SOFTWARE,
)
from asystec_web.simulators.hacienda.cases.kinds import KINDS
from asystec_web.simulators.hacienda.cases.listings import LISTINGS
from asystec_web.simulators.hacienda.cases.register import REGISTER
from asystec_web.simulators.hacienda.taxpayers import IdType, Taxpayer

DEMO_COMPANY = Taxpayer(
    cedula="3101999999",
    name="EMPRESA DE PRUEBA SOCIEDAD ANONIMA",
    shows="El caso que siempre funciona: dos actividades y documentos ya emitidos.",
    activities=(SOFTWARE, CONSULTING),
    listing="demo",
)
DEMO_PERSON = Taxpayer(
    cedula="111111111",
    name="PERSONA DE PRUEBA",
    shows="Una persona física con una actividad y sin documentos emitidos.",
    id_type=IdType.FISICA,
    activities=(RESTAURANT,),
)

TAXPAYERS = (DEMO_COMPANY, DEMO_PERSON, *REGISTER, *KINDS, *ACCESS, *LISTINGS)

BY_CEDULA = {taxpayer.cedula: taxpayer for taxpayer in TAXPAYERS}
BY_USERNAME = {taxpayer.username.lower(): taxpayer for taxpayer in TAXPAYERS}
