"""Write a made plan, or many, and the same tasks for the peers: ``python benchmarks/generate.py FOLDER --tasks 1000``.

It is a process of its own because the memory measured for a child is at least that of the runner, so the runner must
stay small (see :mod:`benchmarks.measuring.processes`).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.exporting.hledger import render_journal
from benchmarks.exporting.items import Item, items_of_answer, items_of_sections
from benchmarks.exporting.taskwarrior import render_taskwarrior
from benchmarks.exporting.todo_txt import render_todo_txt
from benchmarks.exporting.todoman import render_vtodos
from benchmarks.exporting.tuxfan import render_tuxfan
from benchmarks.generating.plan_text import made_sections, render_folder, render_plan

#: The file each format is written to; todoman's is a folder.
FILES: dict[str, tuple[str, Callable[[Iterable[Item]], str]]] = {
    "taskwarrior": ("taskwarrior.json", render_taskwarrior),
    "hledger": ("tasks.journal", render_journal),
    "topydo": ("todo.txt", render_todo_txt),
    "tuxfan-planner": ("tuxfan.yaml", render_tuxfan),
}
FORMATS = (*FILES, "todoman")


def write_exports(items: list[Item], folder: Path, formats: Iterable[str]) -> None:
    """Write the tasks in each format into ``folder``."""
    for format in formats:
        if format == "todoman":
            calendar = folder / "calendar" / "parplan"
            calendar.mkdir(parents=True)
            for name, text in render_vtodos(items):
                _write(calendar / name, text)
        else:
            name, render = FILES[format]
            _write(folder / name, render(items))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def main(arguments: list[str] | None = None) -> int:
    """Write what is asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path, help="a folder, made where it is missing")
    parser.add_argument("--tasks", type=int, default=34, help="how many tasks a plan has")
    parser.add_argument("--plans", type=int, help="write so many plans instead of one with the tasks for the peers")
    parser.add_argument("--answer", type=Path, help="no made plan, but the tasks of this `parplan tasks --json`")
    parser.add_argument("--formats", nargs="*", choices=FORMATS, default=FORMATS, help="the peers to write for")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    options.folder.mkdir(parents=True, exist_ok=True)
    if options.plans is not None:
        for name, text in render_folder(options.plans, options.tasks, options.seed):
            _write(options.folder / name, text)
    elif options.answer is not None:
        items = list(items_of_answer(options.answer.read_text(encoding="utf-8")))
        write_exports(items, options.folder, options.formats)
    else:
        sections = made_sections(options.tasks, options.seed)
        _write(options.folder / "plan.yaml", render_plan(sections))
        write_exports(list(items_of_sections(sections)), options.folder, options.formats)
    return 0


if __name__ == "__main__":
    sys.exit(main())
