"""The runs of a paragraph of a Word document: their text as it is shown, all tracked changes accepted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from parplan.importing.readers.equations import M, equation_text, raised_signs
from parplan.importing.readers.form_fields import chosen_in
from parplan.importing.readers.legacy_fonts import from_font, is_tcvn3, is_vni, letter_of_both
from parplan.importing.readers.symbols import from_symbols, symbol
from parplan.importing.readers.text_boxes import MC, is_filled
from parplan.importing.readers.word_numbering import W, value_of
from parplan.importing.readers.word_remarks import WordRemarks
from parplan.importing.readers.word_styles import (
    Look,
    font_named,
    ground_of,
    is_like_ground,
    is_on,
    is_white,
    look_told,
)
from parplan.vocabulary.hidden_characters import TURNING

#: Stands where a letter of an old font ends whose first half is the last letter of the run before.
_LETTER_BEFORE = "\0"
#: Stands where the mark of a footnote does.
MARK = "\ufdd0"
#: Elements of a paragraph that hold its runs.
_RUN_HOLDERS = tuple(
    f"{W}{name}" for name in ("hyperlink", "smartTag", "fldSimple", "customXml", "sdtContent", "dir", "bdo")
)


class ReadRun(NamedTuple):
    """Letters of one look."""

    text: str
    bold: bool
    italic: bool


class RunReader:
    """Reads the runs of one document's paragraphs in order."""

    def __init__(
        self,
        fonts: dict[str | None, str],
        looks: dict[str | None, Look],
        dark: set[str],
        notes: dict[str, dict[str, str]],
        remarks: WordRemarks,
    ) -> None:
        self._fonts = fonts
        self._looks = looks
        self._look = looks[None]  # of the paragraph's style
        self._dark = dark
        self._notes = notes
        self._marked: list[str] = []  # the notes whose marks were read, until their line is
        self._remarks = remarks
        self._codes: list[bool] = []  # of each field that is open: whether its code is being read

    def read(self, paragraph: Any, look: Look) -> list[ReadRun]:
        """The runs of a paragraph. look: that of its style."""
        self._look = look
        font = self._fonts.get(value_of(paragraph.find(f"{W}pPr/{W}pStyle")), self._fonts.get(None, ""))
        runs = self._runs(paragraph, font)
        self._codes = [False for _ in self._codes]  # a code of several paragraphs is none of Word's: nothing is lost
        return runs

    def take_notes(self, count: int) -> tuple[str, ...]:
        """The notes of the next marks."""
        taken = tuple(self._marked[:count])
        del self._marked[:count]
        return taken

    def _runs(self, element: Any, font: str) -> list[ReadRun]:
        runs: list[ReadRun] = []
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            if tag == f"{W}r":
                run = self._run(child, font, runs[-1].text if runs else "")
                if run is not None:
                    runs.append(run)
            elif tag in (f"{W}del", f"{W}moveFrom"):
                self._remarks.note("tracked")
            elif tag in (f"{W}ins", f"{W}moveTo"):
                self._remarks.note("tracked")
                runs.extend(self._runs(child, font))
            elif tag == f"{W}subDoc":
                self._remarks.count("embedded")
            elif tag in _RUN_HOLDERS:
                if tag == f"{W}bdo" and value_of(child) == "rtl":
                    self._remarks.quote("turned", "".join(text.text or "" for text in child.iter(f"{W}t")))
                runs.extend(self._runs(child, font))
            elif tag == f"{MC}AlternateContent":
                runs.extend(self._runs(alternative(child), font))
            elif tag in (f"{M}oMath", f"{M}oMathPara"):
                runs.append(ReadRun(equation_text(child), bool(self._look.bold), False))
            elif tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None:
                    runs.extend(self._runs(content, font))
        return runs

    def _run(self, run: Any, font: str, before: str) -> ReadRun | None:
        properties = run.find(f"{W}rPr")
        look, italic, raised = self._look, False, False
        if properties is not None:
            styled = self._looks.get(value_of(properties.find(f"{W}rStyle")) or "", Look())
            look = look_told(properties).over(styled).over(look)
            italic = is_on(properties.find(f"{W}i"))
            align = properties.find(f"{W}vertAlign")
            raised = align is not None and align.get(f"{W}val") == "superscript"
            font = font_named(properties.find(f"{W}rFonts")) or font
        if look.hidden:
            if not any(self._codes):
                unseen = "".join(text.text or "" for text in run.iter(f"{W}t"))
                self._remarks.quote("unseen-letters", unseen)
            for mark in run.iter(f"{W}fldChar"):
                self._enter_field(mark.get(f"{W}fldCharType"))
            return None
        parts: list[str] = []
        written = ""  # as it stands in the file, in the code of its font
        for child in run:
            tag = child.tag
            if tag == f"{W}t":
                written += "" if any(self._codes) else from_symbols(child.text or "", font)
                continue
            if tag == f"{W}softHyphen":  # the letter ư of TCVN3 has its code
                written += "\u00ad"
                continue
            parts.append(from_font(written, font))
            written = ""
            if tag in (f"{W}tab", f"{W}ptab"):
                parts.append(" ")
            elif tag in (f"{W}br", f"{W}cr"):
                parts.append("\n")
            elif tag == f"{W}noBreakHyphen":
                parts.append("-")
            elif tag == f"{W}sym":
                parts.append(symbol(child.get(f"{W}font") or "", child.get(f"{W}char") or ""))
            elif tag == f"{W}fldChar":
                parts.append("" if any(self._codes) else chosen_in(child))
                self._enter_field(child.get(f"{W}fldCharType"))
            elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
                kind = "footnote" if tag == f"{W}footnoteReference" else "endnote"
                self._marked.append(self._notes[kind].get(child.get(f"{W}id") or "", "…"))
                parts.append(MARK)
            elif tag == f"{W}ruby":
                parts.extend(text for base in child.iter(f"{W}rubyBase") for text, _, _ in self._runs(base, font))
            elif tag == f"{MC}AlternateContent":
                parts.extend(from_font(text.text or "", font) for text in alternative(child) if text.tag == f"{W}t")
            elif tag in (f"{W}object", f"{W}contentPart"):
                self._remarks.count("embedded")
        text = "".join((*parts, from_font(written, font)))
        if not text:
            return None
        lost = properties is not None and is_like_ground(properties)
        if text.strip() and (look.struck or look.small or lost or (look.white and not self._is_shaded(run))):
            self._remarks.quote("struck-out" if look.struck else "unseen-letters", text)
            return None
        if TURNING.search(text):
            self._remarks.quote("turned", text)
        if is_vni(font) and (letter := letter_of_both(before, text)):
            text = f"{_LETTER_BEFORE}{letter}{text[1:]}"
        if (is_tcvn3(font) or is_vni(font)) and text.strip():
            self._remarks.note("legacy", font)
        if raised and MARK in text:
            text = MARK * text.count(MARK)  # without the sign that was typed as the mark
        if raised and re.fullmatch(r"\s*[\d*()\[\]]+\s*", text):
            if re.search(r"\b[kcmd]?m$", before) and text.strip() in "23":
                text = {"2": "²", "3": "³"}[text.strip()]
            elif before[-1:].isdigit() and text.strip().isdigit():
                text = raised_signs(text.strip())  # a power, or the mark of a footnote: it is left to be seen
            else:
                return None  # a footnote mark is not part of the text
        return ReadRun(text, bool(look.bold), italic)

    def _enter_field(self, mark: str | None) -> None:
        """Go on to the code of a field, which is not shown, to its result, or behind it."""
        if mark == "begin":
            self._codes.append(True)
        elif self._codes:
            self._codes.pop()
            self._codes += [False] if mark == "separate" else []

    def _is_shaded(self, run: Any) -> bool:
        """Whether something dark may lie beneath white letters: a shading, a filled text box, a style of a table."""
        for holder in (run, *run.iterancestors()):
            properties = next((one for one in holder if one.tag in (f"{W}rPr", f"{W}pPr", f"{W}tcPr")), None)
            ground = ground_of(properties)
            if ground is not None:
                return not is_white(ground)
            if holder.tag == f"{W}txbxContent":
                return is_filled(holder)
            if holder.tag == f"{W}tbl":
                return value_of(holder.find(f"{W}tblPr/{W}tblStyle")) in self._dark
        return False


def text_of(runs: Sequence[ReadRun]) -> str:
    """The text of the runs of a paragraph, with ``MARK`` where the mark of a note stands."""
    return re.sub(f".{_LETTER_BEFORE}", "", "".join(run.text for run in runs))


def alternative(element: Any) -> Any:
    """The content of an element ``mc:AlternateContent`` for programs that know all of Word."""
    choice = element.find(f"{MC}Choice")
    fallback = element.find(f"{MC}Fallback") if choice is None else choice
    return () if fallback is None else fallback
