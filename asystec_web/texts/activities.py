"""What the business does."""

ACTIVITIES = {
    "activities.none": "Agregue al menos una actividad económica.",
    "activities.too_many": (
        "Son demasiadas actividades. Deje solo las que usa para facturar: 30 como "
        "máximo."
    ),
    "activities.unknown": "Una de las actividades no existe. Búsquela de nuevo.",
}
