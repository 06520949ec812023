"""The `validate` command."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from parplan.cli.check_settings import typed_codes
from parplan.cli.check_targets import find_targets
from parplan.cli.checking_files import CheckedFile, CheckTarget, check_files
from parplan.cli.choices import choice
from parplan.cli.commands.rows.validate import FORMATS
from parplan.cli.excusing import excuse_findings
from parplan.cli.file_reports import reports_of
from parplan.cli.findings_output import Output, check_output, write, write_to_file
from parplan.cli.loading_progress import loading_shown
from parplan.cli.mending import mend_files
from parplan.cli.plans_asked import advise_unusable
from parplan.cli.request import Request
from parplan.cli.trusted_base import TrustedBase
from parplan.diagnostics import N_, Command, Severity, message
from parplan.errors import ParplanError, RequestError
from parplan.files.paths import displayed
from parplan.files.reading import read_file
from parplan.linting.baseline import BaselineError, parse_baseline
from parplan.views.file_report import FileReport
from parplan.views.words import more_findings


def run(
    request: Request,
    *,
    paths: Sequence[str],
    format: str,
    select: Sequence[str],
    ignore: Sequence[str],
    strict: bool,
    all_plans: bool,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    add_ignore: Sequence[str],
    reason: str | None,
    baseline: str | None,
    trusted: str | None,
    statistics: bool,
    output: str | None,
    force: bool,
) -> int:
    """Check plan files and print all findings with their places."""
    shown = Output(choice(format, FORMATS, "--format"), strict, statistics)
    _check_together(request, shown, fix=fix, unsafe_fixes=unsafe_fixes, diff=diff, add_ignore=add_ignore, reason=reason)
    base = None if trusted is None else TrustedBase(trusted)
    known = None if baseline is None else _known(request, Path(baseline), base)
    targets = find_targets(request, paths, typed_codes(select), typed_codes(ignore), base, all_plans=all_plans)
    if add_ignore:
        return excuse_findings(request, targets, typed_codes(add_ignore), reason or "", only_show=diff)
    file = check_output(output, [target.path for target in targets])
    checked = (
        mend_files(request, targets, unsafe=unsafe_fixes, only_show=diff) if fix else _check(request, targets, base)
    )
    complete = len(checked) == len(targets)
    reports = reports_of(checked)
    if known is not None:
        found = {fingerprint for report in reports for fingerprint in report.fingerprints}
        reports = [report.without(known) for report in reports]
        _say_known(request, sum(report.known for report in reports), len(known - found))
    if diff and not request.json and shown.format != "json":
        for report in reports:
            if report.difference:
                request.answer_difference(report.difference.split("\n"))
    elif file is None:
        write(request, shown, reports, complete=complete)
    else:
        write_to_file(request, file, shown, reports, complete=complete, force=force)
    _say_what_is_left_out(request, zip(checked, reports, strict=True))
    errors, warnings = _count(request, checked, reports)
    if not request.json and shown.format in ("text", "full"):
        _say_what_fix_does(request, reports, fixing=fix)
    return (1 if errors or ((strict or known is not None) and warnings) else 0) if complete else 3


def _check_together(
    request: Request,
    shown: Output,
    *,
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    add_ignore: Sequence[str],
    reason: str | None,
) -> None:
    """Refuse meaningless combinations of options. Raises ``RequestError``."""
    needs = N_("{option} needs {other}")
    for given, option, other, there in (
        (unsafe_fixes, "--unsafe-fixes", "--fix", fix),
        (diff, "--diff", "--fix", fix or bool(add_ignore)),
        (reason is not None, "--reason", "--add-ignore", bool(add_ignore)),
        (bool(add_ignore), "--add-ignore", "--reason", bool((reason or "").strip())),
    ):
        if given and not there:
            raise RequestError(message(needs, option=option, other=other))
    if fix and add_ignore:
        raise RequestError(message(N_("{option} and {other} are two commands"), option="--fix", other="--add-ignore"))
    if diff and shown.format not in ("text", "json"):
        raise RequestError(message(N_("{option} has no form {form}"), option="--diff", form=shown.format))
    if add_ignore and (request.json or shown.format != "text"):
        form = "json" if request.json else shown.format
        raise RequestError(message(N_("{option} has no form {form}"), option="--add-ignore", form=form))
    if shown.statistics and not (request.json or shown.format in ("text", "full", "json")):
        raise RequestError(message(N_("--statistics cannot be used with the format {form}"), form=shown.format))


def _known(request: Request, file: Path, base: TrustedBase | None) -> frozenset[str]:
    """The fingerprints of a baseline. Raises what reading raises, and ``RequestError`` if it is not one."""
    if base is not None:
        there = base.counterpart(file)
        if there is None or not there.is_file():
            text = request.language.gettext("{path} is not in the trusted branch: no finding is known")
            request.advise(text.format(path=displayed(file)))
            return frozenset()
        file = there
    try:
        return parse_baseline(read_file(file).decode("utf-8-sig"))
    except (BaselineError, UnicodeDecodeError):
        raise RequestError(
            message(N_("{path} is not a baseline"), path=displayed(file)),
            help=message(N_("this writes one:")),
            commands=[Command("validate", (), (("--json", None), ("-o", file.as_posix()), ("--force", None)))],
        ) from None


def _say_known(request: Request, known: int, gone: int) -> None:
    language = request.language
    request.advise(language.ngettext("{count} known finding is left out", "{count} known findings are left out", known))
    if gone:
        request.advise(
            language.ngettext(
                "{count} finding of the baseline is gone; write the baseline anew",
                "{count} findings of the baseline are gone; write the baseline anew",
                gone,
            )
        )


def _check(request: Request, targets: Sequence[CheckTarget], base: TrustedBase | None) -> list[CheckedFile]:
    """Check the files; of several, unreadable ones are named on the error stream, with exit code 3."""
    checked: list[CheckedFile] = []
    with loading_shown(request.language) as on_progress:
        for target, found in zip(targets, check_files(targets, request.as_of, on_progress), strict=True):
            if not isinstance(found, ParplanError):
                checked.append(
                    CheckedFile(found if base is None else base.with_untrusted(target, found, request.as_of))
                )
            elif len(targets) == 1:
                raise found
            else:
                advise_unusable(request, target.name, [found])
    return checked


def _say_what_is_left_out(request: Request, checked: Iterable[tuple[CheckedFile, FileReport]]) -> None:
    language = request.language
    for one, report in ((file.findings, report) for file, report in checked):
        if one.more:
            request.advise(f"{report.shown}: {more_findings(language, one.more)}")
        for stopped in one.stopped:
            template = (
                N_("{path}: after {count} such findings the rest of the text was not checked")
                if stopped.about_text
                else N_("{path}: there may be more {code}; only the first {count} are listed")
            )
            request.advise(language.gettext(template).format(path=report.shown, code=stopped.code, count=stopped.limit))


def _count(request: Request, checked: Sequence[CheckedFile], reports: Sequence[FileReport]) -> tuple[int, int]:
    """Print the counts of each severity; return the numbers of errors and warnings."""
    found = [finding for report in reports for finding in report.findings]
    errors, warnings, advice = (
        sum(finding.severity is severity for finding in found)
        for severity in (Severity.ERROR, Severity.WARNING, Severity.ADVICE)
    )
    errors += sum(one.findings.more_errors for one in checked)
    warnings += sum(one.findings.more_warnings for one in checked)
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
    return errors, warnings


def _say_what_fix_does(request: Request, reports: Sequence[FileReport], *, fixing: bool) -> None:
    language = request.language
    found = [finding for report in reports for finding in report.findings]
    safe = sum(finding.fix is not None and finding.fix.safe for finding in found)
    unsafe = sum(finding.fix is not None and not finding.fix.safe for finding in found)
    if safe and not fixing:
        request.advise(language.gettext("--fix mends {count} of them").format(count=safe))
    if unsafe:
        request.advise(
            language.gettext("--fix --unsafe-fixes mends {count} that may be the print's own").format(count=unsafe)
        )
