"""Definition, references and rename; the shape of a text; what can be done about findings."""

from __future__ import annotations

from pathlib import Path

import pytest
from editor import Editor, edit, edited, offset_of, uri_of
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from test_editor_words import PLAN

from conftest import RECORDED_2021
from parplan.loading import parse_plan


def stretch(editor: Editor, uri: str, found: types.Range) -> tuple[int, str]:
    """The line of a range and the text in it."""
    text = editor.texts[uri]
    return found.start.line, text[offset_of(text, found.start) : offset_of(text, found.end)]


@pytest.mark.slow
def test_definition_and_references(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "plan.yaml")
    document = types.TextDocumentIdentifier(uri)

    async def session(editor: Editor) -> None:
        editor.open(uri, PLAN)

        async def defined(words: str, into: int) -> list[tuple[int, str]]:
            at = types.DefinitionParams(document, editor.place(uri, words, into))
            found = await editor.text_document_definition_async(at)
            return [stretch(editor, uri, one.range) for one in found or ()]  # type: ignore[union-attr]

        assert await defined("lead: [VP]", 7) == [(3, "VP")]
        assert await defined("lead: [Văn phòng Sở]", 9) == [(3, "VP")]
        assert await defined("part_of: 1.a/plan", 10) == [(11, "1.a")]
        assert await defined("part_of: 1.a/plan", 15) == [(15, "plan")]
        assert await defined("milestone: plan", 12) == [(15, "plan")]
        assert await defined("title: Việc a", 8) == []
        asked = types.ReferenceContext(include_declaration=False)
        at = types.ReferenceParams(asked, document, editor.place(uri, "VP: {name"))
        found = await editor.text_document_references_async(at)
        assert [stretch(editor, uri, one.range)[1] for one in found or ()] == ["VP", "VP", "Văn phòng Sở"]

    edit(session)


@pytest.mark.parametrize("newline", ["\n", pytest.param("\r\n", marks=pytest.mark.slow)])
def test_rename_changes_these_bytes_and_no_others(tmp_path: Path, newline: str) -> None:
    uri = uri_of(tmp_path / "plan.yaml")
    text = "\ufeff" + PLAN.replace("\n", newline)

    async def session(editor: Editor) -> None:
        editor.open(uri, text)
        for words, into, new, changes in (
            ("lead: [VP]", 7, "VPS", {"VP: {": "VPS: {", "[VP, ": "[VPS, ", "lead: [VP]": "lead: [VPS]"}),
            ("members: [VP, TTRA]", 15, "TTr", {"TTRA": "TTr"}),
            ("ALL:", 1, "TATCA", {"ALL:": "TATCA:"}),
            ("part_of: 1.a/plan", 10, "1.c", {"1.a": "1.c"}),
            ("milestone: plan", 12, "kh", {"id: plan": "id: kh", "milestone: plan": "milestone: kh", "a/plan": "a/kh"}),
        ):  # fmt: skip
            expected = text
            for old, changed in changes.items():
                assert old in expected
                expected = expected.replace(old, changed)
            assert await editor.rename(uri, words, into, new) == expected
            assert parse_plan(expected.encode(), "x").plan is not None
        for words, into, new in (
            ("lead: [VP]", 7, "TTRA"),
            ("lead: [VP]", 7, "không được: sao"),
            ("lead: [VP]", 7, ""),
            ("part_of: 1.a/plan", 10, "1.b"),
            ("milestone: plan", 12, "report"),
            ("title: Việc a", 8, "x"),
            ("lead: [Văn phòng Sở]", 9, "x"),
        ):
            with pytest.raises(JsonRpcException):
                await editor.rename(uri, words, into, new)

    edit(session)


@pytest.mark.slow
def test_every_code_and_id_of_the_plan_of_2021_can_be_another() -> None:
    text = RECORDED_2021.read_text("utf-8")
    plan = parse_plan(text.encode(), "x").plan
    assert plan is not None
    uri = uri_of(RECORDED_2021)

    async def session(editor: Editor) -> None:
        editor.open(uri, text)
        for code in plan.directory.units:
            changed = await editor.rename(uri, f"\n  {code}:", 4, f"{code}9")
            again = parse_plan(changed.encode(), "x").plan
            assert again is not None
            assert list(again.directory.units) == [f"{c}9" if c == code else c for c in plan.directory.units]
            assert len(changed) - len(text) == changed.count(f"{code}9")
        for task in [one for one in plan.tasks() if f"- id: {one.id}\n" in text][::6]:
            changed = await editor.rename(uri, f"- id: {task.id}\n", 7, f"{task.id}zz")
            again = parse_plan(changed.encode(), "x").plan
            assert again is not None
            assert f"{task.id}zz" in again.task_index()

    edit(session)


