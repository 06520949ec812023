"""Fixing of a plan's text in rounds: the fixes of its findings are applied, and the result is checked and compared."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from parplan.diagnostics import FAMILIES, Finding, Fix, Path, has_errors
from parplan.linting.file_findings import FileFindings
from parplan.loading import LoadedPlan
from parplan.source.edits import apply_splices
from parplan.source.nodes import Data, to_data
from parplan.source.text import SourceText

#: The most rounds. A syntax error, such as an unquoted colon, hides the next one, so each needs a round.
_MOST_ROUNDS = 200

#: Loads a text and checks it.
Check = Callable[[bytes], tuple[LoadedPlan, FileFindings]]


#: Fixed findings, and the text they were in.
Round = tuple[SourceText, tuple[Finding, ...]]


class MendedText(Struct, frozen=True):
    """A text after fixing: ``rounds`` has the fixed findings, ``left`` the remaining ones."""

    data: bytes
    rounds: tuple[Round, ...]
    left: FileFindings

    @property
    def fixed(self) -> tuple[Finding, ...]:
        """All fixed findings."""
        return tuple(finding for _, findings in self.rounds for finding in findings)


def mend(data: bytes, check: Check, *, unsafe: bool = False) -> MendedText:
    """Apply the fixes of the findings of ``check`` as long as there are any; ``unsafe``: also the unsafe ones.

    A fix is kept only if the text then has the same meaning except at the paths the fix names, and no new error.
    Raises what ``check`` raises for the original text.
    """
    loaded, found = check(data)
    rounds: list[Round] = []
    refused: set[tuple[str, tuple[int, int, str]]] = set()
    for _ in range(_MOST_ROUNDS):
        fixes = [f for f in _not_overlapping(found.findings, unsafe=unsafe) if _name(f) not in refused]
        if not fixes:
            break
        done = _applied(loaded, fixes, check)
        if done is None and len(fixes) > 1:  # one of them is harmful: try each alone, take the first that works
            fixes, done = _first_that_works(loaded, fixes, check)
        if done is None:
            refused.update(map(_name, fixes))
            continue
        rounds.append((loaded.source, tuple(fixes)))
        data, loaded, found = done
    return MendedText(data, tuple(rounds), found)


def mends(loaded: LoadedPlan, finding: Finding, check: Check) -> bool:
    """Whether the fix of a finding works alone; see :func:`mend`."""
    return _applied(loaded, [finding], check) is not None


def _name(finding: Finding) -> tuple[str, tuple[int, int, str]]:
    assert finding.fix is not None
    splice = finding.fix.splices[0]
    return finding.code, (finding.span.line, finding.span.column, splice.text)


def _not_overlapping(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """The findings with a fix, in the order of the text; of two overlapping fixes the first."""
    chosen: list[Finding] = []
    taken: list[tuple[int, int]] = []  # in order
    for finding in findings:
        if finding.fix is None or not finding.fix.splices or not (finding.fix.safe or unsafe):
            continue
        spans = [(splice.start, splice.end) for splice in finding.fix.splices]
        if not any(_touches(span, taken) for span in spans):
            chosen.append(finding)
            for span in spans:
                insort(taken, span)
    return chosen


def _touches(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a range overlaps one of the ranges taken, which are sorted and disjoint."""
    place = bisect_left(taken, span)
    before, after = taken[place - 1 : place], taken[place : place + 1]
    return any(end >= span[0] for _, end in before) or any(start <= span[1] for start, _ in after)


def _first_that_works(
    loaded: LoadedPlan, fixes: Sequence[Finding], check: Check
) -> tuple[list[Finding], tuple[bytes, LoadedPlan, FileFindings] | None]:
    for finding in fixes:
        if (done := _applied(loaded, [finding], check)) is not None:
            return [finding], done
    return list(fixes), None


def _applied(
    loaded: LoadedPlan, findings: Sequence[Finding], check: Check
) -> tuple[bytes, LoadedPlan, FileFindings] | None:
    """The text with these fixes, checked; ``None`` if more than the fixes say has changed."""
    fixes = [finding.fix for finding in findings if finding.fix is not None]
    data = apply_splices(loaded.source, [splice for fix in fixes for splice in fix.splices]).encode()
    changed, found = check(data)
    if not _is_just_that(loaded, changed, fixes) or not _mends(loaded, changed, findings):
        return None
    return data, changed, found


def _is_just_that(old: LoadedPlan, new: LoadedPlan, fixes: Sequence[Fix]) -> bool:
    """Whether the new text has the same meaning as the old one, except at the paths the fixes name."""
    if old.root is None:
        return True  # the old text could not be read; see _mends
    if new.root is None:
        return False
    paths = [path for fix in fixes for path in fix.changes]
    return _without(to_data(old.root), paths) == _without(to_data(new.root), paths)


def _mends(old: LoadedPlan, new: LoadedPlan, findings: Sequence[Finding]) -> bool:
    """Whether there is no new error; for a text that could not be read, whether the blocking error is gone."""
    if old.root is None:
        gone = {(finding.code, finding.span) for finding in findings}
        return not any((finding.code, finding.span) in gone for finding in new.findings)
    # The sense of a plan in the wrong shape had not been checked yet.
    looked_at = ("Y", "S") if old.document is None else FAMILIES
    before, after = (Counter(_errors(loaded, looked_at)) for loaded in (old, new))
    return after <= before


def _errors(loaded: LoadedPlan, families: tuple[str, ...]) -> list[tuple[str, str, str]]:
    found = (f for f in loaded.findings if has_errors([f]) and f.code.startswith(families))
    return [(f.code, f.place, str(f.message)) for f in found]


def _without(data: Data, paths: Sequence[Path]) -> Data | None:
    """The data without the values (and mapping keys) at some paths."""
    if () in paths:
        return None
    below: dict[str | int, list[Path]] = {}
    for path in paths:
        below.setdefault(path[0], []).append(path[1:])
    if isinstance(data, dict):
        kept = ((key, _without(value, below[key]) if key in below else value) for key, value in data.items())
        return {key: value for key, value in kept if value is not None}
    if isinstance(data, list):
        return [_without(item, below[k]) or "" if k in below else item for k, item in enumerate(data)]
    return data
