"""The files to check, each with its selection of findings."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from parplan.cli.check_settings import FolderSettings
from parplan.cli.checking_files import CheckTarget
from parplan.cli.plans_asked import PlanPath, paths_of, plan_paths
from parplan.cli.request import Request
from parplan.cli.trusted_base import TrustedBase
from parplan.errors import RequestError
from parplan.files.finding import find_plan_files
from parplan.linting.selection import Selection, SelectionError, check_codes, check_ignored


def find_targets(
    request: Request,
    named: Sequence[str],
    select: Sequence[str],
    ignore: Sequence[str],
    trusted: TrustedBase | None,
    *,
    all_plans: bool,
) -> list[CheckTarget]:
    """Return the files ``named``, else those found, each once.

    select, ignore: the options of the command. all_plans: also the other plans in the folders of those named.
    trusted: the checkout whose settings count.
    Raises ``RequestError`` for a code or file that does not exist, for wrong settings, and for links into the checkout.
    """
    _check_typed(select, ignore)
    paths = [*_named(named)] if named else [*plan_paths(request)]
    if all_plans:
        paths += [beside for path in paths if path is not None for beside in _beside(path)]
    if trusted is not None:  # a link's name must not choose the settings of the plan it leads to
        paths = [None if path is None else PlanPath(trusted.own_file(path.path), path.shown) for path in paths]
    unique: dict[str | None, PlanPath | None] = {}
    for path in paths:
        unique.setdefault(None if path is None else os.path.realpath(path.path), path)
    settings = FolderSettings()

    def selection(path: PlanPath | None) -> Selection:
        if trusted is not None:
            return trusted.selection_of(None if path is None else path.path)
        return _selection(path, settings)

    return [CheckTarget(path, selection(path).narrowed(select, ignore)) for path in unique.values()]


def _named(names: Iterable[str]) -> Iterable[PlanPath | None]:
    for name in names:
        yield from [None] if name == "-" else paths_of(name)


def _beside(path: PlanPath) -> Iterable[PlanPath]:
    """The plans in the folder of one, with paths shown in the same way."""
    return (PlanPath(other, other.as_posix()) for other in find_plan_files(path.path.parent))


def _selection(path: PlanPath | None, settings: FolderSettings) -> Selection:
    """The selection by the settings of a file's folder; for standard input, of the current folder."""
    try:
        here = Path.cwd()
    except OSError:
        here = None  # the folder was deleted, and its settings with it
    if path is not None and (here is not None or path.path.is_absolute()):
        return settings.of_file(path.path)
    return settings.of_folder(here).selection if here is not None else Selection()


def _check_typed(select: Sequence[str], ignore: Sequence[str]) -> None:
    if select or ignore:
        from parplan.linting.registry import EXPLANATIONS  # imported here, because only typed codes need it

        try:
            check_codes(select, EXPLANATIONS)
            check_ignored(ignore, EXPLANATIONS)
        except SelectionError as error:
            raise RequestError(error.message, help=error.help) from None
