"""The verbs that check: validate, schema."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import Annotated

import typer

from parplan import compiling, loading
from parplan.cli.context import PlanPath, make_request, paths_of
from parplan.cli.current import _
from parplan.diagnostics import N_, Finding, Severity, message
from parplan.errors import ParplanError, RequestError
from parplan.loading import load_plan, parse_plan
from parplan.source import codes as source_codes
from parplan.source.text import SourceText
from parplan.views.blocks import Line
from parplan.views.findings_view import finding_lines, full_findings
from parplan.views.json_view import validation_json

#: Every code a finding can have.
KNOWN_CODES = (
    *(code.code for code in source_codes.CODES),
    *(code for code, _name in loading.CODES.values()),
    *compiling.CODES,
)
_FORMATS = ("text", "full", "json")


def validate(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar=_("[PATH]..."),
            help=_("Plan files, folders or globs; - reads standard input. Else the plans found."),
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="text|full|json",
            help=_("One line a finding, with the line of the file, or JSON."),
            autocompletion=lambda: list(_FORMATS),
        ),
    ] = "text",
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select", metavar=_("CODE"), help=_("Only codes that begin so; may be repeated."), show_default=False
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(
            "--ignore", metavar=_("CODE"), help=_("Not codes that begin so; errors stay."), show_default=False
        ),
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help=_("Warnings fail too."))] = False,
) -> None:
    """Check plan files: every finding at once, each at its place."""
    request = make_request(context)
    if format not in _FORMATS:
        raise RequestError(
            message(
                N_("{option}: “{value}” is not one of: {choices}"),
                option="--format",
                value=format,
                choices=", ".join(_FORMATS),
            )
        )
    for code in (*(select or ()), *(ignore or ())):
        if not any(known.startswith(code) for known in KNOWN_CODES):
            raise RequestError(
                message(N_("there is no finding with a code such as {code}"), code=code),
                help=message(N_("codes are such as Y005, S103, P201; their beginnings stand for all that begin so")),
            )
    targets = _targets(paths or [], request.plan_paths)
    results = []
    for target in targets:
        try:
            results.append(_checked(target, select or (), ignore or ()))
        except ParplanError as error:
            if len(targets) == 1:
                raise
            request.report_unusable(target.shown if target is not None else "-", [error])
    if request.json or format == "json":
        request.answer_json(
            validation_json(request.language, [(path, found) for path, found, _source in results], request.as_of)
        )
    elif format == "full":
        for path, findings, source in results:
            request.answer(full_findings(request.language, path, findings, source))
    else:
        for path, findings, _source in results:
            request.answer(Line(text, verbatim=True) for text in finding_lines(request.language, path, findings))
    found = [finding for _path, findings, _source in results for finding in findings]
    errors = sum(finding.severity is Severity.ERROR for finding in found)
    warnings = sum(finding.severity is Severity.WARNING for finding in found)
    language = request.language
    request.advise(
        language.gettext("{plans}: {errors}, {warnings}").format(
            plans=language.ngettext("{count} plan", "{count} plans", len(results)),
            errors=language.ngettext("{count} error", "{count} errors", errors),
            warnings=language.ngettext("{count} warning", "{count} warnings", warnings),
        )
    )
    raise typer.Exit(request.exit_code or (1 if errors or (strict and warnings) else 0))


def _targets(named: list[str], found: Callable[[], Iterable[PlanPath]]) -> list[PlanPath | None]:
    """The files to check; ``None`` stands for standard input."""
    if not named:
        return list(found())
    targets: list[PlanPath | None] = []
    for name in named:
        targets.extend([None] if name == "-" else paths_of(name))
    return list(dict.fromkeys(targets))


def _checked(
    path: PlanPath | None, select: Iterable[str], ignore: Iterable[str]
) -> tuple[str, tuple[Finding, ...], SourceText]:
    loaded = parse_plan(sys.stdin.buffer.read(), "-") if path is None else load_plan(path.path)
    findings = tuple(finding for finding in loaded.findings if _wanted(finding, tuple(select), tuple(ignore)))
    return "-" if path is None else path.shown, findings, loaded.source


def _wanted(finding: Finding, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    """Whether the options ask for a finding. An error cannot be ignored: it makes the plan unusable."""
    if select and not finding.code.startswith(select):
        return False
    return finding.severity is Severity.ERROR or not (ignore and finding.code.startswith(ignore))


def schema(context: typer.Context) -> None:
    """Print the JSON Schema of a plan file, for editors."""
    from parplan.document.schema import json_schema  # here, because no other command needs pydantic's schema writer

    make_request(context).answer_json(json_schema())
