"""Mending a plan's text by the fixes its findings have: splices, each round read again and compared with the last."""

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

#: A text that ends its reading (a colon without quotes) hides the next one, so each takes a round.
_MOST_ROUNDS = 200

#: What a text says and what is found in it.
Check = Callable[[bytes], tuple[LoadedPlan, FileFindings]]


#: Findings that were mended, and the text they stood in.
Round = tuple[SourceText, tuple[Finding, ...]]


class MendedText(Struct, frozen=True):
    """A text after its fixes: ``rounds`` are the findings that were mended, ``left`` what is found now."""

    data: bytes
    rounds: tuple[Round, ...]
    left: FileFindings

    @property
    def fixed(self) -> tuple[Finding, ...]:
        """All findings that were mended."""
        return tuple(finding for _, findings in self.rounds for finding in findings)


def mend(data: bytes, check: Check, *, unsafe: bool = False) -> MendedText:
    """Apply the fixes of what ``check`` finds in a text, as long as there are any; ``unsafe``: also the doubtful ones.

    A fix is kept where the text then says the same but for the places the fix names, and has no error it had not
    before; another is left out. Raises what ``check`` raises of the text as it is.
    """
    loaded, found = check(data)
    rounds: list[Round] = []
    refused: set[tuple[str, tuple[int, int, str]]] = set()
    for _ in range(_MOST_ROUNDS):
        fixes = [f for f in _not_overlapping(found.findings, unsafe=unsafe) if _name(f) not in refused]
        if not fixes:
            break
        done = _applied(loaded, fixes, check)
        if done is None and len(fixes) > 1:  # one of them does harm: each by itself, the first that does not
            fixes, done = _first_that_works(loaded, fixes, check)
        if done is None:
            refused.update(map(_name, fixes))
            continue
        rounds.append((loaded.source, tuple(fixes)))
        data, loaded, found = done
    return MendedText(data, tuple(rounds), found)


def mends(loaded: LoadedPlan, finding: Finding, check: Check) -> bool:
    """Whether the fix of a finding does what it should by itself; see :func:`mend`."""
    return _applied(loaded, [finding], check) is not None


def _name(finding: Finding) -> tuple[str, tuple[int, int, str]]:
    assert finding.fix is not None
    splice = finding.fix.splices[0]
    return finding.code, (finding.span.line, finding.span.column, splice.text)


def _not_overlapping(findings: Iterable[Finding], *, unsafe: bool) -> list[Finding]:
    """The findings with a fix, in the order of the text; of two whose fixes touch the first."""
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
    """Whether a stretch has a place in common with one of those taken, which are in order and apart."""
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
    """The text with some fixes, read again; ``None`` where it then says anything else than they do."""
    fixes = [finding.fix for finding in findings if finding.fix is not None]
    data = apply_splices(loaded.source, [splice for fix in fixes for splice in fix.splices]).encode()
    changed, found = check(data)
    if not _is_just_that(loaded, changed, fixes) or not _mends(loaded, changed, findings):
        return None
    return data, changed, found


def _is_just_that(old: LoadedPlan, new: LoadedPlan, fixes: Sequence[Fix]) -> bool:
    """Whether the new text says what the old one does, but for the places the fixes name."""
    if old.root is None:
        return True  # nothing could be read of it; see _mends
    if new.root is None:
        return False
    paths = [path for fix in fixes for path in fix.changes]
    return _without(to_data(old.root), paths) == _without(to_data(new.root), paths)


def _mends(old: LoadedPlan, new: LoadedPlan, findings: Sequence[Finding]) -> bool:
    """Whether no error is new, or, of a text that could not be read, whether the one in the way is gone."""
    if old.root is None:
        gone = {(finding.code, finding.span) for finding in findings}
        return not any((finding.code, finding.span) in gone for finding in new.findings)
    # Of a plan of the wrong shape the sense was not looked at yet.
    looked_at = ("Y", "S") if old.document is None else FAMILIES
    before, after = (Counter(_errors(loaded, looked_at)) for loaded in (old, new))
    return after <= before


def _errors(loaded: LoadedPlan, families: tuple[str, ...]) -> list[tuple[str, str, str]]:
    found = (f for f in loaded.findings if has_errors([f]) and f.code.startswith(families))
    return [(f.code, f.place, str(f.message)) for f in found]


def _without(data: Data, paths: Sequence[Path]) -> Data | None:
    """The data with nothing at some paths: neither a value nor, of a mapping, the key."""
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
