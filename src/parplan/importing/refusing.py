"""Documents that are no plan: regulations, letters, reports, schedules, blank forms. Each refusal gives its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from parplan.diagnostics import N_, message
from parplan.errors import FileError
from parplan.importing.blocks import Block, DocumentLine, DocumentTable
from parplan.importing.enumerators import read_enumerator
from parplan.importing.found import FoundSection, FoundTask, FrontMatter
from parplan.importing.labels import LEAD, find_label
from parplan.importing.list_items import ListItem
from parplan.importing.lists import is_aim, is_arrangement
from parplan.importing.party_names import begins_as_party
from parplan.importing.tables.task_tables import is_blank_form
from parplan.importing.title_kinds import LETTER, TELLING
from parplan.vocabulary.folding import fold


class NotAPlanError(FileError):
    """A document in which no plan was found."""


#: The most letters of a line that a refusal shows.
_LONGEST = 120
_HEADINGS = message(N_("a plan is headed “KẾ HOẠCH”, “CHƯƠNG TRÌNH”, “PHƯƠNG ÁN” or “CHỈ THỊ”"))


def require_plan(
    front: FrontMatter,
    sections: Sequence[FoundSection],
    body: Sequence[Block],
    remarks: Iterable[tuple[str, str]],
    name: str,
    *,
    outline: bool = False,
) -> None:
    """Refuse a document whose ``sections`` are none of a plan. Raises :class:`NotAPlanError`.

    body: what they were looked for in. remarks: what its reader left out, by kind. name: of the file, for messages.
    outline: duties grouped by unit were looked for, too.
    """
    tasks = [task for section in sections if not section.duties for task in section.tasks]
    other = front.title is None and bool(front.kinds)
    if other and front.kinds[0] in TELLING:
        raise NotAPlanError(
            message(N_("{name} is no plan: it is headed “{kind}”"), name=name, kind=front.kinds[0]), help=_HEADINGS
        )
    blank = any(isinstance(block, DocumentTable) and is_blank_form(block) for block in body)
    if not tasks and not blank:
        pictures = any(kind in ("pictures", "pages-left-out") for kind, _ in remarks)
        raise _without_tasks(body, name, pictures=pictures, outline=outline)
    if other and not _assigns(tasks) and not (front.kinds == [LETTER] and _gives_duties(sections, body)):
        raise NotAPlanError(
            message(
                N_("{name} is no plan: it is headed “{kind}”, and names no leads of tasks"),
                name=name,
                kind=front.kinds[-1],
            ),
            help=_HEADINGS,
        )
    if tasks and front.title is None and not other and not any(LEAD in task.fields for task in tasks):
        raise NotAPlanError(
            message(N_("{name} is no plan: it is not headed as one, and names no leads of tasks"), name=name),
            help=_HEADINGS,
        )
    if not any(re.search(r"[^\W_]", task.title.text) for task in tasks):
        raise NotAPlanError(
            message(N_("{name} is a blank form: none of its tasks has a text"), name=name),
            help=message(N_("fill it in, then import it; nothing was written")),
        )


def require_leads(root: ListItem, duties: Sequence[FoundTask], name: str) -> None:
    """Refuse a document whose ``duties`` are all in “Tổ chức thực hiện”, while more items before it have no fields.

    Raises :class:`NotAPlanError`. root: all items of the document.
    """
    titles = {(duty.title.place, duty.title.text) for duty in duties}
    for part in sorted(root.children, key=lambda part: len(_lowest(part)), reverse=True):
        items = _lowest(part)
        if len(items) <= len(duties):
            return
        if not is_aim(part) and not is_arrangement(part):
            if all((item.place, item.title().text) not in titles for item in items):
                first = items[0].lines[0].whole
                raise NotAPlanError(
                    message(
                        N_("{name} names no leads of its tasks, such as “{task}”: only of {count} duties behind them"),
                        name=name,
                        task=_shortened(first),
                        count=len(duties),
                    ),
                    help=message(
                        N_("type who leads each task below it, or add --outline to import these duties alone")
                    ),
                )
            return


def _shortened(line: str) -> str:
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 1]}…"


def _lowest(item: ListItem) -> list[ListItem]:
    """The items without items below them."""
    return [one for child in item.children for one in (_lowest(child) or [child])]


def _assigns(tasks: Sequence[FoundTask]) -> bool:
    """Whether most tasks have a lead under a label that names it so: then a document of another kind assigns tasks."""
    labels = [find_label(task.fields[LEAD].label) for task in tasks if LEAD in task.fields]
    led = sum(1 for label in labels if label is not None and label.field == LEAD and label.sure)
    return len(tasks) >= 3 and led * 2 > len(tasks)


#: Words of a letter that gives duties to units: “V/v phân công nhiệm vụ …”, “… giao nhiệm vụ cho các phòng như sau:”.
_GIVES = re.compile(r"\b(?:phan cong|giao) (?:cu the )?(?:nhiem vu|trach nhiem|cong viec)\b")


def _gives_duties(sections: Sequence[FoundSection], body: Sequence[Block]) -> bool:
    """Whether a letter says that it gives duties to units, and groups them by unit."""
    tasks = [task for section in sections if section.units for task in section.tasks]
    if len(tasks) < 3 or not all(LEAD in task.fields for task in tasks):
        return False
    lines = [block for block in body if isinstance(block, DocumentLine)]
    unnumbered = " ".join(line.text for line in lines if read_enumerator(line.whole) is None)
    return _GIVES.search(fold(unnumbered)) is not None


def _nearest(body: Sequence[Block]) -> str:
    """The words nearest to tasks: the header of the widest table, else the first numbered line that names a body."""
    tables = [block for block in body if isinstance(block, DocumentTable) and len(block.rows) > 1]
    if tables:
        widest = max(tables, key=lambda table: table.width)
        return " | ".join(dict.fromkeys(cell.text for cell in widest.rows[0] if cell.text))
    lines = [block for block in body if isinstance(block, DocumentLine)]
    numbered = [(line, read_enumerator(line.whole)) for line in lines]
    own = [(line, number.rest) for line, number in numbered if number is not None and number.rest]
    named = (line for line, rest in own if begins_as_party(rest))
    nearest = next(named, own[0][0] if own else None)
    return "" if nearest is None else nearest.whole


_NOTHING_NEAR = N_(
    "no plan was found in {name}: neither tasks with labels such as “Đơn vị chủ trì:”, “Thời gian thực hiện:” nor a"
    " table with such columns"
)
_SOMETHING_NEAR = N_(
    "no plan was found in {name}: neither tasks with labels such as “Đơn vị chủ trì:”, “Thời gian thực hiện:” nor a"
    " table with such columns; “{nearest}” is not read as one"
)


def _without_tasks(body: Sequence[Block], name: str, *, pictures: bool, outline: bool) -> NotAPlanError:
    if pictures:
        return NotAPlanError(
            message(N_("no plan was found in the text of {name}; its pictures were not read"), name=name),
            help=message(
                N_("if the plan's tables are pictures, save these as .png and import them, or a scan of the pages")
            ),
        )
    nearest = _nearest(body)
    return NotAPlanError(
        message(_NOTHING_NEAR, name=name)
        if not nearest
        else message(_SOMETHING_NEAR, name=name, nearest=_shortened(nearest)),
        help=message(
            N_("nor are there units with their duties below them; a regulation, letter or report is no plan")
            if outline
            else N_("where tasks are only grouped by unit, add --outline; a regulation, letter or report is no plan")
        ),
    )
