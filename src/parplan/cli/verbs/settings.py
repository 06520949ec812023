"""The `settings` command."""

from __future__ import annotations

import os
from pathlib import Path

from parplan.cli.check_settings import load_settings
from parplan.cli.language_choice import language_source
from parplan.cli.request import Request
from parplan.diagnostics import N_, message
from parplan.errors import RequestError
from parplan.files.paths import displayed, is_folder, status_of
from parplan.linting.selection import Selection
from parplan.views.settings_view import Setting, settings_json, settings_screen


def run(request: Request, *, path: str | None) -> int:
    """Show the settings for a plan or folder, each with its source."""
    place = _place(path)
    folder = place if is_folder(place) else place.parent
    found = load_settings(folder)
    file = "" if found.file is None else displayed(found.file)
    name = None if place == folder or found.file is None else place.relative_to(found.file.parent).as_posix()
    language, source = language_source(request.language, os.environ, folder, typed=request.language_typed)
    settings = [Setting("lang", language, source), *_of_checks(found.selection, file, name)]
    if request.json:
        request.answer_json(settings_json(settings, request.as_of))
    else:
        request.answer(settings_screen(request.language, settings))
    return 0


def _place(path: str | None) -> Path:
    """The folder or file, which must exist. Raises ``RequestError``."""
    if path is not None:
        status_of(Path(path))
        return Path(os.path.abspath(path))  # noqa: PTH100 - as the check takes it: without “..”, links kept
    try:
        return Path.cwd()
    except OSError:
        raise RequestError(message(N_("the current folder no longer exists"))) from None


def _of_checks(selection: Selection, file: str, name: str | None) -> list[Setting]:
    """The settings of checks; ``name``: the plan, if one is given, to which per-file patterns are applied."""
    settings = [Setting("select", ", ".join(selection.select), file if selection.select else "")]
    settings.append(Setting("ignore", ", ".join(selection.ignore), file if selection.ignore else ""))
    settings += [Setting(f"severity.{code}", severity, file) for code, severity in selection.severity.items()]
    for pattern, codes in selection.per_file.items():
        if name is None or Selection(per_file={pattern: codes}).of_file(name).ignore:
            settings.append(Setting(f"per-file.{pattern}", ", ".join(codes), file))
    return settings
