"""Try a built program as its users will: ``python program/trial.py PATH/TO/parplan [START…]``.

Each line is one thing it must do without Python and without this repository; exit code 1 where any fails. START is put
before the program, such as the name of an emulator.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

PLAN = Path(__file__).resolve().parent.parent / "plans" / "2021.yaml"
#: So many tasks it has.
TASKS = 38
_LIMIT = 180


class Trial:
    """The program in a folder of its own, with a plan and a cache."""

    def __init__(self, command: list[str], folder: Path) -> None:
        self.command, self.folder = command, folder
        (folder / "plans").mkdir()
        shutil.copy(PLAN, folder / "plans")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PARPLAN_", "PYTHON"))}
        self.environment = {**kept, "PARPLAN_TODAY": "2021-03-01", "PARPLAN_LANG": "vi", "PARPLAN_CACHE": "cache"}

    def run(self, *words: str, code: int = 0, given: bytes = b"", **more: str) -> str:
        """Run a command; return what it answered. Raises ``AssertionError`` for another exit code."""
        done = subprocess.run(
            [*self.command, *words], cwd=self.folder, env={**self.environment, **more}, input=given,
            capture_output=True, timeout=_LIMIT, check=False,
        )  # fmt: skip
        out, said = (text.decode("utf-8", "replace").replace("\r\n", "\n") for text in (done.stdout, done.stderr))
        assert done.returncode == code, f"{words}: exit code {done.returncode}\n{out[-400:]}\n{said[-1200:]}"
        assert "X001" not in said, said
        return out

    def file(self, name: str) -> bytes:
        """The bytes of a file in the folder."""
        return (self.folder / name).read_bytes()


def says_its_version(trial: Trial) -> None:
    assert trial.run("--version").startswith("parplan ")


def speaks_vietnamese(trial: Trial) -> None:
    trial.run("due", "--output", "due.txt")
    assert "Văn phòng Sở" in trial.file("due.txt").decode("utf-8")
    assert "Cách dùng" in trial.run("due", "--help", PYTHONUTF8="1")


def answers_from_its_cache(trial: Trial) -> None:
    first = trial.run("tasks", "--json")
    kept = sorted(path.name for path in (trial.folder / "cache").rglob("*") if path.is_file())
    assert kept, "nothing was kept"
    assert trial.run("tasks", "--json") == first
    assert len(json.loads(first)["items"]) == TASKS


def records_and_takes_back(trial: Trial) -> None:
    before = trial.file("plans/2021.yaml")
    trial.run("done", "2.b/plan", "--evidence", "12/KH-SKHCN")
    assert trial.file("plans/2021.yaml").count(b"\n") == before.count(b"\n") + 2
    trial.run("undo", "2.b/plan")
    assert trial.file("plans/2021.yaml") == before


def checks_and_explains(trial: Trial) -> None:
    trial.run("validate", "--strict", "plans")
    trial.run("explain", "P204")
    (trial.folder / "faulty.yaml").write_text("parplan: 1\nplan: {year: 2021}\n", encoding="utf-8")
    trial.run("validate", "faulty.yaml", code=1)


def writes_every_document(trial: Trial) -> None:
    trial.run("report", "--period", "q1", "-o", "report.docx")
    trial.run("remind", "--unit", "VP", "-o", "letters")
    trial.run("export", "-o", "plan.xlsx")
    trial.run("export", "-o", "plan.docx")
    trial.run("export", "-o", "plan.csv")
    trial.run("export", "-o", "plan.ics")
    trial.run("page", "-o", "page.html")
    for name in ("report.docx", "plan.xlsx", "plan.docx"):
        assert zipfile.ZipFile(trial.folder / name).testzip() is None, name
    assert trial.file("plan.ics").startswith(b"BEGIN:VCALENDAR")
    assert b"<html" in trial.file("page.html")


def sends_and_collects_forms(trial: Trial) -> None:
    trial.run("form", "--by-unit", "--period", "q1", "-o", "forms")
    assert len(list((trial.folder / "forms").glob("*.xlsx"))) > 1
    assert trial.run("collect", "forms", "--dry-run")


def reads_a_word_plan(trial: Trial) -> None:
    trial.run("import", "plan.docx", "-o", "read.yaml")
    assert json.loads(trial.run("tasks", "--json", "-p", "read.yaml"))["items"]


def shares_work_out(trial: Trial) -> None:
    """Enough plans that processes are begun, which are this program too."""
    many = trial.folder / "many"
    many.mkdir()
    text = PLAN.read_text(encoding="utf-8")
    for number in range(24):
        (many / f"{number}.yaml").write_text(text.replace("Sở Khoa học", f"Sở {number} Khoa học"), encoding="utf-8")
    items = json.loads(trial.run("tasks", "--json", "-p", "many", PARPLAN_CACHE="off"))["items"]
    assert len(items) == 24 * TASKS


def completes(trial: Trial) -> None:
    line = "parplan show 2."
    asked = {"_PARPLAN_COMPLETE": "powershell", "_PARPLAN_LINE": line, "_PARPLAN_WORD": "2."}
    assert "2.b" in trial.run(**asked)


def serves_an_editor(trial: Trial) -> None:
    def framed(**message: object) -> bytes:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)

    uri = "file:///plans/x.yaml"
    opened = {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": "parplan: 1\nplam: {}\n"}}
    first = framed(id=1, method="initialize", params={"processId": None, "rootUri": None, "capabilities": {}})
    first += framed(method="initialized", params={}) + framed(method="textDocument/didOpen", params=opened)
    server = subprocess.Popen(
        [*trial.command, "lsp"], cwd=trial.folder, env=trial.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert server.stdin is not None
    assert server.stdout is not None
    ends = threading.Timer(_LIMIT, server.kill)
    ends.start()
    try:
        server.stdin.write(first)
        server.stdin.flush()
        seen = b""
        while b"S103" not in seen:
            piece = server.stdout.read1(65536)
            assert piece, f"the server ended: {seen.decode('utf-8', 'replace')[-1000:]}"
            seen += piece
        server.stdin.write(framed(id=2, method="shutdown") + framed(method="exit"))
        server.stdin.close()
        assert server.wait(_LIMIT) == 0
    finally:
        ends.cancel()
        server.kill()
        with suppress(OSError):  # it may have ended before it read what was written
            server.stdin.close()
        server.stdout.close()
        server.wait()


def starts_quickly(trial: Trial) -> None:
    assert trial.run("due")
    seconds = []
    for _ in range(7):
        started = time.perf_counter()
        trial.run("due")
        seconds.append(time.perf_counter() - started)
    print(f"           `due` of a known plan: {sorted(seconds)[3]:.2f} s (median of 7)")


TRIED: list[Callable[[Trial], None]] = [
    says_its_version, speaks_vietnamese, answers_from_its_cache, records_and_takes_back, checks_and_explains,
    writes_every_document, sends_and_collects_forms, reads_a_word_plan, shares_work_out, completes, serves_an_editor,
    starts_quickly,
]  # fmt: skip


def main(words: list[str]) -> int:
    """Try everything, and return the exit code."""
    program, *before = words
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial([*before, str(Path(program).resolve())], Path(folder))
        for tried in TRIED:
            try:
                tried(trial)
            except (AssertionError, OSError, KeyError, ValueError, subprocess.TimeoutExpired) as error:
                failed += 1
                print(f"FAILED     {tried.__name__}: {error}")
            else:
                print(f"ok         {tried.__name__}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
