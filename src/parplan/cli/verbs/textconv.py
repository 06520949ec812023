"""The `textconv` command, which git runs: the meaning of a plan as lines that git compares."""

from __future__ import annotations

from pathlib import Path

from parplan.cli.request import Request
from parplan.errors import ParplanError
from parplan.files.reading import read_file
from parplan.loading import parse_plan


def run(request: Request, *, file: str) -> int:
    """Print the lines; for an invalid plan the file itself, so that git always has something to show."""
    data = read_file(Path(file))
    try:
        plan = parse_plan(data, file).plan
    except ParplanError:  # another format version
        plan = None
    if plan is None:
        request.answer_bytes(data)
        return 0
    from parplan.views.meaning_view import meaning_lines

    request.answer_bytes("".join(f"{line}\n" for line in meaning_lines(request.language, plan)).encode())
    return 0
