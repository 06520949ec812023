"""Rules on spelling do not cry wolf: right Vietnamese texts, those of eight real plans and of our own catalogue."""

from __future__ import annotations

import csv
import gettext
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from parplan.languages import DOMAIN, LOCALE_FOLDER
from parplan.linting.selection import Selection
from small_plans import check_plans, load, write_plan

PHRASES = Path(__file__).parents[1] / "data" / "time-phrases.tsv"
ENGLAND = "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"
EMOJI = ("Họp ⚠️ 1️⃣ ‼️", "👨\u200d👩\u200d👧 ❤️\u200d🔥", ENGLAND, "می\u200cخواهم")
SPELLING = Selection(select=("P408", "P413", "P414", "P415", "P416", "P417", "P419", "P420"))
#: What the messages quote to show what is wrong.
QUOTED = {
    *("hóan", "qúy", "cuả", "nhiệmm", "thựchiện", "hướg", "và và", "Quý 1V", "v€", "Ã¡", "Quy /2021", "31/02/2020"),
    *("17/19/2005", "ƣ", "Ð"),
}


def phrases() -> Iterator[str]:
    """The phrases of the plans, without those kept as the scanner damaged them."""
    with PHRASES.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE):
            if "raw OCR" not in row["source"]:
                yield row["phrase"]


def found(texts: Iterator[str]) -> dict[str, str]:
    tasks = "\n".join(f"- {{id: 1.{n}, title: {json.dumps(t, ensure_ascii=False)}}}" for n, t in enumerate(texts, 1))
    loaded = load(write_plan(tasks))
    assert loaded.plan is not None
    (checked,) = check_plans([("plan.yaml", loaded)], SPELLING, date(2026, 1, 1))
    text = loaded.source
    return {
        text.line(f.span.line)[f.span.column - 1 : f.span.end_column - 1]: f"{f.code} {f.message}"
        for f in checked.findings
    }


def test_emoji_and_letters_of_other_scripts() -> None:
    assert found(iter(EMOJI)) == {}
    escaped = ["".join(f"\\U{ord(sign):08X}" for sign in text) for text in EMOJI]
    tasks = "".join(f'- {{id: 1.{n}, title: "{text}"}}\n' for n, text in enumerate(escaped, 1))
    (checked,) = check_plans([("plan.yaml", load(write_plan(tasks)))], SPELLING, date(2026, 1, 1))
    assert checked.findings == ()


def test_the_times_of_real_plans() -> None:
    assert found(phrases()) == {}


def test_the_vietnamese_of_this_program() -> None:
    catalogue = gettext.translation(DOMAIN, LOCALE_FOLDER, ["vi"])
    texts = {text for text in catalogue._catalog.values() if isinstance(text, str) and text.strip()}  # type: ignore[attr-defined]
    assert len(texts) > 1000
    assert found(iter(sorted(texts))).keys() <= QUOTED
