"""A rename goes through the plans beside that carry on with what is renamed, and says where it could not."""

from __future__ import annotations

from pathlib import Path

import pytest
from editor import Editor, edit, edited, uri_of
from lsprotocol import types
from test_editor_words import PLAN

from parplan.cli.verbs.lsp import plans_beside
from parplan.loading import parse_plan
from parplan.plan.units import NameIndex
from parplan.serving.later_plans import rename_carried
from parplan.serving.naming import Named, NamedKind, Namings

LATER = """\
parplan: 1
plan: {year: 2022, title: Kế hoạch, agency: sở, decision: {number: 1/QĐ-S, date: 2021-12-01}}
units:
  VP: {name: Văn phòng Sở}
sections:
  - id: 1
    title: Mục một
    tasks:
      - {id: 1.a, title: Việc a, lead: [VP], carried_from: "2021:1.a"}
      - id: 1.b
        title: Việc b 2021:1.a/plan
        lead: [VP]
        milestones:
          - {id: plan, title: Ban hành, due: Quý I/2022, carried_from: 2021:1.a/plan}
          - {id: report, title: Báo cáo, due: Quý I/2022, carried_from: 2021:1A/report@2021-Q4}
          - {id: own, title: Khác, due: Quý I/2022, carried_from: 2020:1.a/plan}
          - {id: other, title: Khác, due: Quý I/2022, carried_from: 2021:1.b/own}
"""


def renamed(folder: Path, words: str, into: int, new: str, opened: dict[str, str]) -> tuple[dict[str, str], list[str]]:
    """The plans of a folder after a rename in 2021.yaml, by name, and what the user is told."""
    (folder / "2021.yaml").write_text(PLAN, encoding="utf-8")
    uri = uri_of(folder / "2021.yaml")
    after: dict[str, str] = {}
    told: list[str] = []

    async def session(editor: Editor) -> None:
        @editor.feature(types.WINDOW_SHOW_MESSAGE)
        def _(params: types.ShowMessageParams) -> None:
            told.append(params.message)

        editor.open(uri, PLAN)
        for name, text in opened.items():
            editor.open(uri_of(folder / name), text)
        params = types.RenameParams(types.TextDocumentIdentifier(uri), editor.place(uri, words, into), new)
        edit = await editor.text_document_rename_async(params)
        assert edit is not None
        assert edit.changes is not None
        for one, edits in edit.changes.items():
            name = one.rpartition("/")[2]
            text = opened.get(name) or (folder / name).read_bytes().decode("utf-8")
            after[name] = edited(text, types.WorkspaceEdit(changes={one: edits}), one)

    edit(session)
    return after, told


@pytest.mark.slow
def test_a_task_and_a_milestone_are_renamed_in_the_plans_that_carry_on_with_them(tmp_path: Path) -> None:
    later = "\ufeff" + LATER.replace("\n", "\r\n")
    (tmp_path / "2022.yaml").write_bytes(later.encode("utf-8"))
    (tmp_path / "other.yaml").write_text(LATER.replace("agency: sở", "agency: Sở khác"), encoding="utf-8")
    (tmp_path / "notes.yaml").write_text("a: [\n", encoding="utf-8")
    after, told = renamed(tmp_path, "part_of: 1.a/plan", 10, "1.c", {})
    assert sorted(after) == ["2021.yaml", "2022.yaml"]
    assert after["2022.yaml"] == later.replace('"2021:1.a"', '"2021:1.c"').replace(
        "carried_from: 2021:1.a/plan", "carried_from: 2021:1.c/plan"
    ).replace("2021:1A/report", "2021:1.c/report")
    assert told == []
    after, told = renamed(tmp_path, "milestone: plan", 12, "kh", {})
    assert after["2022.yaml"] == later.replace("carried_from: 2021:1.a/plan", "carried_from: 2021:1.a/kh")
    assert (tmp_path / "2022.yaml").read_bytes() == later.encode("utf-8")


@pytest.mark.slow
def test_the_open_text_counts_and_units_are_the_plans_own(tmp_path: Path) -> None:
    (tmp_path / "2022.yaml").write_text("parplan: 1\n", encoding="utf-8")
    after, _ = renamed(tmp_path, "part_of: 1.a/plan", 10, "1.c", {"2022.yaml": LATER})
    assert after["2022.yaml"].count("2021:1.c") == 3
    after, _ = renamed(tmp_path, "lead: [VP]", 7, "VPS", {"2022.yaml": LATER})
    assert sorted(after) == ["2021.yaml"]


@pytest.mark.slow
def test_a_plan_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "sau này.yaml").write_text(LATER + "  x: [\n", encoding="utf-8")
    (tmp_path / "2022.yaml").write_bytes(b"\xff")
    after, told = renamed(tmp_path, "part_of: 1.a/plan", 10, "1.c", {})
    assert sorted(after) == ["2021.yaml"]
    assert told == ["Not renamed in 2022.yaml, sau này.yaml, which cannot be read: see “carried_from” there."]


def test_an_agency_that_was_renamed_is_known_by_its_code() -> None:
    loaded = parse_plan(PLAN.replace("agency: Sở", "code: H48.12, agency: Sở").encode(), "2021.yaml")
    assert loaded.plan is not None
    assert loaded.root is not None
    namings = Namings(loaded.root, NameIndex(loaded.plan.directory))
    task = Named(NamedKind.TASK, "1.a")
    later = LATER.replace("agency: sở", "code: H48.12, agency: Sở A và B")
    assert len(rename_carried(later, loaded.plan, namings, task, "1.c") or ()) == 3
    assert rename_carried(later.replace("H48.12", "H48.13"), loaded.plan, namings, task, "1.c") == []


def test_the_plans_of_folders_below_are_neither_read_nor_renamed_in(tmp_path: Path) -> None:
    """A plan may lie in a folder that holds those of others: a home, the root of a drive."""
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "2022.yaml").write_text(LATER, encoding="utf-8")
    here = (tmp_path / "2021.yaml").as_uri()
    assert plans_beside(here, {}) == {}
    (tmp_path / "2022.yaml").write_text(LATER, encoding="utf-8")
    assert plans_beside(here, {}) == {(tmp_path / "2022.yaml").as_uri(): LATER}
