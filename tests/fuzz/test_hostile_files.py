"""Files made to break a reader, by name: each ends soon, in little memory, with findings or one clear error.

Each is checked in a process of its own, whose memory and time are measured.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import needs_links
from small_plans import write_plan

PLAN = write_plan("[{id: 1.a, title: Việc, lead: [VP]}]")
MEBIBYTE = 1024 * 1024

#: Runs validate and prints the most memory it had, in KiB, as the last line of the error stream; 0 where that cannot
#: be measured. The mark is set anew first: Linux hands down that of the process that started it.
MEASURED = """
import sys
from pathlib import Path
try:
    Path("/proc/self/clear_refs").write_text("5")
    measurable = True
except OSError:
    measurable = False
from parplan.cli.app import main
code = main(sys.argv[1:])
status = Path("/proc/self/status").read_text() if measurable else "VmHWM: 0"
print(status.partition("VmHWM:")[2].split()[0], file=sys.stderr)
sys.exit(code)
"""

#: Name: the bytes, and the code that must be among the findings.
FILES: dict[str, tuple[Callable[[], bytes], str]] = {
    "alias bomb": (
        lambda: (
            b"a: &a [x,x,x,x,x,x,x,x,x]\n"
            + b"".join(b"%c: &%c [%s]\n" % (c, c, b",".join([b"*%c" % (c - 1)] * 9)) for c in range(98, 118))
        ),
        "Y006",
    ),
    "100,000 nested brackets": (lambda: b"[" * 100_000, "Y012"),
    "100,000 nested brackets in a plan": (lambda: PLAN.encode() + b"notes: " + b"[" * 100_000 + b"]" * 100_000, "Y012"),
    "100,000 nested braces": (lambda: b"{a: " * 100_000, "Y012"),
    "100,000 levels of indentation": (lambda: b"".join(b" " * n + b"a:\n" for n in range(2_000)), "Y012"),
    "100,000 list dashes in one line": (lambda: b"- " * 100_000 + b"x", "Y012"),
    "a scalar of 100 MB": (lambda: b"parplan: 1\nplan: " + b"x" * (100 * 1000 * 1000), "S104"),
    "a title of 10 MB": (lambda: PLAN.replace("Việc", "x" * (10 * 1000 * 1000)).encode(), "P305"),
    "10 MB of one word": (lambda: PLAN.replace("Việc", "va " * (3 * 1000 * 1000)).encode(), "P305"),
    "NUL": (lambda: PLAN.replace("Việc", "Vi\0ec").encode(), "Y002"),
    "only NUL": (lambda: b"\0" * 10_000, "Y002"),
    "a lone surrogate as bytes": (lambda: PLAN.encode().replace("Việc".encode(), b"\xed\xa0\x80"), "Y001"),
    "a lone surrogate as an escape": (lambda: PLAN.replace("Việc", '"\\ud800"').encode(), "Y004"),
    "U+2028": (lambda: PLAN.replace("Việc", "Vi\u2028ec").encode(), "Y015"),
    "U+0085": (lambda: PLAN.replace("Việc", "Vi\x85ec").encode(), "Y015"),
    "!!python/object/apply": (
        lambda: PLAN.replace("Việc", '!!python/object/apply:os.system ["echo broken"]').encode(),
        "Y008",
    ),
    "duplicate keys": (lambda: PLAN.replace("lead: [VP]", "lead: [VP], lead: [TTRA]").encode(), "Y005"),
    "two documents": (lambda: PLAN.encode() + b"---\n" + PLAN.encode(), "Y009"),
    "merge-conflict markers": (lambda: f"{PLAN}<<<<<<< HEAD\n# a\n=======\n# b\n>>>>>>> other\n".encode(), "Y011"),
    "UTF-16 little endian": (lambda: PLAN.encode("utf-16"), "Y001"),
    "UTF-16 without a mark": (lambda: PLAN.encode("utf-16-be"), "Y001"),
    "UTF-32": (lambda: PLAN.encode("utf-32"), "Y001"),
    "random bytes": (lambda: bytes((n * 7919) % 256 for n in range(100_000)), "Y014"),
    "a million colons": (lambda: b":" * 1_000_000, "Y"),
    "a million quotes": (lambda: b"'" * 999_999, "Y004"),
    "10,000 comments to parplan": (lambda: PLAN.encode() + b"# parplan: ignore[P419] x\n" * 10_000, "P701"),
    "a comment of 10 MB": (lambda: PLAN.encode() + b"# parplan: ignore[" + b"P419," * 2_000_000 + b"] x", "P702"),
    "5,000 tasks of one id": (lambda: write_plan(f"[{', '.join(['{id: 1.a, title: x}'] * 5_000)}]").encode(), "P101"),
    "10,000 aliases": (
        lambda: write_plan(
            f"[{{id: 1.a, title: x, aliases: [{', '.join(f'9.{n}' for n in range(10_000))}]}}]"
        ).encode(),
        "P305",
    ),
    "1 MB of digits": (lambda: PLAN.replace("2021", "2" * 1_000_000, 1).encode(), "S106"),
    "a text of 1 MB of figures": (lambda: PLAN.replace("Việc", "ít nhất một hai ba " * 20_000 + "9%").encode(), "P404"),
    "a time of 1 MB": (
        lambda: write_plan(
            f"[{{id: 1.a, title: x, time: {'Quý I/2021 ' * 90_000}, "
            "milestones: [{id: m, title: A, due: Quý I/2021}]}]"
        ).encode(),
        "P403",
    ),
    "an XML file": (lambda: b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", "S"),
    "an empty file": (lambda: b"", "Y003"),
    "a Word file": (lambda: b"PK\x03\x04" + b"\0" * 1000, "Y014"),
}


def validate(path: Path) -> tuple[int, str, str, float, float]:
    """Run validate: exit code, output, errors, seconds, and MiB of memory."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, "validate", str(path), "--lang", "en"],
        cwd=path.parent,
        env={**kept, "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=120,
        check=False,
    )
    *err, memory = done.stderr.decode("utf-8", "replace").splitlines()
    return (
        done.returncode,
        done.stdout.decode("utf-8", "replace"),
        "\n".join(err),
        time.monotonic() - started,
        int(memory) / 1024,
    )


