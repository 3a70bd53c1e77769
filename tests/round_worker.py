"""A worker process that takes one turn and never gives it back.

`python -m tests.round_worker DATABASE_URL NAME TURN_S` prints `working` once it has it.
"""

import asyncio
import sys

from asystec_web.services.database import Database
from asystec_web.services.rounds import Round, Rounds


async def _work_for_ever() -> None:
    print("working", flush=True)  # noqa: T201 - how the test learns of it
    await asyncio.sleep(600)


async def _main(url: str, name: str, turn_s: str) -> None:
    endless = Round(name, 0.1, _work_for_ever)
    await Rounds(Database(url), (endless,), turn_s=float(turn_s)).run_once(endless)


if __name__ == "__main__":
    asyncio.run(_main(*sys.argv[1:]))
