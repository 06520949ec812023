"""Build the program for machines without Python, try it, and pack it: ``python program/build.py OUT``.

OUT gets the folder `parplan`, the same in a zip and, on Windows where Inno Setup is, the installer. The environment
that runs this needs parplan and the extra `build`; the program is made for its system and with its Python.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from parplan import __version__

HERE = Path(__file__).resolve().parent
_INNO_SETUP = ("Inno Setup 6/ISCC.exe", "Inno Setup 7/ISCC.exe")
#: Where programs are installed on Windows, both for those of 32 and of 64 bits.
_PROGRAM_FOLDERS = (r"C:\Program Files (x86)", r"C:\Program Files")


def freeze(out: Path, work: Path) -> Path:
    """Make the folder, and return the program in it."""
    options = ["--noconfirm", "--log-level", "WARN", "--distpath", str(out), "--workpath", str(work)]
    subprocess.run([sys.executable, "-m", "PyInstaller", *options, str(HERE / "parplan.spec")], check=True)
    return out / "parplan" / ("parplan.exe" if sys.platform == "win32" else "parplan")


def try_out(program: Path) -> None:
    """Try a built or installed program. Raises ``CalledProcessError`` where anything fails."""
    subprocess.run([sys.executable, str(HERE / "trial.py"), str(program)], check=True)


def pack(program: Path, target: Path) -> None:
    """Put the folder of a program into a zip, each file under `parplan/` and with the right to be run it has."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(program.parent.rglob("*")):
            if path.is_file():
                archive.write(path, Path(program.parent.name) / path.relative_to(program.parent))


def find_inno_setup() -> str | None:
    """Inno Setup's compiler, where it is installed."""
    places = (Path(folder) / name for folder in _PROGRAM_FOLDERS for name in _INNO_SETUP)
    return shutil.which("ISCC") or next((str(place) for place in places if place.is_file()), None)


def make_installer(compiler: str, out: Path) -> None:
    """Make the installer of the folder `parplan` in ``out``."""
    defined = [f"/DVersion={__version__}", f"/DFolder={out / 'parplan'}", f"/O{out}"]
    subprocess.run([compiler, "/Q", *defined, str(HERE / "parplan.iss")], check=True)


def main(words: list[str]) -> None:
    """Build everything that can be built here."""
    out = Path(words[0]).resolve()
    program = freeze(out, out / "work")
    shutil.rmtree(out / "work")
    try_out(program)
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, sys.platform)
    target = out / f"parplan-{__version__}-{system}-{platform.machine().lower()}.zip"
    pack(program, target)
    print(f"{target.name}: {target.stat().st_size / 1e6:.0f} MB")
    if sys.platform == "win32" and (compiler := find_inno_setup()) is not None:
        make_installer(compiler, out)


if __name__ == "__main__":
    main(sys.argv[1:])
