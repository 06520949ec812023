"""Findings as annotations of GitHub Actions: one workflow command per line, shown in the pull request.

Text from a plan is escaped (line ends, colons, percent signs) as the runner decodes it, so that it can neither end a
command nor begin another.
"""

from __future__ import annotations

from collections.abc import Iterator

from parplan.diagnostics import Severity
from parplan.languages import Language
from parplan.views.blocks import safe
from parplan.views.ci_logs import without_commands
from parplan.views.file_report import FileReport
from parplan.views.findings_view import message_text

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "notice"}


def annotation_lines(language: Language, report: FileReport) -> Iterator[str]:
    """Yield a command for each finding of a file; those of ``-`` (standard input) name no file."""
    for finding in report.findings:
        span = finding.span
        place = {} if report.path == "-" else {"file": report.shown}
        place |= {"line": str(span.line), "endLine": str(span.end_line), "col": str(span.column)}
        if span.end_line == span.line:  # the runner accepts columns only within one line
            place["endColumn"] = str(max(span.end_column - 1, span.column))
        place["title"] = f"{finding.code} {finding.name}"
        properties = ",".join(f"{name}={_property(value)}" for name, value in place.items())
        yield f"::{_LEVELS[finding.severity]} {properties}::{_data(without_commands(message_text(language, finding)))}"


def _data(text: str) -> str:
    return safe(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
