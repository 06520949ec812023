"""The findings of one file as reports show them, each with what tells it from a new one."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Container, Iterable

from msgspec import Struct
from msgspec.structs import replace

from parplan.diagnostics import Finding
from parplan.source.text import SourceText


class FileReport(Struct, frozen=True):
    """The findings of a file with their fingerprints.

    ``name``: the file as it was named. ``path``: from the repository's root, else as named. ``shown``: the same without
    control characters. ``stopped``: codes of which there is more, with how many were looked at. ``more``: how many
    findings of loading are counted only. ``fixed``: what was mended, each with its fingerprint. ``known``: how many
    findings a baseline has. ``difference``: what mending would change, as text.
    """

    name: str
    path: str
    shown: str
    source: SourceText
    findings: tuple[Finding, ...]
    fingerprints: tuple[str, ...]
    stopped: tuple[tuple[str, int], ...] = ()
    more: int = 0
    fixed: tuple[tuple[Finding, str], ...] = ()
    known: int = 0
    difference: str = ""

    @property
    def rows(self) -> Iterable[tuple[Finding, str]]:
        """Each finding with its fingerprint."""
        return zip(self.findings, self.fingerprints, strict=True)

    def without(self, known: Container[str]) -> FileReport:
        """The same without the findings whose fingerprints are known."""
        new = [row for row in self.rows if row[1] not in known]
        return replace(
            self,
            findings=tuple(finding for finding, _ in new),
            fingerprints=tuple(fingerprint for _, fingerprint in new),
            known=len(self.findings) - len(new),
        )


def fingerprints(path: str, findings: Iterable[Finding], source: SourceText) -> tuple[str, ...]:
    """Return what tells each finding from a new one, wherever its line has moved to and whoever shows it.

    Made of the code, ``path`` (from the repository's root), the place (an address, else the keys), the text at fault
    and the finding's number among equals; never of a line, of the message or of where the command was run.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    made = []
    for finding in findings:
        equal = (finding.code, finding.place, _text_at_fault(finding, source))
        seen[equal] += 1
        identity = "\0".join((path, *equal, str(seen[equal])))
        made.append(hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest())
    return tuple(made)


def _text_at_fault(finding: Finding, source: SourceText) -> str:
    """The text a finding is about, whatever its indentation and line ends; nothing where it is about a whole place."""
    if finding.whole:
        return ""
    span = finding.span
    start, end = source.offset(span.line, span.column), source.offset(span.end_line, span.end_column)
    return " ".join(source.text[start:end].split())
