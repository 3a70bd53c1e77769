"""What the billing portal lets customers do."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.protocol.refusals import refuse
from asystec_web.simulators.stripe.resources.addresses import check_address
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.world.world import World

KIND = "billing_portal.configuration"
_CONFIGURED = (
    "business_profile",
    "default_return_url",
    "features",
    "metadata",
    "name",
)
_UPDATE = "features[subscription_update]"
_ONE_EACH = {"enabled": False, "maximum": None, "minimum": 1}


def create(world: World, asked: Asked) -> Json:
    """Describe what the portal lets customers do."""
    params = asked.only(*_CONFIGURED)
    _check(world, params)
    configuration = _new(world, is_default=False)
    _write(configuration, params)
    world.emit("billing_portal.configuration.created", configuration)
    return configuration


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve a configuration."""
    return world.find(KIND, asked.id)


def update(world: World, asked: Asked) -> Json:
    """Change what the portal lets customers do."""
    configuration = world.find(KIND, asked.id)
    params = asked.only("active", *_CONFIGURED)
    _check(world, params)
    if configuration["is_default"] and params.get("active") is False:
        message = "The default configuration cannot be deactivated."
        refuse(message, param="active")
    with world.changing(configuration, "billing_portal.configuration.updated"):
        _write(configuration, params)
        configuration["updated"] = world.now
    return configuration


def list_(world: World, asked: Asked) -> Json:
    """List configurations."""
    found = matching(world.all(KIND), asked.params, "active", "is_default")
    return listed(asked, found)


def default_configuration(world: World) -> Json:
    """Find the configuration for sessions that name none, or make it."""
    for configuration in world.all(KIND):
        if configuration["is_default"]:
            return configuration
    return _new(world, is_default=True)


def _check(world: World, params: Json) -> None:
    """Refuse plans to change to that are not for sale, and addresses that are none."""
    changes: Json = params.get("features", {}).get("subscription_update", {})
    products: list[Json] = changes.get("products") or []
    if changes.get("enabled") and not (
        products and changes.get("default_allowed_updates")
    ):
        param = f"{_UPDATE}[products]"
        message = "You must pass products and default_allowed_updates."
        refuse(message, code="parameter_missing", param=param)
    for place, each in enumerate(products):
        param = f"{_UPDATE}[products][{place}]"
        world.find("product", each["product"], f"{param}[product]")
        for number, identifier in enumerate(each["prices"]):
            price = world.find("price", identifier, f"{param}[prices][{number}]")
            if price["product"] != each["product"]:
                message = f"{identifier} is no price of {each['product']}."
                refuse(message, param=f"{param}[prices][{number}]")
    if params.get("default_return_url"):
        check_address(params["default_return_url"], "default_return_url")


def _write(configuration: Json, params: Json) -> None:
    write(configuration, params)
    changes = configuration["features"]["subscription_update"]
    changes["products"] = [
        {**each, "adjustable_quantity": _ONE_EACH | each.get("adjustable_quantity", {})}
        for each in changes["products"] or []
    ]


def _new(world: World, *, is_default: bool) -> Json:
    configuration = world.add(
        KIND, "bpc", active=True, is_default=is_default, metadata={}, updated=world.now
    )
    features: Json = configuration["features"]
    features["invoice_history"]["enabled"] = True
    features["payment_method_update"]["enabled"] = True
    features["subscription_cancel"].update(
        enabled=True, mode="at_period_end", proration_behavior="none"
    )
    features["subscription_pause"]["duration"] = {
        "interval_options": [],
        "type": "indefinite",
    }
    features["subscription_update"].update(
        products=[], proration_behavior="none", trial_update_behavior="continue_trial"
    )
    return configuration


_PARAMS = "billing_portal.Configuration"
_ALL = "/v1/billing_portal/configurations"
_ONE = "/v1/billing_portal/configurations/{id}"
OPERATIONS = [
    Operation("POST", _ALL, f"{_PARAMS}CreateParams", create),
    Operation("GET", _ALL, f"{_PARAMS}ListParams", list_),
    Operation("GET", _ONE, f"{_PARAMS}RetrieveParams", retrieve),
    Operation("POST", _ONE, f"{_PARAMS}UpdateParams", update),
]
