"""A checkout on Windows, where git may write line ends of its own, holds every file byte by byte."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from conftest import REPOSITORY, needs_git

#: Enough of each kind of file; the whole repository takes seconds.
KINDS = [
    "examples/**/*",
    "plans/*",
    "tests/cli/golden/*",
    "tests/linting/**/*.yaml",
    "docs/*.md",
    "program/*",
    ".ci/*",
    "src/parplan/locale/**/*",
]


@needs_git
@pytest.mark.parametrize("setting", ["true", "false", "input"])
def test_it_holds_the_same_bytes(tmp_path: Path, setting: str) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    files = {path for kind in KINDS for path in REPOSITORY.glob(kind) if path.is_file() and path.suffix != ".pyc"}
    for path in {*files, REPOSITORY / ".gitattributes"}:
        copy = here / path.relative_to(REPOSITORY)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)

    def git(*words: str, folder: Path) -> None:
        own = [
            "-c",
            f"core.autocrlf={setting}",
            "-c",
            "user.name=x",
            "-c",
            "user.email=x@x",
            "-c",
            "core.safecrlf=false",
        ]
        subprocess.run(["git", *own, *words], cwd=folder, check=True, capture_output=True)

    git("init", "-q", folder=here)
    git("add", "-A", folder=here)
    git("commit", "-q", "-m", "files", folder=here)
    git("clone", "-q", "-c", f"core.autocrlf={setting}", str(here), str(there), folder=tmp_path)
    names = {path.relative_to(REPOSITORY) for path in files}
    assert len(names) > 100
    assert [name for name in sorted(names) if (there / name).read_bytes() != (REPOSITORY / name).read_bytes()] == []
