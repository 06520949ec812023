"""Output of findings in the chosen format, to standard output or a file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from parplan import __version__
from parplan.cli.answer_file import answer_into_file
from parplan.cli.plans_asked import PlanPath
from parplan.cli.request import Request
from parplan.diagnostics import N_, Severity, message
from parplan.errors import RequestError
from parplan.files.paths import displayed
from parplan.views.blocks import Line
from parplan.views.file_report import FileReport
from parplan.views.findings_view import finding_lines, full_findings
from parplan.views.validation_json import validation_json


def check_output(output: str | None, targets: Iterable[PlanPath | None]) -> Path | None:
    """Return the file to write; ``None`` for standard output. Raises ``RequestError`` if it is one of the plans."""
    if output is None or output == "-":
        return None
    if not output:
        raise RequestError(message(N_("the path is empty")), help=message(N_("name a file or a folder")))
    plans = {os.path.realpath(target.path) for target in targets if target is not None}
    if os.path.realpath(output) in plans:
        raise RequestError(
            message(N_("--output: {path} is one of the plans to be checked"), path=displayed(Path(output))),
            help=message(N_("name another file")),
        )
    return Path(output)


class Output(Struct, frozen=True):
    """Output options: the format, whether warnings fail, whether codes are only counted."""

    format: str
    strict: bool
    statistics: bool = False


def write_to_file(
    request: Request, file: Path, output: Output, reports: Sequence[FileReport], *, complete: bool, force: bool
) -> None:
    """Write the findings to a new file, in UTF-8 without a byte order mark.

    Raises what :func:`parplan.files.creating.create_file` raises.
    """

    def answer(into: Request) -> int:
        write(into, output, reports, complete=complete)
        return 0

    answer_into_file(request, file, answer, force=force)


def documentation_address() -> str | None:
    """Return the Documentation URL of the installed package's metadata, ``None`` if it has none."""
    from importlib import metadata  # here, as only one format needs it and the import takes 20 ms

    try:
        urls = metadata.metadata("parplan").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:  # of the program without Python
        return None
    named = dict(url.split(", ", 1) for url in urls)
    return named.get("Documentation")


def write(request: Request, output: Output, reports: Sequence[FileReport], *, complete: bool) -> None:
    """Write the findings to standard output. ``complete``: whether all files could be read."""
    language, format = request.language, output.format
    if request.json or format == "json":
        request.answer_json(validation_json(language, reports, request.as_of, statistics=output.statistics))
    elif format == "gitlab":
        from parplan.views.gitlab_view import code_quality

        request.answer_json(code_quality(language, reports))
    elif format == "sarif":
        from parplan.linting.registry import EXPLANATIONS
        from parplan.views.sarif_view import sarif_log

        request.answer_json(
            sarif_log(
                language, __version__, reports, EXPLANATIONS, complete=complete, documentation=documentation_address()
            )
        )
    elif format == "junit":
        from parplan.views.junit_view import junit_report

        failing = {Severity.ERROR, Severity.WARNING} if output.strict else {Severity.ERROR}
        request.answer_xml(junit_report(language, reports, lambda finding: finding.severity in failing))
    elif format == "github":
        from parplan.views.github_view import annotation_lines

        # UTF-8 whatever the console, because a path without its diacritics leads to no file.
        lines = (line for report in reports for line in annotation_lines(language, report))
        request.answer_bytes("".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace"))
    elif output.statistics:
        from parplan.views.statistics_view import statistics_screen

        request.answer(statistics_screen(language, reports))
    elif format == "full":
        for report in reports:
            request.answer(full_findings(language, report.shown, report.findings, report.source))
    else:
        for report in reports:
            request.answer(Line(text, verbatim=True) for text in finding_lines(language, report.shown, report.findings))
