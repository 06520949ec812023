"""The `validate` command."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from parplan.cli.check_settings import load_selection
from parplan.cli.checking_files import check_files
from parplan.cli.choices import choice
from parplan.cli.commands.rows.validate import FORMATS
from parplan.cli.findings_output import check_output, write, write_to_file
from parplan.cli.loading_progress import loading_shown
from parplan.cli.plans_asked import PlanPath, advise_unusable, paths_of, plan_paths
from parplan.cli.request import Request
from parplan.diagnostics import N_, Severity
from parplan.errors import ParplanError, RequestError
from parplan.linting.file_findings import FileFindings
from parplan.linting.selection import Selection, SelectionError, check_codes, check_ignored
from parplan.views.words import more_findings


def run(
    request: Request,
    *,
    paths: Sequence[str],
    format: str,
    select: Sequence[str],
    ignore: Sequence[str],
    strict: bool,
    output: str | None,
    force: bool,
) -> int:
    """Check plan files: every finding at once, each at its place."""
    format = choice(format, FORMATS, "--format")
    selection = _selection(select, ignore)
    targets = _targets(request, paths)
    file = check_output(output, targets)
    checked = _check(targets, request, selection)
    complete = len(checked) == len(targets)
    found = [finding for one in checked for finding in one.findings]
    if file is None:
        write(request, format, checked, strict=strict, complete=complete)
    else:
        write_to_file(request, file, format, checked, strict=strict, complete=complete, force=force)
    _say_what_is_left_out(request, checked)
    errors, warnings, advice = (
        sum(finding.severity is severity for finding in found)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.ADVICE)
    )
    errors += sum(one.more_errors for one in checked)
    warnings += sum(one.more_warnings for one in checked)
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
    return (1 if errors or (strict and warnings) else 0) if complete else 3


def _say_what_is_left_out(request: Request, checked: Sequence[FileFindings]) -> None:
    language = request.language
    for one in checked:
        if one.more:
            request.advise(f"{one.name}: {more_findings(language, one.more)}")
        for stopped in one.stopped:
            template = (
                N_("{path}: after {count} such findings the rest of the text was not looked at")
                if stopped.about_text
                else N_("{path}: there is more of {code}; only the first {count} were looked at")
            )
            request.advise(language.gettext(template).format(path=one.name, code=stopped.code, count=stopped.limit))


def _selection(select: Sequence[str], ignore: Sequence[str]) -> Selection:
    """What the settings and the options ask for. Raises ``RequestError`` for a code that does not exist."""
    select, ignore = (
        [code.strip().upper() for typed in option for code in typed.split(",")] for option in (select, ignore)
    )
    if select or ignore:
        from parplan.linting.registry import EXPLANATIONS  # here, as it is for typed codes only

        try:
            check_codes(select, EXPLANATIONS)
            check_ignored(ignore, EXPLANATIONS)
        except SelectionError as error:
            raise RequestError(error.message, help=error.help) from None
    try:
        here = Path.cwd()
    except OSError:
        return Selection(
            tuple(select), tuple(ignore), typed=bool(select)
        )  # the folder is gone, and its settings with it
    return load_selection(here).narrowed(select, ignore)


def _targets(request: Request, named: Sequence[str]) -> list[PlanPath | None]:
    """The files to check, each once however it is named; ``None`` stands for standard input."""
    targets: dict[str | None, PlanPath | None] = {}
    for path in _named(named) if named else plan_paths(request):
        targets.setdefault(None if path is None else os.path.realpath(path.path), path)
    return list(targets.values())


def _named(names: Iterable[str]) -> Iterable[PlanPath | None]:
    for name in names:
        yield from [None] if name == "-" else paths_of(name)


def _check(targets: Sequence[PlanPath | None], request: Request, selection: Selection) -> list[FileFindings]:
    """Check what can be; of several files those that cannot are named on the error stream, with exit code 3."""
    checked: list[FileFindings] = []
    with loading_shown(request.language) as on_progress:
        results = check_files(targets, selection, request.as_of, on_progress)
        for target, found in zip(targets, results, strict=True):
            if not isinstance(found, ParplanError):
                checked.append(found)
            elif len(targets) == 1:
                raise found
            else:
                advise_unusable(request, "-" if target is None else target.shown, [found])
    return checked
