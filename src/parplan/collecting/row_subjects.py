"""Whether a row is about what its address names in the plan now: where a task was inserted, ids become another's."""

from __future__ import annotations

from parplan.collecting.answer_sheets import AnswerRow
from parplan.collecting.form_columns import FormColumn
from parplan.collecting.form_keys import FormKey, parse_decision_mark
from parplan.diagnostics import N_, Message, message
from parplan.queries.portfolio import Addressed
from parplan.vocabulary.folding import fold_words

#: Beginnings of the words that the form adds to work a unit only coordinates, by :func:`fold_words`, in each language.
_COORDINATING = (" coordinating", " phoi hop")


def other_subject(row: AnswerRow, addressed: Addressed, key: FormKey, subject: str) -> Message | None:
    """Why a row is about something else than what has its address in the plan now: by words or mark."""
    _, before = parse_decision_mark(row.cell(FormColumn.MARK).value)
    if before and before != subject:
        return message(N_("the plan has changed since this was decided"))
    asked = row.cell(FormColumn.WHAT).value
    if not isinstance(asked, str) or not asked.strip():
        return None  # the unit deleted the column; nothing says otherwise
    words, task, milestone = fold_words(asked), addressed.task, addressed.milestone
    for label in dict.fromkeys((task.title, task.label)):
        if key.target is not None:
            title = next(one.title for one in task.targets if one.id == key.target)
            if words.endswith(f" {fold_words(label)}") and f" {fold_words(title)} " in words:
                return None
            continue
        parts = (label,) if milestone is None else (milestone.title, label)
        known = " ".join(map(fold_words, dict.fromkeys(parts))).strip()
        if words == known or words.startswith(tuple(known + more for more in _COORDINATING)):
            return None
    return message(
        N_("the form asks about “{asked}”, and {address} is “{now}” now"),
        asked=" – ".join(asked.split("\n"))[:200],
        address=key.shown,
        now=task.label,
    )