@pytest.mark.slow
def test_symbols_folding_and_lenses(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "plan.yaml")
    document = types.TextDocumentIdentifier(uri)

    async def session(editor: Editor) -> None:
        editor.open(uri, PLAN)
        found = await editor.text_document_document_symbol_async(types.DocumentSymbolParams(document))
        symbols = [one for one in found or () if isinstance(one, types.DocumentSymbol)]
        assert [one.name for one in symbols] == ["units", "groups", "1 · Mục một 𝕏"]
        assert [one.name for one in symbols[2].children or ()] == ["1.a · Việc a", "1.b · Việc b"]
        tasks = symbols[2].children or ()
        assert [one.name for one in tasks[0].children or ()] == ["plan · Ban hành kế hoạch", "report · Báo cáo"]
        for task in tasks:
            assert task.range.start <= task.selection_range.start
            assert task.selection_range.end <= task.range.end
        folds = await editor.text_document_folding_range_async(types.FoldingRangeParams(document))
        lines = PLAN.split("\n")
        folded = {lines[one.start_line].strip(): lines[one.end_line].strip() for one in folded_once(folds)}
        assert folded["- id: 1.a"] == folded["progress:"] == "- {date: 2021-02-01, milestone: plan, state: in-progress}"
        lenses = await editor.text_document_code_lens_async(types.CodeLensParams(document))
        shown = {lines[one.range.start.line].strip()[:10]: one.command.title for one in lenses or () if one.command}
        assert shown == {
            "- {id: pla": "2021-03-31 · 30 days left · on track · in progress",
            "- {id: rep": "2021-03-31 · 30 days left · on track · not started · 0/4 done",
            "- {id: own": "2021-03-31 · 30 days left · on track · not started",
        }

    edit(session)


def folded_once(found: object) -> list[types.FoldingRange]:
    """The foldings, of which each line begins one at most."""
    assert isinstance(found, list | tuple)
    assert len({one.start_line for one in found}) == len(found)
    return list(found)


@pytest.mark.slow
def test_every_fix_is_an_action_and_so_is_a_comment(tmp_path: Path) -> None:
    uri = uri_of(tmp_path / "plan.yaml")
    document = types.TextDocumentIdentifier(uri)
    broken = PLAN.replace("title: Việc a", "title: Việc\u200b a").replace(
        "title: Việc b", "title: Việc b của của đơn vị"
    )

    async def session(editor: Editor) -> None:
        editor.open(uri, broken)
        marks = await editor.marks(uri)

        async def actions(stretch: types.Range, *only: str) -> list[types.CodeAction]:
            context = types.CodeActionContext(marks, only=list(only) or None)
            found = await editor.text_document_code_action_async(types.CodeActionParams(document, stretch, context))
            return [one for one in found or () if isinstance(one, types.CodeAction)]

        (invisible,) = (mark for mark in marks if mark.code == "P420")
        fix, *others = await actions(invisible.range)
        assert (fix.is_preferred, fix.kind) == (True, types.CodeActionKind.QuickFix)
        assert fix.edit is not None
        assert edited(broken, fix.edit, uri) == broken.replace("\u200b", "")
        comment = next(one for one in others if "P420" in one.title)
        assert comment.edit is not None
        assert "# parplan: ignore[P420] it is right here" in edited(broken, comment.edit, uri)
        doubled = next(mark for mark in marks if mark.code == "P419")
        doubtful = (await actions(doubled.range))[0]
        assert doubtful.is_preferred is False
        assert doubtful.edit is not None
        assert edited(broken, doubtful.edit, uri).count("của của") == 0
        whole = types.Range(types.Position(0, 0), types.Position(0, 0))
        (everything,) = await actions(whole, "source.fixAll")
        assert everything.edit is not None
        mended = edited(broken, everything.edit, uri)
        assert "\u200b" not in mended
        assert "của của" in mended
        assert await actions(whole, "refactor") == []

    edit(session)
