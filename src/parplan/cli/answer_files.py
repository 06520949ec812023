"""The files given to `collect`: workbooks, folders, patterns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec.structs import replace

from parplan.cli.loading_progress import loading_shown
from parplan.cli.request import Request
from parplan.collecting.answer_sheets import AnswerFile
from parplan.collecting.file_kinds import FILE_LIMIT, too_large, too_much
from parplan.collecting.workbooks import read_workbook
from parplan.confining import ExcessiveError, made_apart
from parplan.diagnostics import N_, message
from parplan.errors import FileError, ParplanError, RequestError
from parplan.files.paths import displayed, is_folder, status_of
from parplan.files.reading import read_file

#: Suffixes of answers in a folder; other files there are ignored.
_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".docx", ".doc", ".csv", ".numbers")
_WILDCARD = re.compile(r"[*?\[]")
_NAME_IT = message(N_("name the folder itself to read the files in it"))


def read_answers(request: Request, typed: Sequence[str]) -> list[AnswerFile]:
    """Read the files named, each once. Raises ``RequestError`` if one does not exist or a folder has none."""
    named = _named_alone(typed)
    paths = list(dict.fromkeys(path for one in typed for path in _paths(one)))
    found: list[AnswerFile] = []
    with loading_shown(request.language, N_("Reading the sheets")) as on_file:
        for path, answer in zip(paths, _answers(paths), strict=True):
            found.append(answer if path == named else _of_unit(answer))
            on_file(len(found), len(paths))
    return found


def _named_alone(typed: Sequence[str]) -> Path | None:
    """The file that was typed, if it is the only one: of several, a shell may have named those that units sent.

    Nor is it one whose name is a pattern, as a unit may send a file called ``*.xlsx``.
    """
    files = [Path(one) for one in typed if not _WILDCARD.search(one) and not is_folder(Path(one))]
    return files[0] if len(files) == 1 else None


def _of_unit(answer: AnswerFile) -> AnswerFile:
    """A file that lay among those that came back: what units send decides nothing, whatever columns it has."""
    if not any(sheet.reconciled for sheet in answer.sheets):
        return answer
    return replace(
        answer,
        sheets=(),
        problem=message(
            N_("it is a sheet of the office's decisions, among what units sent: nothing was taken from it")
        ),
        help=message(N_("if the decisions are yours, name that file and no other: parplan collect FILE")),
    )


def _answers(paths: Sequence[Path]) -> Iterator[AnswerFile]:
    """Read each file apart from this process, in one that is begun anew after a file that took too much."""
    done = 0
    while done < len(paths):
        try:
            for answer in made_apart(_read_each, paths[done:], len(paths) == 1, each=True):
                done += 1
                yield answer
        except ExcessiveError:
            problem = too_much()
            yield AnswerFile(displayed(paths[done]), "", problem=problem.why, help=problem.help)
            done += 1


def _read_each(paths: Sequence[Path], alone: bool) -> Iterator[AnswerFile]:
    """In the process: read file after file. What cannot be read is told and keeps no other one from being read."""
    for path in paths:
        try:
            yield _read(path)
        except ParplanError as error:
            if alone:
                raise
            yield AnswerFile(displayed(path), "", problem=error.message, help=error.help)


def _paths(typed: str) -> Iterator[Path]:
    path = Path(typed)
    if is_folder(path):
        found = sorted(one for one in _entries(path) if one.suffix.lower() in _ENDINGS and _is_answer(one))
        if not found:
            raise RequestError(message(N_("the folder {path} holds no workbook (*.xlsx)"), path=displayed(path)))
        yield from found
    elif _WILDCARD.search(typed) and not path.exists():
        matched = sorted(one for one in path.parent.glob(path.name) if _is_answer(one) and not is_folder(one))
        if not matched:
            raise RequestError(message(N_("{pattern} matches no file"), pattern=displayed(path)))
        yield from matched
    else:
        status_of(path)
        yield path


def _entries(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError as error:
        raise FileError(
            message(N_("{path} cannot be read: {reason}"), path=displayed(folder), reason=error.strerror or str(error))
        ) from None


def _is_answer(path: Path) -> bool:
    """Whether it is a workbook, and not the lock file that Excel and LibreOffice put beside an open one."""
    return not path.name.startswith((".", "~$"))


def _read(path: Path) -> AnswerFile:
    if is_folder(path):
        return AnswerFile(displayed(path), "", problem=message(N_("it is a folder")), help=_NAME_IT)
    size = status_of(path).st_size
    if size > FILE_LIMIT:
        error = too_large(size)
        return AnswerFile(displayed(path), "", problem=error.why, help=error.help)
    return read_workbook(read_file(path), displayed(path))
