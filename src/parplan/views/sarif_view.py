"""Findings as SARIF 2.1.0 (OASIS), which code scanning services and editors read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from parplan.diagnostics import N_, Explanation, Finding, Fix, Severity, Span
from parplan.languages import Language
from parplan.views.blocks import safe
from parplan.views.explain_view import explanation_markdown
from parplan.views.file_report import FileReport
from parplan.views.findings_view import message_text

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
#: Code scanning services refuse a run with more results.
RESULTS_LIMIT = 5000
LEFT_OUT = N_("{count} findings were left out, because a log holds at most {limit}; the most severe ones are in it")
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}

#: The beginning of what the standard reads in a message.
_ACTING = re.compile(r"\](?=\()|\{(?=\d+\})")

#: File, finding, fingerprint.
_Row = tuple[FileReport, Finding, str]


def sarif_log(
    language: Language,
    version: str,
    reports: Iterable[FileReport],
    rules: Mapping[str, Explanation],
    *,
    complete: bool,
    documentation: str | None = None,
) -> dict[str, Any]:
    """Return the log of one run. complete: whether every file could be read. documentation: the address
    of the folder docs/, where it is known.

    Of more than :data:`RESULTS_LIMIT` findings only the most severe are kept, and the log tells how many were left out.
    """
    every = [(report, *row) for report in reports for row in report.rows]
    found = _most_severe(every)
    order = {code: number for number, code in enumerate(rules)}
    used = {code: number for number, code in enumerate(sorted({row[1].code for row in found}, key=order.__getitem__))}
    invocation: dict[str, Any] = {"executionSuccessful": complete}
    if len(found) < len(every):
        text = language.gettext(LEFT_OUT).format(count=len(every) - len(found), limit=RESULTS_LIMIT)
        invocation["toolExecutionNotifications"] = [{"level": "warning", "message": {"text": text}}]
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "parplan",
                        "version": version,
                        **({} if documentation is None else {"informationUri": documentation}),
                        "rules": [_rule(language, rules[code], documentation) for code in used],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [invocation],
                "results": [_result(language, *one, used) for one in found],
            }
        ],
    }


def _most_severe(rows: list[_Row]) -> list[_Row]:
    """The most severe findings, as many as a log may hold, in their original order."""
    if len(rows) <= RESULTS_LIMIT:
        return rows
    severities = list(Severity)
    ranked = sorted(range(len(rows)), key=lambda number: severities.index(rows[number][1].severity))
    return [rows[number] for number in sorted(ranked[:RESULTS_LIMIT])]


def _rule(language: Language, rule: Explanation, documentation: str | None) -> dict[str, Any]:
    page = None if documentation is None else f"{documentation.rstrip('/')}/rules.md#{rule_anchor(rule)}"
    texts = [rule.why, rule.instead, *([rule.right] if rule.right is not None else [])]
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": language.render(rule.what)},
        "fullDescription": {"text": f"{language.render(rule.what)} {language.render(rule.why)}"},
        "help": {"text": " ".join(map(language.render, texts)), "markdown": explanation_markdown(language, rule)},
        **({} if page is None else {"helpUri": page}),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def rule_anchor(rule: Explanation) -> str:
    """Return the anchor of a rule's heading in docs/rules.md."""
    return f"{rule.code}-{rule.name}-{rule.severity.value}".lower()


def _result(
    language: Language, report: FileReport, finding: Finding, fingerprint: str, used: Mapping[str, int]
) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": used[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": _plain(message_text(language, finding))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": file_uri(report.path)},
                    "region": _region(finding.span),
                }
            }
        ],
        "partialFingerprints": {"parplan/v2": fingerprint},
    }
    if finding.fix is not None:
        result["fixes"] = [_fix(language, report, finding, finding.fix)]
    return result


def _plain(text: str) -> str:
    """A text in which no viewer finds a link, ``[text](address)``, or a place to be filled, ``{0}`` (3.11.5, 3.11.6).

    A blank parts them, because few viewers know the escapes of the standard.
    """
    return _ACTING.sub(r"\g<0> ", safe(text))


def _region(span: Span) -> dict[str, int]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _fix(language: Language, report: FileReport, finding: Finding, fix: Fix) -> dict[str, Any]:
    replacements = [
        {
            "deletedRegion": _region(report.source.span(splice.start, splice.end)),
            "insertedContent": {"text": splice.text},
        }
        for splice in fix.splices
    ]
    return {
        "description": {"text": _plain(language.render(finding.help or finding.message))},
        "artifactChanges": [
            {"artifactLocation": {"uri": file_uri(report.path)}, "replacements": replacements},
        ],
        "properties": {"safe": fix.safe},
    }


def file_uri(path: str) -> str:
    """The path as a URI reference, or as a ``file:`` URI if it is absolute."""
    if path == "-":
        return "stdin"
    windows = PureWindowsPath(path)
    if windows.drive and windows.is_absolute():
        return windows.as_uri()
    if path.startswith("/"):
        return PurePosixPath(path).as_uri()
    # A colon in the first segment would be taken for a scheme.
    return quote(path.removeprefix("./").encode("utf-8", "surrogateescape"), safe="/")
