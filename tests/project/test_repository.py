"""The repository's own files: they name no machine, and its CI covers what the project promises."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
import yaml

REPOSITORY = Path(__file__).parents[2]
NOT_OURS = {"dist", "build", "htmlcov", "__pycache__"}
HIDDEN_AND_OURS = {
    *(".ci", ".github", ".gitignore", ".gitattributes", ".editorconfig", ".pre-commit-hooks.yaml"),
}
#: A person's or a machine's own folder, or the host of a package registry.
MACHINE = re.compile(rb"(?<![\w.:])/(?:home|root|Users|work|opt)/\w|[A-Z]:\\Users\\|\bpypi\.\w|pythonhosted\.")


def our_files() -> list[Path]:
    """The files of the repository, without what tools write: their hidden files and folders, and what they build."""

    def ours(part: str) -> bool:
        return part in HIDDEN_AND_OURS or (part not in NOT_OURS and not part.startswith("."))

    return [
        path for path in REPOSITORY.rglob("*") if path.is_file() and all(map(ours, path.relative_to(REPOSITORY).parts))
    ]


def test_no_file_names_a_machine() -> None:
    files = our_files()
    assert REPOSITORY / ".ci" / "run" in files
    assert {str(path): found for path in files if (found := MACHINE.findall(path.read_bytes()))} == {}


@pytest.fixture(scope="module")
def jobs() -> dict[str, dict[str, object]]:
    """The jobs of the CI workflow."""
    workflow = yaml.safe_load((REPOSITORY / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))
    found = workflow["jobs"]
    assert isinstance(found, dict)
    return found


def test_ci_runs_every_python_and_system_promised(jobs: dict[str, dict[str, dict[str, dict[str, list[str]]]]]) -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    promised = [found[1] for name in project["classifiers"] if (found := re.search(r":: (3\.\d+)$", name))]
    matrix = jobs["checks"]["strategy"]["matrix"]
    assert matrix["python"] == promised
    assert {system.partition("-")[0] for system in matrix["os"]} == {"ubuntu", "windows", "macos"}


def test_ci_runs_the_tests_the_checks_and_validates_the_plans(jobs: dict[str, dict[str, list[dict[str, str]]]]) -> None:
    commands = [step["run"] for step in jobs["checks"]["steps"] if "run" in step]
    assert commands == [
        "python -m pip install -q --require-hashes -r requirements/ci.txt",
        "python -m pip install -q --no-deps --no-build-isolation -e .",
        "python -m pytest -q",
        "python .ci/check.py",
        "parplan validate plans/",
    ]


def test_no_two_modules_of_tests_have_one_name() -> None:
    """pytest imports them by their name alone: of two that run in one process the second is an error."""
    names = Counter(path.name for path in (REPOSITORY / "tests").rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_two_classes_have_one_name() -> None:
    """What ``document.model`` reads under a name, ``plan`` means by it: these two share names, and no others do."""
    package = REPOSITORY / "src" / "parplan"
    places: dict[str, set[str]] = {}
    for path in package.rglob("*.py"):
        for name in re.findall(r"^class ([A-Z]\w*)", path.read_text(encoding="utf-8"), re.MULTILINE):
            places.setdefault(name, set()).add(path.relative_to(package).as_posix())
    assert len(places) > 300
    twice = {name: sorted(found) for name, found in places.items() if len(found) > 1}
    assert {
        name: found
        for name, found in twice.items()
        if not (len(found) == 2 and found[0] == "document/model.py" and found[1].startswith("plan/"))
    } == {}
