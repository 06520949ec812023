"""The wheel and the source distribution hold what they should, and nothing a build left lying about."""

from __future__ import annotations

import re
import subprocess
import sys
import tarfile
import zipfile
from importlib import import_module
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow  # builds both distributions
REPOSITORY = Path(__file__).parents[2]
SOURCES = REPOSITORY / "src"
GENERATED = {"__pycache__", ".ruff_cache", ".mypy_cache", ".pytest_cache", ".hypothesis"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source distribution, built with the backend itself, so without a network."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", str(folder)]
    subprocess.run(command, cwd=REPOSITORY, check=True, capture_output=True)
    return folder


def files_below(folder: Path) -> set[str]:
    """The files a person or a tool wrote, relative to the repository."""
    return {
        path.relative_to(REPOSITORY).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and not GENERATED & set(path.parts) and path.suffix != ".pyc"
    }


def test_the_wheel_holds_the_package_whole(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        held = {f"src/{name}" for name in wheel.namelist() if ".dist-info/" not in name}
    assert held == {name for name in files_below(SOURCES) if not name.endswith(".po")}
    assert {"src/parplan/py.typed", "src/parplan/locale/vi/LC_MESSAGES/parplan.mo"} <= held


def test_the_wheel_says_what_it_is(built: Path) -> None:
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        (metadata,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        text = wheel.read(metadata).decode()
        entry_points = wheel.read(metadata.replace("METADATA", "entry_points.txt")).decode()
        assert metadata.replace("METADATA", "licenses/LICENSE") in wheel.namelist()
    assert "\nLicense-Expression: MIT\n" in text
    assert "\nRequires-Python: >=3.11\n" in text
    module, _, function = entry_points.partition("parplan = ")[2].strip().partition(":")
    assert callable(getattr(import_module(module), function))


def test_what_the_package_index_shows_leads_nowhere_that_is_not_there(built: Path) -> None:
    """Its page is not in the repository: a picture or a link must be whole, or not be."""
    with zipfile.ZipFile(next(built.glob("*.whl"))) as wheel:
        (metadata,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        head, _, page = wheel.read(metadata).decode().partition("\n\n")
    assert "\nDescription-Content-Type: text/markdown" in head
    assert len(page) > 1000
    places = re.findall(r"\]\(([^)]*)\)|(?:src|href)=\"([^\"]*)\"", page)
    assert [place for pair in places for place in pair if place and not place.startswith("https://")] == []
    # No address is known yet; one that is made up, or of an example, would be shown to everybody.
    urls = re.findall(r"^Project-URL: \S+, (.*)$", head, re.MULTILINE)
    assert [url for url in urls if "example" in url or not url.startswith("https://")] == []


def test_the_source_distribution_holds_what_its_tests_need(built: Path) -> None:
    with tarfile.open(next(built.glob("*.tar.gz"))) as archive:
        held = {name.partition("/")[2] for name in archive.getnames()}
    folders = (
        "src",
        "tests",
        "plans",
        "docs",
        "examples",
        "tools",
        "benchmarks",
        "requirements",
        "editors",
        "program",
        ".ci",
        ".github",
    )
    needed = {file for folder in folders for file in files_below(REPOSITORY / folder)}
    needed |= {path.name for path in REPOSITORY.glob("*.md")} | {"LICENSE", "pyproject.toml", ".gitignore"}
    needed |= {".pre-commit-hooks.yaml", "action.yml", ".gitattributes"}
    assert needed <= held
    assert held - needed <= {"PKG-INFO", ".editorconfig"}
