"""What stands for ``importlib.metadata`` answers as it does, and is gone once it was asked."""

from __future__ import annotations

import subprocess
import sys

import pytest

BEFORE = "import parplan.document.model, sys; assert 'email' not in sys.modules and 'zipfile' not in sys.modules; "
REAL = "; assert sys.modules['importlib.metadata'].__spec__ is not None; import importlib.metadata._meta"


@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("import importlib.metadata; print(importlib.metadata.version('parplan'))", "VERSION"),
        ("from importlib.metadata import version; print(version('parplan'))", "VERSION"),
        ("from importlib import metadata; print(metadata.version('parplan'))", "VERSION"),
        ("from importlib.metadata import entry_points; print(len(entry_points(name='no such name')))", "0"),
        (
            "from importlib.metadata import entry_points as e; print(e(group='console_scripts', name='parplan')"
            "['parplan'].value)",
            "parplan.__main__:main",
        ),
        ("from importlib.metadata import PackageNotFoundError as e; print(e.__name__)", "PackageNotFoundError"),
    ],
)
def test_it_answers_as_the_module_does(code: str, printed: str) -> None:
    from parplan import __version__

    done = subprocess.run([sys.executable, "-c", BEFORE + code + REAL], capture_output=True, encoding="utf-8")
    assert (done.stderr, done.stdout.strip()) == ("", printed.replace("VERSION", __version__))


def test_a_name_it_has_not_is_an_error_of_the_module() -> None:
    code = BEFORE + "import importlib.metadata as m; m.nothing"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8")
    assert done.stderr.strip().endswith("AttributeError: module 'importlib.metadata' has no attribute 'nothing'")


def test_the_module_stays_where_it_is_already() -> None:
    code = "import importlib.metadata as m, parplan.document.model, sys; assert sys.modules[m.__name__] is m"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
