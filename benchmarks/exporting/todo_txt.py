"""Tasks as todo.txt with the ``due:`` topydo reads: one line each."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.exporting.items import Item


def render_todo_txt(items: Iterable[Item]) -> str:
    """Return the lines."""
    return "".join(f"{_line(item)}\n" for item in items)


def _line(item: Item) -> str:
    words = ["x 2021-02-15 2020-11-17"] if item.done else ["2020-11-17"]
    words += [item.id, item.title, f"+{item.section}", *(f"@{unit}" for unit in item.units)]
    if item.due is not None:
        words.append(f"due:{item.due:%Y-%m-%d}")
    return " ".join(words)
