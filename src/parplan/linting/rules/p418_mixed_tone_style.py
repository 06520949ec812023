"""P418: the plan mixes both styles of tone marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from parplan.diagnostics import N_, Remark, Severity, message
from parplan.linting.checked_plan import CheckedPlan
from parplan.linting.rule import Needs, quotes_print, remark, rule, shown
from parplan.linting.rules.spelling import spellings

RULE = rule(
    "P418",
    "mixed-tone-style",
    Severity.ADVICE,
    needs=Needs.WORDS_ONLY,
    what=N_("Some words have their tone mark in the older way (hòa, ủy), others in the newer (hoà, uỷ)."),
    why=N_("Both are right, but a search for “hóa” does not find “hoá” in the same plan."),
    instead=N_("Use one style in the whole plan; the rarer one is reported."),
    right=N_("Either style is right if it is used throughout; it is only advice, once for each word."),
    bad="title: Hiện đại hoá thủ tục, chuẩn hóa quy trình, số hóa hồ sơ",
    good="title: Hiện đại hóa thủ tục, chuẩn hóa quy trình, số hóa hồ sơ",
)


def check(checked: CheckedPlan) -> Iterator[Remark]:
    """Count both ways, and name the words of the rarer."""
    two_ways = {word: how.way for word, how in spellings(checked).items() if how.way is not None}
    if len(set(two_ways.values())) < 2:
        return
    counts = Counter(
        two_ways[word] for path, match in checked.words(two_ways) if not quotes_print(path) for word in [match[0]]
    )
    if len(counts) < 2:
        return
    rarer = min(counts, key=lambda way: (counts[way], way))
    seen = set()
    for path, match in checked.words({word for word, way in two_ways.items() if way is rarer}):
        if quotes_print(path) or match[0].lower() in seen:
            continue
        seen.add(match[0].lower())
        yield remark(
            RULE,
            path,
            message(
                N_("“{word}” has its tone mark in the style that is rarer in this plan ({count} of {all} such words)"),
                word=shown(match[0]),
                count=counts[rarer],
                all=counts.total(),
            ),
            message(N_("use one style in the whole plan: hòa, ủy or hoà, uỷ")),
            stretch=match.span(),
        )
