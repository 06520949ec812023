"""The tables of one or many plans for other programs, plan by plan: ``export --format sqlite|parquet|ndjson``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from parplan.cli.documents import STDOUT, say_written
from parplan.cli.each_plan import EachPlan
from parplan.cli.request import Request
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.files.building import built_folder
from parplan.files.creating import built_file, built_path
from parplan.plan.keys import agency_key, plan_key
from parplan.queries.portfolio import PlanOnDay
from parplan.tables.declaration import TABLES
from parplan.tables.ndjson import render_ndjson
from parplan.tables.parquet import is_parquet_path, render_empty_parquet, render_parquet, require_library
from parplan.tables.rows import Rows, plan_rows


class _Named(Struct, frozen=True):
    """The key of a plan, its file, and the result for its rows."""

    plan: str
    agency: str
    year: int
    path: str


_Kept = TypeVar("_Kept", bound=_Named)


class _Made(_Named, frozen=True):
    rows: Rows | None = None
    lines: bytes = b""
    files: dict[str, bytes] = {}


def export_data(request: Request, format: str, output: str | None, *, whole: bool, force: bool) -> int:
    """Write all tables of the plans. Raises ``RequestError``, and the errors of creating files."""
    if not whole:
        raise RequestError(
            message(N_("--format {format} exports whole plans and cannot be limited to units"), format=format),
            help=message(N_("leave out --unit and --by-unit; the tables have the unit of each row")),
        )
    write = {"sqlite": _write_sqlite, "parquet": _write_parquet, "ndjson": _write_ndjson}[format]
    return write(request, output, force=force)


def _write_sqlite(request: Request, output: str | None, *, force: bool) -> int:
    from parplan.tables.sqlite import write_sqlite

    path = _named(output, N_("name a file with -o FILE"))
    plans = EachPlan(request, _rows)
    with built_path(path, force=force) as temporary:
        write_sqlite(temporary, (made.rows for made in _each_once(plans) if made.rows is not None))
    say_written(request, [path])
    return plans.exit_code


def _write_ndjson(request: Request, output: str | None, *, force: bool) -> int:
    plans = EachPlan(request, _lines)
    if output is None or output == STDOUT:
        for made in _checked_first(request, plans):
            request.answer_bytes(made.lines)
        return plans.exit_code
    path = Path(output)
    with built_file(path, force=force) as file:
        file.writelines(made.lines for made in _each_once(plans))
    say_written(request, [path])
    return plans.exit_code


def _write_parquet(request: Request, output: str | None, *, force: bool) -> int:
    require_library()  # before anything is read
    path = _named(output, N_("name a folder with -o FOLDER"))
    plans = EachPlan(request, _files)
    with built_folder(path, lambda file: is_parquet_path(file.as_posix()), force=force) as folder:
        first: _Made | None = None
        told: set[str] = set()
        for made in _each_once(plans):
            first = first or made
            for name, data in made.files.items():
                folder.write(name, data)
                told.add(name.partition("/")[0])
        if first is not None:
            for table in TABLES:
                if table.name not in told:
                    name, data = render_empty_parquet(table, first.plan, first.agency, first.year)
                    folder.write(name, data)
    say_written(request, [path])
    return plans.exit_code


def _checked_first(request: Request, plans: Iterable[_Made]) -> Iterable[_Made]:
    """The plans, once the keys of all are known: a program that reads the lines cannot take any back.

    Of plans that were named the keys are looked at first, which makes them cached; those of a folder are few.
    """
    if not request.named:
        return list(_each_once(plans))
    for _one in _each_once(EachPlan(request, _key, quiet=True)):
        pass
    return _each_once(plans)


def _named(output: str | None, help: str) -> Path:
    if output is None or output == STDOUT:
        raise RequestError(message(N_("{name} is missing"), name="-o"), help=message(help))
    return Path(output)


def _each_once(plans: Iterable[_Kept]) -> Iterator[_Kept]:
    """The plans; refuse two with the same key. Case does not count, as it does not on some systems."""
    seen: dict[str, str] = {}
    spelt: dict[str, str] = {}
    for made in plans:
        other = seen.setdefault(made.plan.casefold(), made.path)
        if other != made.path:
            raise RequestError(
                message(
                    N_("{path} and {other} are the same plan: same agency, year and decision ({plan})"),
                    path=made.path,
                    other=other,
                    plan=made.plan,
                ),
                help=message(N_("leave one of them out, or give each agency its own code (plan.code)")),
            )
        spelling = spelt.setdefault(made.agency.casefold(), made.agency)
        if spelling != made.agency:
            raise RequestError(
                message(
                    N_("two agencies differ only in capital letters: “{one}” and “{other}”"),
                    one=spelling,
                    other=made.agency,
                ),
                help=message(
                    N_("spell the agency the same in all of its plans, or give each agency its own code (plan.code)")
                ),
            )
        yield made


def _key(subject: PlanOnDay) -> _Named:
    plan = subject.plan
    return _Named(plan_key(plan), agency_key(plan), plan.year, subject.path)


def _made(subject: PlanOnDay, **become: object) -> _Made:
    plan = subject.plan
    return _Made(plan_key(plan), agency_key(plan), plan.year, subject.path, **become)  # type: ignore[arg-type]


def _rows(subject: PlanOnDay) -> _Made:
    return _made(subject, rows=plan_rows(subject.assessment))


def _lines(subject: PlanOnDay) -> _Made:
    return _made(subject, lines=render_ndjson(plan_rows(subject.assessment)))


def _files(subject: PlanOnDay) -> _Made:
    return _made(subject, files=render_parquet(plan_rows(subject.assessment)))
