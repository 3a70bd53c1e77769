"""Every seeded taxpayer, one table: the demo's page and the tests read it."""

from asystec_web.simulators.hacienda.taxpayers import Activity, IdType, Taxpayer

_SOFTWARE = Activity(
    "6201.0",
    "Actividades de programación informática",
    "722003",
    "DISEÑADOR GRAFICO, DE SOFWARE Y PAGINAS WEB",
)
_CONSULTING = Activity(
    "6202.0",
    "Actividades de consultoría informática y gestión de instalaciones informáticas",
    "721001",
    "CONSULTORES INFORMATICOS",
    main=False,
)
_RESTAURANT = Activity(
    "5610.0",
    "Actividades de restaurantes y de servicio móvil de comidas",
    "552004",
    "SERVICIO DE RESTAURANTE, CAFETERIAS, SODAS Y OTROS EXPENDIOS DE COMIDA",
)
_GROCERY = Activity(
    "4711.2",
    "Venta al por menor en comercios no especializados: abastecedores y pulperías",
)
_OLD_DESIGN = Activity(
    "7410.0",
    "Actividades especializadas de diseño",
    main=False,
    active=False,
)

DEMO_COMPANY = Taxpayer(
    cedula="3101999999",
    name="EMPRESA DE PRUEBA SOCIEDAD ANONIMA",
    shows="El caso que siempre funciona: dos actividades y documentos ya emitidos.",
    activities=(_SOFTWARE, _CONSULTING),
    listing="demo",
)
DEMO_PERSON = Taxpayer(
    cedula="111111111",
    name="PERSONA DE PRUEBA",
    shows="Una persona física con una actividad y sin documentos emitidos.",
    id_type=IdType.FISICA,
    activities=(_RESTAURANT,),
)

