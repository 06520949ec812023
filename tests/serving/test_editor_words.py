"""What is offered and shown where the cursor stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from editor import Editor, edit, uri_of
from lsprotocol import types

from parplan.serving.completing import time_words
from parplan.vocabulary.time_words import Kind, read_time

PLAN = """parplan: 1
plan: {year: 2021, title: Kế hoạch, agency: Sở, decision: {number: 1/QĐ-S, date: 2020-12-01}}
units:
  VP: {name: Văn phòng Sở}
  TTRA: {name: "Thanh tra: Sở", aliases: [Thanh tra]}
groups:
  ALL: {name: "các phòng, đơn vị", members: [VP, TTRA]}
sections:
  - id: 1
    title: Mục một 𝕏
    tasks:
      - id: 1.a
        title: Việc a
        lead: [VP]
        milestones:
          - {id: plan, title: Ban hành kế hoạch, due: Quý I/2021}
          - {id: report, title: Báo cáo, due: quarterly}
        progress:
          - {date: 2021-02-01, milestone: plan, state: in-progress}
      - id: 1.b
        title: Việc b
        lead: [Văn phòng Sở]   # parplan: ignore[P403] đúng như bản in
        milestones:
          - {id: own, title: Lồng ghép, part_of: 1.a/plan}
"""


OFFERED = [
    ("lead: [VP]", "lead: |", {"VP": "[VP]", "ALL": "[ALL]", "Thanh tra: Sở": '["Thanh tra: Sở"]'}),
    ("lead: [VP]", "lead: [|", {"VP": "VP", "các phòng, đơn vị": '"các phòng, đơn vị"'}),
    ("lead: [VP]", "lead: [VP, T|]", {"TTRA": "TTRA", "Thanh tra: Sở": '"Thanh tra: Sở"'}),
    ("lead: [VP]", 'lead: ["|"]', {"Thanh tra: Sở": "Thanh tra: Sở"}),
    ("lead: [VP]", "lead:\n          - |", {"VP": "VP", "Văn phòng Sở": "Văn phòng Sở"}),
    ("lead: [VP]", "lead: [VP]\n        coordinating: [|]", {"TTRA": "TTRA"}),
    ("lead: [VP]", "lead: [VP]\n        |", {"coordinating": "coordinating: ", "time": "time: "}),
    ("lead: [VP]", "lead: [VP]\n        coor|", {"coordinating": "coordinating: "}),
    ("due: quarterly", "due: |", {"2021-Q1": "2021-Q1", "quarterly": "quarterly", "Quý III/2021": "Quý III/2021"}),
    ("due: quarterly", "|", {"due": "due: ", "part_of": "part_of: "}),
    ("part_of: 1.a/plan", "part_of: |", {"1.a": "1.a", "1.a/plan": "1.a/plan", "1.a/report": "1.a/report"}),
    ("part_of: 1.a/plan", "after: 1.a/|", {"1.a/plan": "1.a/plan"}),
    ("state: in-progress", "state: |", {"done": "done", "paused": "paused"}),
    ("milestone: plan,", "milestone: |,", {"plan": "plan", "report": "report"}),
    ("state: in-progress", "unit: |", {"VP": "VP", "TTRA": "TTRA"}),
    ("ignore[P403]", "ignore[|", {"P403": "P403", "P204": "P204"}),
    ("ignore[P403]", "ignore[P403, P|]", {"P204": "P204"}),
    ("    title: Mục một 𝕏", "    title: Mục một 𝕏\n    kind: |", {"duties": "duties", "steering": "steering"}),
]


PROSE = [("title: Việc a", "title: Việc |"), ("# parplan", "# một chú thích |"), ("parplan: 1", "parplan: 1\n#|")]


def test_what_is_offered_and_nothing_in_prose(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "plan.yaml")

    async def session(editor: Editor) -> None:
        editor.open(uri, PLAN)
        await editor.marks(uri)  # a text that is changed at once is never read
        for replaced, typed, offered in OFFERED:
            found = await editor.complete(uri, PLAN.replace(replaced, typed, 1))
            assert {label: found.get(label) for label in offered} == offered, typed
        for replaced, typed in PROSE:
            assert await editor.complete(uri, PLAN.replace(replaced, typed, 1)) == {}, typed

    edit(session)


@pytest.mark.slow
def test_what_stands_there_already_is_not_offered_again(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "plan.yaml")

    async def session(editor: Editor) -> None:
        editor.open(uri, PLAN)
        assert "VP" not in await editor.complete(uri, PLAN.replace("lead: [VP]", "lead: [VP, |]", 1))
        keys = await editor.complete(uri, PLAN.replace("lead: [VP]", "lead: [VP]\n        |", 1))
        assert not keys.keys() & {"id", "title", "lead", "milestones", "progress"}

    edit(session)


@pytest.mark.slow
def test_units_are_offered_while_the_text_is_no_plan(tmp_path: Path) -> None:
    """A quotation mark that nobody closed above takes the plan away, not the names of its units."""
    uri = uri_of(tmp_path / "plan.yaml")

    async def session(editor: Editor) -> None:
        editor.open(uri, PLAN)
        await editor.marks(uri)
        broken = PLAN.replace("title: Việc b", 'title: [Việc "b', 1).replace("lead: [VP]", "lead: [|", 1)
        assert "VP" in await editor.complete(uri, broken)

    edit(session)


@pytest.mark.parametrize("years", [(2021, 2021), (2021, 2025)])
def test_every_time_offered_is_certain(years: tuple[int, int]) -> None:
    for words in time_words(*years):
        read = read_time(words, *years)
        assert read.certain, words
        assert (read.reading.kind is Kind.UNDETERMINED) == (words == "undetermined"), words


def test_hover(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "plan.yaml")

    async def session(editor: Editor) -> None:
        editor.open(uri, PLAN)
        time = (await editor.hover(uri, "Quý I/2021", 3)).split("\n")
        assert time == [
            "from 2021-01-01 to 2021-03-31",
            "last permitted day: Wednesday 2021-03-31",
            "last working day: Wednesday 2021-03-31",
            "As of 2021-03-01:",
            "1.a/plan: 2021-03-31 · 30 days left · in progress",
        ]
        assert (await editor.hover(uri, "quarterly")).startswith("recurs 4 times\n2021-03-31, 2021-06-30, ")
        unit = (await editor.hover(uri, "lead: [VP]", 7)).split("\n")
        assert unit[:2] == ["VP · Văn phòng Sở · unit", "responsible for 6 deadlines, 6 of them open"]
        assert unit == (await editor.hover(uri, "[Văn phòng Sở]", 2)).split("\n")
        assert unit == (await editor.hover(uri, "VP: {name", 1)).split("\n")
        assert "Ban hành kế hoạch" in await editor.hover(uri, "part_of: 1.a/plan", 14)
        assert "P403" in await editor.hover(uri, "P403", 1)
        assert (await editor.hover(uri, "milestones:", 1)).startswith("Mốc (milestones)\n")
        assert await editor.hover(uri, "Kế hoạch") == ""

    edit(session)


@pytest.mark.slow
def test_hover_counts_the_periods_that_are_owed(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "plan.yaml")

    async def session(editor: Editor) -> None:
        editor.open(
            uri, PLAN.replace("date: 2020-12-01", "date: 2021-04-15").replace("Kế hoạch", "Năm học 2021 - 2022", 1)
        )
        assert (await editor.hover(uri, "quarterly")).startswith("recurs 3 times\n2021-06-30, ")

    edit(session)


@pytest.mark.slow
def test_hover_shows_no_date_of_a_text_that_is_no_plan(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "plan.yaml")

    async def session(editor: Editor) -> None:
        editor.open(uri, PLAN)
        await editor.marks(uri)
        editor.type(uri, PLAN.replace("plan: {year: 2021", "plan: {year: hai nghìn", 1))
        assert await editor.hover(uri, "Quý I/2021", 3) == ""

    edit(session)


@pytest.mark.slow
def test_a_character_that_no_file_may_hold_leaves_the_rest_readable(tmp_path: Path) -> None:
    async def session(editor: Editor) -> None:
        for number, sign in enumerate("\0\x01\x7f\x85\u2028\ufeff\ufffe\ud800"):
            uri = uri_of(tmp_path / f"{number}.yaml")
            editor.open(uri, PLAN.replace("Việc a", f"Việc {sign} a"))
            assert len(await editor.errors(uri)) == 1
            assert "Văn phòng Sở" in await editor.hover(uri, "VP]")
            assert await editor.text_document_document_symbol_async(
                types.DocumentSymbolParams(types.TextDocumentIdentifier(uri))
            )

    edit(session)
