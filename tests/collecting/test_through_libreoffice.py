"""Forms opened and saved by LibreOffice itself: what it writes is read, what it writes in other formats is refused."""

from __future__ import annotations

import datetime
import shutil
import subprocess
from pathlib import Path

import pytest

from filled_forms import Desk, Filled
from parplan.collecting.workbooks import read_workbook

SOFFICE = shutil.which("soffice")

pytestmark = [pytest.mark.slow, pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice")]


def _saved(path: Path, ending: str, folder: Path) -> Path:
    """The workbook as LibreOffice saves it."""
    assert SOFFICE is not None
    folder.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    words = [SOFFICE, profile, "--headless", "--convert-to", ending, "--outdir", str(folder), str(path)]
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    return folder / f"{path.stem}.{ending}"


def _fill(desk: Desk) -> Path:
    form = Filled(desk.path()).put("1.a/plan", state="Hoàn thành", on=datetime.date(2021, 2, 10), number="12/KH-SA")
    form.put("1.a:cost", figure="6,5").put("1.a:visits", figure=5).put("1.a/report", state="dang lam", note="Chờ ký")
    form.cell("1.b/plan", "state").value = '=IF(1=1,"xong","")'
    return form.put("1.b/plan", on="10/3/2021").save()


def test_what_libreoffice_saved_says_the_same(desk: Desk, tmp_path: Path) -> None:
    saved = _saved(_fill(desk), "xlsx", tmp_path / "lo")
    again = _saved(saved, "xlsx", tmp_path / "lo2")
    for number, path in enumerate((saved, again)):
        answer = desk.collect(str(path), "--dry-run")
        entries = {(one["address"], one["target"]): one["entries"] for one in answer.items if one["verdict"] == "new"}
        assert {key: (one[0]["date"], one[0].get("state")) for key, one in entries.items()} == {
            ("1.a/plan", None): ("2021-02-10", "done"),
            ("1.a/report", None): ("2021-03-14", "in-progress"),
            ("1.a", "cost"): ("2021-03-14", None),
            ("1.a", "visits"): ("2021-03-14", None),
            ("1.b/plan", None): ("2021-03-10", "done"),
        }, number
        # LibreOffice works the formula out, so its value is there, with a remark.
        (formula,) = [one for one in answer.items if one["address"] == "1.b/plan"]
        assert formula["remarks"]


def test_the_form_goes_through_the_old_formats_and_back(desk: Desk, tmp_path: Path) -> None:
    path = _fill(desk)
    for ending, told in (("ods", ".ods"), ("xls", ".xls")):
        other = _saved(path, ending, tmp_path / ending)
        refused = read_workbook(other.read_bytes(), other.name)
        assert told in str(refused.problem)
        back = _saved(other, "xlsx", tmp_path / f"{ending}-back")
        verdicts = [one["verdict"] for one in desk.collect(str(back), "--dry-run").items]
        assert verdicts == ["new"] * 5


def test_the_sheet_of_decisions_goes_through_too(desk: Desk, tmp_path: Path) -> None:
    _fill(desk)
    desk("done", "1.a/plan", "--on", "2021-03-01")
    assert desk.collect("bieu", "-o", "doi-chieu.xlsx").code == 1
    saved = _saved(desk.folder / "doi-chieu.xlsx", "xlsx", tmp_path / "lo")
    items = {one["address"]: one["verdict"] for one in desk.collect(str(saved), "--dry-run").items}
    assert items["1.a/plan"] == "conflict"
    assert items["1.a/report"] == "same"
