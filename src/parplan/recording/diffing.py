"""A change shown as people review it: the unified diff of the two texts."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

_CONTEXT = 3


def diff_lines(old: bytes, new: bytes, name: str) -> Iterator[str]:
    """Yield the lines of ``git diff``, without their line ends."""
    before, after = (data.decode("utf-8").removeprefix("\ufeff").splitlines(keepends=True) for data in (old, new))
    # Only what lies between the lines both begin and end with is compared: large plans change in one place.
    start = _same_at_start(before, after)
    end = _same_at_start(before[start:][::-1], after[start:][::-1])
    first = max(start - _CONTEXT, 0)
    last = max(end - _CONTEXT, 0)
    old_lines, new_lines = (lines[first : len(lines) - last] for lines in (before, after))
    for line in unified_diff(old_lines, new_lines, f"a/{name}", f"b/{name}", n=_CONTEXT):
        yield _numbered(line, first) if line.startswith("@@") else line.rstrip("\r\n")
        if not line.endswith("\n"):
            yield "\\ No newline at end of file"


def _same_at_start(one: list[str], other: list[str]) -> int:
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def _numbered(header: str, skipped: int) -> str:
    """The header of a hunk with the line numbers of the whole file."""

    def moved(span: str) -> str:
        number, comma, count = span[1:].partition(",")
        return f"{span[0]}{int(number) + skipped}{comma}{count}"

    _, old, new, _ = header.split()
    return f"@@ {moved(old)} {moved(new)} @@"
