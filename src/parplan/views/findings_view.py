"""Findings as text: one greppable line each, or with their line of the file and a caret."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parplan.diagnostics import N_, Finding, Severity
from parplan.languages import Language
from parplan.source.text import SourceText
from parplan.views.blocks import Block, Line, Style, escaped_line, line, safe
from parplan.views.layout import text_width

SEVERITIES = {Severity.ERROR: N_("error"), Severity.WARNING: N_("warning"), Severity.ADVICE: N_("advice")}
_STYLES = {Severity.ERROR: Style.LATE, Severity.WARNING: Style.SOON, Severity.ADVICE: Style.DIM}


def finding_lines(language: Language, path: str, findings: Iterable[Finding]) -> Iterator[str]:
    """Yield ``path:line:column: CODE message (help)`` for each finding."""
    for finding in findings:
        yield safe(
            f"{path}:{finding.span.line}:{finding.span.column}: {finding.code} {message_text(language, finding)}"
        )


def message_text(language: Language, finding: Finding) -> str:
    """The message of a finding, with its help in brackets."""
    text = language.render(finding.message)
    return f"{text} ({language.render(finding.help)})" if finding.help is not None else text


def full_findings(language: Language, path: str, findings: Iterable[Finding], source: SourceText) -> Iterator[Block]:
    """Yield each finding with its line of the file, a caret under the place, and the help."""
    for finding in findings:
        span = finding.span
        severity = language.gettext(SEVERITIES[finding.severity])
        yield line(
            f"{finding.code} {finding.name} · {severity}: {language.render(finding.message)}", _STYLES[finding.severity]
        )
        yield line(f"--> {path}:{span.line}:{span.column}", Style.DIM, 2)
        try:
            text = source.line(span.line)
        except IndexError:
            text = ""
        if text.strip():
            number = str(span.line)
            before = text_width(escaped_line(text[: span.column - 1]))
            end = span.end_column if span.end_line == span.line else len(text) + 1
            marks = max(text_width(escaped_line(text[span.column - 1 : end - 1])), 1)
            start = max(before - 40, 0)
            yield Line(f"{number} | {escaped_line(text)[start : start + 90]}", verbatim=True)
            yield Line(
                f"{' ' * len(number)} | {' ' * (before - start)}{'^' * min(marks, 90)}", Style.SOON, verbatim=True
            )
        if finding.help is not None:
            yield line(f"= {language.render(finding.help)}", Style.PLAIN, 2)
        yield line()
