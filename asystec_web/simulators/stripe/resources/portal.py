"""Sessions of the billing portal, where customers see to their subscription."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.protocol.refusals import refuse, refuse_unsupported
from asystec_web.simulators.stripe.resources import portal_configurations
from asystec_web.simulators.stripe.resources.addresses import check_address
from asystec_web.simulators.stripe.world.world import World

_FLOWS = {"payment_method_update", "subscription_cancel", "subscription_update"}


def create_session(world: World, asked: Asked) -> Json:
    """Open the portal for a customer."""
    params = asked.only(
        "configuration", "customer", "flow_data", "locale", "return_url"
    )
    customer = world.find("customer", params.get("customer", ""), "customer")
    configuration = (
        world.find(portal_configurations.KIND, params["configuration"], "configuration")
        if "configuration" in params
        else portal_configurations.default_configuration(world)
    )
    if not configuration["active"]:
        message = "This configuration is inactive."
        refuse(message, param="configuration")
    return_url = params.get("return_url", configuration["default_return_url"])
    if return_url is not None:
        check_address(return_url, "return_url")
    session = world.add(
        "billing_portal.session",
        "bps",
        configuration=configuration["id"],
        customer=customer["id"],
        flow=_flow(world, params["flow_data"]) if "flow_data" in params else None,
        locale=params.get("locale"),
        return_url=return_url,
    )
    session["url"] = f"{world.public_url}/p/session/{session['id']}"
    world.emit("billing_portal.session.created", session)
    return session


def _flow(world: World, asked: Json) -> Json:
    """Read what the portal is opened for, and where it leads when that is done."""
    kind = asked["type"]
    if kind not in _FLOWS:
        refuse_unsupported(f"flow_data[type]={kind}")
    flow: Json = {"type": kind, "after_completion": {"type": "portal_homepage"}}
    if kind != "payment_method_update":
        if kind not in asked:
            message = f"Missing required param: flow_data[{kind}]."
            refuse(message, code="parameter_missing", param=f"flow_data[{kind}]")
        identifier = asked[kind]["subscription"]
        world.find("subscription", identifier, f"flow_data[{kind}][subscription]")
        flow[kind] = {"subscription": identifier}
    if "after_completion" in asked:
        flow["after_completion"] = asked["after_completion"]
    return flow


OPERATIONS = [
    Operation(
        "POST",
        "/v1/billing_portal/sessions",
        "billing_portal.SessionCreateParams",
        create_session,
    ),
    *portal_configurations.OPERATIONS,
]
