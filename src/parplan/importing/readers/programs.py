"""Other programs (LibreOffice, tesseract): found where they are installed; run without a shell in a private folder."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from parplan.diagnostics import N_, message
from parplan.files.programs import find_program as find_installed
from parplan.importing.readers.refusals import refuse

#: Where to look for programs that are not in PATH.
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
    """Run a program and return its standard output; it is stopped after ``seconds``.

    Raises ``UnreadableSourceError``, naming the document ``name``, if the program fails.
    """
    program = Path(command[0]).stem
    environment = {**os.environ, "HOME": str(folder), "OMP_THREAD_LIMIT": "1"}
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # on Windows no window flashes up
    try:
        done = subprocess.run(
            list(command),
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
            creationflags=flags,
        )
    except subprocess.TimeoutExpired:
        raise refuse(
            N_("{program} was stopped after {seconds} seconds and has not finished reading {name}"),
            message(N_("open the document and save it as .docx or .pdf")),
            program=program,
            seconds=seconds,
            name=name,
        ) from None
    except OSError:
        done = None
    if done is None or done.returncode != 0:
        raise refuse(
            N_("{program} could not read {name}"),
            message(N_("open the document and save it as .docx or .pdf")),
            program=program,
            name=name,
        )
    return done.stdout
