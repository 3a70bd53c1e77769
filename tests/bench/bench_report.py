"""The figures as a page for people, and the machine they come from."""

import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import psutil

# The figures are as free in their shape as JSON, hence Any.
Results = dict[str, Any]

_TEMPLATE: Final = Path(__file__).parent / "performance_template.md"


def machine(chromium: str) -> Results:
    """Describe where the figures come from."""
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cores": psutil.cpu_count(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "chromium": chromium,
    }


def page(results: Results) -> str:
    """Write the page."""
    return _TEMPLATE.read_text("utf-8").format(
        **results["machine"],
        view=results["first_view"],
        trip=results["round_trip"],
        memory=results["memory"],
        search=results["activities"],
        hook=results["webhook"],
        quality=_quality(results["activities"]),
    )


def verdicts(results: Results) -> list[str]:
    """Say in a line each how the figures stand to their budgets."""
    view, trip = results["first_view"], results["round_trip"]
    budget = trip["budget_p95"]
    hook = results["webhook"]
    held = [
        ("JavaScript KB", view["javascript_kb"], view["javascript_budget_kb"]),
        ("CSS KB", view["css_kb"], view["css_budget_kb"]),
        ("requests to other hosts", view["other_hosts"], 0),
        *(
            (f"search / empty event, p95, {when}", trip[kind]["ratio_p95"], budget)
            for when, kind in (("first time", "first_time"), ("again", "again"))
        ),
    ]
    held += [
        (
            f"repeated / first event, {kind}",
            hook[kind]["duplicate_ratio"],
            hook["duplicate_budget"],
        )
        for kind in ("sqlite", "postgresql")
    ]
    lines = [
        f"{'within' if measured <= most else 'OVER'}\t{what}: {measured} of {most}"
        for what, measured, most in held
    ]
    each = results["memory"]["kb_per_session"]
    return [*lines, f"\tmemory of an idle session: {each} KB"]


def _quality(search: Results) -> str:
    naive = search["naive"]
    return "\n".join(
        f"| `{name}` | {share['queries']} | {_percent(share['first'])} "
        f"| {_percent(share['first_five'])} "
        f"| {_percent(naive[name]['first_five']) if name in naive else ''} |"
        for name, share in search["ours"].items()
    )


def _percent(share: float) -> str:
    return f"{share:.1%}"
