"""Write the lock files: every package of the program and of its checks in one version, with the hashes of its files.

    python tools/lock_requirements.py            # after a requirement was changed, or to get newer versions
    python tools/lock_requirements.py --check    # write nothing; exit 1 where a lock file does not match pyproject.toml

Needs uv, which resolves for every system and Python at once. `pip install --require-hashes -r requirements/ci.txt` then
installs these files and no others, wherever they come from: no address of a registry is written.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tomllib
from pathlib import Path

from packaging.requirements import Requirement

REPOSITORY = Path(__file__).resolve().parents[1]
#: The lock files, and the extras of pyproject.toml that each has beside the program.
LOCKS = {
    "program": ("office", "import", "editor", "data"),
    "source": ("source",),
    "ci": ("dev", "data", "analysis", "manual"),
    "build": ("build",),
    "audit": ("audit",),
}
_OLDEST = "3.11"
_HEAD = "# Made by tools/lock_requirements.py from pyproject.toml; not edited by hand.\n"


def lock(name: str, project: dict[str, object]) -> None:
    """Write one lock file."""
    known = project.get("optional-dependencies", {})
    assert isinstance(known, dict)
    extras = [word for extra in LOCKS[name] if extra in known for word in ("--extra", extra)]
    command = [
        "uv", "pip", "compile", "pyproject.toml", *extras, "--universal", "--python-version", _OLDEST,
        "--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url", "--upgrade", "--quiet",
    ]  # fmt: skip
    made = subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True, text=True).stdout
    (REPOSITORY / "requirements" / f"{name}.txt").write_text(_HEAD + made, encoding="utf-8", newline="\n")


def locked(name: str) -> dict[str, list[Requirement]]:
    """The packages of a lock file by name; some have several versions, each for certain Pythons or systems."""
    found: dict[str, list[Requirement]] = {}
    text = (REPOSITORY / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    for entry in re.split(r"\n(?=[A-Za-z0-9])", text.replace("\\\n", " ")):
        if "==" in entry and not entry.startswith("#"):
            requirement = Requirement(entry.partition("--hash")[0].strip())
            found.setdefault(_plain(requirement.name), []).append(requirement)
    return found


def faults(project: dict[str, object]) -> list[str]:
    """The requirements of pyproject.toml that a lock file lacks, or has in a version that does not fit."""
    wrong: list[str] = []
    extras = project["optional-dependencies"]
    assert isinstance(extras, dict)
    for name, chosen in LOCKS.items():
        packages = locked(name)
        asked = [*project["dependencies"], *(line for extra in chosen for line in extras.get(extra, ()))]  # type: ignore[misc]
        for requirement in map(Requirement, asked):
            found = packages.get(_plain(requirement.name), [])
            if requirement.name == project["name"]:
                continue
            fitting = [one for one in found for version in one.specifier if version.version in requirement.specifier]
            if len(fitting) < max(len(found), 1):
                wrong.append(f"requirements/{name}.txt: {requirement} is not locked as pyproject.toml asks")
    return wrong


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def main() -> int:
    """Write or check them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    if not parser.parse_args().check:
        for name in LOCKS:
            lock(name, project)
    wrong = faults(project)
    print(*wrong, sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
