"""What is recorded stands where people would put it, and every other byte of the file stays.

The layouts are in ``layouts.py``, before and after; the texts that can go wrong in YAML are below.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import layouts
import pytest
import yaml
from layouts import DONE, HEAD, PROGRESS, RESCHEDULE, SECTION, Layout, Operation

from conftest import Answer

MOMENT = {"PARPLAN_TODAY": "2021-03-01T09:12:00+07:00"}

Run = Callable[..., Answer]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return tmp_path / "plan.yaml"


@pytest.fixture
def ask(run: Run) -> Run:
    return lambda *words, **env: run("--plan", "plan.yaml", *words, env={**MOMENT, **env})


def cases() -> Iterator[Any]:
    """Each layout with ``done`` and with one of the other operations, in turn."""
    for number, layout in enumerate(layouts.LAYOUTS):
        several = layout.operations in (layouts.WHOLE, layouts.MILESTONES)
        chosen = (layout.operations[0], layout.operations[1 + number % 2]) if several else layout.operations
        for place, operation in enumerate(chosen):
            slow = pytest.mark.slow if place else ()
            yield pytest.param(layout, operation, id=f"{layout.name} - {operation.name}", marks=slow)


def test_no_two_layouts_are_the_same() -> None:
    every = [*layouts.LAYOUTS, *layouts.TAKEN, *layouts.REFUSED, *layouts.NOT_TAKEN]
    assert len({layout.name for layout in every}) == len(every)
    assert len({(layout.text, layout.head, layout.bom, layout.crlf) for layout in every}) == len(every)


@pytest.mark.parametrize(("layout", "operation"), [*cases()])
def test_an_entry_is_added_and_taken_back_and_nothing_else_moves(
    layout: Layout, operation: Operation, ask: Run, plan: Path
) -> None:
    before = layout.before()
    plan.write_bytes(before)
    answer = ask(*operation.words)
    assert (answer.code, answer.err.replace("The file bao-cao.pdf is not here; its name is taken as typed.\n", "")) == (
        0,
        "",
    )
    assert plan.read_bytes() == layout.after(operation.entry)
    answer = ask("undo")
    assert (answer.code, answer.err) == (0, "")
    assert plan.read_bytes() == before


@pytest.mark.parametrize("layout", [pytest.param(one, id=one.name) for one in layouts.TAKEN])
def test_an_entry_laid_out_by_hand_is_taken_back_and_its_comments_stay(layout: Layout, ask: Run, plan: Path) -> None:
    plan.write_bytes(layout.after(layout.operations[0].entry))
    answer = ask("undo", "1.a")
    assert (answer.code, answer.err) == (0, "")
    assert plan.read_bytes() == layout.before()


@pytest.mark.parametrize("operation", [DONE, PROGRESS, RESCHEDULE], ids=lambda operation: operation.name)
@pytest.mark.parametrize("layout", [pytest.param(one, id=one.name) for one in layouts.REFUSED])
def test_a_text_that_would_change_by_a_line_end_is_left_alone(
    layout: Layout, operation: Operation, ask: Run, plan: Path
) -> None:
    before = layout.before()
    plan.write_bytes(before)
    answer = ask(*operation.words)
    assert (answer.code, answer.out) == (3, "")
    assert "plan.yaml: the entry cannot be added without changing other parts; nothing was written" in answer.err
    assert "add a line end" in answer.err
    assert plan.read_bytes() == before
    assert [path.name for path in plan.parent.iterdir()] == ["plan.yaml"]


@pytest.mark.slow
def test_long_blanks_and_many_comments_before_a_closing_bracket_take_no_time(
    spawn: Callable[..., Answer], plan: Path
) -> None:
    end = "\n" + "".join(f"{' ' * 60}# {number}, hai\n" for number in range(30)) + " " * 60
    start = (
        HEAD
        + SECTION
        + f"      - {{id: 1.a, title: Rà soát{end}}}\n"
        + f"      - {{id: 1.b, title: Nêu, progress: [{{date: 2021-02-01, note: a}}{end}]}}\n"
    )
    plan.write_text(start, encoding="utf-8", newline="")
    for words in (("done", "1.a"), ("done", "1.b"), ("undo",), ("undo",)):
        assert spawn("--plan", "plan.yaml", *words).code == 0  # it waits a minute at most
    assert plan.read_text(encoding="utf-8") == start


@pytest.mark.parametrize("layout", [pytest.param(one, id=one.name) for one in layouts.REFUSED])
def test_with_the_line_end_that_was_missing_it_is_recorded(layout: Layout, ask: Run, plan: Path) -> None:
    newline = b"\r\n" if layout.crlf else b"\n"
    before = layout.before() + newline
    plan.write_bytes(before)
    assert ask(*DONE.words).code == 0
    assert plan.read_bytes().startswith(before)
    assert plan.read_bytes().endswith(b"- " + DONE.entry.encode() + newline)


@pytest.mark.parametrize("layout", [pytest.param(one, id=one.name) for one in layouts.NOT_TAKEN])
def test_what_cannot_be_taken_back_without_writing_anew_is_left_alone(layout: Layout, ask: Run, plan: Path) -> None:
    before = layout.after(layout.operations[0].entry)
    plan.write_bytes(before)
    answer = ask("undo", "1.a")
    assert (answer.code, answer.out) == (3, "")
    assert "nothing was written" in answer.err
    assert plan.read_bytes() == before


def test_one_entry_after_the_other_each_a_line_of_its_own(ask: Run, plan: Path) -> None:
    start = HEAD + SECTION + "      - id: 1.b\n        title: Rà soát\n      - id: 1.a\n        title: Nêu"
    plan.write_text(start, encoding="utf-8", newline="")
    commands = [
        ("progress", "1.a", "--state", "in-progress"),
        ("reschedule", "1.b", "1.a", "--to", "2021-06-30", "--basis", "45/KH"),
        ("done", "1.a"),
    ]
    for second, words in enumerate(commands):
        assert ask(*words, PARPLAN_TODAY=f"2021-03-01T09:12:0{second}+07:00").code == 0
    assert plan.read_text(encoding="utf-8") == HEAD + SECTION + (
        "      - id: 1.b\n"
        "        title: Rà soát\n"
        "        progress:\n"
        '          - {date: 2021-03-01, due: 2021-06-30, basis: "45/KH", recorded: 2021-03-01T09:12:01+07:00}\n'
        "      - id: 1.a\n"
        "        title: Nêu\n"
        "        progress:\n"
        "          - {date: 2021-03-01, state: in-progress, recorded: 2021-03-01T09:12:00+07:00}\n"
        '          - {date: 2021-03-01, due: 2021-06-30, basis: "45/KH", recorded: 2021-03-01T09:12:01+07:00}\n'
        "          - {date: 2021-03-01, state: done, recorded: 2021-03-01T09:12:02+07:00}"
    )
    for _ in range(4):
        assert ask("undo").code == 0
    assert plan.read_text(encoding="utf-8") == start


def test_entries_of_one_command_stand_below_each_other(ask: Run, plan: Path) -> None:
    start = HEAD + SECTION + "      - id: 1.a\n        title: Rà soát\n      - {id: 1.b, title: Nêu}\n"
    plan.write_text(start, encoding="utf-8", newline="")
    assert ask("progress", "1.a", "--unit", "VP", "--unit", "TTRA", "--percent", "50").code == 0
    assert plan.read_text(encoding="utf-8") == HEAD + SECTION + (
        "      - id: 1.a\n"
        "        title: Rà soát\n"
        "        progress:\n"
        "          - {date: 2021-03-01, unit: VP, percent: 50, recorded: 2021-03-01T09:12:00+07:00}\n"
        "          - {date: 2021-03-01, unit: TTRA, percent: 50, recorded: 2021-03-01T09:12:00+07:00}\n"
        "      - {id: 1.b, title: Nêu}\n"
    )
    assert ask("progress", "1.b", "--unit", "VP", "--unit", "TTRA", "--percent", "50").code == 0
    assert plan.read_text(encoding="utf-8").endswith(
        "      - {id: 1.b, title: Nêu, progress: "
        "[ {date: 2021-03-01, unit: VP, percent: 50, recorded: 2021-03-01T09:12:00+07:00}, "
        "{date: 2021-03-01, unit: TTRA, percent: 50, recorded: 2021-03-01T09:12:00+07:00} ]}\n"
    )
    for _ in range(4):
        assert ask("undo").code == 0
    assert plan.read_text(encoding="utf-8") == start


# Texts.

NASTY = [
    "a: b",
    "a:",
    ": b",
    "a #b",
    "# b",
    'nói "được"',
    '"',
    "'",
    "'a'",
    "- một",
    "-",
    "--note",
    "* hai",
    "*a",
    "&a b",
    "!a b",
    "!!str",
    "% a",
    "%YAML 1.2",
    "@a",
    "`a`",
    "| a",
    "> a",
    "? a",
    "{a: b}",
    "[a, b]",
    "}",
    "]",
    "a, b",
    "...",
    "---",
    "<<",
    "=",
    "~",
    "null",
    "yes",
    "no",
    "2021-01-01",
    "2021-01-01T09:00:00Z",
    "0x1F",
    "1e3",
    ".inf",
    "1_000",
    "12:30:45",
    "<<<<<<< HEAD",
    "«»",
    " a",
    "a ",
    "  a  ",
    "\ta\t",
    "một\nhai",
    "một\n\n\nhai\n",
    "\nmột",
    "một\n  - hai: ba # bốn\n",
    "a\\b",
    "a\\",
    "\\n",
    "\\u0041 \\x41 \\",
    '\\"',
    "C:\\minh chứng\\bc.docx",
    "100 %",
    "{date: 2021-03-01}, {date: 2021-03-01}",
    'x", state: dropped, by: "y',
    "🎉",
    "👩‍👩‍👧‍👦 👩🏽‍🔬 🏳️‍🌈 🇻🇳",
    "𝒯𝓊 𠀀",
    "\u202eabc\u202c",
    "a\u200bb",
    "a\u00a0b\u3000c\u2009d",
    "\u00adx\u2060y\u200e",
    "\ue000 \U000f0000",
    "\u0378 \U0001ffff",
    "क्‍ष ن‌و",
    "Thuộc các Sở, ngành – đợt 2",
    "a" * 5000,
    "Kế hoạch số 1: " * 700,
    '"\\\n\t' * 300,
]
NFD = [
    ("Thu\u031b\u0323c hie\u0302\u0323n ca\u0309i ca\u0301ch", "Thực hiện cải cách"),
    ("\u0111o\u031b\u0323t", "đợt"),
    ("một\r\nhai\r\n", "một\nhai\n"),
]
with_texts = pytest.mark.parametrize(
    ("typed", "kept"), [pytest.param(*pair, id=ascii(pair[0])[:40]) for pair in (*zip(NASTY, NASTY, strict=True), *NFD)]
)
#: What no text of a plan may hold.
REFUSED = [
    *(chr(code) for code in range(0x20) if chr(code) not in "\t\n"),
    "\x7f",
    "\x80",
    "\x85",
    "\x9f",
    "\u2028",
    "\u2029",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\ud800",
    "\udfff",
    "\udce9",
]

SMALL = (
    HEAD
    + SECTION
    + """\
      - id: 1.a
        title: Đối thoại
        milestones:
          - {id: report, title: Báo cáo, due: khi phát sinh}
          - {id: end, title: Tổng kết, due: 2021-12-05}
      - id: 1.b
        title: Tuyên truyền
