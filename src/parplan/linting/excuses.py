"""Writing of ignore comments: ``# parplan: ignore[P403] reason``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from parplan.diagnostics import Finding, Splice
from parplan.linting.fixes import Check
from parplan.linting.values import Values
from parplan.loading import LoadedPlan
from parplan.source import layout
from parplan.source.edits import apply_splices
from parplan.source.nodes import to_data

#: The space between a line and its comment.
_GAP = "   "
_ABOUT_COMMENTS = ("P701", "P702")


class ExcusedText(Struct, frozen=True):
    """A text with new comments; ``excused``: the findings they ignore; ``not_excused``: those without room for one."""

    data: bytes
    excused: tuple[Finding, ...]
    not_excused: tuple[Finding, ...]


def excuse(data: bytes, check: Check, codes: tuple[str, ...], reason: str) -> ExcusedText:
    """Add a comment to each line with a finding whose code begins with one of ``codes``.

    Lines that cannot take a comment (inside a text of several lines) are skipped. The result is checked: it has the
    same meaning, and the findings are gone. Raises what ``check`` raises.
    """
    loaded, found = check(data)
    wanted = [finding for finding in found.findings if finding.code.startswith(codes)]
    lines = _by_line(loaded, wanted)
    placed = [finding for findings in lines.values() for finding in findings]
    not_excused = [finding for finding in wanted if finding not in placed]
    changed = _with_comments(loaded, lines, reason)
    if lines and not _excuses(loaded, changed, check, placed):
        changed, placed = data, []
        for end, findings in sorted(lines.items(), reverse=True):  # from below, so that offsets above stay valid
            one = _with_comments(check(changed)[0], {end: findings}, reason)
            if _excuses(loaded, one, check, findings):
                changed, placed = one, [*findings, *placed]
            else:
                not_excused[:0] = findings
    return ExcusedText(changed, tuple(placed), tuple(not_excused))


def excuse_one(loaded: LoadedPlan, finding: Finding, check: Check, reason: str) -> tuple[Splice, ...]:
    """The splices that add a comment for one finding; none if its line cannot take one."""
    lines = _by_line(loaded, [finding])
    splices = tuple(_comments(lines, reason))
    if not splices or not _excuses(loaded, apply_splices(loaded.source, splices).encode(), check, [finding]):
        return ()
    return splices


def _with_comments(loaded: LoadedPlan, lines: Mapping[int, Sequence[Finding]], reason: str) -> bytes:
    return apply_splices(loaded.source, _comments(lines, reason)).encode()


def _comments(lines: Mapping[int, Sequence[Finding]], reason: str) -> Iterator[Splice]:
    for end, findings in lines.items():
        named = ", ".join(dict.fromkeys(finding.code for finding in findings))
        yield Splice(end, end, f"{_GAP}# parplan: ignore[{named}] {reason}")


def _by_line(loaded: LoadedPlan, findings: Sequence[Finding]) -> dict[int, list[Finding]]:
    """The findings, by the end of the line on which a comment applies to them."""
    source, root = loaded.source, loaded.root
    lines: dict[int, list[Finding]] = {}
    if root is None:
        return lines
    values = Values(root)
    for finding in findings:
        offset = source.offset(finding.span.line, finding.span.column)
        value = values.at(offset)
        if value is not None:
            scalar = value[1]
            offset = scalar.start if scalar.style in ("|", ">") else max(scalar.end - 1, scalar.start)
        lines.setdefault(layout.visible_end_of_line(source, offset), []).append(finding)
    return lines


def _excuses(before: LoadedPlan, changed: bytes, check: Check, findings: Sequence[Finding]) -> bool:
    """Whether the text has the same meaning, the findings are gone, and the comments cause none."""
    after, found = check(changed)
    if before.root is None or after.root is None or to_data(before.root) != to_data(after.root):
        return False
    # No line was added, so remaining findings would be on the same lines.
    unwanted = {(finding.code, finding.span) for finding in findings}
    lines = {finding.span.line for finding in findings} | {finding.span.end_line for finding in findings}
    about_comments = {one.span.line for one in found.findings if one.code in _ABOUT_COMMENTS}
    return unwanted.isdisjoint((one.code, one.span) for one in found.findings) and lines.isdisjoint(about_comments)
