"""Other programs (LibreOffice, tesseract): found where they are installed; run without a shell in a private folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from parplan.diagnostics import N_, message
from parplan.files.programs import find_program as find_installed
from parplan.importing.readers.refusals import refuse

#: The most bytes of memory for a program (where the system enforces it), and of one file it writes. LibreOffice
#: reserves more than it uses.
_MOST_MEMORY, _MOST_WRITTEN = 8 << 30, 256 << 20

#: Folders of programs that are not in PATH.
_PLACES = {
    "soffice": (
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "/usr/bin/libreoffice",
    ),
    "tesseract": (r"C:\Program Files\Tesseract-OCR\tesseract.exe",),
}


def find_program(name: str) -> str | None:
    """The path of a program, or ``None`` if it is not installed. The current folder is never searched."""
    return find_installed(name, _PLACES.get(name, ()))


@contextmanager
def private_folder() -> Iterator[Path]:
    """A temporary folder only this user can read."""
    with tempfile.TemporaryDirectory(prefix="parplan-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def run_program(command: Sequence[str], folder: Path, seconds: int, name: str) -> bytes:
    """Run a program and return its standard output; it and all it started are stopped after ``seconds``.

    Raises ``UnreadableSourceError``, naming the document ``name``, if the program fails.
    """
    program = Path(command[0]).stem
    environment = {**os.environ, "HOME": str(folder), "OMP_THREAD_LIMIT": "1"}
    output = folder / "output"
    code: int | None = None
    try:
        with output.open("wb") as file:
            code = _ended(command, folder, environment, file, seconds)
    except subprocess.TimeoutExpired:
        raise refuse(
            N_("{program} was stopped after {seconds} seconds and has not finished reading {name}"),
            message(N_("open the document and save it as .docx or .pdf")),
            program=program,
            seconds=seconds,
            name=name,
        ) from None
    except OSError:
        pass
    if code != 0 or output.stat().st_size > _MOST_WRITTEN:
        raise refuse(
            N_("{program} could not read {name}"),
            message(N_("open the document and save it as .docx or .pdf")),
            program=program,
            name=name,
        )
    return output.read_bytes()


def _ended(command: Sequence[str], folder: Path, environment: dict[str, str], output: BinaryIO, seconds: int) -> int:
    """The exit code of a program; ``TimeoutExpired`` where it took longer. None of its processes is left."""
    process = subprocess.Popen(
        list(command),
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),  # on Windows no window flashes up
        start_new_session=True,
        preexec_fn=_limit if os.name == "posix" else None,
    )
    try:
        return process.wait(seconds)
    finally:
        _end(process)


def _limit() -> None:
    """In the new process: limit its memory and the size of each file."""
    import resource

    for kind, most in ((resource.RLIMIT_AS, _MOST_MEMORY), (resource.RLIMIT_FSIZE, _MOST_WRITTEN)):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program and everything it started: LibreOffice is started by a program that only waits for it."""
    if sys.platform != "win32":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        tool = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "taskkill.exe"
        with suppress(OSError):
            subprocess.run([tool, "/T", "/F", "/PID", str(process.pid)], capture_output=True, check=False)
        process.kill()
    process.wait()
