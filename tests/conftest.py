"""parplan run in a known environment, and files that hold what a run should give.

No test depends on today, the machine's language, its terminal or its home: every run states them.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from parplan.cli import calling_shell
from parplan.cli.app import main
from parplan.views.commands import Dialect

if TYPE_CHECKING:
    from filled_forms import Desk
    from office import Office

# How long one example takes tells of the machine, not of the code: what must be quick is measured by its own test.
# The same examples in every run, so that a change is judged by itself: some by the README's command, more by .ci/run
# (``HYPOTHESIS_PROFILE=more``). ``new`` looks for other ones: so does the weekly run of the forge, whose failure stops
# nobody's change.
settings.register_profile("same", deadline=None, derandomize=True, max_examples=10)
settings.register_profile("more", deadline=None, derandomize=True)
settings.register_profile("new", deadline=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

# Begun in the background of a shell, the tests would ignore interruptions, and so would all that they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN and threading.current_thread() is threading.main_thread():
    signal.signal(signal.SIGINT, signal.default_int_handler)

REPOSITORY = Path(__file__).parent.parent
PLAN_2021 = REPOSITORY / "plans" / "2021.yaml"
#: The same with a year recorded by parplan's own commands (examples/year.py).
RECORDED_2021 = REPOSITORY / "examples" / "2021.yaml"


def _links_are_made() -> bool:
    """Whether a link can be made here; Windows lets not everybody, and Wine says it did and did not."""
    with tempfile.TemporaryDirectory() as folder:
        try:
            Path(folder, "link").symlink_to("nowhere")
        except (OSError, NotImplementedError):
            return False
        return Path(folder, "link").is_symlink()


def _is_wine() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    return hasattr(ctypes.windll.ntdll, "wine_get_version")


LINKS = _links_are_made()
needs_links = pytest.mark.skipif(not LINKS, reason="links need a right of their own here")
WINE = _is_wine()
if WINE:
    import _winapi

    if hasattr(_winapi, "CopyFile2"):  # Wine ends a process that calls it; without it `shutil` copies by itself
        del _winapi.CopyFile2
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
on_posix = pytest.mark.skipif(os.name != "posix", reason="signals, modes, pipes and shells of POSIX")


@dataclass(frozen=True)
class Answer:
    """What a run of the program gave."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which must be one JSON value."""
        return json.loads(self.out)

    @property
    def items(self) -> list[dict[str, Any]]:
        """The items of a JSON answer."""
        found = self.json["items"]
        assert isinstance(found, list)
        return found


#: Where a CI service runs the tests it says where it checked the repository out.
CI_VARIABLES = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR")
ENVIRONMENT = {"PARPLAN_LANG": "en", "PARPLAN_TODAY": "2021-03-01", "COLUMNS": "80", "PARPLAN_CACHE": "off"}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Callable[..., Answer]:
    """Run parplan inside the test: ``run("due", "--json", cwd=…, env=…)``. English, 2021-03-01, 80 columns."""
    for name in list(os.environ):
        if name.startswith("PARPLAN_") or name in (
            "LC_ALL",
            "LC_MESSAGES",
            "LANG",
            "LANGUAGE",
            "NO_COLOR",
            *CI_VARIABLES,
        ):
            monkeypatch.delenv(name)

    # Commands are shown for the shell in use; what other shells are shown has tests of its own.
    monkeypatch.setattr(calling_shell, "find_dialect", lambda _system, _environment: Dialect.POSIX)

    def call(*words: str, cwd: Path = tmp_path, env: Mapping[str, str] | None = None) -> Answer:
        monkeypatch.chdir(cwd)
        for name, value in {"LANGUAGE": "", **ENVIRONMENT, **(env or {})}.items():
            monkeypatch.setenv(name, value)
        capsys.readouterr()
        code = main(words)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        assert "X001" not in err
        return Answer(code, out, err)

    return call


@pytest.fixture
def office(run: Callable[..., Answer], tmp_path: Path) -> Office:
    """An office with the plan of 2021, nothing recorded in it."""
    from office import Office  # here, as it takes what this module has

    (tmp_path / "plans").mkdir()
    shutil.copy(PLAN_2021, tmp_path / "plans")
    return Office(tmp_path, run)


@pytest.fixture
def desk(run: Callable[..., Answer], tmp_path: Path) -> Desk:
    """An office with a small plan that has sent its forms for the first quarter."""
    from filled_forms import make_sent_desk  # here, as it takes what this module has

    return make_sent_desk(tmp_path, run)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder ``plans/`` with the plans of 2020, 2021 and 2022."""
    from yearly_plans import plan_text

    folder = tmp_path / "plans"
    folder.mkdir()
    for year in (2020, 2021, 2022):
        (folder / f"{year}.yaml").write_text(plan_text(year), encoding="utf-8")
    return folder


@pytest.fixture
def ask_2021(run: Callable[..., Answer]) -> Callable[..., Answer]:
    """Run parplan on the plan of 2021 as of 2021-03-01."""
    return lambda *words, **rest: run("--plan", str(PLAN_2021), *words, **rest)


@pytest.fixture
def ask_year(run: Callable[..., Answer]) -> Callable[..., Answer]:
    """Run parplan on the plan of 2021 with its year recorded, as of 2021-03-01."""
    return lambda *words, **rest: run("--plan", str(RECORDED_2021), *words, **rest)


@pytest.fixture
def spawn(tmp_path: Path) -> Callable[..., Answer]:
    """Run ``python -m parplan`` as a process of its own with a clean environment; the answer is read as UTF-8."""

    def call(
        *words: str | bytes, cwd: Path = tmp_path, env: Mapping[str, str] | None = None, stdin: bytes = b""
    ) -> Answer:
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        clean = {**kept, "PYTHONIOENCODING": "utf-8", "HOME": str(tmp_path), **ENVIRONMENT, **(env or {})}
        done = subprocess.run(
            [sys.executable, "-m", "parplan", *words], cwd=cwd, env=clean, input=stdin, capture_output=True, timeout=60
        )
        err = done.stderr.decode(errors="replace")
        assert "Traceback" not in err
        assert "X001" not in err
        return Answer(done.returncode, done.stdout.decode(errors="replace"), err)

    return call


@pytest.fixture
def golden() -> Callable[[Path, str], None]:
    """Compare a text with a file kept beside the tests; ``REWRITE_GOLDEN=1`` writes the file instead."""

    def check(path: Path, text: str) -> None:
        if os.environ.get("REWRITE_GOLDEN"):
            path.write_text(text, encoding="utf-8", newline="\n")
        assert text == path.read_text(encoding="utf-8")

    return check