"""
)
TEXT_OPTIONS = ("note", "difficulty", "proposal", "basis", "reason", "by")


def written(plan: Path, task: int) -> Any:
    """The entries of a task as PyYAML reads them."""
    data = yaml.load(plan.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return data["sections"][0]["tasks"][task]["progress"]


@pytest.mark.slow
@with_texts
def test_a_text_reads_back_the_same(typed: str, kept: str, ask: Run, plan: Path) -> None:
    plan.write_text(SMALL, encoding="utf-8", newline="")
    answer = ask("progress", "1.b", "--state", "paused", *(f"--{option}={typed}" for option in TEXT_OPTIONS))
    assert (answer.code, answer.err) == (0, "")
    lines = plan.read_text(encoding="utf-8").removeprefix(SMALL).splitlines()
    assert [line.lstrip()[:10] for line in lines] == ["progress:", "- {date: 2"]
    expected = dict.fromkeys(TEXT_OPTIONS, kept)
    (entry,) = written(plan, 1)
    assert {key: entry.get(key) for key in expected} == expected
    for found in (ask("log", "1.b", "--json").items[0], ask("show", "1.b", "--json").items[0]["log"][0]):
        assert {key: found.get(key) for key in expected} == expected


@with_texts
def test_the_words_of_an_event_and_of_its_documents_read_back_the_same(
    typed: str, kept: str, ask: Run, plan: Path
) -> None:
    plan.write_text(SMALL, encoding="utf-8", newline="")
    piece = typed.replace("|", "\\|")
    answer = ask(
        "progress",
        "1.a/report",
        f"--event={typed}",
        "--evidence",
        f"number: {piece} | title: {piece} | date: 2021-02-10",
    )
    assert (answer.code, answer.err) == (0, "")
    # The blanks around the bars are not part of what stands between them.
    document = {"number": kept.strip(), "title": kept.strip(), "date": "2021-02-10"}
    (entry,) = written(plan, 0)
    assert (entry["event"], entry["evidence"]) == (kept, [document])
    found = ask("log", "1.a", "--json").items[0]
    assert (found["event"], found["evidence"]) == (kept, [document])


@pytest.mark.parametrize("character", REFUSED, ids=ascii)
def test_a_character_that_cannot_stand_in_a_plan_is_refused(character: str, ask: Run, plan: Path) -> None:
    plan.write_text(SMALL, encoding="utf-8", newline="")
    answer = ask("done", "1.b", "--note", f"một{character}hai")
    assert (answer.code, answer.out) == (2, "")
    assert f"--note: the character U+{ord(character):04X} is not allowed in a plan" in answer.err
    assert plan.read_text(encoding="utf-8") == SMALL


@pytest.mark.parametrize("character", ["\x00", "\u2028", "\ud800"], ids=ascii)
@pytest.mark.parametrize(
    "words",
    [
        *(("progress", "1.b", "--percent", "5", f"--{option}=một•hai") for option in TEXT_OPTIONS),
        ("progress", "1.a/report", "--event", "•một"),
        ("progress", "1.b", "--percent", "5", "--unit", "V•P"),
        ("done", "1.b", "--evidence", "12/KH•"),
        ("done", "1.b", "--evidence", "12/KH | bc•.pdf"),
        ("reschedule", "1.a/end", "--to", "2021-12•-15", "--basis", "4/KH"),
        ("reschedule", "1.a/end", "--to", "2021-12-15", "--basis", "4/KH•"),
    ],
    ids=" ".join,
)
def test_it_is_refused_wherever_a_text_is_typed(words: tuple[str, ...], character: str, ask: Run, plan: Path) -> None:
    plan.write_text(SMALL, encoding="utf-8", newline="")
    answer = ask(*(word.replace("•", character) for word in words))
    assert (answer.code, answer.out) == (2, "")
    assert f"the character U+{ord(character):04X} is not allowed in a plan" in answer.err
    assert plan.read_text(encoding="utf-8") == SMALL


@pytest.mark.parametrize("text", ["", " ", "\t", "\n", " \r\n ", "\u00a0", "\u3000"], ids=ascii)
def test_a_text_of_nothing_is_refused(text: str, ask: Run, plan: Path) -> None:
    plan.write_text(SMALL, encoding="utf-8", newline="")
    for words in (
        *(("progress", "1.b", "--percent", "5", f"--{option}={text}") for option in TEXT_OPTIONS),
        ("progress", "1.a/report", f"--event={text}"),
        ("done", "1.b", f"--evidence={text}"),
        ("reschedule", "1.a/end", "--to", "2021-12-15", f"--basis={text}"),
    ):
        answer = ask(*words)
        assert (answer.code, answer.out) == (2, ""), words
        assert re.search("is empty|nothing is named", answer.err), words
        assert plan.read_text(encoding="utf-8") == SMALL
