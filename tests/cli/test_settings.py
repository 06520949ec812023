"""``parplan settings``: which hold, and where each is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Answer

Run = Callable[..., Answer]


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for year in (2019, 2021):
        (folder / f"{year}.yaml").write_text("parplan: 1\n", encoding="utf-8")
    (tmp_path / "parplan.toml").write_text(
        'lang = "vi"\nignore = ["P412", "P418"]\n[severity]\nP404 = "error"\n[per-file]\n"2019*" = ["P4"]\n',
        encoding="utf-8",
    )
    return folder


def rows(answer: Answer) -> dict[str, tuple[str | None, str | None]]:
    assert answer.code == 0
    return {item["setting"]: (item["value"], item["source"]) for item in answer.items}


def test_each_setting_is_told_with_its_file(run: Run, plans: Path) -> None:
    file = (plans.parent / "parplan.toml").as_posix()
    expected = {
        "lang": ("vi", "parplan.toml: lang"),
        "select": (None, None),
        "ignore": ("P412, P418", file),
        "severity.P404": ("error", file),
        "per-file.2019*": ("P4", file),
    }
    for words in ((), ("plans",), ("plans/2019.yaml",)):
        assert rows(run("settings", *words, "--json", env={"PARPLAN_LANG": ""})) == expected
    del expected["per-file.2019*"]
    assert rows(run("settings", "plans/2021.yaml", "--json", env={"PARPLAN_LANG": ""})) == expected


def test_the_nearest_file_holds_alone_and_what_chose_the_language_is_said(run: Run, plans: Path) -> None:
    (plans / "parplan.toml").write_text('select = ["P3"]\n', encoding="utf-8")
    found = rows(run("settings", "--json", cwd=plans))
    assert found["select"] == ("P3", (plans / "parplan.toml").as_posix())
    assert found["ignore"] == (None, None)
    assert found["lang"] == ("en", "PARPLAN_LANG")
    assert rows(run("settings", "--json", "--lang", "vi", cwd=plans))["lang"] == ("vi", "--lang")


def test_on_a_screen(run: Run, plans: Path) -> None:
    out = run("settings", "plans").out
    assert [line.split()[:2] for line in out.splitlines()[:4]] == [
        ["Setting", "Value"],
        ["lang", "en"],
        ["select", "(not"],
        ["ignore", "P412,"],
    ]


def test_what_is_wrong_is_said(run: Run, plans: Path) -> None:
    assert run("settings", "nowhere").code == 2
    (plans / "parplan.toml").write_text('selekt = ["P3"]\n', encoding="utf-8")
    answer = run("settings", "plans")
    assert answer.code == 2
    assert "the key selekt is not known here" in answer.err
