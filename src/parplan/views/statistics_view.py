"""Counts of findings by code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from parplan.languages import Language
from parplan.views.blocks import Block, Column, Style, Table, cell
from parplan.views.file_report import FileReport
from parplan.views.findings_view import SEVERITIES


class CodeCount(Struct, frozen=True):
    """The number of findings of a code, and how many of them ``--fix`` can fix, safely or not."""

    code: str
    name: str
    severity: str
    count: int
    fixable: int
    doubtful: int


def count_codes(reports: Iterable[FileReport]) -> list[CodeCount]:
    """The counts over all files, the most frequent code first."""
    findings = [finding for report in reports for finding in report.findings]
    counts = Counter((finding.code, finding.name, finding.severity.value) for finding in findings)
    fixable = Counter(finding.code for finding in findings if finding.fix is not None and finding.fix.safe)
    doubtful = Counter(finding.code for finding in findings if finding.fix is not None and not finding.fix.safe)
    rows = [CodeCount(*key, count, fixable[key[0]], doubtful[key[0]]) for key, count in counts.items()]
    return sorted(rows, key=lambda row: (-row.count, row.code))


def statistics_screen(language: Language, reports: Sequence[FileReport]) -> Iterator[Block]:
    """Yield a row for each code found."""
    _ = language.gettext
    rows = count_codes(reports)
    if not rows:
        return
    severities = {severity.value: _(label) for severity, label in SEVERITIES.items()}
    columns = (
        Column(_("Count"), right=True),
        Column(_("Code")),
        Column(_("Severity")),
        Column(_("Name"), 1),
        Column("--fix", right=True),
    )
    yield Table(
        columns,
        tuple(
            (
                cell(str(row.count)),
                cell(row.code, Style.STRONG),
                cell(severities[row.severity]),
                cell(row.name),
                cell(_fixable(row)),
            )
            for row in rows
        ),
    )


def _fixable(row: CodeCount) -> str:
    return f"{row.fixable}" + (f" (+{row.doubtful})" if row.doubtful else "") if row.fixable or row.doubtful else ""
