"""The two states of a plan to compare: files, or files in git revisions."""

from __future__ import annotations

import os
import re
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from parplan.cli.documents import one_plan
from parplan.cli.plans_asked import error_lines, load_plans, paths_of, plan_paths
from parplan.cli.request import Request
from parplan.diagnostics import N_, has_errors, message
from parplan.errors import FileError, RequestError
from parplan.files.paths import displayed, is_folder
from parplan.files.reading import read_file
from parplan.files.revisions import Repository, find_repository
from parplan.loading import compile_readable, parse_plan
from parplan.plan.structure import Plan

#: ``A..B`` and ``A...B``; an omitted side is HEAD.
_RANGE = re.compile(r"(?P<left>[^:]*?)(?P<dots>\.{2,3})(?P<right>[^.:][^:]*|)")
_HEAD = "HEAD"


class PlanState(Struct, frozen=True):
    """A plan and its name: a path, or ``REV:path``."""

    name: str
    plan: Plan


class _Committed(Struct, frozen=True):
    """A file in a commit: the revision as shown, the commit's id, and the path, if known yet."""

    revision: str
    commit: str
    path: str | None = None


_Place = Path | _Committed


def load_states(request: Request, old: str, new: str | None) -> tuple[PlanState, PlanState]:
    """Load the two states typed; an omitted path means the current plan.

    An invalid plan is read as far as possible, with a warning. Raises ``RequestError`` for what is neither a file nor a
    revision, and what reading raises.
    """
    places = _Places(request)
    before, after = places.of(old, new)
    return places.load(before), places.load(after)


class _Places:
    """Resolves what was typed in one request."""

    def __init__(self, request: Request) -> None:
        self._request = request

    def of(self, old: str, new: str | None) -> tuple[_Place, _Place]:
        """The two states to load, with all paths known."""
        if new is None and (both := _RANGE.fullmatch(old)) is not None and not os.path.lexists(old):
            return self._completed(*self._range(both["left"] or _HEAD, both["dots"], both["right"] or _HEAD))
        before = self._typed(old)
        if new is not None:
            return self._completed(before, self._typed(new))
        if isinstance(before, _Committed) and before.path is not None:
            there = self._repository.file(before.path)
            return before, Path(os.path.relpath(there)) if there.is_file() else self._asked()
        asked = self._asked()
        if isinstance(before, Path) and _is_same(before, asked):  # changes since the last commit
            before = _Committed(_HEAD, self._repository.commit(_HEAD))
        return self._completed(before, asked)

    def _range(self, left: str, dots: str, right: str) -> tuple[_Place, _Place]:
        after = _Committed(right, self._repository.commit(right))
        if dots == "..":
            return _Committed(left, self._repository.commit(left)), after
        base = self._repository.merge_base(left, right)
        return _Committed(base[:10], base), after

    def _typed(self, typed: str) -> _Place:
        if not typed:
            raise RequestError(message(N_("the path is empty")), help=message(N_("name a file or a revision")))
        if os.path.lexists(typed):
            paths = paths_of(typed)
            if len(paths) > 1:
                raise RequestError(
                    message(N_("{path} holds {count} plans; a comparison takes one"), path=typed, count=len(paths)),
                    help=message(N_("name the file")),
                )
            return paths[0].path
        revision, colon, path = typed.partition(":")
        if self._found_repository is None:
            raise RequestError(
                message(N_("“{typed}” is not a file, and there is no git repository here"), typed=typed),
                help=message(N_("name a file, or run it where the plan is kept in git")),
            )
        commit = self._repository.commit(revision)
        return _Committed(revision, commit, self._repository_path(path) if colon else None)

    def _repository_path(self, typed: str) -> str:
        """A path after ``REV:``, relative to the root, or with ``./`` or ``../`` to the current folder, as in git."""
        if typed.startswith(("./", "../")):
            return self._repository.path_of(Path(typed)) or typed
        return typed

    def _completed(self, before: _Place, after: _Place) -> tuple[_Place, _Place]:
        """Fill in an omitted path: that of the other state, else of the current plan."""
        if not any(isinstance(one, _Committed) and one.path is None for one in (before, after)):
            return before, after
        known = next((self._path_of(one) for one in (after, before) if isinstance(one, Path) or one.path), None)
        if known is None:
            known = self._path_of(self._asked())
        return _with_path(before, known), _with_path(after, known)

    def _path_of(self, place: _Place) -> str | None:
        return self._repository_path_of(place) if isinstance(place, Path) else place.path

    def _repository_path_of(self, file: Path) -> str | None:
        return None if self._found_repository is None else self._repository.path_of(file)

    def _asked(self) -> Path:
        """The plan meant if none is named."""
        paths = plan_paths(self._request)
        if len(paths) == 1:
            return Path(paths[0].shown)
        asked = load_plans(self._request)
        if asked.exit_code:
            raise FileError(
                message(N_("not all plans can be read, so it is not known which one is meant")),
                help=message(N_("name the plan with --plan")),
            )
        return Path(one_plan(asked.portfolio).default.path)

    @property
    def _folder(self) -> Path:
        named = Path(self._request.named[0]) if self._request.named else Path()
        return named if is_folder(named) else named.parent

    @cached_property
    def _found_repository(self) -> Repository | None:
        return find_repository(self._folder)

    @property
    def _repository(self) -> Repository:
        if self._found_repository is None:
            raise RequestError(
                message(N_("there is no git repository here")),
                help=message(N_("name a file, or run it where the plan is kept in git")),
            )
        return self._found_repository

    def load(self, place: _Place) -> PlanState:
        """Load a state."""
        if isinstance(place, Path):
            return self._read(read_file(place), displayed(place))
        if place.path is None:
            raise RequestError(message(N_("the plan is not in this git repository")))
        data = self._repository.read(place.commit, place.path)
        if data is None and (earlier := self._repository.earlier_path(place.commit, place.path)) is not None:
            place = replace(place, path=earlier)
            data = self._repository.read(place.commit, earlier)
        if data is None:
            raise RequestError(
                message(N_("{revision} has no file {path}"), revision=place.revision, path=place.path or ""),
                help=message(N_("name the file it had: {revision}:PATH"), revision=place.revision),
            )
        return self._read(data, f"{place.revision}:{place.path}")

    def _read(self, data: bytes, name: str) -> PlanState:
        loaded = parse_plan(data, name)
        if loaded.plan is not None:
            return PlanState(name, loaded.plan)
        readable = compile_readable(loaded)
        lines = error_lines(self._request, name, loaded.findings, loaded.more)
        if readable is None:
            for line in lines[:_SHOWN]:
                self._request.advise(line)
            raise FileError(
                message(N_("{path} cannot be read as a plan, so it cannot be compared"), path=name),
            )
        count = sum(has_errors([finding]) for finding in loaded.findings) + loaded.more
        self._request.advise(
            self._request.language.gettext(
                "{path} is not a valid plan (errors: {count}); it is compared as far as it can be read"
            ).format(path=name, count=count)
        )
        return PlanState(name, readable)


#: The most errors shown for a plan that cannot be compared.
_SHOWN = 5


def _with_path(place: _Place, path: str | None) -> _Place:
    return replace(place, path=path) if isinstance(place, _Committed) and place.path is None else place


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
