"""Make the examples: record a year in a copy of the plan of 2021, and write the documents an office owes.

``python examples/make.py`` writes them anew in this folder, ``python examples/make.py FOLDER`` in a new one. It does
nothing that cannot be typed: every entry and every document comes from a command of parplan, with ``pip install
"parplan[office]"``. The moment of each command is given, so that every run makes the same files.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from year import COMMANDS, WINDOWS

EXAMPLES = Path(__file__).resolve().parent
PLAN = EXAMPLES.parent / "plans" / "2021.yaml"

#: The copy with its year.
RECORDED = "2021.yaml"

#: Plans of other agencies, invented and written by hand, of which one page is made.
OTHERS = "co-quan-khac"

#: Who signs is invented; the plan itself names the head of the agency.
_DEPUTY = ("--sign-for", "kt", "--signer", "Trần Thị B", "--signer-title", "Phó Giám đốc")
_OFFICE = ("--sign-for", "tl", "--signer", "Lê Văn C", "--signer-title", "Chánh Văn phòng")
_RECIPIENTS = ("--recipient", "Giám đốc, các Phó Giám đốc Sở", "--recipient", "Các phòng, đơn vị thuộc Sở")

_Q1 = ("report", "--period", "q1", "--as-of", "2021-03-14", *_DEPUTY, *_RECIPIENTS)
_YEAR = ("report", "--period", "year", "--as-of", "2021-11-24", *_DEPUTY, *_RECIPIENTS)
_REMINDERS = ("remind", "--as-of", "2021-04-05", "--within", "60d", "-o", "nhac-viec", "--recipient", "Lãnh đạo Sở")
_CALENDARS = ("export", "--format", "ics", "--as-of", "2021-04-05")
_TABLES = ("export", "--as-of", "2021-11-24")

#: The commands that write the documents.
DOCUMENTS = (
    (*_Q1, "-o", "bao-cao-quy-1.docx"),
    (*_Q1, "-o", "bao-cao-quy-1.md"),
    (*_YEAR, "-o", "bao-cao-nam.docx"),
    (*_YEAR, "-o", "bao-cao-nam.md"),
    (*_REMINDERS, *_OFFICE),
    # The office's head does not sign what urges the office.
    (*_REMINDERS, *_DEPUTY, "--unit", "VP", "--force"),
    (*_REMINDERS, "--format", "md"),
    (*_CALENDARS, "-o", "lich-ca-nam.ics"),
    (*_CALENDARS, "--by-unit", "-o", "lich"),
    (*_TABLES, "--by-unit", "-o", "ke-hoach.xlsx"),
    (*_TABLES, "-o", "tien-do.csv"),
    ("evidence", "--as-of", "2021-12-31", "-o", "minh-chung.xlsx"),
    ("page", "--as-of", "2021-11-24", "-o", "trang.html"),
)

#: The page of several agencies.
JOINT_PAGE = ("page", "--as-of", "2025-12-01", "-o", "trang-nhieu-co-quan.html", "-p", OTHERS)


def run(words: tuple[str, ...], folder: Path, moment: str) -> None:
    """Run one command of parplan in a folder, in Vietnamese, without the settings of whoever runs it."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PARPLAN_")}
    environment |= {"PARPLAN_TODAY": moment, "PARPLAN_LANG": "vi", "PARPLAN_CACHE": "off", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "parplan", *words],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit(f"parplan {' '.join(words)}\n{done.stdout}")


def make(folder: Path, run: Callable[[tuple[str, ...], Path, str], None] = run) -> None:
    """Write the plan with its year and the documents into ``folder``, which is there and holds none of them.

    ``run`` runs a command in a folder at a moment.
    """
    text = PLAN.read_text(encoding="utf-8")
    for printed, written in WINDOWS.items():
        # The one thing typed into the file itself: which days the data of a report cover is not the office's progress.
        if text.count(printed) != 1:
            raise SystemExit(f"{PLAN.name} does not have this line: {printed}")
        text = text.replace(printed, written)
    (folder / RECORDED).write_text(text, encoding="utf-8", newline="\n")
    for day, words in COMMANDS:
        run((*words, "-p", RECORDED), folder, f"{day}T09:00:00+07:00")
    for words in DOCUMENTS:
        run((*words, "-p", RECORDED), folder, "2021-12-31T09:00:00+07:00")
    shutil.copytree(EXAMPLES / OTHERS, folder / OTHERS)
    run(JOINT_PAGE, folder, "2025-12-01T09:00:00+07:00")


def main(words: list[str]) -> None:
    """Make the examples in a folder of their own, and only when all are there put them in place."""
    with tempfile.TemporaryDirectory() as scratch:
        made = Path(scratch)
        make(made)
        if words:
            shutil.copytree(made, Path(words[0]))  # refuses a folder that is there
            return
        for path in made.iterdir():
            if path.name == OTHERS:
                continue  # copied from there
            if path.is_dir():
                shutil.rmtree(EXAMPLES / path.name, ignore_errors=True)  # a unit may have nothing any more
                shutil.copytree(path, EXAMPLES / path.name)
            else:
                shutil.copyfile(path, EXAMPLES / path.name)


if __name__ == "__main__":
    main(sys.argv[1:])