TAXPAYERS = (
    DEMO_COMPANY,
    DEMO_PERSON,
    Taxpayer(
        cedula="3101999901",
        name="EMPRESA MOROSA DE PRUEBA SOCIEDAD ANONIMA",
        shows="Inscrita, pero morosa (debe impuestos).",
        activities=(_GROCERY,),
        moroso=True,
    ),
    Taxpayer(
        cedula="3101999902",
        name="EMPRESA OMISA DE PRUEBA SOCIEDAD ANONIMA",
        shows="Inscrita, pero omisa (no presentó declaraciones).",
        activities=(_GROCERY,),
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
        activities=(_RESTAURANT,),
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
        cedula="11111111111",
        name="PERSONA EXTRANJERA DE PRUEBA UNO",
        shows="DIMEX de 11 dígitos.",
        id_type=IdType.DIMEX,
        activities=(_RESTAURANT,),
    ),
    Taxpayer(
        cedula="122222222222",
        name="PERSONA EXTRANJERA DE PRUEBA DOS",
        shows="DIMEX de 12 dígitos.",
        id_type=IdType.DIMEX,
        activities=(_GROCERY,),
    ),
    Taxpayer(
        cedula="9999999904",
        name="CONTRIBUYENTE NITE DE PRUEBA",
        shows="NITE de 10 dígitos.",
        id_type=IdType.NITE,
        activities=(_SOFTWARE,),
    ),
    Taxpayer(
        cedula="3101A00001",
        name="EMPRESA ALFANUMERICA DE PRUEBA SOCIEDAD ANONIMA",
        shows=(
            "Cédula jurídica con letras (vigente desde noviembre de 2026), también en "
            "las claves de sus documentos."
        ),
        activities=(_SOFTWARE,),
        listing="letters",
    ),
    Taxpayer(
        cedula="155555555",
        name="PERSONA EN REGIMEN SIMPLIFICADO DE PRUEBA",
        shows="Régimen de tributación simplificada.",
        id_type=IdType.FISICA,
        activities=(_GROCERY,),
        simplified=True,
    ),
    Taxpayer(
        cedula="3101999904",
        name=(
            "EMPRESA DE PRUEBA CON UNA RAZON SOCIAL TAN LARGA QUE NO CABE EN LOS CIEN "
            "CARACTERES DE UN COMPROBANTE ELECTRONICO SOCIEDAD ANONIMA"
        ),
        shows="Un nombre de más de 100 caracteres, el máximo de un comprobante.",
        activities=(_SOFTWARE,),
    ),
    Taxpayer(
        cedula="3101999905",
        name="EMPRESA BLOQUEADA DE PRUEBA SOCIEDAD ANONIMA",
        shows="Su usuario de Hacienda está bloqueado (403).",
        activities=(_SOFTWARE,),
        user_blocked=True,
    ),
    Taxpayer(
        cedula="3101999917",
        name="EMPRESA A MEDIAS DE PRUEBA SOCIEDAD ANONIMA",
        shows=(
            "A la cuenta de su usuario le falta un paso en Hacienda (400, «Account is "
            "not fully set up»)."
        ),
        activities=(_SOFTWARE,),
        user_unready=True,
    ),
    Taxpayer(
        cedula="3101999906",
        name="EMPRESA EN PRODUCCION DE PRUEBA SOCIEDAD ANONIMA",
        shows=(
            "Usuario y llave de producción (@prod) en vez de pruebas (@stag), y "
            "documentos ya emitidos."
        ),
        activities=(_SOFTWARE,),
        environment="prod",
        listing="demo",
    ),
    Taxpayer(
        cedula="3101999907",
        name="EMPRESA CON ACTIVIDAD INACTIVA DE PRUEBA SOCIEDAD ANONIMA",
        shows="Dos actividades: una activa y una inactiva (estado I).",
        activities=(_SOFTWARE, _OLD_DESIGN),
    ),
    Taxpayer(
        cedula="3101999908",
        name="EMPRESA CAIDA DE PRUEBA SOCIEDAD ANONIMA",
        shows="La consulta de esta cédula siempre responde 503.",
        activities=(_SOFTWARE,),
        lookup="fails",
    ),
    Taxpayer(
        cedula="3101999909",
        name="EMPRESA LENTA DE PRUEBA SOCIEDAD ANONIMA",
        shows="La consulta de esta cédula no responde: tras 30 segundos da 503.",
        activities=(_SOFTWARE,),
        lookup="hangs",
    ),
    Taxpayer(
        cedula="3101999910",
        name="EMPRESA CON OTRO NOMBRE DE PRUEBA SOCIEDAD ANONIMA",
        shows="La autenticación dice que su usuario es de otra persona.",
        activities=(_SOFTWARE,),
        registered_as="SOCIEDAD AJENA DE PRUEBA LIMITADA",
    ),
    Taxpayer(
        cedula="3101999916",
        name="EMPRESA CON VARIAS TERMINALES DE PRUEBA SOCIEDAD ANONIMA",
        shows=(
            "Numera en tres terminales de dos sucursales; la 001-00002 es la más usada."
        ),
        activities=(_GROCERY,),
        listing="terminals",
    ),
    Taxpayer(
        cedula="3101999911",
        name="EMPRESA SIN FIN DE PRUEBA SOCIEDAD ANONIMA",
        shows="Su lista de comprobantes no termina nunca.",
        activities=(_GROCERY,),
        listing="endless",
    ),
    Taxpayer(
        cedula="3101999912",
        name="EMPRESA REVUELTA DE PRUEBA SOCIEDAD ANONIMA",
        shows=(
            "Su lista trae comprobantes ajenos, repetidos, claves mal formadas y cosas "
            "que no son comprobantes."
        ),
        activities=(_GROCERY,),
        listing="mixed",
    ),
    Taxpayer(
        cedula="3101999913",
        name="EMPRESA SIN PERMISO DE PRUEBA SOCIEDAD ANONIMA",
        shows="Hacienda no le permite ver su lista de comprobantes (403).",
        activities=(_GROCERY,),
        listing="forbidden",
    ),
    Taxpayer(
        cedula="3101999914",
        name="EMPRESA EN EL TOPE DE PRUEBA SOCIEDAD ANONIMA",
        shows="Ya emitió la factura 9 999 999 999: la siguiente es la 1.",
        activities=(_GROCERY,),
        listing="cap",
    ),
    Taxpayer(
        cedula="3101999915",
        name="EMPRESA APURADA DE PRUEBA SOCIEDAD ANONIMA",
        shows="Al pedir la segunda página de su lista, Hacienda la hace esperar (429).",
        activities=(_GROCERY,),
        listing="throttled",
    ),
)

BY_CEDULA = {taxpayer.cedula: taxpayer for taxpayer in TAXPAYERS}
BY_USERNAME = {taxpayer.username.lower(): taxpayer for taxpayer in TAXPAYERS}
