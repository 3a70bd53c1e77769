"""What is written about Stripe is what there is."""

import re
from inspect import getdoc
from pathlib import Path

from asystec_web.services.billing.conversation import Conversation
from tests.stripe_contract.playing import SCENARIOS

DOCS = Path(__file__).parents[2] / "docs"
_SCENARIO = re.compile(r"^\| `([a-z_]+)` \| (.+) \|$", re.MULTILINE)
_METHODS = re.compile(r"^\| ((?:`[a-z_]+`(?:, )?)+) \| .+ \|$", re.MULTILINE)


def section(page: str, heading: str) -> str:
    """Give what stands under a heading."""
    text = (DOCS / page).read_text("utf-8")
    return text.split(f"\n## {heading}\n")[1].split("\n## ")[0]


def test_the_page_lists_every_scenario_with_its_sentence() -> None:
    text = section("stripe-contract.md", "The scenarios")

    assert dict(_SCENARIO.findall(text)) == {
        name: getdoc(scenario) for name, scenario in SCENARIOS.items()
    }


def test_the_page_tells_how_many_scenarios_there_are() -> None:
    text = (DOCS / "stripe-contract.md").read_text("utf-8")

    assert f"as {len(SCENARIOS)} scenarios" in text


def test_the_adapters_interface_is_documented() -> None:
    text = section("billing.md", "Where another provider would plug in")
    listed = [
        name for row in _METHODS.findall(text) for name in row.strip("`").split("`, `")
    ]

    asked = {name for name in dir(Conversation) if not name.startswith("_")}
    assert sorted(listed) == sorted(asked)
