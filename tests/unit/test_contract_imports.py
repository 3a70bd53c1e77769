import importlib.util
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
ALONE = """
import sys
import asystec_web.{module}
print(sorted(
    name for name in sys.modules
    if name.partition('.')[0] in {{'reflex', 'reflex_base', 'stripe', 'sqlmodel'}}
))
"""


def imports_of(module: str) -> str:
    """Import a module in a process of its own; gives the heavy ones that came along."""
    done = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-W", "ignore", "-c", ALONE.format(module=module)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=True,
    )
    return done.stdout.strip()


def test_rules_forms_and_words_need_no_framework() -> None:
    assert imports_of("texts") == "[]"


def test_the_arrow_points_one_way() -> None:
    assert importlib.util.find_spec("importlinter")
    from importlinter.cli import lint_imports  # noqa: PLC0415 - heavy, and only here

    assert lint_imports(no_cache=True) == 0
