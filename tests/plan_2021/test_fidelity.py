"""The plan file says what the print says: compared with the scan field by field, every difference explained.

``differences.tsv`` lists the differences in order, word for word: what the scanner misread, where a reading was
needed, how the print joins the names of units. A word left out of the plan, added to it or moved is none of these.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from scanned_plan import Difference, Field, bare, find_differences, read_scan
from written_plan import load_plan, printed_fields

HERE = Path(__file__).parent

#: What the plan file has no field for: the letterhead and the titles of parts I and II.
NOT_IN_THE_PLAN = {("heading", "title"), ("I", "title"), ("II", "title")}

SCAN = read_scan((HERE / "ke-hoach-cchc-2021.ocr.txt").read_text(encoding="utf-8"))
COMPARED = {field: text for field, text in SCAN.items() if field not in NOT_IN_THE_PLAN}
PLAN = {field: bare(text) for field, text in printed_fields(load_plan()).items()}


def explained() -> list[tuple[Difference, str]]:
    with (HERE / "differences.tsv").open(encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(Difference(row["item"], row["field"], row["scan"], row["plan"]), row["reason"]) for row in rows]


EXPLAINED = [difference for difference, _ in explained()]


def test_the_plan_has_the_fields_of_the_print_in_its_order() -> None:
    assert list(PLAN) == list(COMPARED)


def test_the_letterhead_names_the_agency_and_its_parent() -> None:
    heading = load_plan()["plan"]
    letterhead = SCAN["heading", "title"]
    assert bare(heading["parent"]).upper() in letterhead
    assert heading["agency"] == f"Sở Khoa học và Công nghệ {heading['parent'].removeprefix('UBND ')}"


def test_every_difference_from_the_scan_is_explained() -> None:
    assert find_differences(COMPARED, PLAN) == EXPLAINED


def test_every_explanation_is_of_words_and_gives_a_reason() -> None:
    reasons = re.compile(r"misread: .+|reading: .+|joined in print by “[,;]”(; misread: .+)?|split by the scanner; .+")
    for difference, reason in explained():
        assert difference.scan, difference
        assert difference.plan, difference
        assert reasons.fullmatch(reason), difference


def changes(text: str) -> list[str]:
    """Return ``text`` with each word in turn left out, doubled, and exchanged with the next one."""
    words = text.split()
    changed = []
    for place, word in enumerate(words):
        changed.append([*words[:place], *words[place + 1 :]])
        changed.append([*words[:place], word, *words[place:]])
        if words[place + 1 : place + 2] not in ([], [word]):
            changed.append([*words[:place], words[place + 1], word, *words[place + 2 :]])
    return [" ".join(words) for words in changed]


@pytest.mark.parametrize("item", list(dict.fromkeys(item for item, _ in PLAN)))
def test_a_word_left_out_doubled_or_moved_is_noticed(item: str) -> None:
    fields: list[Field] = [field for field in PLAN if field[0] == item]
    for field in fields:
        known = [difference for difference in EXPLAINED if (difference.item, difference.part) == field]
        assert find_differences({field: COMPARED[field]}, {field: PLAN[field]}) == known
        for changed in changes(PLAN[field]):
            assert find_differences({field: COMPARED[field]}, {field: changed}) != known, changed


def test_a_field_left_out_is_noticed() -> None:
    for field in PLAN:
        rest = {other: text for other, text in PLAN.items() if other != field}
        assert find_differences(COMPARED, rest) != EXPLAINED, field
