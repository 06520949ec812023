"""The findings of one file with their fingerprints, which tell known findings from new ones."""

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

    path: relative to the repository's root, else as named.
    shown: ``path`` without control characters. stopped: codes with more findings than were looked for, and that number.
    more: findings of loading that are only counted. fixed: fixed findings, with fingerprints.
    known: the number of findings in the baseline. difference: what fixing would change, as a text diff.
    """

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
        """The report without the findings whose fingerprints are ``known``."""
        new = [row for row in self.rows if row[1] not in known]
        return replace(
            self,
            findings=tuple(finding for finding, _ in new),
            fingerprints=tuple(fingerprint for _, fingerprint in new),
            known=len(self.findings) - len(new),
        )


def fingerprints(path: str, findings: Iterable[Finding], source: SourceText) -> tuple[str, ...]:
    """Return the fingerprint of each finding, which stays the same when lines move.

    It is made of the code, ``path`` (relative to the repository's root), the address (else the key path), the text at
    fault and the finding's ordinal among equals; never of the line, the message or the current folder.
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
    """The text a finding is about, without indentation and line ends; empty if it is about a whole block."""
    if finding.whole:
        return ""
    span = finding.span
    start, end = source.offset(span.line, span.column), source.offset(span.end_line, span.end_column)
    return " ".join(source.text[start:end].split())
