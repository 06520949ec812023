"""One version, wherever it is said."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from parplan import __version__

CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"


def test_the_changelog_begins_with_this_version() -> None:
    versions = re.findall(r"^## (\d+\.\d+\.\d+)$", CHANGELOG.read_text(encoding="utf-8"), re.MULTILINE)
    assert versions[0] == __version__


def test_the_program_says_it(run: Callable[..., Any]) -> None:
    assert run("--version").out == f"parplan {__version__}\n"


def test_the_installed_package_says_it() -> None:
    assert version("parplan") == __version__
