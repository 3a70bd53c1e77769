"""Webhook endpoints: where events are sent."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.lists import listed
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.resources.addresses import check_address
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.world.world import World, random_text


def create(world: World, asked: Asked) -> Json:
    """Create an endpoint; its secret is told now and never again."""
    params = asked.only(
        "api_version", "description", "enabled_events", "metadata", "url"
    )
    check_address(params["url"], "url")
    endpoint = world.add("webhook_endpoint", "we", status="enabled")
    del endpoint["secret"]
    write(endpoint, params)
    secret = f"whsec_{random_text(32)}"
    world.unseen(endpoint["id"])["secret"] = secret
    return {**endpoint, "secret": secret}


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve an endpoint."""
    return world.find("webhook_endpoint", asked.id)


def update(world: World, asked: Asked) -> Json:
    """Change an endpoint, or disable it."""
    endpoint = world.find("webhook_endpoint", asked.id)
    params = dict(
        asked.only("description", "disabled", "enabled_events", "metadata", "url")
    )
    if "url" in params:
        check_address(params["url"], "url")
    if "disabled" in params:
        endpoint["status"] = "disabled" if params.pop("disabled") else "enabled"
    write(endpoint, params)
    return endpoint


def delete(world: World, asked: Asked) -> Json:
    """Delete an endpoint."""
    return world.delete(world.find("webhook_endpoint", asked.id))


def list_(world: World, asked: Asked) -> Json:
    """List endpoints."""
    return listed(asked, world.all("webhook_endpoint"))


_ALL = "/v1/webhook_endpoints"
_ONE = "/v1/webhook_endpoints/{id}"
OPERATIONS = [
    Operation("POST", _ALL, "WebhookEndpointCreateParams", create),
    Operation("GET", _ALL, "WebhookEndpointListParams", list_),
    Operation("GET", _ONE, "WebhookEndpointRetrieveParams", retrieve),
    Operation("POST", _ONE, "WebhookEndpointUpdateParams", update),
    Operation("DELETE", _ONE, "WebhookEndpointDeleteParams", delete),
]
