"""What a command runs in: the day, the language, the plans found, and where the answer goes."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from msgspec import Struct, field

from parplan.caching.folder import find_folder
from parplan.caching.plan_cache import PlanOrFindings, load_plans
from parplan.cli.current import current_language
from parplan.cli.dates import now, parse_day, parse_now
from parplan.cli.failures import unwritten
from parplan.cli.loading_shown import loading_shown
from parplan.cli.streams import abandon_stdout, is_unicode, screen_width, wants_colour
from parplan.diagnostics import N_, Finding, Message, has_errors, message
from parplan.errors import FileError, ParplanError, RequestError
from parplan.files.finding import expand, find_nearest_plans_folder, find_plan_files
from parplan.languages import Language
from parplan.plan.assessment import Assessment
from parplan.plan.structure import Plan
from parplan.queries.portfolio import PlanOnDay, Portfolio
from parplan.views.blocks import Block, safe
from parplan.views.painting import paint
from parplan.views.words import more_findings

if TYPE_CHECKING:
    from parplan.loading import LoadedPlan
    from parplan.views.json_view import Json


#: Where the values of the global options are gathered in the root context.
GLOBALS = "parplan.globals"


class PlanPath(Struct, frozen=True):
    """A plan file: where it is, and how it is shown (as typed, or from here, with ``/``)."""

    path: Path
    shown: str


class Request(Struct, dict=True):
    """One run of a command.

    ``named`` are the plans asked about, ``typed`` those of them that stand in the command itself, ``day_typed`` and
    ``language_typed`` whether the day and the language do; ``moment`` is when it runs, ``moment_fixed`` where the
    environment says so, and ``today`` its day, also where another is asked about; ``several``: whether more than one
    valid plan was found; ``loaded`` are those read to be written to, by the path they are shown with; answers go to
    ``out``.
    """

    language: Language
    as_of: date
    json: bool
    named: tuple[str, ...]
    moment: datetime
    moment_fixed: bool = False
    today: date = date.max
    typed: tuple[str, ...] = ()
    day_typed: bool = False
    language_typed: bool = False
    exit_code: int = field(default=0)
    several: bool = False
    loaded: dict[str, LoadedPlan] = field(default_factory=dict)
    out: TextIO = field(default_factory=lambda: sys.stdout)

    @property
    def chosen_by_day(self) -> bool:
        """Whether the plan was chosen among several by a day typed in the command."""
        return self.day_typed and not self.named and self.several

    @property
    def width(self) -> int:
        """The columns to write in."""
        return screen_width()

    def plan_paths(self) -> tuple[PlanPath, ...]:
        """The plan files asked about: the ones named, else those of the nearest ``plans/``."""
        if self.named:
            return tuple(dict.fromkeys(path for typed in self.named for path in paths_of(typed)))
        return discovered_paths()

    def portfolio(self, *, all_found: bool = False, to_write: bool = False) -> Portfolio:
        """Load the plans asked about, the default one first.

        Of the plans found without being named only those of the day's year (else of the latest) are asked, unless
        ``all_found``. Of several plans the invalid ones are named on the error stream and the rest answered, with
        exit code 3; a single invalid one is an error, and so is any of them ``to_write``: the one that is meant may be
        among them. Raises what loading raises.
        """
        paths = self.plan_paths()
        loaded: list[tuple[PlanPath, Plan]] = []
        for path, asked in zip(paths, self._load(paths, to_write=to_write), strict=True):
            if isinstance(asked, ParplanError):
                if len(paths) == 1:
                    raise asked
                self.report_unusable(path.shown, [asked])
            elif asked.plan is not None:
                loaded.append((path, asked.plan))
            elif len(paths) == 1:
                raise self.invalid(path.shown, asked.findings, asked.more)
            else:
                self.report_unusable(path.shown, self.error_lines(path.shown, asked.findings, asked.more))
        if not loaded:
            raise FileError(message(N_("none of the {count} plans can be read"), count=len(paths)))
        if to_write and len(loaded) < len(paths):
            raise FileError(
                message(N_("not all plans can be read; nothing was written")),
                help=message(N_("correct what is listed, or name the plan that is meant with --plan")),
            )
        self.several = len(loaded) > 1
        loaded.sort(key=lambda found: self._preference(found[1]))
        default_year = loaded[0][1].year
        if not self.named and not all_found:
            loaded = [found for found in loaded if found[1].year == default_year]
        return Portfolio(
            self.as_of,
            tuple(
                PlanOnDay(
                    path.shown,
                    Assessment(plan, self.as_of),
                    "" if plan.year == default_year else f"{plan.year}:",
                )
                for path, plan in loaded
            ),
        )

    def _load(self, paths: Sequence[PlanPath], *, to_write: bool) -> Iterator[PlanOrFindings | ParplanError]:
        """What became of each file; one read to be written to is kept in ``loaded``, as the cache has plans only."""
        if not to_write:
            with loading_shown(self.language) as on_progress:
                yield from load_plans([path.path for path in paths], find_folder(os.environ), on_progress, self._warn)
            return
        from parplan.loading import load_plan

        for path in paths:
            try:
                loaded = load_plan(path.path)
            except ParplanError as error:
                yield error
            else:
                self.loaded[path.shown] = loaded
                yield PlanOrFindings(loaded.plan, loaded.findings)

    def _warn(self, reason: Message) -> None:
        self.advise(self.language.render(reason))

    def error_lines(self, shown: str, findings: Iterable[Finding], more: int = 0) -> list[str]:
        """The errors among findings, a line each, and how many ``more`` there are."""
        from parplan.views.findings_view import finding_lines  # here: a valid plan has none to show

        lines = list(finding_lines(self.language, shown, (f for f in findings if has_errors([f]))))
        if more:
            lines.append(f"{shown}: {more_findings(self.language, more)}")
        return lines

    def invalid(self, shown: str, findings: Iterable[Finding], more: int = 0) -> InvalidPlanError:
        """The error for a plan with errors among its findings, and ``more`` besides."""
        return InvalidPlanError(shown, self.error_lines(shown, findings), more)

    def _preference(self, plan: Plan) -> tuple[bool, int]:
        return not plan.year <= self.as_of.year <= plan.through, -plan.year

    def report_unusable(self, shown: str, reasons: Iterable[ParplanError | str]) -> None:
        """Name one of several plans that cannot be used; the rest is answered, and the exit code is 3."""
        self.exit_code = 3
        self.advise(self.language.gettext("{path}: not used, it cannot be read as a plan").format(path=shown))
        for reason in reasons:
            self.advise(f"  {self.language.render(reason.message) if isinstance(reason, ParplanError) else reason}")

    def advise(self, text: str) -> None:
        """Say something on the error stream."""
        print(safe(text), file=sys.stderr)

    def answer(self, blocks: Iterable[Block]) -> None:
        """Write a screen."""
        with _writing(self.out):
            paint(blocks, self.out, self.width, colour=wants_colour(self.out, os.environ))

    def answer_text(self, text: str) -> None:
        """Write a text that is a file of its own, as it is."""
        with _writing(sys.stdout):
            if is_unicode(sys.stdout) or sys.stdout.isatty():
                print(text, end="")
            else:  # redirected into a file, on Windows in a code page of its own: a plan is UTF-8
                sys.stdout.flush()
                sys.stdout.buffer.write(text.encode("utf-8"))

    def answer_bytes(self, data: bytes) -> None:
        """Write a file as it is into a pipe or a file; on a screen, where it must be text in UTF-8, as text."""
        with _writing(self.out):
            if self.out.isatty():
                print(data.decode("utf-8-sig").replace("\r\n", "\n"), end="", file=self.out)
            else:
                self.out.flush()
                self.out.buffer.write(data)

    def answer_xml(self, text: str) -> None:
        """Write XML; on a stream that is not Unicode with character references, so that nothing is lost."""
        escaped = text if is_unicode(self.out) else text.encode("ascii", "xmlcharrefreplace").decode()
        with _writing(self.out):
            print(escaped, end="", file=self.out)

    def answer_json(self, answer: Json | list[Json]) -> None:
        """Write JSON; on a console that is not Unicode with escapes, so that nothing is lost."""
        import json

        text = json.dumps(answer, ensure_ascii=not is_unicode(self.out), indent=2)
        with _writing(self.out):
            print(text, file=self.out)


@contextmanager
def _writing(stream: TextIO) -> Iterator[None]:
    """End quietly when the reader of the pipe has gone (Windows says EINVAL). Raises ``FileError`` for a full disk."""
    try:
        yield
        stream.flush()
    except OSError as error:
        abandon_stdout()
        if error.errno not in (errno.EPIPE, errno.EINVAL):
            raise unwritten(error) from None


class InvalidPlanError(ParplanError):
    """A plan with errors, which cannot be asked or written to; ``lines`` show its findings."""

    def __init__(self, path: str, lines: list[str], more: int) -> None:
        super().__init__(
            message(N_("{path} is not a valid plan"), path=path),
            help=message(N_("correct what is listed; `parplan validate` checks it again")),
        )
        self.lines = lines
        self.more = more


def make_request(typed: Any) -> Request:
    """Read the global options, of a command's context or by name. Raises ``RequestError`` for a day that is none."""
    values: Mapping[str, Any] = typed if isinstance(typed, Mapping) else typed.find_root().meta.get(GLOBALS, {})
    as_of, day, moment = None, None, None
    if (named_day := values.get("as_of")) is not None:
        as_of = parse_day(named_day, "--as-of")
    if said := os.environ.get("PARPLAN_TODAY"):
        day, moment = parse_now(said) if as_of is None else _now_if_said(said)
    fixed = moment is not None
    moment = moment or now()
    today = day or moment.date()
    paths = tuple(values.get("plan") or ())
    named = paths
    if not named and (path := os.environ.get("PARPLAN_PLAN")):
        named = (path,)
    return Request(
        current_language(),
        as_of or today,
        bool(values.get("json")),
        named,
        moment=moment,
        moment_fixed=fixed,
        today=today,
        typed=paths,
        day_typed=named_day is not None,
        language_typed=values.get("lang") is not None,
    )


