"""Unified diffs of two texts, in git's format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

_CONTEXT = 3


def diff_lines(old: bytes, new: bytes, name: str) -> Iterator[str]:
    """Yield the lines of a diff as ``git diff`` prints it, without line feeds; none if the texts are equal."""
    before, after = (StringIO(data.decode("utf-8"), newline="\n").readlines() for data in (old, new))
    if before == after:
        return
    yield f"--- a/{name}"
    yield f"+++ b/{name}"
    for first, last, lines in _hunks(before, after):
        yield f"@@ -{_range(*first)} +{_range(*last)} @@"
        for line in lines:
            yield line.removesuffix("\n")
            if not line.endswith("\n"):
                yield "\\ No newline at end of file"


_Range = tuple[int, int]


def _hunks(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[_Range, _Range, list[str]]]:
    # Compare only the middle, between the lines both begin and end with: large plans change in few places.
    from difflib import SequenceMatcher  # imported here, because plain recording shows no diff

    start = _same_at_start(before, after)
    end = _same_at_start(before[start:][::-1], after[start:][::-1])
    middle = SequenceMatcher(None, before[start : len(before) - end], after[start : len(after) - end], autojunk=False)
    groups = list(middle.get_grouped_opcodes(_CONTEXT))
    for number, group in enumerate(groups):
        first_old, last_old = group[0][1] + start, group[-1][2] + start
        first_new, last_new = group[0][3] + start, group[-1][4] + start
        lines: list[str] = []
        for tag, i1, i2, j1, j2 in group:
            if tag == "equal":
                lines += [f" {line}" for line in before[start + i1 : start + i2]]
                continue
            lines += [f"-{line}" for line in before[start + i1 : start + i2]]
            lines += [f"+{line}" for line in after[start + j1 : start + j2]]
        # The middle begins and ends with a change; the context lies outside.
        if number == 0:
            above = before[max(first_old - _CONTEXT, 0) : first_old]
            lines[:0] = [f" {line}" for line in above]
            first_old, first_new = first_old - len(above), first_new - len(above)
        if number == len(groups) - 1:
            below = before[last_old : last_old + _CONTEXT]
            lines += [f" {line}" for line in below]
            last_old, last_new = last_old + len(below), last_new + len(below)
        yield (first_old, last_old), (first_new, last_new), lines


def _same_at_start(one: Sequence[str], other: Sequence[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _range(start: int, end: int) -> str:
    """A range of lines as a hunk header gives it: the first line, from 1, and the number of lines."""
    length = end - start
    if length == 1:
        return str(start + 1)
    return f"{start + 1 if length else start},{length}"
