"""The registry: every code there is, with its explanation, and every rule, explicitly.

Codes are never reused. ``Y`` is about the text, ``S`` about its shape as a plan, ``P`` about its sense: ``P1`` ids,
``P2`` units, ``P3`` time, ``P4`` references and content, ``P5`` progress, ``P6`` files, ``P7`` comments to parplan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType

from msgspec import Struct

from parplan.diagnostics import Explanation, Remark
from parplan.linting import across, suppression
from parplan.linting.explanations import LOADING
from parplan.linting.rules import (
    calendar_day,
    calendar_without_reports,
    citation_disagrees,
    citation_not_in_text,
    cited_after_decision,
    colliding_names,
    copied_year,
    damaged_text,
    deadline_before_decision,
    deadline_outside_years,
    decision_out_of_time,
    document_not_listed,
    done_unmeasured,
    done_without_evidence,
    double_word,
    empty_entry,
    empty_group,
    entry_before_plan,
    entry_in_future,
    event_out_of_place,
    foreign_letter,
    going_backwards,
    heading_without_tasks,
    id_gap,
    id_not_an_enumerator,
    id_out_of_order,
    id_outside_section,
    impossible_date,
    impossible_syllable,
    invisible_character,
    lead_coordinates_too,
    misplaced_tone_mark,
    mixed_tone_style,
    moved_to_the_past,
    moved_without_basis,
    name_spelt_otherwise,
    named_twice,
    no_lead,
    no_milestone,
    no_product,
    not_nfc,
    number_without_target,
    one_off_ongoing,
    other_year_in_name,
    percent_at_odds,
    recorded_before,
    repeated_item,
    report_disagrees,
    report_reversed,
    same_entry,
    same_milestone,
    successors_in_circle,
    target_comparison,
    target_unmeasurable,
    time_disagrees,
    title_of_other_year,
    unit_not_owing,
    unit_not_there_then,
    unused_unit,
)
from parplan.linting.subject import Subject


class Rule(Struct, frozen=True):
    """One rule: what it is for, and what it finds in a plan."""

    explanation: Explanation
    check: Callable[[Subject], Iterator[Remark]]


def _rule(module: ModuleType) -> Rule:
    return Rule(module.EXPLANATION, module.check)


#: The rules that look at one plan, in the order of their codes.
RULES: tuple[Rule, ...] = tuple(
    _rule(module)
    for module in (
        id_outside_section,
        id_not_an_enumerator,
        id_out_of_order,
        id_gap,
        heading_without_tasks,
        no_lead,
        lead_coordinates_too,
        named_twice,
        unused_unit,
        colliding_names,
        empty_group,
        unit_not_there_then,
        successors_in_circle,
        name_spelt_otherwise,
        time_disagrees,
        no_milestone,
        deadline_before_decision,
        deadline_outside_years,
        copied_year,
        one_off_ongoing,
        calendar_without_reports,
        report_disagrees,
        report_reversed,
        decision_out_of_time,
        same_milestone,
        calendar_day,
        no_product,
        number_without_target,
        target_unmeasurable,
        title_of_other_year,
        citation_disagrees,
        impossible_date,
        target_comparison,
        cited_after_decision,
        citation_not_in_text,
        document_not_listed,
        not_nfc,
        misplaced_tone_mark,
        foreign_letter,
        damaged_text,
        impossible_syllable,
        mixed_tone_style,
        double_word,
        invisible_character,
        repeated_item,
        entry_in_future,
        entry_before_plan,
        same_entry,
        going_backwards,
        percent_at_odds,
        done_without_evidence,
        done_unmeasured,
        unit_not_owing,
        moved_without_basis,
        recorded_before,
        empty_entry,
        event_out_of_place,
        moved_to_the_past,
        other_year_in_name,
    )
)

#: The rules that judge words as they stand, whatever is missing around them.
OF_WORDS = frozenset(
    module.EXPLANATION.code
    for module in (
        impossible_date,
        not_nfc,
        misplaced_tone_mark,
        foreign_letter,
        damaged_text,
        impossible_syllable,
        mixed_tone_style,
        double_word,
        invisible_character,
    )
)
#: The rules that must have seen every name of the plan.
OF_ALL_NAMES = frozenset({unused_unit.EXPLANATION.code})

#: Every code with its explanation, in order: what loading finds, what the rules find, and what comments give.
EXPLANATIONS: dict[str, Explanation] = {
    explanation.code: explanation
    for explanation in sorted(
        [
            *LOADING,
            *(rule.explanation for rule in RULES),
            across.EXPLANATION,
            suppression.UNUSED,
            suppression.MALFORMED,
        ],
        key=lambda explanation: ("YSP".index(explanation.code[0]), explanation.code),
    )
}
