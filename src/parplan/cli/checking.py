"""The verbs that check: validate, explain, schema."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parplan.caching.folder import find_folder
from parplan.cli.checked_output import FORMATS, check_output, write, write_to_file
from parplan.cli.context import PlanPath, Request, make_request, paths_of
from parplan.cli.current import _
from parplan.cli.loading_shown import loading_shown
from parplan.diagnostics import N_, Explanation, Severity, message
from parplan.errors import ParplanError, RequestError
from parplan.vocabulary.nearest import nearest

if TYPE_CHECKING:
    from parplan.linting.checked import Checked
    from parplan.linting.selection import Selection


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
            metavar="|".join(FORMATS),
            help=_("One line a finding, with the line of the file, JSON, or the form a CI service reads."),
            autocompletion=lambda: list(FORMATS),
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
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar=_("FILE"),
            help=_("Write the findings into this file, in UTF-8, instead of showing them."),
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help=_("Write over a file that is there."))] = False,
) -> None:
    """Check plan files: every finding at once, each at its place."""
    request = make_request(context)
    if format not in FORMATS:
        raise RequestError(
            message(
                N_("{option}: “{value}” is not one of: {choices}"),
                option="--format",
                value=format,
                choices=", ".join(FORMATS),
            )
        )
    selection = _selection(select or (), ignore or ())
    targets = _targets(paths or [], request.plan_paths)
    file = check_output(output, targets)
    checked = _check(targets, request, selection)
    found = [finding for one in checked for finding in one.findings]
    if file is None:
        write(request, format, checked, strict=strict)
    else:
        write_to_file(request, file, format, checked, strict=strict, force=force)
    _say_what_is_left_out(request, checked)
    errors, warnings, advice = (
        sum(finding.severity is severity for finding in found)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.ADVICE)
    )
    language = request.language
    counts = {
        "plans": language.ngettext("{count} plan", "{count} plans", len(checked)),
        "errors": language.ngettext("{count} error", "{count} errors", errors),
        "warnings": language.ngettext("{count} warning", "{count} warnings", warnings),
    }
    if advice:
        counts["advice"] = language.ngettext("{count} piece of advice", "{count} pieces of advice", advice)
    template = N_("{plans}: {errors}, {warnings}, {advice}") if advice else N_("{plans}: {errors}, {warnings}")
    request.advise(language.gettext(template).format(**counts))
    raise typer.Exit(request.exit_code or (1 if errors or (strict and warnings) else 0))


def _say_what_is_left_out(request: Request, checked: Sequence[Checked]) -> None:
    from parplan.linting.checked import limit_of

    language = request.language
    for one in checked:
        for code in one.stopped:
            template = (
                N_("{path}: after {count} such findings the rest of the text was not looked at")
                if code.startswith("Y")
                else N_("{path}: there is more of {code}; only the first {count} were looked at")
            )
            request.advise(language.gettext(template).format(path=one.name, code=code, count=limit_of(code)))


def _selection(select: Sequence[str], ignore: Sequence[str]) -> Selection:
    """What the settings and the options ask for. Raises ``RequestError`` for a code that does not exist."""
    from parplan.cli.settings import load_selection
    from parplan.linting.selection import Selection, SelectionError, check_codes, check_ignored

    select, ignore = (
        [code.strip().upper() for typed in option for code in typed.split(",")] for option in (select, ignore)
    )
    if select or ignore:
        try:
            check_codes(select, _explanations())
            check_ignored(ignore, _explanations())
        except SelectionError as error:
            raise RequestError(error.message, help=error.help) from None
    try:
        here = Path.cwd()
    except OSError:
        return Selection(
            tuple(select), tuple(ignore), typed=bool(select)
        )  # the folder is gone, and its settings with it
    return load_selection(here, _explanations).narrowed(select, ignore)


def _targets(named: list[str], found: Callable[[], Iterable[PlanPath]]) -> list[PlanPath | None]:
    """The files to check, each once however it is named; ``None`` stands for standard input."""
    targets: dict[str | None, PlanPath | None] = {}
    for path in _named(named) if named else found():
        targets.setdefault(None if path is None else os.path.realpath(path.path), path)
    return list(targets.values())


def _named(names: Iterable[str]) -> Iterable[PlanPath | None]:
    for name in names:
        yield from [None] if name == "-" else paths_of(name)


def _check(targets: Sequence[PlanPath | None], request: Request, selection: Selection) -> list[Checked]:
    """Check what can be; of several files those that cannot are named on the error stream, with exit code 3."""
    from parplan.cli.checking_files import check_files  # here, because no question needs the rules
    from parplan.cli.kept_findings import KeptFindings

    checked: list[Checked] = []
    kept = KeptFindings(find_folder(os.environ), selection, request.as_of)
    with loading_shown(request.language) as on_progress:
        for target, found in zip(targets, check_files(targets, kept, on_progress), strict=True):
            if not isinstance(found, ParplanError):
                checked.append(found)
            elif len(targets) == 1:
                raise found
            else:
                request.report_unusable("-" if target is None else target.shown, [found])
    return checked


def explain(
    context: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(
            metavar=_("[CODE]"),
            help=_("A code such as P204; without one all are listed."),
            show_default=False,
            autocompletion=lambda: list(_explanations()),
        ),
    ] = None,
) -> None:
    """What a code means: what it finds, why, and what to do."""
    from parplan.views.explain_view import explanation_list, explanation_screen, explanations_json

    request = make_request(context)
    rules = _explanations()
    if code is not None:
        rule = rules.get(code.strip().upper())
        if rule is None:
            near = nearest(code, rules, 3)
            raise RequestError(
                message(N_("there is no code {code}"), code=code),
                help=message(N_("the nearest: {names}"), names=", ".join(near))
                if near
                else message(N_("`parplan explain` lists them")),
            )
        rules = {rule.code: rule}
    if request.json:
        request.answer_json(explanations_json(request.language, rules.values(), request.as_of))
    elif code is not None:
        request.answer(explanation_screen(request.language, *rules.values()))
    else:
        request.answer(explanation_list(request.language, rules.values()))


def _explanations() -> dict[str, Explanation]:
    from parplan.linting.registry import EXPLANATIONS  # here, because of unchanged files it is known what rules find

    return EXPLANATIONS


def schema(context: typer.Context) -> None:
    """Print the JSON Schema of a plan file, for editors."""
    from parplan.document.schema import json_schema  # here, because no other command needs pydantic's schema writer

    make_request(context).answer_json(json_schema())
