"""`asystec activities`: the catalogue from a terminal, for trying and measuring it."""

import json
from collections.abc import Iterable
from typing import TextIO

import click

# The catalogue is imported where it is used: `asystec --help` answers at once.
# ruff: noqa: PLC0415

BEST = 10


@click.group()
def activities() -> None:
    """Ask the catalogue of economic activities."""


@activities.command()
@click.argument("words", nargs=-1)
@click.option(
    "--file",
    "queries",
    type=click.File(encoding="utf-8-sig", errors="replace"),
    help="One query a line (- for standard input); answers one JSON line each.",
)
def search(words: tuple[str, ...], queries: TextIO | None) -> None:
    """Find activities by what people call them, best first."""
    if bool(words) == (queries is not None):
        message = "Give either words or --file."
        raise click.UsageError(message)
    if queries is None:
        _search_one(" ".join(words))
    else:
        _search_each(queries)


def _search_one(query: str) -> None:
    from asystec_web.catalog.search import search as find

    found = find(query, BEST)
    for match in found:
        _say(f"{match.activity.code}  {match.activity.title}")
    if not found:
        click.echo("Nothing found.", err=True)


def _search_each(queries: Iterable[str]) -> None:
    from asystec_web.catalog.search import search as find

    for line in queries:
        query = line.rstrip("\r\n")
        codes = [match.activity.code for match in find(query, BEST)]
        _say(json.dumps({"query": query, "codes": codes}, ensure_ascii=False))


def _say(line: str) -> None:
    # In UTF-8 whatever the terminal's language: files are made of it.
    click.echo(f"{line}\n".encode(errors="replace"), nl=False)
