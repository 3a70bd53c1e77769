import re
from pathlib import Path

from asystec_web.services.billing.conversation import Conversation

PAGE = Path(__file__).parents[2] / "docs" / "billing.md"


def test_the_page_for_another_provider_names_everything_we_ask() -> None:
    _, _, after = PAGE.read_text("utf-8").partition("## Where another provider")
    rows = [line.split("|")[1] for line in after.splitlines() if line.startswith("| `")]
    named = [name for row in rows for name in re.findall(r"`(\w+)`", row)]

    asked = [name for name in dir(Conversation) if not name.startswith("_")]
    assert sorted(named) == sorted(asked)
