"""Paying, and changing what is paid."""

BILLING = {
    "billing.unavailable": (
        "El servicio de pagos no responde en este momento. No se cobró nada: "
        "inténtelo de nuevo en un momento."
    ),
    "billing.price_changed": (
        "El precio cambió mientras usted escogía. No se cobró nada: revise el precio "
        "nuevo y escoja otra vez."
    ),
    "billing.plan_unknown": "Ese plan ya no se ofrece. Escoja otro de la lista.",
    "billing.already_subscribed": (
        "Usted ya tiene una suscripción activa. No se cobró nada más."
    ),
    "billing.nothing_to_change": (
        "Su plan no se puede cambiar a ese: ya lo tiene, está por cancelarse o tiene "
        "un pago pendiente. Revíselo en «Administrar suscripción»."
    ),
    "billing.change_not_paid": (
        "Su banco no aceptó el cobro. No se cobró nada y su plan sigue igual: "
        "actualice su tarjeta y confirme otra vez."
    ),
    "billing.change_differs": (
        "La cuenta del cambio ya no es la que usted vio. No se cobró nada: revise el "
        "monto de ahora y confirme otra vez."
    ),
    "billing.change_under_way": (
        "Se está haciendo otro cambio de su plan, quizá en otra ventana. No se cobró "
        "nada por este: espere un par de minutos y vea cómo quedó."
    ),
    "billing.change_unclear": (
        "El servicio de pagos no alcanzó a responder y puede que el cambio se haya "
        "hecho. Confirme otra vez sin miedo: no se cobra dos veces."
    ),
    "billing.suspended": (
        "Su suscripción está suspendida por un reclamo ante su banco. Escríbanos a "
        "soporte para resolverlo: mientras tanto no se cobra nada."
    ),
    "billing.subscription_stalled": (
        "Usted ya tiene una suscripción y falta resolver su pago. Para no cobrarle dos "
        "veces, no le ofrecemos otra: entre a «Administrar suscripción»."
    ),
    "billing.cancelled": (
        "Usted canceló el pago. No se cobró nada: escoja cuando quiera."
    ),
}
