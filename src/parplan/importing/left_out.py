"""Gaps of a draft against its document: paragraphs, parts and tables that were not read are told.

The words of each paragraph are looked for in the draft, in runs, so that a paragraph may be in several fields; each
run of the draft stands for one of the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from msgspec import Struct

from parplan.importing.blocks import Block, DocumentLine, DocumentTable
from parplan.importing.bracket_fields import split_bracket
from parplan.importing.drafts import Draft
from parplan.importing.enumerators import Numeral, read_enumerator
from parplan.importing.labels import find_label
from parplan.importing.labels_inside import split_inside, without_labels
from parplan.importing.list_items import ListItem
from parplan.importing.tables.task_tables import is_data
from parplan.provenance.doubts import Doubt
from parplan.vocabulary.folding import fold

#: The words of a run: few enough to find the parts of a paragraph, and too many to be equal by chance.
_RUN = 5
#: Words in a row that are nowhere in the draft, from which on a paragraph counts as not read.
_MISSED = 5
#: Keys of the draft whose texts were made from others.
MADE = frozenset({"targets", "cites", "recipient", "due", "id"})
_SHORT_FIELDS = frozenset({"lead", "coordinating", "time"})


class _Part(Struct):
    """A part of the document: the line of its heading, and the lines below it. below: it is below a table of tasks."""

    heading: DocumentLine | None
    lines: list[DocumentLine]
    below: bool = False


def find_left_out(
    body: Sequence[Block], root: ListItem, draft: Draft, below: Container[int], *, once: bool
) -> Iterator[Doubt]:
    """A doubt for each run of paragraphs that the draft lacks, and one for all parts it lacks whole.

    body: the blocks below the title of the document. root: the tree of its list. below: the ids of the lines below
    tasks, which are told there. once: a paragraph printed twice must be in the draft twice.
    """
    parts = list(_parts(body, root))
    #: Items that must be in the draft however they look: those with nothing below them, and those beside tasks.
    bare = {id(item.lines[0]) for item in root.below if not item.events and len(item.lines) == 1}
    bare |= {id(item.lines[0]) for child in root.children if _holds_fields(child) for item in _numbered(child)}
    lines = [line for part in parts for line in part.lines]
    headings = [id(line) in bare and is_heading(line) for line in lines]
    words = [
        () if _is_leading(line, bare) else words_of(line, heading=heading)
        for line, heading in zip(lines, headings, strict=True)
    ]
    told = iter(_DraftWords(draft, once=once).take(words, headings))
    whole: list[DocumentLine] = []
    for part in parts:
        taken = [
            True if one is False and id(line) in below else one
            for one, line in zip(islice(told, len(part.lines)), part.lines, strict=True)
        ]
        if part.heading is None:
            taken = [
                None if one is False and not (part.below or _assigns(line)) else one
                for one, line in zip(taken, part.lines, strict=True)
            ]
        if False not in taken:
            continue
        if True not in taken and part.heading is not None:
            whole.append(part.heading)
            continue
        for run in _runs(part.lines, taken):
            if len(run) == 1:
                yield Doubt("paragraph-left-out", "", "", "", run[0].whole, run[0].place)
            else:
                yield Doubt("paragraphs-left-out", "", "", str(len(run)), run[0].whole, run[0].place)
    if whole:
        yield Doubt("parts-left-out", "", "", "", "; ".join(line.whole for line in whole), whole[0].place)


def part_begins(root: ListItem) -> set[int]:
    """The ids of the lines at which the parts of a list begin."""
    return {id(child.lines[0]) for child in root.children if child.lines and not child.is_bullet}


def _parts(body: Sequence[Block], root: ListItem) -> Iterator[_Part]:
    begins = part_begins(root)
    part = _Part(None, [])
    for block in body:
        if isinstance(block, DocumentTable):
            if part.heading is None and is_data(block):
                yield part
                part = _Part(None, [], below=True)
            continue
        if id(block) in begins:
            yield part
            part = _Part(block, [])
        else:
            part.lines.append(block)
    yield part


def _runs(lines: Sequence[DocumentLine], taken: Sequence[bool | None]) -> Iterator[list[DocumentLine]]:
    """The paragraphs that were not taken, in a row; headings between them are of no account."""
    run: list[DocumentLine] = []
    for line, one in zip(lines, taken, strict=True):
        if one is False:
            run.append(line)
        elif one and run:
            yield run
            run = []
    if run:
        yield run


class _DraftWords:
    """The runs of words of a draft, each of which can be taken as often as it is there."""

    def __init__(self, draft: Draft, *, once: bool) -> None:
        self._once = once
        head = draft.data.get("plan", {})
        told = {"introduction": head.get("introduction", []), "closing": head.get("closing", [])}
        written = [compared_words(text) for text in _texts({**told, "sections": draft.data["sections"]})]
        printed = [compared_words(one.printed) for one in draft.sources]
        printed += [compared_words(doubt.printed) for doubt in draft.doubts if doubt.kind == "reports"]
        #: Texts that are more than the units and times of a task.
        self._titles = {
            tuple(compared_words(text))
            for text in _texts({**told, "sections": draft.data["sections"]}, leaving=_SHORT_FIELDS)
        }
        self._runs = _counted(written) | _counted(printed)
        self._whole = Counter(map(tuple, written)) | Counter(map(tuple, printed))

    def take(self, every: Sequence[tuple[str, ...]], heading: Sequence[bool]) -> list[bool | None]:
        """Whether each paragraph is in the draft, by its words; ``None`` for one without.

        Paragraphs that are a text of the draft by themselves come first, as texts may differ in one word.
        heading: the paragraph is a number and a few words; that a task names the same unit is no sign of it.
        """
        taken = [bool(words and self._take_whole(words)) for words in every]
        return [
            None if not words else words in self._titles if alone else done or self._take_runs(words)
            for words, alone, done in zip(every, heading, taken, strict=True)
        ]

    def _take_whole(self, words: tuple[str, ...]) -> bool:
        if self._whole[words] <= 0:
            return False
        if self._once:
            self._whole[words] -= 1
            self._runs.subtract(_runs_of(words))
        return True

    def _take_runs(self, words: tuple[str, ...]) -> bool:
        found = [False] * len(words)
        for start in range(len(words)):
            for run in (words[start : start + length] for length in range(_RUN, 0, -1)):
                if self._runs[run] > 0:
                    self._runs[run] -= self._once and len(run) == _RUN
                    found[start : start + len(run)] = [True] * len(run)
                    break
        missed = 0
        for one in found:
            missed = 0 if one else missed + 1
            if missed >= min(_MISSED, len(words)):
                return False
        return True


def _counted(texts: Iterable[Sequence[str]]) -> Counter[tuple[str, ...]]:
    return Counter(run for words in texts for run in _runs_of(words))


def _texts(value: Any, key: str = "", *, leaving: Container[str] = ()) -> Iterator[str]:
    if isinstance(value, dict):
        for name, one in value.items():
            if name in MADE or name in leaving or (key == "milestones" and name == "title"):
                continue
            if key in ("columns", "headings"):
                yield str(name)
            yield from _texts(one, str(name), leaving=leaving)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one, key, leaving=leaving)
    elif value is not None:
        yield str(value)


#: Lines that only lead to what follows or to an annex.
_LEADING = re.compile(
    r"(?:phu luc|bang|bieu)\b.*\b(?:kem theo|sau|day|nay)\W*$|\btai (?:phu luc|bang|bieu)\b|^phu luc\b"
    r"|^(?:phu )?(?:bieu|bang)(?: so)? (?:\d{1,2}|[ivx]+)$"
)


#: Words of a paragraph above the parts of a plan that gives work to someone; others tell on what it is based.
_ASSIGNING = re.compile(
    r"^(?!can cu ).*\b(?:giao (?:cho|cac|so|phong|van phong)|chu tri|phoi hop voi|(?:chiu|co) trach nhiem)\b"
)


def _is_leading(line: DocumentLine, bare: Container[int]) -> bool:
    """Whether a paragraph is only a heading or leads to what follows. bare: the items with nothing below them."""
    text = line.whole
    enumerator = read_enumerator(text)
    count = len((enumerator.rest if enumerator is not None else text).split())
    if text.isupper() or re.fullmatch(r"\(.*\)\W*", text) or (text.endswith(":") and count < 30):
        return id(line) not in bare
    if count < 25 and _LEADING.search(fold(text)):
        return True
    return is_heading(line) and id(line) not in bare


def _assigns(line: DocumentLine) -> bool:
    """Whether a paragraph above the parts of a plan may be a task: it has a number or a bullet, or names a duty."""
    return read_enumerator(line.whole) is not None or _ASSIGNING.search(fold(line.text)) is not None


def is_heading(line: DocumentLine) -> bool:
    """Whether a paragraph is a few words with a number or in bold, without the end of a sentence."""
    enumerator = read_enumerator(line.whole)
    numbered = enumerator is not None and enumerator.style is not Numeral.BULLET
    return len(line.text.split()) < 12 and (numbered or line.bold) and not re.search(r"[.;,]$", line.text)


def words_of(line: DocumentLine, *, heading: bool = False) -> tuple[str, ...]:
    """The words of a paragraph as they are compared, without its number and the labels in it.

    heading: fields behind it are those of the tasks below it, and left out, too.
    """
    enumerator = read_enumerator(line.whole)
    text = enumerator.rest if enumerator is not None else line.whole
    if heading:
        text = split_bracket(split_inside(text)[0])[0]
    head, told = split_bracket(text)
    value = without_labels(" ".join([head, *(one.value for one in told)]))
    return () if value == text and find_label(value) is not None else tuple(compared_words(value))


def _holds_fields(item: ListItem) -> bool:
    return any(one.fields for one in item.below)


def _numbered(item: ListItem) -> Iterator[ListItem]:
    return (one for one in item.below if one.lines and not one.is_bullet)


#: Words between units that tell who leads and who coordinates; they are in no field.
_ROLES = re.compile(r"\b(?:chu tri|phoi hop|voi|va)\b")


def compared_words(text: str) -> list[str]:
    """The words of a text as they are compared: folded, without those that tell roles."""
    return re.findall(r"\w+", _ROLES.sub(" ", fold(text)))


def words_within(value: Any) -> Iterator[str]:
    """The words of all texts and keys within data of a draft, as they are compared."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from compared_words(str(key))
            yield from words_within(one)
    elif isinstance(value, list):
        for one in value:
            yield from words_within(one)
    elif value is not None:
        yield from compared_words(str(value))


def _runs_of(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """The runs of a text; of a shorter one, the whole."""
    return (tuple(words[i : i + _RUN]) for i in range(max(len(words) - _RUN + 1, min(len(words), 1))))


def tables_left_out(tables: Iterable[DocumentTable]) -> Iterator[Doubt]:
    """A doubt for each table that was not read, with the words of its first row."""
    for table in tables:
        words = " | ".join(cell.text for cell in table.rows[0] if cell.text) if table.rows else ""
        yield Doubt("table-left-out", "", "", "", words, table.place)
