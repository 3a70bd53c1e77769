"""Products: what is sold."""

from asystec_web.simulators.control import Json
from asystec_web.simulators.stripe.protocol.lists import listed, matching
from asystec_web.simulators.stripe.protocol.operation import Asked, Operation
from asystec_web.simulators.stripe.protocol.refusals import refuse
from asystec_web.simulators.stripe.resources.changes import write
from asystec_web.simulators.stripe.world.world import World

_FIELDS = (
    "active",
    "description",
    "images",
    "marketing_features",
    "metadata",
    "name",
    "statement_descriptor",
    "unit_label",
    "url",
)


def new_product(world: World, params: Json) -> Json:
    """Create a product and tell about it."""
    own_id: Json = {"id": params["id"]} if "id" in params else {}
    if own_id and world.named(params["id"]) is not None:
        refuse("Product already exists.", code="resource_already_exists")
    product = world.add(
        "product", "prod", **own_id, active=True, type="service", updated=world.now
    )
    write(product, params)
    world.emit("product.created", product)
    return product


def create(world: World, asked: Asked) -> Json:
    """Create a product."""
    return new_product(world, asked.only("id", *_FIELDS))


def retrieve(world: World, asked: Asked) -> Json:
    """Retrieve a product."""
    return world.find("product", asked.id)


def update(world: World, asked: Asked) -> Json:
    """Change a product."""
    product = world.find("product", asked.id)
    changes = asked.only("default_price", *_FIELDS)
    if changes.get("default_price"):
        world.find("price", changes["default_price"], "default_price")
    with world.changing(product, "product.updated"):
        write(product, changes)
        product["updated"] = world.now
    return product


def list_(world: World, asked: Asked) -> Json:
    """List products."""
    products = matching(world.all("product"), asked.params, "active", "url")
    if "ids" in asked.params:
        products = [each for each in products if each["id"] in asked.params["ids"]]
    return listed(asked, products)


OPERATIONS = [
    Operation("POST", "/v1/products", "ProductCreateParams", create),
    Operation("GET", "/v1/products", "ProductListParams", list_),
    Operation("GET", "/v1/products/{id}", "ProductRetrieveParams", retrieve),
    Operation("POST", "/v1/products/{id}", "ProductUpdateParams", update),
]
