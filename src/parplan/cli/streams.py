"""Standard output and error on any console: characters it cannot show never stop a command."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO, cast

from parplan.cli.letters import prepare_letters
from parplan.views.ci_logs import for_people


class ErrorStream:
    """The error stream. It may be full or without a reader; a failure to write to it never changes the outcome."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write, ignoring failures."""
        with suppress(OSError, ValueError):
            return self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """Flush, ignoring failures."""
        with suppress(OSError, ValueError):
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def prepare_streams() -> None:
    """Prepare the streams: they wait for what is read or written, and any console encoding will do.

    Writing an answer to a closed standard output fails, as on a full disk; messages to a closed or full error stream
    are dropped.
    """
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115 - for the whole run
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        _make_waiting(stream)
    prepare_letters(sys.stdout, sys.stderr, os.environ)
    if not isinstance(sys.stderr, ErrorStream):
        sys.stderr = cast(TextIO, ErrorStream(for_people(sys.stderr, os.environ)))


def _make_waiting(stream: TextIO | None) -> None:
    """Let a stream wait that another program (Node, ssh, a CI service) had left as one that does not.

    Python takes “nothing there yet” for the end of what it reads, and drops what a slow reader has no room for.
    """
    if sys.platform != "win32" and stream is not None:
        with suppress(AttributeError, OSError, ValueError):  # closed, or no file, as in tests
            if not os.get_blocking(stream.fileno()):
                os.set_blocking(stream.fileno(), True)


def is_unicode(stream: TextIO) -> bool:
    """Whether the stream can show every character."""
    return (stream.encoding or "").lower().replace("-", "").startswith("utf")


def screen_width() -> int:
    """The width for output: ``COLUMNS`` if set, else the terminal's, else 80; at least 40."""
    return max(_typed_width() or _terminal_width() or 80, 40)


def _typed_width() -> int:
    try:
        return max(int(os.environ.get("COLUMNS", "")), 0)
    except ValueError:
        return 0


def _terminal_width() -> int:
    """The width of the terminal, 0 without one; done here because `shutil` imports three compressors."""
    try:
        return os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ is not None else 0
    except (OSError, ValueError):
        return 0


def wants_colour(stream: TextIO, environment: Mapping[str, str], choice: str = "auto") -> bool:
    """Whether to use colours on ``stream``.

    ``choice`` is the value of ``--color``: ``always``, ``never``, or ``auto``, which obeys ``NO_COLOR``, then
    ``FORCE_COLOR`` and ``CLICOLOR_FORCE``, then ``CLICOLOR=0``, and else colours any terminal that is not dumb.
    """
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if any(environment.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return environment.get("CLICOLOR") != "0" and environment.get("TERM") != "dumb" and stream.isatty()


def reader_has_gone(error: OSError) -> bool:
    """Whether writing failed because the reader has gone; Windows reports that as an invalid argument."""
    return isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)


def abandon_stdout() -> None:
    """Discard all further output after the reader of a pipe has gone, even at interpreter exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
