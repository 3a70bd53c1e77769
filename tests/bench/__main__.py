"""`make bench`: measure, print, and write both files."""

import json
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.bench import (
    bench_activities,
    bench_first_view,
    bench_memory,
    bench_report,
    bench_round_trip,
    bench_webhook,
)
from tests.e2e.server import Site, running_site

ROOT: Final = Path(__file__).parents[2]
FIGURES: Final = ROOT / "bench" / "results.json"
PAGE: Final = ROOT / "docs" / "PERFORMANCE.md"


def main() -> None:
    """Measure everything, each thing on a fresh app."""
    with _fresh_site() as site:
        first_view = bench_first_view.measure(site)
        round_trip = bench_round_trip.measure(site)
    with _fresh_site() as site:
        memory = bench_memory.measure(site)
    results: bench_report.Results = {
        "machine": bench_report.machine(str(first_view.pop("chromium"))),
        "first_view": first_view,
        "round_trip": round_trip,
        "memory": memory,
        "activities": bench_activities.measure(),
        "webhook": bench_webhook.measure(),
    }
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(f"{json.dumps(results, indent=2)}\n", "utf-8")
    PAGE.write_text(bench_report.page(results), "utf-8")
    for line in bench_report.verdicts(results):
        sys.stdout.write(f"{line}\n")


@contextmanager
def _fresh_site() -> Generator[Site]:
    """Serve the app over simulators, with a database of its own."""
    with TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/bench.db"
        with running_site(database, Path(folder) / "server.log") as site:
            yield site


if __name__ == "__main__":
    main()
