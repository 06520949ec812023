"""A layer between parplan and the system's calls on one folder: it counts them, lets one fail, or ends the process.

It stands in for ``strace`` where there is none. The functions of ``os`` and ``fcntl`` and the files Python opens are
replaced by ones that look at what they are asked: what is about the folder, or a descriptor opened in it, is a call
and has a number. How parplan and its libraries come to them does not matter.

Run as a program it is parplan with such a layer: ``faults.py FOLDER DEATH LOG WORDS...``, where ``DEATH`` is
``before:7``, ``halfway:7``, ``after:7`` or ``never``, and the calls are written to ``LOG``.
"""

from __future__ import annotations

import builtins
import io
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

#: The exit code of a process that ended itself where no signal can.
DIED = 137

#: What changes something: in the folder, in a file of it, or who may use it.
CHANGES = frozenset(
    [
        "open-new",
        "write",
        "close-written",
        "fsync",
        "fdatasync",
        "replace",
        "rename",
        "renames",
        "unlink",
        "remove",
        "chmod",
        "fchmod",
        "lchmod",
        "chown",
        "fchown",
        "lchown",
        "mkdir",
        "rmdir",
        "link",
        "symlink",
        "truncate",
        "ftruncate",
        "utime",
        "setxattr",
        "removexattr",
        "lock",
        "unlock",
    ]
)

_OS_CALLS = [
    "access",
    "chmod",
    "chown",
    "close",
    "fchmod",
    "fchown",
    "fdatasync",
    "fstat",
    "fsync",
    "ftruncate",
    "getxattr",
    "lchmod",
    "lchown",
    "link",
    "listdir",
    "listxattr",
    "lstat",
    "mkdir",
    "open",
    "posix_fallocate",
    "read",
    "readlink",
    "remove",
    "removexattr",
    "rename",
    "renames",
    "replace",
    "rmdir",
    "scandir",
    "sendfile",
    "setxattr",
    "stat",
    "symlink",
    "truncate",
    "unlink",
    "utime",
    "write",
]
_LOCK_CALLS = ("flock", "lockf", "fcntl")
_UNLOCK = 8  # LOCK_UN, which is this number wherever there are locks of this kind

#: What the system's functions can do beside the plain call; libraries ask whether a function is in these sets.
_SUPPORTED = ("supports_dir_fd", "supports_fd", "supports_follow_symlinks", "supports_effective_ids")

#: The functions as they were when this module was imported.
_REAL = {name: getattr(os, name) for name in _OS_CALLS if hasattr(os, name)}
_REAL_OPEN = io.open


@dataclass(frozen=True, slots=True)
class Call:
    """One call on the folder: its number from 1, the function and the name of the file."""

    number: int
    name: str
    file: str

    @property
    def changes(self) -> bool:
        """Whether it changes something."""
        return self.name in CHANGES

    def __str__(self) -> str:
        return f"{self.number} {self.name} {self.file}"


@dataclass(frozen=True, slots=True)
class Die:
    """End the process: ``before`` the call, ``after`` it, or with half of what it was to write written."""

    when: str


@dataclass(frozen=True, slots=True)
class Fail:
    """Let the call fail: instead of being made, or ``after`` it was."""

    errno: int
    when: str = "before"


Decide = Callable[[Call], Die | Fail | None]


def _nothing(_call: Call) -> None:
    return None


