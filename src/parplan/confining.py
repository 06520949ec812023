"""Bounds on time and memory for libraries that trust a document: one that draws itself, or a decompression bomb.

They work in a process of their own, which is stopped if it takes more than any plan needs.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar, cast

from parplan.diagnostics import N_, message
from parplan.errors import FileError, ParplanError
from parplan.memory import limit_memory
from parplan.pooling import begin_process, uninterrupted

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_T = TypeVar("_T")

#: Seconds to wait for all pieces of one document; 60 pages of text take 2 s and less than 200 MB.
SECONDS, BYTES = 90, 1 << 30

_MADE, _FAILED, _ENDED, _EXCESSIVE = range(4)


class ExcessiveError(Exception):
    """A document whose reading takes more time or memory than any needs, or ends the process that reads it."""


class OvertimeError(ExcessiveError):
    """A document whose reading takes more time than any needs."""


def made_apart(make: Callable[..., Iterator[_T]], *given: object, each: bool = False) -> Iterator[_T]:
    """Yield what ``make(*given)`` yields, which is made in another process, one piece ahead.

    make: a function of a module; what it is given, yields and raises travels between processes.
    each: the time is that of each piece, not of all together.

    Raises :class:`OvertimeError` where it takes too long, :class:`ExcessiveError` where too much memory or it dies,
    what ``make`` raises, and ``FileError`` where the system starts no further process.
    """
    with uninterrupted():
        import multiprocessing

        context = multiprocessing.get_context()
        try:
            answers, end = context.Pipe(duplex=False)
            process = context.Process(target=_work, args=(end, BYTES, make, given), daemon=True)
            process.start()
        except OSError as error:
            raise _none_started(error) from None
    end.close()
    left = float(SECONDS)
    try:
        while True:
            left = float(SECONDS) if each else left
            asked = time.monotonic()
            try:
                if not answers.poll(max(left, 0)):
                    raise OvertimeError
                kind, value = answers.recv()
            except (EOFError, OSError):  # ended by the system, or by a crash of the library
                kind, value = _EXCESSIVE, None
            left -= time.monotonic() - asked
            if kind == _ENDED:
                return
            if kind == _FAILED:
                raise cast(BaseException, value)
            if kind == _EXCESSIVE:
                raise ExcessiveError
            yield cast(_T, value)
    finally:
        process.kill()
        process.join()
        process.close()
        answers.close()


def _none_started(error: OSError) -> FileError:
    return FileError(
        message(
            N_("files are read in a process of their own, and none could be started: {detail}"),
            detail=error.strerror or str(error),
        ),
        help=message(N_("close other programs, or ask who manages this computer how many a user may run")),
    )


def _work(answers: Connection, most: int, make: Callable[..., Iterator[Any]], given: tuple[object, ...]) -> None:
    """In the child process: make and send one piece after another."""
    import faulthandler

    begin_process()
    faulthandler.disable()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # libraries print their own messages when memory runs out
        os.dup2(nowhere, stream)
    limit_memory(most)
    try:
        for piece in make(*given):
            answers.send((_MADE, piece))
        answers.send((_ENDED, None))
    except (MemoryError, SystemError):  # Python sometimes turns the first into the second
        os._exit(1)  # no memory is left even for an error
    except ParplanError as error:
        answers.send((_FAILED, error))
    except Exception as error:
        answers.send((_FAILED, _told(error)))


def _told(error: Exception) -> Exception:
    """An internal error that can be sent between processes, with its traceback."""
    from traceback import format_exception

    return RuntimeError("".join(format_exception(error)))
