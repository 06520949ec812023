"""The stages of reading: document → layout → sections and fields → draft with doubts. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from parplan.diagnostics import N_, message
from parplan.errors import FileError
from parplan.importing.blocks import Block, DocumentLine, DocumentTable, SourceDocument
from parplan.importing.cells_left_out import find_blank_columns, find_cells_left_out, row_left_out
from parplan.importing.damage import is_damaged, with_likely_enumerators
from parplan.importing.dittos import fill_dittos
from parplan.importing.drafting import make_draft
from parplan.importing.drafts import Draft, Wishes
from parplan.importing.found import FoundSection
from parplan.importing.item_tree import read_items
from parplan.importing.labels import ALIKE, ALIKE_DAMAGED, LEAD, TIME
from parplan.importing.layout import Layout
from parplan.importing.left_out import find_left_out, part_begins, tables_left_out
from parplan.importing.list_items import ListItem
from parplan.importing.lists import find_duties, introduction_of, read_list
from parplan.importing.notes_left_out import find_notes
from parplan.importing.outlines import give_leads, read_outline
from parplan.importing.refusing import NotAPlanError, require_leads, require_plan
from parplan.importing.series import find_series_faults
from parplan.importing.tables.captions import head_of_table
from parplan.importing.tables.task_tables import is_data, read_tables
from parplan.importing.tables.unit_tables import read_unit_tables
from parplan.importing.task_lines import TaskLines
from parplan.importing.unit_headings import unnumbered_headings
from parplan.provenance.doubts import Doubt, Place
from parplan.vocabulary.folding import fold


class DamagedTextError(FileError):
    """A document whose Vietnamese has lost its diacritics, so that nothing in it can be trusted."""


_TYPE_AGAIN = N_("type or save it again with its diacritics; --damaged imports it with a doubt on every field")
_SCAN_AGAIN = N_(
    "scan it again with Vietnamese OCR, or import the Word document; --damaged imports it with a doubt on every field"
)


def read_plan(document: SourceDocument, wishes: Wishes, name: str, *, outline: bool = False) -> Draft:
    """The draft of the plan in ``document``; ``name`` is its file name, for messages.

    outline: accept duties grouped by unit, without times, as tasks.
    Raises :class:`NotAPlanError`, which says what was looked for, and :class:`DamagedTextError`.
    """
    damaged = is_damaged(document.words())
    if damaged and not wishes.damaged:
        typed = document.kind not in ("pdf", "scan")
        if typed:  # English with Vietnamese names in it, such as a manual, is no plan rather than a damaged one
            read_plan(document, replace(wishes, damaged=True), name, outline=outline)
        raise DamagedTextError(
            message(N_("the Vietnamese text of {name} is damaged: most letters have lost their diacritics"), name=name),
            help=message(_TYPE_AGAIN if typed else _SCAN_AGAIN),
        )
    alike = ALIKE_DAMAGED if damaged else ALIKE
    if damaged:
        document = with_likely_enumerators(document)
    layout = Layout(document)
    front = layout.front
    lines = [block for block in layout.body if isinstance(block, DocumentLine)]
    of_units = read_unit_tables(layout.body)
    read = read_tables(_with_lines_before(_without(layout.body, of_units.tables)))
    tables = read.sections
    in_lists = _outside_annexes(layout.body) if tables else lines
    listed, root = read_list(in_lists, alike)
    front.introduction = introduction_of(root)
    doubts: list[Doubt] = []
    if tables and not any(section.duties for section in listed) and (duties := find_duties(root)) is not None:
        listed = [*listed, duties]
    sections = _chosen(listed, tables, layout.body, doubts)
    if not tables and (outline or not _lead_told(listed)):
        headings = unnumbered_headings(lines)
        outlined = read_items(lines, alike, headings) if headings else root
        sections = _by_unit(outlined, of_units.sections, listed, document, name, outline=outline) or sections
        if sections and sections[0].units:
            doubts.append(Doubt("by-unit", "", "lead"))
    elif tables and give_leads(tables):
        doubts.append(Doubt("by-unit", "", "lead"))
    require_plan(front, sections, layout.body, document.remarks, name, outline=outline)
    fill_dittos(sections)
    draft = make_draft(front, sections, replace(wishes, scanned=document.kind == "scan"), lines)
    if front.plans > 1:
        doubts.append(Doubt("two-plans", "", "", "", str(front.plans)))
    if not front.ended:
        doubts.append(Doubt("no-end", "", "closing"))
    by_unit = any(section is one for section in sections for one in of_units.sections)
    rest = _without(layout.body, of_units.tables if by_unit else ())
    others = [one for one in rest if isinstance(one, DocumentTable) and not is_data(one)]
    doubts.extend(row_left_out(row) for row in of_units.rows_left if by_unit)
    doubts.extend(tables_left_out([*read.left_out, *others]))
    doubts.extend(find_cells_left_out(read.rows, sections, draft))
    doubts.extend(find_blank_columns(read.rows))
    below = TaskLines(in_lists, part_begins(root), sections, draft)
    doubts.extend(below.doubts)
    doubts.extend(find_left_out(layout.body, root, draft, below.ids, once=not tables))
    gaps = [doubt.place for doubt in draft.doubts if doubt.kind in ("gap", "section-gap")]
    doubts.extend(find_series_faults(lines, sections, gaps))
    doubts.extend(find_notes(document.blocks, draft))
    for kind, words in document.remarks:
        doubts.append(Doubt(kind, "", "", "", words))
    draft.doubts[:0] = doubts
    if damaged:
        told = {(source.address, source.field): source for source in draft.sources}
        draft.doubts.extend(
            Doubt("damaged", address, field, source.value, "", source.place)
            for (address, field), source in told.items()
        )
    return draft


def _without(blocks: Sequence[Block], some: Sequence[Block]) -> list[Block]:
    ids = set(map(id, some))
    return [block for block in blocks if id(block) not in ids]


def _lead_told(sections: Sequence[FoundSection]) -> bool:
    """Whether the tasks of a list have leads of their own."""
    tasks = [task for section in sections if not section.duties for task in section.tasks]
    return sum(1 for task in tasks if LEAD in task.fields) * 3 >= len(tasks) > 0


def _by_unit(
    root: ListItem,
    tables: list[FoundSection],
    listed: list[FoundSection],
    document: SourceDocument,
    name: str,
    *,
    outline: bool,
) -> list[FoundSection]:
    """The sections of a plan grouped by unit, with those of ``tables``. One without times needs ``outline``."""
    sections = [*read_outline(root, document.words()), *tables]
    tasks = [task for section in sections for task in section.tasks]
    if len(sections) < 2 or len(tasks) < 2:
        return []
    timed = sum(1 for task in tasks if TIME in task.fields)
    if not outline and timed * 3 < len(tasks):
        if any(not section.duties and section.tasks for section in listed):
            return []
        require_leads(root, tasks, name)
        raise NotAPlanError(
            message(
                N_("{name} lists duties by unit ({units} units, {tasks} duties), without times"),
                name=name,
                units=len(sections),
                tasks=len(tasks),
            ),
            help=message(N_("add --outline to import them as tasks, each with the unit of its heading as the lead")),
        )
    numbers = {section.number for section in sections}
    duties = [section for section in listed if section.duties]
    if not duties and (found := find_duties(root)) is not None:
        duties = [found]
    titles = {section.title.text for section in sections}
    read = {task.title.place for task in tasks}
    for section in duties:
        if section.number not in numbers and not titles & {task.title.text for task in section.tasks}:
            section.items = [
                item
                for item in section.items
                if item.title.place not in read and not any(task.title.text in item.title.text for task in tasks)
            ]
            sections.extend([section] if section.items else [])
    return sections


def _with_lines_before(blocks: Sequence[Block]) -> list[tuple[DocumentTable, list[DocumentLine]]]:
    found: list[tuple[DocumentTable, list[DocumentLine]]] = []
    before: list[DocumentLine] = []
    for block in blocks:
        if isinstance(block, DocumentLine):
            before.append(block)
        elif is_data(block):
            found.append((block, before))
            before = []
    return found


def _outside_annexes(blocks: Sequence[Block]) -> list[DocumentLine]:
    """The lines of the body, without the captions of the annexes after it and the heads of its tables."""
    heads = {id(line) for _, before in _with_lines_before(blocks) for line in head_of_table(before)}
    lines: list[DocumentLine] = []
    for block in blocks:
        if isinstance(block, DocumentLine):
            if re.match(r"PHỤ LỤC|(?:PHỤ )?BIỂU\b|Phụ lục\s+[IVX\d]+\s*$", block.text):
                break
            if id(block) not in heads:
                lines.append(block)
    return lines


def _chosen(
    listed: list[FoundSection], tables: list[FoundSection], blocks: Sequence[Block], doubts: list[Doubt]
) -> list[FoundSection]:
    """The sections of body and annex. If both list the same tasks, only the annex's, which have all fields."""
    duties = [section for section in listed if section.duties]
    body = [section for section in listed if not section.duties]
    if not tables:
        return listed
    if not body:
        return [*tables, *duties]
    titles = {fold(task.title.text)[:60] for section in tables for task in section.tasks}
    own = [task for section in body for task in section.tasks]
    same = sum(1 for task in own if fold(task.title.text)[:60] in titles)
    if same * 2 >= len(own):
        doubts.append(Doubt("told-twice", "", ""))
        return [*tables, *duties]
    doubts.append(Doubt("body-and-annex", "", ""))
    return [*_as_printed([*body, *tables], blocks), *duties]


def _as_printed(sections: list[FoundSection], blocks: Sequence[Block]) -> list[FoundSection]:
    """Sections of lists and tables in the order of print: a table may stand between two lists."""
    places = {id(place): i for i, block in enumerate(blocks) for place in _places(block)}
    begins = {
        id(section): min(
            (places[id(task.title.place)] for task in section.tasks if id(task.title.place) in places), default=-1
        )
        for section in sections
    }
    return sections if -1 in begins.values() else sorted(sections, key=lambda section: begins[id(section)])


def _places(block: Block) -> list[Place]:
    if isinstance(block, DocumentLine):
        return [block.place]
    return [cell.place for row in block.rows for cell in row]
