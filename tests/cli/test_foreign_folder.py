"""``python -m parplan`` in a folder of other people's programs: nothing of them is run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from conftest import ENVIRONMENT, PLAN_2021

LIBRARIES = {
    "yaml", "msgspec", "pydantic", "typer", "rich", "dateutil", "holidays", "filelock", "rapidfuzz", "icalendar",
    "docx", "xlsxwriter", "lxml", "annotated_types", "typing_extensions", "pydantic_core", "sitecustomize",
}  # fmt: skip


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "HOME") if name in os.environ}
    environment = {**kept, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1", **ENVIRONMENT}
    return subprocess.run([sys.executable, *words], cwd=folder, env=environment, capture_output=True, timeout=120)


@pytest.mark.slow
@pytest.mark.parametrize("safe", [False, True])
def test_nothing_in_the_folder_is_run(tmp_path: Path, safe: bool) -> None:
    (tmp_path / "probe.py").write_text("import sys; print(*sys.modules, sep='\\n')", encoding="utf-8")
    # What Python imports before the first line of ours; with -P it does not look here either.
    before = set() if safe else set(run(tmp_path, "-m", "probe").stdout.decode().split())
    for name in (set(sys.stdlib_module_names) | LIBRARIES) - {module.partition(".")[0] for module in before}:
        (tmp_path / f"{name}.py").write_text(f"raise SystemExit('{name} of the folder was run')", encoding="utf-8")
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "2021.yaml").write_bytes(PLAN_2021.read_bytes())
    start = ["-P", "-m", "parplan"] if safe else ["-m", "parplan"]
    for words in (
        ["validate"], ["due"], ["done", "2.b/plan"], ["export", "-o", "a.xlsx"], ["--help"],
        ["report", "--period", "q1", "-o", "a.docx"],
    ):  # fmt: skip
        answer = run(tmp_path, *start, *words, *([] if words == ["--help"] else ["--as-of", "2021-03-01"]))
        assert (answer.returncode, b"was run" in answer.stderr) == (0, False), answer.stderr.decode()


#: parplan on a system where Python does not fork, as on Windows and macOS.
SPAWNING = """\
import multiprocessing, sys
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    from parplan.__main__ import main
    main()
"""


def test_nothing_in_the_folder_is_run_by_further_processes(tmp_path: Path) -> None:
    """Python starts them by ``-c``, which looks into the current folder first, before anything of parplan is run."""
    start, folder = tmp_path / "bin" / "start.py", tmp_path / "folder"
    start.parent.mkdir()
    start.write_text(SPAWNING, encoding="utf-8")
    (folder / "plans").mkdir(parents=True)
    (folder / "plans" / "2021.yaml").write_bytes(PLAN_2021.read_bytes())
    openpyxl.Workbook().save(folder / "a.xlsx")
    for name in ("multiprocessing", "pickle", "runpy", "selectors", "threading"):
        (folder / f"{name}.py").write_text("open('evil', 'w')", encoding="utf-8")
    answer = run(folder, str(start), "collect", "a.xlsx")
    assert b"a.xlsx" in answer.stdout, answer.stderr.decode()
    assert b"Traceback" not in answer.stderr
    assert not (folder / "evil").exists()


@pytest.mark.parametrize("folder", ["the libraries'", "the program's", "gone"])
def test_it_works_wherever_it_is_run(tmp_path: Path, folder: str) -> None:
    import msgspec

    import parplan

    libraries, program = Path(msgspec.__file__).parent.parent, Path(parplan.__file__).parent
    if folder == "gone":
        if os.name == "nt":
            pytest.skip("Windows deletes no folder somebody is in")
        (tmp_path / "gone").mkdir()
        command = f'rmdir ../gone && "{sys.executable}" -m parplan --version'
        answer = subprocess.run(["sh", "-c", command], cwd=tmp_path / "gone", capture_output=True, timeout=60)
    else:
        answer = run(libraries if folder == "the libraries'" else program, "-m", "parplan", "--version")
    assert (answer.returncode, answer.stderr) == (0, b"")
