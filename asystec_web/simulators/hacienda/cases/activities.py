"""The activities that the cases share."""

from asystec_web.simulators.hacienda.taxpayers import Activity

SOFTWARE = Activity(
    "6201.0",
    "Actividades de programación informática",
    "722003",
    "DISEÑADOR GRAFICO, DE SOFWARE Y PAGINAS WEB",
)
CONSULTING = Activity(
    "6202.0",
    "Actividades de consultoría informática y gestión de instalaciones informáticas",
    "721001",
    "CONSULTORES INFORMATICOS",
    main=False,
)
RESTAURANT = Activity(
    "5610.0",
    "Actividades de restaurantes y de servicio móvil de comidas",
    "552004",
    "SERVICIO DE RESTAURANTE, CAFETERIAS, SODAS Y OTROS EXPENDIOS DE COMIDA",
)
GROCERY = Activity(
    "4711.2",
    "Venta al por menor en comercios no especializados: abastecedores y pulperías",
)
OLD_DESIGN = Activity(
    "7410.0",
    "Actividades especializadas de diseño",
    main=False,
    active=False,
)
