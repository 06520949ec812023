"""Findings while one types: what ``validate`` says of the same text, at the places an editor counts."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from editor import Editor, edit, place, uri_of
from lsprotocol import types
from test_editor_words import PLAN

from conftest import PLAN_2021, RECORDED_2021, Answer

Run = Callable[..., Answer]
_LEVELS = {"error": 1, "warning": 2, "advice": 3}


def told_by_validate(run: Run, folder: Path, text: str) -> list[tuple[int, str, tuple[int, int], tuple[int, int]]]:
    """Severity, code and UTF-16 places of what ``validate`` finds in a text."""
    path = folder / "plan.yaml"
    path.write_bytes(text.encode("utf-8"))
    found = []
    body = text.removeprefix("\ufeff")
    lines = body.split("\n")
    for finding in json.loads(run("validate", "plan.yaml", "--json", cwd=folder).out)["items"]:
        ends = []
        for line, column in (
            (finding["line"], finding["column"]),
            (finding["end_line"], finding["end_column"]),
        ):
            offset = sum(len(one) + 1 for one in lines[: line - 1]) + column - 1 + len(text) - len(body)
            at = place(text, offset)
            ends.append((at.line, at.character))
        found.append((_LEVELS[finding["severity"]], finding["code"], ends[0], ends[1]))
    return sorted(found)


def marked(marks: list[types.Diagnostic]) -> list[tuple[int, str, tuple[int, int], tuple[int, int]]]:
    return sorted(
        (
            int(mark.severity or 0),
            str(mark.code),
            (mark.range.start.line, mark.range.start.character),
            (mark.range.end.line, mark.range.end.character),
        )
        for mark in marks
        if mark.code is not None
    )


def random_edit(text: str, chance: random.Random) -> str:
    """A text with one slip more: signs typed, deleted or doubled, lines moved."""
    start = chance.randrange(len(text))
    end = min(len(text), start + chance.choice((0, 0, 1, 3, 40)))
    typed = chance.choice(
        (
            "",
            "x",
            "- ",
            ": ",
            "\n",
            "\t",
            '"',
            "[",
            "}",
            "# ",
            "  ",
            "𝕏",
            "Đ",
            "ƣ",
            "\u200b",
            "due: ",
            "lead: [VP, ",
            text[start:end] * 2,
        )
    )
    return text[:start] + typed + text[end:]


@pytest.mark.slow
def test_random_edits_keep_server_and_validate_in_agreement(run: Run, tmp_path: Path) -> None:
    chance = random.Random(20)
    uri = uri_of(tmp_path / "plan.yaml")

    async def session(editor: Editor) -> None:
        seen = set()
        for number, beginning in enumerate(
            (RECORDED_2021.read_text("utf-8"), PLAN_2021.read_text("utf-8").replace("\n", "\r\n"))
        ):
            text = beginning
            for turn in range(25):
                text = random_edit(beginning if turn % 4 == 0 else text, chance)
                if number == turn == 0:
                    editor.open(uri, text)
                else:
                    editor.type(uri, text)
                expected = told_by_validate(run, tmp_path, text)
                assert marked(list(await editor.marks(uri))) == expected
                seen.update(code for _, code, _, _ in expected)
        assert len(seen) > 5

    edit(session)


NO_PLANS = (
    "",
    "\ufeff",
    "\ufeffparplan: 1\n",
    "parplan: 2\n",
    "a: [",
    "\t",
    "đơn vị: 𝕏𝕏: 1\n",
    "\u2028: 1\rx: 2\n",
    "a: 𝕏\ud800",
)


def test_a_text_that_is_no_plan_is_marked_and_not_feared(tmp_path: Path) -> None:
    async def session(editor: Editor) -> None:
        for number, text in enumerate(NO_PLANS):
            uri = uri_of(tmp_path / f"{number}.yaml")
            editor.open(uri, text)
            marks = await editor.marks(uri)
            assert marks, text
            assert all(mark.source == "parplan" and mark.message for mark in marks)

    edit(session)


@pytest.mark.slow
def test_the_settings_of_the_folder_and_nothing_on_disk_but_them(tmp_path: Path) -> None:
    """The text of the file is never read: only the open one is."""
    plan = tmp_path / "2021.yaml"
    plan.write_text("{[ nothing like the open text", "utf-8")
    uri = uri_of(plan)
    text = RECORDED_2021.read_text("utf-8")

    async def session(editor: Editor) -> None:
        editor.open(uri, text)
        codes = {mark.code for mark in await editor.marks(uri)}
        assert codes == {"P503"}
        (tmp_path / "parplan.toml").write_text('ignore = ["P503"]', "utf-8")
        editor.type(uri, text + "\n")
        assert await editor.marks(uri) == ()
        (tmp_path / "parplan.toml").write_text('ignore = ["P999"]', "utf-8")
        editor.type(uri, text)
        (mark,) = await editor.marks(uri)
        assert "P999" in mark.message

    edit(session)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["2021.yaml", "parplan.toml"]
    assert plan.read_text("utf-8") == "{[ nothing like the open text"


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [
        "kế hoạch năm 2021.yaml",
        *(pytest.param(name, marks=pytest.mark.slow) for name in ("100% (#1)+a.yaml", "a&b=c,d;e.yaml")),
    ],
)
def test_a_file_of_any_name_is_marked(tmp_path: Path, name: str) -> None:
    """An editor encodes such names otherwise than the library of the protocol does."""
    for uri in (uri_of(tmp_path / "Sở KHCN" / name), (tmp_path / name).as_uri()):

        async def session(editor: Editor, uri: str = uri) -> None:
            editor.open(uri, PLAN.replace("lead: [VP]", "lead: [KHONG]"))
            (mark,) = await editor.errors(uri)
            assert mark.code == "P201"
            editor.type(uri, PLAN)
            assert await editor.errors(uri) == []

        edit(session)


@pytest.mark.slow
def test_closed_texts_have_no_marks(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "plan.yaml")

    async def session(editor: Editor) -> None:
        editor.open(uri, "parplan: 1\n")
        assert await editor.marks(uri)
        editor.text_document_did_close(types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(uri)))
        editor.told.clear()
        editor.open(uri + "x", "parplan: 1\n")
        await editor.marks(uri + "x")
        assert editor.told[uri].diagnostics == ()

    edit(session)
