"""Other programs (LibreOffice, tesseract): found where they are installed, run without a shell, in a private folder."""

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

#: Where the programs stand when they are not in PATH.
_PLACES = {
    "soffice": (
        r"C:\Program Files\LibreOffice\program\soffice.exe",
        "/Applications/LibreOffice.app/Contents/MacOS/soffice",
        "/usr/bin/libreoffice",
    ),
    "tesseract": (r"C:\Program Files\Tesseract-OCR\tesseract.exe",),
}


def find_program(name: str) -> str | None:
    """The path of a program, or ``None`` where it is not installed. The current folder is never looked in."""
    return find_installed(name, _PLACES.get(name, ()))


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder only this user can read, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="parplan-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def run_program(command: Sequence[str], folder: Path, seconds: int, name: str) -> bytes:
    """What a program writes to standard output; it is stopped after ``seconds``.

    Raises ``UnreadableSourceError`` where it fails, naming the document ``name``.
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
            N_("{program} was stopped after {seconds} seconds without having read {name}"),
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