def _now_if_said(said: str) -> tuple[date | None, datetime | None]:
    """The day and moment ``PARPLAN_TODAY`` says, where another day is asked about: then it may say none."""
    try:
        return parse_now(said)
    except RequestError:
        return None, None


def paths_of(typed: str) -> tuple[PlanPath, ...]:
    """The plan files a path means. Raises ``RequestError`` where there are none."""
    return tuple(PlanPath(path, path.as_posix()) for path in expand(typed))


def discovered_paths() -> tuple[PlanPath, ...]:
    """The plan files of the nearest ``plans/`` upwards. Raises ``RequestError`` where there are none."""
    help = message(N_("name one with --plan PATH, or set PARPLAN_PLAN"))
    try:
        here = Path.cwd()
    except OSError:
        raise RequestError(
            message(N_("there is no plan: the folder parplan was started in is gone")), help=help
        ) from None
    folder = find_nearest_plans_folder(here)
    if folder is None:
        raise RequestError(
            message(N_("there is no plan: neither here nor above is a folder plans/ with a .yaml file")),
            help=help,
        )
    return tuple(PlanPath(path, _from_here(path, here)) for path in find_plan_files(folder))


def _from_here(path: Path, here: Path) -> str:
    try:
        return Path(os.path.relpath(path, here)).as_posix()
    except ValueError:  # another drive on Windows
        return path.as_posix()
