"""Each dependency is used, has a floor, and a reason written beside it."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.lock_requirements import LOCKS

REPOSITORY = Path(__file__).parents[2]
TEXT = (REPOSITORY / "pyproject.toml").read_text(encoding="utf-8")
PROJECT = tomllib.loads(TEXT)
REQUIREMENTS = [
    *PROJECT["build-system"]["requires"],
    *PROJECT["project"]["dependencies"],
    *(
        name
        for extra in PROJECT["project"]["optional-dependencies"].values()
        for name in extra
        if not name.startswith("parplan[")
    ),
]
#: The distribution of a module where its name is another, or that brings it along.
DISTRIBUTIONS = {
    "docx": "python-docx",
    "lsprotocol": "pygls",
    "lxml": "python-docx",
    "yaml": "pyyaml",
    "dateutil": "python-dateutil",
    "pydantic_core": "pydantic",
    "pdfminer": "pdfplumber",
    "pypdfium2": "pdfplumber",
    "PIL": "pdfplumber",
}


@pytest.mark.parametrize("requirement", REQUIREMENTS)
def test_a_requirement_has_a_floor_and_a_reason(requirement: str) -> None:
    assert re.fullmatch(r"[\w.-]+>=[\d.]+(,<[\d.]+)?(; sys_platform .*)?", requirement)
    lines = TEXT.splitlines()
    places = [number for number, line in enumerate(lines) if f'"{requirement}"' in line]
    assert any(re.search(r"# \S", lines[place]) or re.match(r" *# \S", lines[place - 1]) for place in places)


def imported_modules() -> Iterator[str]:
    """The top-level modules the package imports, anywhere in its code."""
    for file in (REPOSITORY / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module is not None and not node.level:
                yield node.module.partition(".")[0]


@pytest.mark.slow
def test_what_is_imported_is_what_is_required() -> None:
    foreign = set(imported_modules()) - sys.stdlib_module_names - {"parplan"}
    extras = PROJECT["project"]["optional-dependencies"]
    wanted = [name for extra, names in extras.items() if extra in LOCKS["program"] for name in names]
    runtime = [*PROJECT["project"]["dependencies"], *wanted]
    required = {re.split(r"[<>=]", requirement)[0] for requirement in runtime}
    assert {DISTRIBUTIONS.get(module, module) for module in foreign} == required
