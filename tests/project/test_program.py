"""The program for machines without Python: what it is built from, its installer, and the trial of every build."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from conftest import REPOSITORY
from program import build, trial

PROGRAM = REPOSITORY / "program"
INSTALLER = (PROGRAM / "parplan.iss").read_text(encoding="utf-8-sig")
VIETNAMESE = (PROGRAM / "Vietnamese.isl").read_text(encoding="utf-8-sig")


def test_the_installer_says_everything_in_both_languages() -> None:
    said = re.findall(r"^(vi|en)\.(\w+)=(.+)$", INSTALLER, re.MULTILINE)
    names = {language: {name for one, name, _ in said if one == language} for language in ("vi", "en")}
    assert names["vi"] == names["en"] == set(re.findall(r"\{cm:(\w+)\}", INSTALLER))
    texts = {(language, name): text for language, name, text in said}
    assert all(texts["vi", name] != texts["en", name] for name in names["vi"])


def test_the_installer_asks_for_no_administrator_and_touches_this_user_only() -> None:
    assert "\nPrivilegesRequired=lowest\n" in INSTALLER
    assert set(re.findall(r"^Root: (\w+);", INSTALLER, re.MULTILINE)) == {"HKCU"}
    assert "HKEY_LOCAL_MACHINE" not in INSTALLER
    assert not re.search(r"\{(common|auto|sys|win)\w*\}", INSTALLER)


def test_every_file_the_builders_name_is_there() -> None:
    named = re.findall(r'^(?:SetupIconFile=|Source: ")([^"{\n]+)', INSTALLER, re.MULTILINE)
    assert len(named) == 2
    for name in (*named, "Vietnamese.isl"):
        assert (PROGRAM / name.replace("\\", "/")).is_file(), name
    spec = (PROGRAM / "parplan.spec").read_text(encoding="utf-8")
    for name in re.findall(r'Path\(SPECPATH\) / "([^"]+)"', spec):
        assert (PROGRAM / name).is_file(), name


def test_the_words_of_the_installer_are_whole() -> None:
    """A key once, and the places of values as Inno Setup writes them."""
    keys = re.findall(r"^(\w+)=", VIETNAMESE, re.MULTILINE)
    assert len(keys) == len(set(keys)) > 100
    assert re.findall(r"%[^1-9n]", VIETNAMESE) == []
    for key in ("WelcomeLabel1", "FinishedHeadingLabel", "ReadyLabel1"):
        assert "[name]" in re.search(rf"^{key}=(.*)$", VIETNAMESE, re.MULTILINE)[1]  # type: ignore[index]


def test_the_zip_holds_the_folder_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "parplan"
    (folder / "_internal").mkdir(parents=True)
    (folder / "parplan").write_bytes(b"program")
    (folder / "parplan").chmod(0o755)
    (folder / "_internal" / "x.mo").write_bytes(b"x")
    build.pack(folder / "parplan", tmp_path / "parplan.zip")
    with zipfile.ZipFile(tmp_path / "parplan.zip") as archive:
        assert sorted(archive.namelist()) == ["parplan/_internal/x.mo", "parplan/parplan"]
        if sys.platform != "win32":
            assert archive.getinfo("parplan/parplan").external_attr >> 16 & 0o777 == 0o755


def test_a_release_is_built_by_these_and_tried_twice() -> None:
    jobs = yaml.safe_load((REPOSITORY / ".github" / "workflows" / "release.yml").read_text(encoding="utf-8"))["jobs"]
    steps = "\n".join(step.get("run", "") for step in jobs["program"]["steps"])
    assert "python program/build.py dist" in steps
    assert "program\\trial.py" in steps
    assert set(jobs["index"]["needs"]) == set(jobs["page"]["needs"]) == {"package", "program"}


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, "Cach dung"),
        ({"PYTHONUTF8": "1"}, "Cách dùng"),
        ({"PYTHONUTF8": "0"}, "Cach dung"),
        ({"PYTHONIOENCODING": "utf-8"}, "Cách dùng"),
        ({"PYTHONIOENCODING": "utf-8:replace"}, "Cách dùng"),
        ({"PYTHONIOENCODING": "nonsense", "PYTHONUTF8": "1"}, "Cach dung"),
    ],
    ids=str,
)
def test_the_program_obeys_the_variables_its_messages_name(asked: dict[str, str], shown: str) -> None:
    """With -E, Python ignores its variables, as it does in a program made by PyInstaller."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-E", "-X", "utf8=0", PROGRAM / "start.py", "due", "--help"],
        env={**kept, "LC_ALL": "C", "PARPLAN_LANG": "vi", **asked}, capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.decode().startswith(shown)


def test_the_trial_tells_what_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    silent = tmp_path / "silent.py"
    silent.write_text("", encoding="utf-8")
    assert trial.main([str(silent), sys.executable]) == 1
    shown = capsys.readouterr().out
    assert shown.count("FAILED") == len(trial.TRIED), shown


@pytest.mark.slow
def test_the_installed_program_passes_the_trial() -> None:
    installed = shutil.which("parplan", path=Path(sys.executable).parent)
    assert installed is not None
    done = subprocess.run([sys.executable, str(PROGRAM / "trial.py"), installed], capture_output=True, encoding="utf-8")
    assert (done.returncode, done.stdout.count("\nok ") + 1) == (0, len(trial.TRIED)), done.stdout
