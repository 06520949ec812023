"""Documents that are no plan: regulations, letters, reports, schedules, blank forms. Each refusal gives its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from parplan.diagnostics import N_, message
from parplan.errors import FileError
from parplan.importing.found import FoundSection, FoundTask, FrontMatter
from parplan.importing.labels import LEAD, find_label


class NotAPlanError(FileError):
    """A document in which no plan was found."""


#: Kinds that tell what was done or will be discussed: a table of leads and days in them assigns nothing.
_TELLING = ("BÁO CÁO", "BIÊN BẢN", "LỊCH", "GIẤY MỜI", "THÔNG CÁO")


_HEADINGS = message(N_("a plan is headed “KẾ HOẠCH”, “CHƯƠNG TRÌNH”, “PHƯƠNG ÁN” or “CHỈ THỊ”"))


def require_plan(
    front: FrontMatter, sections: Sequence[FoundSection], remarks: Iterable[tuple[str, str]], name: str
) -> None:
    """Refuse a document whose ``sections`` are none of a plan. Raises :class:`NotAPlanError`.

    remarks: what its reader left out, by kind. name: of the file, for messages.
    """
    tasks = [task for section in sections if not section.duties for task in section.tasks]
    other = front.title is None and bool(front.kinds)
    if other and front.kinds[0] in _TELLING:
        raise NotAPlanError(
            message(N_("{name} is no plan: it is headed “{kind}”"), name=name, kind=front.kinds[0]), help=_HEADINGS
        )
    if not tasks:
        raise _without_tasks(name, pictures=any(kind in ("pictures", "pages-left-out") for kind, _ in remarks))
    if other and not _assigns(tasks):
        raise NotAPlanError(
            message(
                N_("{name} is no plan: it is headed “{kind}”, and names no leads of tasks"),
                name=name,
                kind=front.kinds[-1],
            ),
            help=_HEADINGS,
        )
    if not any(re.search(r"[^\W_]", task.title.text) for task in tasks):
        raise NotAPlanError(
            message(N_("{name} is a blank form: none of its tasks has a text"), name=name),
            help=message(N_("fill it in, then import it; nothing was written")),
        )


def _assigns(tasks: Sequence[FoundTask]) -> bool:
    """Whether most tasks have a lead under a label that names it so: then a document of another kind assigns tasks."""
    labels = [find_label(task.fields[LEAD].label) for task in tasks if LEAD in task.fields]
    led = sum(1 for label in labels if label is not None and label.field == LEAD and label.sure)
    return len(tasks) >= 3 and led * 2 > len(tasks)


def _without_tasks(name: str, *, pictures: bool) -> NotAPlanError:
    if pictures:
        return NotAPlanError(
            message(N_("no plan was found in the text of {name}; its pictures were not read"), name=name),
            help=message(
                N_("if the plan's tables are pictures, save these as .png and import them, or a scan of the pages")
            ),
        )
    return NotAPlanError(
        message(
            N_(
                "no plan was found in {name}: neither tasks "
                "with labels such as “Đơn vị chủ trì:”, “Thời "
                "gian thực hiện:” nor a table with such columns"
            ),
            name=name,
        ),
        help=message(
            N_("where tasks are only grouped by unit, add --outline; a regulation, letter or report is no plan")
        ),
    )
