"""Numbers of documents, with their dates, which are no times: "số 45/KH-UBND ngày 03/02/2021"."""

from __future__ import annotations

from parplan.vocabulary.time_recurrences import PERIODS, SHORT_PERIODS
from parplan.vocabulary.time_series import SeriesReader
from parplan.vocabulary.time_spans import TimeUnit
from parplan.vocabulary.time_tokens import TimeTokens


def end_of_citation(words: TimeTokens, series: SeriesReader, i: int) -> int | None:
    """The end of the number of a document at token ``i``, with its date; ``None`` if there is none."""
    coded = words.key(i) == "số"
    j = i + coded
    if words.number(j) is None or (not coded and words.tight(j)):
        return None
    k = j + 1
    while words.key(k) in ("/", "-") and words.tight(k) and (words.tight(k + 1) or words.number(k + 1) is None):
        part = words.key(k + 1)
        if words.number(k + 1) is None:
            if not part.isalpha() or part in ("lần", *PERIODS, *SHORT_PERIODS):
                break
            coded = True
        k += 2
    lettered = any(words.key(n).isalpha() for n in range(j, k))
    if not coded or (not lettered and k > j + 3):
        return None  # "số 30/6/2026" is no number of a document
    bracket = words.key(k) == "("
    dated_at = k + (words.key(k) in (",", "("))
    says_day = words.key(dated_at) == "ngày"
    dated = series.stretch(dated_at) if says_day or (dated_at > k and words.number(dated_at)) else None
    if dated is not None and dated[0].unit is TimeUnit.DAY and (says_day or not dated[0].floating):
        return dated[1] + (bracket and words.key(dated[1]) == ")")
    return k