class Layer:
    """Watches the calls on ``folder`` while it is entered; ``decide`` says of each what shall happen to it."""

    def __init__(self, folder: Path, decide: Decide = _nothing) -> None:
        self._folders = tuple({os.path.abspath(folder), os.path.realpath(folder)})  # noqa: PTH100 - no calls counted
        self._decide = decide
        self._files: dict[int, str] = {}
        self._written: set[int] = set()
        self._put_back: list[tuple[Any, str, Any]] = []
        self._deciding = False
        self.calls: list[Call] = []

    def __enter__(self) -> Self:
        for name in _REAL:
            self._replace(os, name, self._watched(name, _REAL[name]))
        if os.name == "posix":
            import fcntl

            for name in _LOCK_CALLS:
                self._replace(fcntl, name, self._watched(name, getattr(fcntl, name)))
        self._replace(io, "open", self._open)
        self._replace(builtins, "open", self._open)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for module, name, real in reversed(self._put_back):
            for supported in _SUPPORTED:
                getattr(os, supported).discard(getattr(module, name))
            setattr(module, name, real)
        self._put_back.clear()

    def _replace(self, module: Any, name: str, new: Any) -> None:
        self._put_back.append((module, name, getattr(module, name)))
        setattr(module, name, new)
        for supported in _SUPPORTED:
            if self._put_back[-1][2] in getattr(os, supported):
                getattr(os, supported).add(new)

    # -- what is about the folder --

    def _file(self, arguments: Sequence[Any]) -> str | None:
        """The name of the file the first of these arguments in the folder stands for; none while it is decided."""
        if self._deciding:
            return None
        for argument in arguments[:2]:
            if isinstance(argument, int):
                if argument in self._files:
                    return self._files[argument]
                continue
            if not isinstance(argument, (str, bytes, os.PathLike)):
                continue
            path = os.path.abspath(os.fsdecode(argument))  # noqa: PTH100 - no calls counted
            for folder in self._folders:
                if path == folder:
                    return "."
                if path.startswith(folder + os.sep):
                    return path[len(folder) + 1 :]
        return None

    # -- what happens to a call --

    def passed(self, name: str, file: str, make: Callable[[], Any], half: Callable[[], Any] | None = None) -> Any:
        """Count a call and let happen to it what was decided."""
        call = Call(len(self.calls) + 1, name, file)
        self.calls.append(call)
        self._deciding = True
        try:
            fault = self._decide(call)
        finally:
            self._deciding = False
        match fault:
            case Die("before"):
                die()
            case Die("halfway"):
                (half or make)()
                die()
            case Die():
                try:
                    make()
                finally:
                    die()
            case Fail(number, "before") if name == "access":
                return False if number else make()
            case Fail(number, "before"):
                if name.startswith("close"):
                    make()  # a descriptor is closed whatever close() answers
                raise OSError(number, os.strerror(number))
            case Fail(number):
                make()
                raise OSError(number, os.strerror(number))
        return make()

    def opened(self, descriptor: int, file: str) -> None:
        """Know a descriptor by the file it was opened for."""
        self._files[descriptor] = file

    def closed(self, descriptor: int) -> str | None:
        """Forget a descriptor."""
        self._written.discard(descriptor)
        return self._files.pop(descriptor, None)

    def wrote(self, descriptor: int) -> None:
        """Know that something was written to it."""
        self._written.add(descriptor)

    def name_of_close(self, descriptor: int) -> str:
        """How the closing of a descriptor is called: closing what was written may be what writes it."""
        return "close-written" if descriptor in self._written else "close"

    def _watched(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            given = (*arguments, *named.values())
            folder = named.get("dir_fd", named.get("src_dir_fd"))
            file = given[0] if folder is not None and self._files.get(folder) == "." else self._file(given)
            if file is None:
                return real(*arguments, **named)

            def make() -> Any:
                result = real(*arguments, **named)
                if name == "open":
                    self.opened(result, file)
                elif name == "close":
                    self.closed(given[0])
                elif name == "write":
                    self.wrote(given[0])
                return result

            kind = name
            if name == "open" and given[1] & os.O_CREAT:
                kind = "open-new"
            elif name == "close":
                kind = self.name_of_close(given[0])
            elif name in ("flock", "lockf"):
                kind = "unlock" if given[1] & _UNLOCK else "lock"
            half = (lambda: real(given[0], bytes(given[1])[: len(given[1]) // 2])) if name == "write" else None
            return self.passed(kind, file, make, half)

        return call

    def _open(self, file: Any, mode: str = "r", buffering: int = -1, *rest: Any, **named: Any) -> Any:
        about = self._file([file])
        if about is None:
            return _REAL_OPEN(file, mode, buffering, *rest, **named)
        binary = mode.replace("t", "").replace("b", "")
        raw = _File(self, about, file, binary, named.pop("closefd", True), named.pop("opener", None))
        if "b" in mode and buffering == 0:
            return raw
        kind = io.BufferedRandom if "+" in mode else io.BufferedReader if "r" in mode else io.BufferedWriter
        buffered: Any = kind(raw)  # type: ignore[type-var]
        return buffered if "b" in mode else io.TextIOWrapper(buffered, *rest, **named)


class _File(io.FileIO):
    """A file of the folder whose calls are watched."""

    def __init__(self, layer: Layer, about: str, file: Any, mode: str, closefd: bool, opener: Any) -> None:
        self._layer, self._about = layer, about

        def make() -> None:
            io.FileIO.__init__(self, file, mode, closefd, opener)
            layer.opened(self.fileno(), about)

        if isinstance(file, int):
            make()  # opened before, and counted then
        else:
            layer.passed("open" if mode == "r" else "open-new", about, make)

    def readinto(self, buffer: Any) -> Any:
        return self._layer.passed("read", self._about, lambda: io.FileIO.readinto(self, buffer))

    def readall(self) -> Any:
        return self._layer.passed("read", self._about, lambda: io.FileIO.readall(self))

    def write(self, data: Any) -> Any:
        def half() -> None:
            io.FileIO.write(self, bytes(data)[: len(data) // 2])

        self._layer.wrote(self.fileno())
        return self._layer.passed("write", self._about, lambda: io.FileIO.write(self, data), half)

    def truncate(self, size: int | None = None) -> int:
        return int(self._layer.passed("truncate", self._about, lambda: io.FileIO.truncate(self, size)))

    def close(self) -> None:
        if self.closed:
            return
        descriptor = self.fileno()

        def make() -> None:
            self._layer.closed(descriptor)
            io.FileIO.close(self)

        self._layer.passed(self._layer.name_of_close(descriptor), self._about, make)


def die() -> None:
    """End this process as ``kill -9`` does: nothing of it runs any more."""
    if hasattr(signal, "SIGKILL"):
        os.kill(os.getpid(), signal.SIGKILL)
    os._exit(DIED)


def killed(code: int) -> bool:
    """Whether an exit code says that a process was ended by :func:`die`."""
    return code in (DIED, -9)


def die_at(number: int, when: str) -> Decide:
    """End the process at the call with this number."""
    return lambda call: Die(when) if call.number == number else None


def fail_at(number: int, error: int, when: str = "before") -> Decide:
    """Let the call with this number fail."""
    return lambda call: Fail(error, when) if call.number == number else None


def fail_from(number: int, error: int) -> Decide:
    """Let the call with this number fail and every later one that changes something but give a lock back."""
    return lambda call: (
        Fail(error)
        if call.number == number or (call.number > number and call.changes and call.name != "unlock")
        else None
    )


def run_in_fork(folder: Path, decide: Decide, run: Callable[[], int]) -> int:
    """Run something in a copy of this process, with the layer; return its exit code, negative for a signal."""
    child = os.fork()
    if not child:
        code = 99
        try:
            with Layer(folder, decide):
                code = run()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def leftovers(folder: Path) -> list[str]:
    """The names of hidden files in a folder: those are the ones parplan and its libraries make for themselves."""
    return sorted(path.name for path in folder.iterdir() if path.name.startswith((".", "tmp")))


def _main(folder: str, death: str, log: str, *words: str) -> int:
    from parplan.cli.app import main

    tempfile.gettempdir()  # looked up once, in whatever folder
    when, _, number = death.partition(":")
    layer = Layer(Path(folder), die_at(int(number), when) if number else _nothing)
    with layer:
        code = main(words)
    Path(log).write_text("".join(f"{call}\n" for call in layer.calls), encoding="utf-8")
    return code


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
