"""Findings as SARIF 2.1.0 (OASIS), which code scanning services and editors read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from parplan.diagnostics import Explanation, Finding, Severity
from parplan.languages import Language
from parplan.views.blocks import safe
from parplan.views.findings_view import message_text
from parplan.views.fingerprints import with_fingerprints

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.ADVICE: "note"}


def sarif_log(
    language: Language,
    version: str,
    results: Iterable[tuple[str, Sequence[Finding]]],
    rules: Mapping[str, Explanation],
    *,
    complete: bool,
) -> dict[str, Any]:
    """Return the log of one run. ``complete``: every file named could be read."""
    found = list(with_fingerprints(results))
    used = sorted({finding.code for _, finding, _ in found}, key=list(rules).index)
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "parplan",
                        "version": version,
                        "rules": [_rule(language, rules[code]) for code in used],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "invocations": [{"executionSuccessful": complete}],
                "results": [_result(language, *one, used) for one in found],
            }
        ],
    }


def _rule(language: Language, rule: Explanation) -> dict[str, Any]:
    texts = [rule.why, rule.instead, *([rule.right] if rule.right is not None else [])]
    return {
        "id": rule.code,
        "name": "".join(part.capitalize() for part in rule.name.split("-")),
        "shortDescription": {"text": language.render(rule.what)},
        "fullDescription": {"text": f"{language.render(rule.what)} {language.render(rule.why)}"},
        "help": {"text": " ".join(map(language.render, texts))},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(language: Language, path: str, finding: Finding, fingerprint: str, used: list[str]) -> dict[str, Any]:
    span = finding.span
    return {
        "ruleId": finding.code,
        "ruleIndex": used.index(finding.code),
        "level": _LEVELS[finding.severity],
        "message": {"text": safe(message_text(language, finding))},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": file_uri(path)},
                    "region": {
                        "startLine": span.line,
                        "startColumn": span.column,
                        "endLine": span.end_line,
                        "endColumn": span.end_column,
                    },
                }
            }
        ],
        "partialFingerprints": {"parplan/v1": fingerprint},
    }


def file_uri(path: str) -> str:
    """The path as a URI: relative to where the run began, or ``file:`` for an absolute one."""
    if path == "-":
        return "stdin"
    windows = PureWindowsPath(path)
    if windows.drive and windows.is_absolute():
        return windows.as_uri()
    if path.startswith("/"):
        return PurePosixPath(path).as_uri()
    # A colon in the first part would be taken for a scheme.
    return quote(path.removeprefix("./").encode("utf-8", "surrogateescape"), safe="/")
