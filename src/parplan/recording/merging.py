"""Three-way merge of a plan: entries of both sides are united, everything else is left to git's own merge.

Before git merges the texts, the history of each task is made equal in all three, and texts of several lines become
one line: so entries never conflict, and git never joins one text from two.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from msgspec import Struct

from parplan.diagnostics import Path, Splice
from parplan.plan.calendar import VIETNAM
from parplan.recording.merge_sides import HISTORY, PlanSide, read_side, same_tasks
from parplan.recording.misplaced_entries import find_misplaced
from parplan.source import layout
from parplan.source.edits import apply_splices
from parplan.source.nodes import MappingNode as Keys
from parplan.source.nodes import Node, find, find_key, scalars, to_data
from parplan.source.nodes import Sequence as List
from parplan.source.text import SourceText, decode

#: Merges base, ours and theirs line by line; returns the text and whether it is free of conflicts.
MergeLines = Callable[[str, str, str], tuple[str, bool]]
_Value = TypeVar("_Value")


class Merged(Struct, frozen=True):
    """The merged file, and whether it is free of conflicts.

    misplaced: the addresses of entries and links that would be about something else than in the text they come from.
    """

    data: bytes
    clean: bool
    misplaced: tuple[str, ...] = ()


class _Entry(Struct, frozen=True):
    """An entry: its content, its ordinal among equal entries, and its lines with the comments below them."""

    says: str
    ordinal: int
    text: str

    @property
    def key(self) -> tuple[str, int]:
        return self.says, self.ordinal

    @property
    def moment(self) -> tuple[float, str]:
        """The moment it was recorded, else the beginning of its day."""
        said = json.loads(self.says)
        written = said.get("recorded") or said.get("date") or ""
        try:
            moment = datetime.fromisoformat(written)
        except ValueError:
            return float("inf"), written
        return (moment if moment.tzinfo else moment.replace(tzinfo=VIETNAM)).timestamp(), written


class _History(Struct, frozen=True):
    """The history of a task in one text: its lines from ``start`` to ``end``, or where it would begin."""

    start: int
    end: int
    header: str = ""
    column: int | None = None
    entries: tuple[_Entry, ...] = ()


def merge_plans(base: bytes, ours: bytes, theirs: bytes, merge_lines: MergeLines) -> Merged | None:
    """Merge three versions of a plan; ``None`` if one of them is not UTF-8 text.

    Line ends, the byte order mark and the end of the last line are taken from the side that changed them.
    """
    read = [decode(data) for data in (base, ours, theirs)]
    if any("\ufffd" in source.text and findings for source, findings in read):
        return None
    sources = [source for source, _ in read]
    newline = _of_three(*(source.newline for source in sources))
    bom = _of_three(*(source.bom for source in sources))
    ended = _of_three(*(source.text.endswith("\n") for source in sources))
    texts = [_with_end(source.text.replace("\r\n", "\n")) for source in sources]
    sides = [read_side(text) for text in texts]
    known = [side for side in sides if side is not None]
    if len(known) == len(sides):
        texts = _united(*known)
    lines, clean = _merged_lines(texts, merge_lines)
    misplaced: tuple[str, ...] = ()
    if clean and None not in sides[1:]:
        # Also where the base cannot be read: that of branches merged into each other before may hold conflicts.
        merged = read_side(lines)
        misplaced = () if merged is None else tuple(find_misplaced(known, merged))
        clean = merged is not None and not misplaced
    text = lines if ended else lines.removesuffix("\n")
    return Merged(SourceText(text.replace("\n", newline), bom).encode(), clean, misplaced)


def _of_three(base: _Value, ours: _Value, theirs: _Value) -> _Value:
    """The merged value: theirs if only they changed it, else ours."""
    return theirs if ours == base else ours


def _with_end(text: str) -> str:
    return text if not text or text.endswith("\n") else text + "\n"


def _united(base: PlanSide, ours: PlanSide, theirs: PlanSide) -> list[str]:
    """The three texts, with the histories of tasks that all of them have made equal."""
    sides = (base, ours, theirs)
    ids = [same_tasks(base, side) for side in sides]
    splices: list[list[Splice]] = [[], [], []]
    for id in base.paths:
        if not all(id in known for known in ids):
            continue
        nodes = [find(side.root, side.paths[known[id]]) for side, known in zip(sides, ids, strict=True)]
        paths = [side.paths[known[id]] for side, known in zip(sides, ids, strict=True)]
        if len({_said(node) for node in nodes}) == 1:
            continue
        histories = [_history(side, path) for side, path in zip(sides, paths, strict=True)]
        known_histories = [one for one in histories if one is not None]
        if len(known_histories) < len(sides) or (block := _block(*known_histories)) is None:
            continue
        for made, history in zip(splices, known_histories, strict=True):
            made.append(Splice(history.start, history.end, block))
    return [apply_splices(side.source, made).text for side, made in zip(sides, splices, strict=True)]


def _said(task: Node | None) -> str:
    """The history of a task as text, so that histories differing only in a comment count as different."""
    progress = task.by_key.get(HISTORY) if isinstance(task, Keys) else None
    return "" if progress is None else json.dumps(to_data(progress[1]), ensure_ascii=False)


def _history(side: PlanSide, path: Path) -> _History | None:
    """The history of the task at ``path``; ``None`` if its layout is not supported."""
    source, task = side.source, find(side.root, path)
    if not isinstance(task, Keys) or task.flow:
        return None
    depth = layout.column(source, task.start)
    if HISTORY not in task.by_key:
        at = _below_comments(source, layout.end_of_line(source, task.end), depth)
        return _History(at, at)
    key, progress = find_key(side.root, (*path, HISTORY)), task.by_key[HISTORY][1]
    if (
        key is None
        or not isinstance(progress, List)
        or progress.flow
        or not progress.items
        or not layout.begins_line(source, key.start)
    ):
        return None
    start = layout.start_of_line(source, key.start)
    # A comment belongs to the entry above it, so that it stays there when an entry is added below.
    starts = [layout.start_of_line(source, item.start) for item in progress.items]
    end = _below_comments(source, layout.end_of_line(source, max(progress.end - 1, progress.start)), depth)
    if starts[0] == start:
        return None  # the first entry is on the line of the key
    seen: Counter[str] = Counter()
    entries: list[_Entry] = []
    for item, place, following in zip(progress.items, starts, [*starts[1:], end], strict=True):
        says = json.dumps(to_data(item), ensure_ascii=False, sort_keys=True)
        entries.append(_Entry(says, seen[says], source.text[place:following]))
        seen[says] += 1
    return _History(start, end, source.text[start : starts[0]], layout.column(source, progress.start), tuple(entries))


def _below_comments(source: SourceText, at: int, depth: int) -> int:
    while (end := layout.comment_line_end(source, at, depth)) is not None:
        at = end
    return at


def _block(base: _History, ours: _History, theirs: _History) -> str | None:
    """The lines of the united history; ``None`` (a conflict) if both changed the same entry or the layout."""
    columns = {one.column for one in (base, ours, theirs) if one.column is not None}
    if len(columns) > 1:
        return None
    entries = _unite(base.entries, ours.entries, theirs.entries)
    if entries is None:
        return None
    header = _of_three(base.header, ours.header, theirs.header) or ours.header or theirs.header or base.header
    return header + "".join(entry.text for entry in entries) if entries else ""


def _unite(base: Sequence[_Entry], ours: Sequence[_Entry], theirs: Sequence[_Entry]) -> list[_Entry] | None:
    """The entries both sides kept, and the new ones of either, in order of time; ``None`` for a conflict."""
    by_key = [{entry.key: entry for entry in entries} for entries in (base, ours, theirs)]
    before, mine, other = by_key
    taken_by_both = before.keys() - mine.keys() - other.keys()
    if taken_by_both and (mine.keys() - before.keys()) != (other.keys() - before.keys()):
        return None  # both sides corrected the same entry, differently
    texts: dict[tuple[str, int], _Entry] = {}
    for key in {**mine, **other}:
        versions = [one[key].text for one in by_key if key in one]
        if key in before and key in mine and key in other:
            mine_now, other_now, was = mine[key].text, other[key].text, before[key].text
            if mine_now != was != other_now != mine_now:
                return None  # its comments differ
            texts[key] = other[key] if mine_now == was else mine[key]
        elif key not in before and len(set(versions)) > 1:
            return None
        else:
            texts[key] = (mine if key in mine else other)[key]
    if [*mine] == [*before]:
        return [texts[key] for key in other]
    if [*other] == [*before]:
        return [texts[key] for key in mine]
    kept = [key for key in mine if key in before and key in other]
    new = [key for key in mine if key not in before]
    new += [key for key in other if key not in before and key not in mine]
    return [texts[key] for key in (*kept, *sorted(new, key=lambda key: texts[key].moment))]


def _merged_lines(texts: Sequence[str], merge_lines: MergeLines) -> tuple[str, bool]:
    """Merge line by line, with each text of several lines as one line, so that it is never joined from two."""
    sign = next(chr(code) for code in range(0xE000, 0xF8FF) if all(chr(code) not in text for text in texts))
    base, ours, theirs = (_in_one_line(text, sign) for text in texts)
    merged, clean = merge_lines(base, ours, theirs)
    return merged.replace(sign, "\n"), clean


def _in_one_line(text: str, sign: str) -> str:
    side = read_side(text)
    if side is None:
        return text
    pieces, place = [], 0
    for scalar in scalars(side.root):
        inside = text[scalar.start : scalar.end]
        if "\n" in inside.rstrip():
            kept = scalar.start + len(inside.rstrip())
            pieces += [text[place : scalar.start], text[scalar.start : kept].replace("\n", sign)]
            place = kept
    return "".join([*pieces, text[place:]])