#: Files that take seconds each, and those that are like another: a process is started for each.
SLOW = frozenset(
    {
        "a scalar of 100 MB",
        "a title of 10 MB",
        "10 MB of one word",
        "a comment of 10 MB",
        "100,000 nested brackets",
        "100,000 nested braces",
        "100,000 list dashes in one line",
        "only NUL",
        "U+0085",
        "UTF-16 without a mark",
        "UTF-32",
        "a million colons",
    }
)


@pytest.mark.slow
@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.slow if n in SLOW else ()) for n in FILES])
def test_a_hostile_file_gets_findings(name: str, tmp_path: Path) -> None:
    make, code = FILES[name]
    path = tmp_path / "plan.yaml"
    data = make()
    path.write_bytes(data)
    exit_code, out, err, _seconds, memory = validate(path)
    assert "Traceback" not in out + err
    assert "X001" not in err
    assert exit_code in (0, 1)
    assert any(line.split(": ", 1)[1].startswith(code) for line in out.splitlines()), out[:500]
    assert len(out) < 20 * MEBIBYTE
    # A file of n bytes may take some times n (3 million words of two letters are 50 times their bytes); what expands
    # without bound takes more.
    assert memory < 200 + 48 * len(data) / MEBIBYTE


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes of POSIX")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "plan.yaml")
    exit_code, out, err, seconds, _memory = validate(tmp_path / "plan.yaml")
    assert (exit_code, out) == (3, "")
    assert "is a pipe or a device" in err
    assert seconds < 60


@needs_links
def test_a_link_that_leads_to_itself_is_said(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").symlink_to(tmp_path / "plan.yaml")
    exit_code, out, err, _seconds, _memory = validate(tmp_path / "plan.yaml")
    assert (exit_code, out) == (3, "")
    assert "Traceback" not in err


@needs_links
def test_a_folder_linked_into_itself_is_gone_through_once(tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    exit_code, _out, err, _seconds, _memory = validate(tmp_path)
    assert exit_code == 0
    assert err.startswith("1 plan:")


@pytest.mark.skipif(sys.platform != "linux", reason="devices of Linux")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/stdin"])
def test_a_device_is_not_read(device: str, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").symlink_to(device)
    exit_code, out, err, _seconds, _memory = validate(tmp_path / "plan.yaml")
    assert (exit_code, out) == (3, "")
    assert "is a pipe or a device" in err
