"""The `git-setup` command: git shows and merges the plans of this repository by their meaning."""

from __future__ import annotations

import os
import shlex
import sys
from pathlib import Path, PurePosixPath

from parplan.cli.plans_asked import plan_paths
from parplan.cli.request import Request
from parplan.diagnostics import N_, message
from parplan.errors import FileError, RequestError
from parplan.files.creating import create_file
from parplan.files.git_attributes import with_drivers, without_drivers
from parplan.files.paths import WINDOWS, displayed
from parplan.files.programs import find_program
from parplan.files.reading import read_file
from parplan.files.revisions import Repository, find_repository
from parplan.files.writing import replace_file

_DRIVER = "parplan"
_SECTIONS = (f"diff.{_DRIVER}", f"merge.{_DRIVER}")
#: The heading of a diff hunk: the task, as in a plan file and in the output of `textconv`.
_HEADINGS = r"^ *- \{?(id: *[^,}]*)" + "\n" + r"^([^ #].*)$"


def run(request: Request, *, remove: bool) -> int:
    """Write the settings, or remove them."""
    repository = find_repository(Path())
    if repository is None:
        raise RequestError(
            message(N_("here is no git repository")),
            help=message(N_("run it in the repository the plans are kept in")),
        )
    if remove:
        _remove(request, repository)
    else:
        _set_up(request, repository)
    return 0


def _set_up(request: Request, repository: Repository) -> None:
    _ = request.language.gettext
    patterns = _patterns(request, repository)
    attributes = _attributes(repository)
    program = _program()
    settings = {
        f"diff.{_DRIVER}.textconv": f"{program} textconv --",
        f"diff.{_DRIVER}.xfuncname": _HEADINGS,
        f"merge.{_DRIVER}.name": "parplan: entries of both sides, else as git merges",
        f"merge.{_DRIVER}.driver": merge_command(program),
    }
    changed = {name: value for name, value in settings.items() if repository.setting(name) != value}
    for name, value in changed.items():
        repository.set(name, value)
    before = read_file(attributes) if os.path.lexists(attributes) else None
    after = with_drivers(before or b"", patterns, _DRIVER)
    if after != before:
        _write(attributes, before, after)
    if not changed and after == before:
        request.advise(_("Already set up; nothing was changed."))
        _warn_of_others(request, repository)
        return
    written = displayed(_from_here(repository.configuration()))
    for name in changed:
        request.advise(_("{path}: {name} is written").format(path=written, name=name))
    if after != before:
        shown = ", ".join(patterns)
        request.advise(_("{path}: {name} is written").format(path=displayed(_from_here(attributes)), name=shown))
    if not _warn_of_others(request, repository):
        request.advise(
            _("In this clone git now shows and merges these plans by meaning; `parplan git-setup --remove` undoes it.")
        )


def _warn_of_others(request: Request, repository: Repository) -> bool:
    """Tell which plans git goes on showing or merging by lines, because a line of the author's own counts."""
    warned = False
    for plan in plan_paths(request):
        found = repository.attributes(repository.path_of(plan.path) or "", "diff", "merge")
        names = [name for name, value in found.items() if value != _DRIVER]
        if names:
            warned = True
            text = request.language.gettext(
                "{path}: git goes on by lines, as a line of your own in the attributes sets {names}; take it out there"
            )
            request.advise(text.format(path=plan.shown, names=", ".join(names)))
    return warned


def merge_command(program: str) -> str:
    """The command by which git merges a plan.

    Where parplan cannot merge, or has gone, git merges the lines: else the file would hold our side alone, without
    marks, and who only adds it would lose theirs.
    """
    lines = "git merge-file -q -L ours -L base -L theirs --marker-size=%L %A %O %B"
    return f"{program} merge-driver -- %O %A %B %L %P; failed=$?; test $failed -lt 2 && exit $failed; {lines} || exit 1"


def _remove(request: Request, repository: Repository) -> None:
    _ = request.language.gettext
    attributes = _attributes(repository)
    found = [name for name in _SECTIONS if _has(repository, name)]
    written = displayed(_from_here(repository.configuration()))
    for name in found:
        repository.remove_section(name)
        request.advise(_("{path}: {name} is removed").format(path=written, name=name))
    before = read_file(attributes) if os.path.lexists(attributes) else b""
    after = without_drivers(before, _DRIVER)
    if after != before:
        if after:
            replace_file(attributes, before, after)
        else:
            attributes.unlink()
        request.advise(_("{path}: {name} is removed").format(path=displayed(_from_here(attributes)), name=_DRIVER))
    if not found and after == before:
        request.advise(_("Not set up; nothing was changed."))


def _has(repository: Repository, section: str) -> bool:
    return repository.run("config", "--local", "--get-regexp", f"^{section.replace('.', '[.]')}[.]").code == 0


def _attributes(repository: Repository) -> Path:
    """The file of attributes. Raises ``FileError`` for a link, which git does not follow: it may lead anywhere."""
    path = repository.file(".gitattributes")
    if path.is_symlink():
        raise FileError(
            message(N_("{path} is a link, which git does not follow; nothing was written"), path=displayed(path)),
            help=message(N_("put a file in its place, or delete the link")),
        )
    return path


def _write(path: Path, before: bytes | None, after: bytes) -> None:
    if before is None:
        create_file(path, after)
    else:
        replace_file(path, before, after)


def _patterns(request: Request, repository: Repository) -> list[str]:
    """The patterns for the plans' folders, relative to the root. Raises ``RequestError`` for one outside."""
    folders: dict[str, None] = {}
    for plan in plan_paths(request):
        path = repository.path_of(plan.path)
        if path is None:
            raise RequestError(message(N_("{path} is not in this git repository"), path=plan.shown))
        folders[PurePosixPath(path).parent.as_posix()] = None
    return [_pattern(folder, ending) for folder in folders for ending in ("yaml", "yml")]


def _pattern(folder: str, ending: str) -> str:
    """A pattern of ``.gitattributes``, relative to the root; quoted as in C unless all of it shows and is one word."""
    escaped = "".join(f"\\{sign}" if sign in "*?[]\\" else sign for sign in folder)
    pattern = f"/*.{ending}" if folder == "." else f"/{escaped}/*.{ending}"
    if pattern.isprintable() and not set(pattern) & set(' "'):
        return pattern
    return '"' + "".join(map(_quoted, pattern)) + '"'


def _quoted(sign: str) -> str:
    if sign in '\\"':
        return f"\\{sign}"
    return sign if sign.isprintable() else "".join(f"\\{byte:03o}" for byte in os.fsencode(sign))


def _program() -> str:
    """The command for git's shell: with parplan's full path, because graphical programs have only the system's PATH."""
    if getattr(sys, "frozen", False):
        return shlex.quote(Path(sys.executable).as_posix())
    beside = find_program("parplan", [str(Path(sys.executable).with_name(f"parplan{'.exe' if WINDOWS else ''}"))])
    if beside is not None:
        return shlex.quote(Path(beside).as_posix())
    # -P: git runs it in the repository, which may hold anybody's folder `parplan`.
    return f"{shlex.quote(Path(sys.executable).as_posix())} -P -m parplan"


def _from_here(path: Path) -> Path:
    try:
        return Path(os.path.relpath(path))
    except ValueError:  # another drive on Windows
        return path
