"""The billing portal: where customers see to their own subscription."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.resources.addresses import check_address
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.world.world import World

_CONFIGURED = (
    "business_profile",
    "default_return_url",
    "features",
    "metadata",
    "name",
)


def create_session(world: World, asked: Asked) -> Json:
    """Open the portal for a customer."""
    params = asked.only("configuration", "customer", "locale", "return_url")
    customer = world.find("customer", params.get("customer", ""), "customer")
    configuration = (
        world.find(_CONFIGURATION, params["configuration"], "configuration")
        if "configuration" in params
        else _default_configuration(world)
    )
    return_url = params.get("return_url", configuration["default_return_url"])
    if return_url is not None:
        check_address(return_url, "return_url")
    session = world.add(
        "billing_portal.session",
        "bps",
        configuration=configuration["id"],
        customer=customer["id"],
        locale=params.get("locale"),
        return_url=return_url,
    )
    session["url"] = f"{world.public_url}/p/session/{session['id']}"
    return session


def create_configuration(world: World, asked: Asked) -> Json:
    """Describe what the portal lets customers do."""
    configuration = _new_configuration(world, is_default=False)
    write(configuration, asked.only(*_CONFIGURED))
    return configuration


def retrieve_configuration(world: World, asked: Asked) -> Json:
    """Retrieve a configuration."""
    return world.find(_CONFIGURATION, asked.id)


def update_configuration(world: World, asked: Asked) -> Json:
    """Change what the portal lets customers do."""
    configuration = world.find(_CONFIGURATION, asked.id)
    write(configuration, asked.only("active", *_CONFIGURED))
    configuration["updated"] = world.now
    return configuration


def list_configurations(world: World, asked: Asked) -> Json:
    """List configurations."""
    found = matching(world.all(_CONFIGURATION), asked.params, "active", "is_default")
    return listed(asked, found)


def _default_configuration(world: World) -> Json:
    """Find the configuration for sessions that name none, or make it."""
    for configuration in world.all(_CONFIGURATION):
        if configuration["is_default"]:
            return configuration
    return _new_configuration(world, is_default=True)


def _new_configuration(world: World, *, is_default: bool) -> Json:
    configuration = world.add(
        _CONFIGURATION,
        "bpc",
        active=True,
        is_default=is_default,
        metadata={},
        updated=world.now,
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
        proration_behavior="none", trial_update_behavior="continue_trial"
    )
    return configuration


_CONFIGURATION = "billing_portal.configuration"
_PARAMS = "billing_portal.Configuration"
_ALL = "/v1/billing_portal/configurations"
_ONE = "/v1/billing_portal/configurations/{id}"
OPERATIONS = [
    Operation(
        "POST",
        "/v1/billing_portal/sessions",
        "billing_portal.SessionCreateParams",
        create_session,
    ),
    Operation("POST", _ALL, f"{_PARAMS}CreateParams", create_configuration),
    Operation("GET", _ALL, f"{_PARAMS}ListParams", list_configurations),
    Operation("GET", _ONE, f"{_PARAMS}RetrieveParams", retrieve_configuration),
    Operation("POST", _ONE, f"{_PARAMS}UpdateParams", update_configuration),
]
