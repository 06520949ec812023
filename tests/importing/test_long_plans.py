"""Plans far longer than any: what is read of them takes as long as they are, not the square of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest
from typed_plans import FOOT, HEAD

from parplan.importing.drafting import Draft, Wishes
from parplan.importing.parties import KnownNames, split_parties
from parplan.importing.party_codes import Codes
from parplan.importing.plan_import import import_plan
from parplan.importing.readers.detecting import read_document
from parplan.importing.reading import read_plan
from parplan.provenance.record import ImportedFile


def read(body: str) -> tuple[Draft, float]:
    started = time.process_time()
    document = read_document((HEAD + body + FOOT).encode(), "x.txt")
    return read_plan(document, Wishes(), "x.txt"), time.process_time() - started


def task(number: int, unit: str) -> str:
    return (
        f"{number}. Xây dựng kế hoạch cải cách số {number}\n- Cơ quan chủ trì: {unit}\n"
        "- Cơ quan phối hợp: Sở Tài chính\n- Thời gian: Quý II/2026\n"
    )


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", [lambda n: "Sở Nội vụ", lambda n: f"Phòng số {n} thuộc Sở"], ids=["one unit", "a unit each"]
)
def test_eight_thousand_tasks(unit: Callable[[int], str]) -> None:
    """Each name was compared with all others, each time anew: over 60 seconds."""
    body = "".join(
        f"{numeral}. NHIỆM VỤ\n" + "".join(task(n, unit(1000 * part + n)) for n in range(1, 1000))
        for part, numeral in enumerate(("I", "II", "III", "IV", "V", "VI", "VII", "VIII"))
    )
    draft, took = read(body)
    assert sum(len(section["tasks"]) for section in draft.data["sections"]) == 7992
    assert took < 40


@pytest.mark.slow
def test_a_line_of_two_thousand_units() -> None:
    started = time.process_time()
    names = [f"Phòng số {n}" for n in range(2000)]
    known = KnownNames([*names, *(f"Trung tâm {n}, tư vấn" for n in range(2000))])
    assert [mention.name for mention in split_parties([", ".join(names)], known)] == names
    assert split_parties(["(" * 100_000], known)
    (together,) = split_parties([" ".join(names[:2] * 2000)], known)  # an internal fault: each name was a call
    assert not together.sure
    assert time.process_time() - started < 5


@pytest.mark.slow
def test_a_task_with_thousands_of_labels() -> None:
    """Each repeated label copied all values so far, and its doubt told them again."""
    one = "- Sản phẩm: Báo cáo số {n} đạt 98% trở lên\n"
    body = "I. NHIỆM VỤ\n" + task(1, "Sở Nội vụ") + task(2, "Sở Tư pháp")
    _, short = read(body + "".join(one.format(n=n) for n in range(500)))
    draft, took = read(body + "".join(one.format(n=n) for n in range(4000)))
    assert len(draft.data["sections"][0]["tasks"][1]["products"]) == 4000
    assert [doubt.kind for doubt in draft.doubts if doubt.address == "I.2" and doubt.field == "products"] == [
        "label-repeated"
    ]
    assert took < 24 * short + 1  # eight times as long; the square would be 64 times


@pytest.mark.slow
def test_a_table_of_ten_thousand_rows() -> None:
    """Each value was compared with all others: 20,000 rows took a minute."""
    rows = "".join(f"| {n} | Rà soát thủ tục số {n} | Văn phòng Sở | Quý II/2026 |\n" for n in range(1, 10_001))
    draft, took = read(f"I. NHIỆM VỤ\n| STT | Nội dung | Chủ trì | Thời gian |\n|---|---|---|---|\n{rows}")
    assert sum(len(section["tasks"]) for section in draft.data["sections"]) == 10_000
    assert took < 15


@pytest.mark.slow
def test_the_doubts_of_three_thousand_names() -> None:
    """The names of all units were folded anew for each of them."""
    started = time.process_time()
    names = ", ".join(f"Phòng Kế hoạch {n}" for n in range(3000))
    document = read_document((f"{HEAD}I. NHIỆM VỤ\n{task(1, names)}{FOOT}").encode(), "x.txt")
    source = ImportedFile("x.txt", document.kind, "", date(2026, 1, 1), document.pages)
    made = import_plan(document, source, Wishes(), "", outline=False)
    assert len(made.plan.directory.units) > 2900
    assert made.open_doubts
    assert time.process_time() - started < 8


def test_codes_without_end() -> None:
    """Past 10,000 of one name there was no code, and an internal fault."""
    codes = Codes()
    for number in range(1, 12_001):
        code = codes.free("PS")
        assert code == ("PS" if number == 1 else f"PS{number}")
        codes.take(code)
    assert codes.free("ps") == "ps12001"


@pytest.mark.slow
@pytest.mark.parametrize(
    "line",
    [
        pytest.param("([{<" * 100_000, id="brackets"),
        pytest.param("2. " + "[({" * 133_000, id="brackets of a title"),
        pytest.param("- Cơ quan chủ trì: " + "“" * 400_000, id="quotes of a lead"),
        pytest.param("- Cơ quan chủ trì: " + "Sở a, " * 33_000, id="names of a lead"),
        pytest.param("2. " + "rà só, " * 30_000, id="commas of a title"),
        pytest.param("bà cá " * 100_000, id="short words"),
        pytest.param("2. Rà soát " + "(a) " * 100_000, id="letters in brackets"),
        pytest.param("- Cơ quan chủ trì: " + "a" * 400_000, id="a word of a lead"),
    ],
)
def test_a_line_of_400_kilobytes(line: str) -> None:
    _, seconds = read(f"I. NHIỆM VỤ\n{task(1, 'Văn phòng Sở')}{line}\n")
    assert seconds < 10  # one took a minute and another more than two
