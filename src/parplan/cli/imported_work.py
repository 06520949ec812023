"""The guard of an imported plan: no import replaces a plan that somebody is known to have worked on."""

from __future__ import annotations

import os
from pathlib import Path

from parplan.cli.import_records import read_record
from parplan.diagnostics import N_, Message, message
from parplan.errors import ParplanError, RequestError
from parplan.files.paths import displayed
from parplan.files.reading import read_file
from parplan.files.recognizing import has_progress, is_plan
from parplan.loading import parse_plan
from parplan.provenance.later_work import LaterWork, later_work


def check_unworked(path: Path, help: Message) -> None:
    """Raise ``RequestError`` if a plan with answers or edits is at ``path``, telling what replacing it would lose.

    What writes the file refuses the rest: other files, a plan with progress, any file unless forced. A plan that was
    not imported has no record to tell, and is replaced by force.
    """
    if not os.path.lexists(path) or not path.is_file():
        return
    data = read_file(path)
    if not is_plan(data) or has_progress(data):
        return
    try:
        plan = parse_plan(data, path.as_posix()).plan
    except ParplanError:
        plan = None
    if work := later_work(read_record(path), data, plan):
        raise RequestError(
            _told(displayed(path), work),
            help=help,
        )


def _told(path: str, work: LaterWork) -> Message:
    if work.edits is None:
        return message(
            N_(
                "{path} already exists and is not replaced; what would be lost: answers to `review`: {answers}, "
                "and edits, if there are any: what was first imported is not known"
            ),
            path=path,
            answers=str(work.answers),
        )
    return message(
        N_(
            "{path} already exists and is not replaced; what would be lost: answers to `review`: {answers}, "
            "fields edited by hand: {edits}"
        ),
        path=path,
        answers=str(work.answers),
        edits=str(work.edits),
    )
