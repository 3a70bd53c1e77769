import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from asystec_web.catalog.search import search
from asystec_web.cli import main

BENCH = Path(__file__).parents[1] / "bench"


def asystec(*arguments: str, typed: str | bytes = "") -> Result:
    return CliRunner().invoke(main, ["activities", "search", *arguments], input=typed)


def test_words_are_answered_with_codes_and_titles_best_first() -> None:
    done = asystec("venta", "de", "queques")

    expected = [
        f"{match.activity.code}  {match.activity.title}"
        for match in search("venta de queques", 10)
    ]
    assert done.exit_code == 0
    assert done.stdout.splitlines() == expected
    assert done.stdout.startswith("1071.")


def test_nothing_found_says_so_beside_an_empty_answer() -> None:
    done = asystec("xqzwvk")

    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "Nothing found.\n"


@pytest.mark.parametrize(
    "arguments",
    [pytest.param((), id="neither"), pytest.param(("soda", "--file", "-"), id="both")],
)
def test_words_or_a_file_are_needed(arguments: tuple[str, ...]) -> None:
    done = asystec(*arguments)

    assert done.exit_code == 2
    assert "either words or --file" in done.stderr


def test_each_line_of_a_file_is_answered_with_one_of_json(tmp_path: Path) -> None:
    file = tmp_path / "queries.txt"
    file.write_bytes("\ufeffpanadería\r\n\n  \nQUEQUES ñ 🦜\nsin salto".encode())

    done = asystec("--file", str(file))

    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["query"] for answer in answers] == [
        "panadería",
        "",
        "  ",
        "QUEQUES ñ 🦜",
        "sin salto",
    ]
    assert [bool(answer["codes"]) for answer in answers[:4]] == [1, 0, 0, 1]
    assert answers[0]["codes"] == [
        match.activity.code for match in search("panadería", 10)
    ]
    assert "panadería" in done.stdout


def test_queries_may_come_from_a_pipe() -> None:
    done = asystec("--file", "-", typed="soda\n")

    assert json.loads(done.stdout)["query"] == "soda"


def test_bytes_that_are_no_text_stop_nothing() -> None:
    done = asystec("--file", "-", typed=b"soda \xff\nabogada\n")

    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["query"] for answer in answers] == ["soda \ufffd", "abogada"]
    assert answers[1]["codes"]


def test_a_file_that_is_not_there_is_named() -> None:
    done = asystec("--file", "/nowhere/queries.txt")

    assert done.exit_code == 2
    assert "/nowhere/queries.txt" in done.stderr


def test_a_thousand_queries_share_an_index_and_any_terminal_shows_them() -> None:
    queries = [
        line.split("\t")[0]
        for line in (BENCH / "activity_queries_dev.tsv").read_text("utf-8").splitlines()
    ]
    asked = (queries * 1000)[:1000]

    done = subprocess.run(
        [sys.executable, "-m", "asystec_web.cli", "activities", "search", "--file=-"],
        input="\n".join(asked).encode(),
        env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        capture_output=True,
        check=True,
        # Ten times what a busy machine needs; an index for each query takes longer.
        timeout=200,
    )

    answers = [json.loads(line) for line in done.stdout.decode().splitlines()]
    assert [answer["query"] for answer in answers] == asked
