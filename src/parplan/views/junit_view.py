"""Findings as a JUnit report, which most CI systems show as tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.etree import ElementTree

from parplan.diagnostics import Finding
from parplan.languages import Language
from parplan.views.blocks import safe
from parplan.views.file_report import FileReport


def junit_report(language: Language, reports: Iterable[FileReport], fails: Callable[[Finding], bool]) -> str:
    """Return the report as XML: a suite for each file, with a case for each finding, or one passed case.

    ``fails`` decides which findings fail the run; the others become passed cases with the finding as output.
    """
    root = ElementTree.Element("testsuites", name="parplan")
    total = failed = 0
    for report in reports:
        path, findings = report.shown, report.findings
        failures = sum(map(fails, findings))
        suite = ElementTree.SubElement(
            root, "testsuite", name=_text(path), tests=str(max(len(findings), 1)), failures=str(failures), errors="0"
        )
        total += max(len(findings), 1)
        failed += failures
        if not findings:
            ElementTree.SubElement(suite, "testcase", classname=_text(path), name=language.gettext("no findings"))
        for finding in findings:
            _case(language, suite, path, finding, fails(finding))
    root.set("tests", str(total))
    root.set("failures", str(failed))
    root.set("errors", "0")
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _case(language: Language, suite: ElementTree.Element, path: str, finding: Finding, failure: bool) -> None:
    span = finding.span
    text = language.render(finding.message)
    case = ElementTree.SubElement(
        suite,
        "testcase",
        classname=_text(path),
        name=_text(f"{finding.code} {finding.name} {span.line}:{span.column}"),
        file=_text(path),
        line=str(span.line),
    )
    help = [_text(language.render(finding.help))] if finding.help is not None else []
    line = f"{_text(path)}:{span.line}:{span.column}: {finding.code} {_text(text)}"
    if failure:
        element = ElementTree.SubElement(case, "failure", type=finding.severity.value, message=_text(text))
    else:
        element = ElementTree.SubElement(case, "system-out")
    element.text = "\n".join([line, *help])


def _text(text: str) -> str:
    """A text without characters that XML forbids, even escaped: control characters and lone surrogates."""
    return safe(text).encode("utf-8", "replace").decode("utf-8")
