"""Who makes, lets, mends or sells by the lot what a shop sells.

An importer of lencería is looked for in vain among the words of the wholesalers: their
rows name a few goods, those of the shops nearly all. `data/counterparts.csv` says which
activity goes with which shop, when one of the words in its first column is asked for;
the one without a shop goes with anything.
"""

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

from asystec_web.catalog.search_words import telling
from asystec_web.catalog.spanish import words

_TABLE = Path(__file__).parent / "data" / "counterparts.csv"


@cache
def counterparts() -> dict[str, list[tuple[str, str]]]:
    """Return, by the term that asks for them, the codes of shops and of the others."""
    pairs: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for term in telling(words(row["asked"])):
                pairs[term].append((row["shop"], row["other"]))
    return dict(pairs)
