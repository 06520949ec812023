"""The registry: every rule, listed once, and every code with its explanation.

Codes are never reused. ``Y`` is about the text, ``S`` about its shape as a plan, ``P`` about its sense: ``P1`` ids,
``P2`` units, ``P3`` time, ``P4`` references and content, ``P5`` progress, ``P6`` files, ``P7`` comments to parplan.
``I`` is about doubts left by an import.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType

from msgspec import Struct

from parplan.compiling.sense_rules import SENSE_RULES
from parplan.diagnostics import FAMILIES, Explanation, Remark
from parplan.document.shape_rules import SHAPE_RULES
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import Rule
from parplan.linting.rules import (  # noqa: F401 - the list of rules, which _RULE_FILES reads
    p102_id_outside_section,
    p103_id_not_an_enumerator,
    p104_id_out_of_order,
    p105_id_gap,
    p106_heading_without_tasks,
    p107_duties_unsaid,
    p204_no_lead,
    p205_lead_coordinates_too,
    p206_named_twice,
    p207_unused_unit,
    p208_colliding_names,
    p209_empty_group,
    p210_unit_not_there_then,
    p211_successors_in_circle,
    p212_name_spelt_otherwise,
    p304_time_disagrees,
    p305_no_milestone,
    p306_deadline_before_decision,
    p307_deadline_outside_years,
    p308_copied_year,
    p309_one_off_ongoing,
    p310_calendar_without_reports,
    p311_report_disagrees,
    p312_report_reversed,
    p313_decision_out_of_time,
    p314_same_milestone,
    p315_calendar_day,
    p317_school_year_without_end,
    p318_report_without_day,
    p319_no_such_occurrence,
    p320_one_day_for_all,
    p403_no_product,
    p404_number_without_target,
    p405_target_unmeasurable,
    p406_title_of_other_year,
    p407_citation_disagrees,
    p408_impossible_date,
    p409_target_comparison,
    p410_cited_after_decision,
    p411_citation_not_in_text,
    p412_document_not_listed,
    p413_not_nfc,
    p414_misplaced_tone_mark,
    p415_foreign_letter,
    p416_damaged_text,
    p417_impossible_syllable,
    p418_mixed_tone_style,
    p419_double_word,
    p420_invisible_character,
    p421_repeated_item,
    p422_old_character_set,
    p423_number_of_two_meanings,
    p503_entry_in_future,
    p504_entry_before_plan,
    p505_same_entry,
    p506_going_backwards,
    p507_percent_at_odds,
    p508_done_without_evidence,
    p509_done_unmeasured,
    p510_unit_not_owing,
    p511_moved_without_basis,
    p512_recorded_before,
    p513_empty_entry,
    p514_event_out_of_place,
    p515_moved_to_the_past,
    p516_all_times_at_once,
    p601_second_plan,
    p602_other_year_in_name,
    p701_unused_ignore,
    p702_ignore_not_understood,
)
from parplan.provenance.findings import DOUBT_RULES
from parplan.source.text_rules import TEXT_RULES


class Check(Struct, frozen=True):
    """A rule with the function that yields its remarks on one plan."""

    rule: Rule
    run: Callable[[CheckedPlan], Iterator[Remark]]


#: All rules of the modules imported above, in the order of their codes.
_RULE_FILES: tuple[ModuleType, ...] = tuple(
    sorted(
        (value for value in globals().values() if isinstance(value, ModuleType) and hasattr(value, "RULE")),
        key=lambda module: module.RULE.code,
    )
)

CHECKS: tuple[Check, ...] = tuple(
    Check(module.RULE, module.check) for module in _RULE_FILES if hasattr(module, "check")
)


def _order(explanation: Explanation) -> tuple[int, str]:
    return FAMILIES.index(explanation.code[0]), explanation.code


#: The codes of loading.
LOADING_CODES = frozenset(rule.code for rule in (*TEXT_RULES, *SHAPE_RULES.values(), *SENSE_RULES.values()))

#: Every code with its explanation, in order: those of loading, of the rules, and of comments.
EXPLANATIONS: dict[str, Explanation] = {
    explanation.code: explanation
    for explanation in sorted(
        (
            *TEXT_RULES,
            *SHAPE_RULES.values(),
            *SENSE_RULES.values(),
            *(module.RULE for module in _RULE_FILES),
            *DOUBT_RULES.values(),
        ),
        key=_order,
    )
}
