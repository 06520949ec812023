"""Abbreviations defined at their first use, as Nghị định 30/2020/NĐ-CP asks (Phụ lục I, mục II.6).

“Văn phòng Sở rà soát TTHC” becomes “… rà soát thủ tục hành chính (TTHC)”, where TTHC comes again; else the words alone.
A name of a unit is left as it is. An appendix, which is read by itself, begins with a list of those it uses.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from parplan.languages import OfficeLanguage
from parplan.plan.structure import Plan
from parplan.reporting.papers import Appendix, Level, Paper, PaperBlock, PaperTable, Paragraph, Run, Text, text
from parplan.vocabulary.abbreviations import known_abbreviations

#: Abbreviations of kinds of bodies, which may be written out within the names of bodies.
_BODIES = ("UBND", "HĐND")
#: Characters beside which an abbreviation is part of a document's number or of a longer abbreviation.
_BESIDE = r"[\w&/-]"
#: Depth to which an abbreviation is written out in the words of another.
_NESTED = 2
#: Characters looked back at for the end of a sentence.
_GAP = 20
#: Ends of a sentence or of the words before a list, after which a word begins with a capital.
_BEGINS = re.compile(r"(?:\A|[.!?]\s{1,9})\Z")


def with_first_uses(language: OfficeLanguage, paper: Paper, plan: Plan) -> Paper:
    """The paper with each abbreviation, of a unit or of the field, written out where the reader first meets it."""
    writer = _Writer(plan, Counter(_tokens(plan, [*paper.addressees, *_texts(paper.blocks)])))
    addressees = tuple(tuple(writer.run(run, bare=True) for run in one) for one in paper.addressees)
    blocks = tuple(writer.block(block) for block in paper.blocks)
    appendices = tuple(_with_list(language, one, plan) for one in paper.appendices)
    return replace(paper, addressees=addressees, blocks=blocks, appendices=appendices)


def abbreviations_of(plan: Plan) -> Mapping[str, str]:
    """The short names of the plan's units and the abbreviations of the field; the plan's own come first."""
    units = {unit.short: unit.name for unit in plan.directory.units.values() if unit.short}
    return {**known_abbreviations(), **units}


def _pattern(plan: Plan) -> re.Pattern[str]:
    """Abbreviations, and before them the units' names with abbreviations in them, which are left as they are."""
    meanings = abbreviations_of(plan)
    short = "|".join(re.escape(one) for one in sorted(meanings, key=len, reverse=True))
    names = {name for unit in plan.directory.units.values() for name in unit.names if name not in meanings}
    within = re.compile(rf"(?<!{_BESIDE})(?:{short})(?!{_BESIDE})")
    kept = [name for name in names if any(found[0] not in _BODIES for found in within.finditer(name))]
    fixed = "|".join(re.escape(one) for one in sorted(kept, key=len, reverse=True))
    return re.compile(rf"(?P<name>{fixed or '(?!)'})|(?<!{_BESIDE})(?P<short>{short})(?!{_BESIDE})")


class _Writer:
    """Writes abbreviations out in reading order; it knows which the reader has seen and how often each occurs."""

    def __init__(self, plan: Plan, uses: Counter[str]) -> None:
        self._pattern = _pattern(plan)
        self._meanings = abbreviations_of(plan)
        self._uses = uses
        self._met: set[str] = set()

    def block(self, block: PaperBlock) -> PaperBlock:
        if isinstance(block, Paragraph):
            return replace(block, runs=self._text(block.runs))
        rows = (
            replace(row, cells=tuple(tuple(self._text(one) for one in cell) for cell in row.cells))
            for row in block.rows
        )
        return PaperTable(block.columns, tuple(rows))

    def _text(self, runs: Text) -> Text:
        return tuple(self.run(run) for run in runs)

    def run(self, run: Run, *, bare: bool = False) -> Run:
        """The run with new abbreviations written out; ``bare``: without the abbreviation in brackets."""
        return run if run.place else replace(run, text=self._written(run.text, bare=bare))

    def _written(self, words: str, *, bare: bool, within: frozenset[str] = frozenset()) -> str:
        """``words`` written out, within the full words of the abbreviations ``within``, which are left as they are."""

        def write(found: re.Match[str]) -> str:
            short = found["short"]
            if short is None or short in self._met or short in within or len(within) > _NESTED:
                return found[0]
            if words[found.start() - 1 : found.start()] == "(" and words[found.end() : found.end() + 1] == ")":
                self._met.add(short)  # the plan itself defines it here
                return short
            once = bare or self._uses[short] < 2
            if not once:
                self._met.add(short)
            full = self._meanings[short]
            full = self._written(full, bare=bare, within=within | {short})
            if _BEGINS.search(words, max(found.start() - _GAP, 0), found.start()):
                full = full[:1].upper() + full[1:]
            return full if once or full == short else f"{full} ({short})"

        return self._pattern.sub(write, words)


def _with_list(language: OfficeLanguage, appendix: Appendix, plan: Plan) -> Appendix:
    used = dict.fromkeys(_tokens(plan, _texts(appendix.blocks)))
    meanings = abbreviations_of(plan)
    if not used:
        return appendix
    names = "; ".join(f"{short}: {meanings[short]}" for short in sorted(used, key=str.casefold))
    line = Paragraph(text(language.gettext("Abbreviations: {names}.").format(names=names)), Level.NOTE)
    return replace(appendix, blocks=(line, *appendix.blocks))


def _tokens(plan: Plan, texts: Iterable[Text]) -> Iterator[str]:
    pattern = _pattern(plan)
    for runs in texts:
        for run in runs:
            if not run.place:
                yield from (found["short"] for found in pattern.finditer(run.text) if found["short"])


def _texts(blocks: Iterable[PaperBlock]) -> Iterator[Text]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.runs
        else:
            yield from (one for row in block.rows for cell in row.cells for one in cell)
