"""Whatever could make another plan of the same text makes another fingerprint."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import PLAN_2021
from parplan.caching import fingerprint
from parplan.caching.fingerprint import code_fingerprint

LIBRARIES = ("PyYAML", "pyyaml", "pydantic", "pydantic_core", "msgspec", "python_dateutil", "holidays")


def test_it_names_the_libraries_that_decide_what_a_plan_is() -> None:
    lines = code_fingerprint(sys.path).decode().lower().splitlines()
    for name in ("pyyaml", "pydantic", "pydantic_core", "msgspec", "python_dateutil", "holidays"):
        assert sum(line.startswith(f"{name}-") for line in lines) >= 1
    assert not any(line.startswith(("rich-", "typer-", "pydantic_settings-")) for line in lines)


@pytest.mark.parametrize("name", LIBRARIES)
def test_another_version_of_a_library_is_another_fingerprint(tmp_path: Path, name: str) -> None:
    folder = tmp_path / f"{name}-1.0.dist-info"
    folder.mkdir()
    path = [str(tmp_path), str(tmp_path / "missing"), str(tmp_path)]
    before = code_fingerprint(path)
    assert code_fingerprint(path) == before
    folder.rename(tmp_path / f"{name}-1.1.post0.dist-info")
    after = code_fingerprint(path)
    assert after != before
    (tmp_path / "rich-13.8.dist-info").mkdir()
    assert code_fingerprint(path) == after


@pytest.mark.parametrize("name", ["plan/structure.py", "vocabulary/neutral_words.txt"])
def test_edited_code_is_another_fingerprint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    for room in fingerprint._ROOMS:
        (tmp_path / room).mkdir()
    for other in fingerprint._MODULES:
        (tmp_path / other).touch()
    module = tmp_path / name
    module.write_text("x = 1")
    monkeypatch.setattr(fingerprint, "__file__", str(tmp_path / "caching" / "fingerprint.py"))
    before = code_fingerprint([])
    module.write_text("x = 12")
    assert code_fingerprint([]) != before


def test_a_program_that_brings_all_in_itself_is_known_by_its_own_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "parplan"
    program.write_bytes(b"one")
    monkeypatch.setattr(fingerprint, "__file__", str(tmp_path / "nowhere" / "caching" / "fingerprint.py"))
    with pytest.raises(OSError, match="nowhere"):
        code_fingerprint([])
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    before = code_fingerprint([])
    program.write_bytes(b"another")
    assert code_fingerprint([]) != before


def test_all_code_that_makes_a_plan_is_in_it() -> None:
    code = (
        "import sys; from pathlib import Path; from parplan.loading import load_plan; from parplan.caching import"
        f" stored_plan; stored_plan.encode_plan(load_plan(Path({str(PLAN_2021)!r})).plan, ''); print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    own = [name.removeprefix("parplan.") for name in done.stdout.split() if name.startswith("parplan.")]
    seen = {*fingerprint._ROOMS, *(name.removesuffix(".py") for name in fingerprint._MODULES)}
    # What reads the bytes and says what is wrong makes no plan.
    assert {name.partition(".")[0] for name in own} - seen == {"errors", "files", "device_names"}
    assert all(name.count(".") < 2 for name in own)  # rooms within rooms would not be looked at
