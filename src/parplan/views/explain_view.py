"""The answer of ``parplan explain``: a screen, Markdown, or JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from parplan.diagnostics import N_, Explanation
from parplan.languages import Language
from parplan.views.blocks import Block, Column, Line, Style, Table, cell, line
from parplan.views.findings_view import SEVERITIES
from parplan.views.json_view import Json, envelope

BEFORE, AFTER = N_("Instead of"), N_("Write")
WHY, DO, RIGHT = N_("Why"), N_("What to do"), N_("When it is not reported")
SUPPRESSED = N_("If the line is right all the same, add to it: # parplan: ignore[{code}] and the reason.")


def explanation_screen(language: Language, rule: Explanation) -> Iterator[Block]:
    """Yield the explanation of a code: what it finds, why it matters, what to do, an example."""
    severity = language.gettext(SEVERITIES[rule.severity])
    yield line(f"{rule.code} {rule.name} · {severity}", Style.STRONG)
    yield line(language.render(rule.what))
    texts = {WHY: rule.why, DO: rule.instead, RIGHT: rule.right}
    for title, text in texts.items():
        if text is not None:
            yield line()
            yield line(language.gettext(title), Style.STRONG)
            yield line(language.render(text), indent=2)
    for title, example in ((BEFORE, rule.bad), (AFTER, rule.good)):
        if example:
            yield line()
            yield line(language.gettext(title), Style.STRONG)
            for row in example.split("\n"):
                yield Line(f"    {row}", verbatim=True)
    if rule.right is not None:
        yield line()
        yield line(language.gettext(SUPPRESSED).format(code=rule.code), Style.DIM)


def explanation_markdown(language: Language, rule: Explanation) -> str:
    """The explanation of a code in Markdown."""
    parts = [language.render(text) for text in (rule.what, rule.why, rule.instead, rule.right) if text is not None]
    for title, example in ((BEFORE, rule.bad), (AFTER, rule.good)):
        if example:
            parts.append(f"{language.gettext(title)}\n```yaml\n{example}\n```")
    return "\n\n".join(parts)


def explanation_list(language: Language, rules: Iterable[Explanation]) -> Iterator[Block]:
    """Yield every code with its severity and what it finds."""
    columns = (
        Column(language.gettext("Code")),
        Column(language.gettext("Severity")),
        Column(language.gettext("Finds"), 1),
    )
    yield Table(
        columns,
        tuple(
            (
                cell(rule.code, Style.STRONG),
                cell(language.gettext(SEVERITIES[rule.severity])),
                cell(language.render(rule.what)),
            )
            for rule in rules
        ),
    )


def explanations_json(language: Language, rules: Iterable[Explanation], as_of: date) -> Json:
    """``parplan explain``."""
    return envelope("rules", as_of, [_rule(language, rule) for rule in rules])


def _rule(language: Language, rule: Explanation) -> Json:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "what": language.render(rule.what),
        "why": language.render(rule.why),
        "instead": language.render(rule.instead),
        "right": language.render(rule.right) if rule.right is not None else None,
        "bad": rule.bad,
        "good": rule.good,
    }
