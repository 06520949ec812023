"""A day's month where only its place in a period is told: "ngày 20 hằng tháng", "ngày 05 tháng đầu quý sau"."""

from __future__ import annotations

from parplan.vocabulary.lexicon import lexicon
from parplan.vocabulary.recurrence import Frequency
from parplan.vocabulary.time_recurrences import EVERY
from parplan.vocabulary.time_spans import UnreadError
from parplan.vocabulary.time_tokens import TimeTokens


def month_of_period(words: TimeTokens, i: int) -> tuple[int | None, Frequency | None, bool, int]:
    """Words that tell a day's month: months from the period's last, how often it comes, untied, where it ends."""
    following = lexicon().following
    of = words.key(i) == "của"
    j = i + (words.key(i) in ("của", "vào", "trong", ","))
    if words.key(j) in (*EVERY, "các") and words.key(j + 1) == "tháng" and words.number(j + 2) is None:
        return 0, Frequency.MONTHLY, False, j + 2
    if words.key(j) != "tháng":
        return None, None, False, i
    if length := words.match(j + 1, following["next period"]):
        k = j + 1 + length
        end = k + words.match(k, following["reported"])
        if "kỳ" in words.keys[k:end]:
            return 1, None, True, end
        if "quý" in words.keys[k:end]:
            return 1, Frequency.QUARTERLY, False, end
        plainly_each = of and words.key(j + 1) != "sau"
        return 1, Frequency.MONTHLY if plainly_each else None, False, end
    if words.key(j + 1) not in ("đầu", "cuối"):
        k = j + 1 + words.match(j + 1, following["reported"])
        of_each = words.key(i) in ("của", "trong") and not words.key(k).isalpha()
        return (0, Frequency.MONTHLY, False, k) if of_each else (None, None, False, i)
    first = words.key(j + 1) == "đầu"
    k = j + 2
    for passed in (("tiên", "cùng"), ("của", "trong"), (*EVERY, "các")):
        k += words.key(k) in passed
    period = words.key(k)
    if period not in ("quý", "kỳ"):
        return None, None, False, i
    k += 1 + words.match(k + 1, following["reported"])
    next_length = words.match(k, following["next period"])
    if period == "kỳ":
        if first or next_length:
            raise UnreadError  # how long a "kỳ" is, only the report's rules tell; its last month all have
        return 0, None, True, k
    if next_length and not first:
        raise UnreadError
    if next_length:
        return 1, Frequency.QUARTERLY, False, k + next_length
    return (-2 if first else 0), Frequency.QUARTERLY, False, k
