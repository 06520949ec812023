"""Everything refused in YAML: one clear finding each, the same from libyaml and from PyYAML's own parser."""

from __future__ import annotations

import pytest
from refused_texts import REFUSED_TEXTS, Refused
from yaml.error import Mark, MarkedYAMLError

from parplan.diagnostics import Severity, Span
from parplan.source.composing import PurePythonParser, compose, compose_events
from parplan.source.syntax import explain
from parplan.source.text import SourceText
from parplan.source.text_rules import TEXT_RULES, TOO_MANY_NODES

refused_texts = pytest.mark.parametrize("refused", REFUSED_TEXTS.values(), ids=REFUSED_TEXTS.keys())


@refused_texts
def test_the_finding(refused: Refused):
    _, (finding,) = compose(SourceText(refused.text))
    assert (finding.code, finding.span, str(finding.message), str(finding.help)) == refused[1:]
    assert (finding.name, finding.severity) == next(
        (c.name, Severity.ERROR) for c in TEXT_RULES if c.code == finding.code
    )


@refused_texts
def test_without_libyaml(refused: Refused):
    _, findings = compose_events(SourceText(refused.text), PurePythonParser(refused.text))
    assert findings == compose(SourceText(refused.text))[1]


@refused_texts
def test_with_windows_line_ends(refused: Refused):
    _, (finding,) = compose(SourceText(refused.text.replace("\n", "\r\n")))
    assert (finding.code, finding.span, str(finding.message)) == refused[1:4]


def test_every_code_has_a_text_or_bytes_that_give_it():
    from test_source_text import REPRODUCERS

    codes = {expected[0] for _, expected in REPRODUCERS.values()} | {text.code for text in REFUSED_TEXTS.values()}
    codes.add(TOO_MANY_NODES.code)  # of more than four million nodes; test_composing.py has it
    assert sorted(codes) == [code.code for code in TEXT_RULES]


def test_names_and_codes_are_used_once():
    assert len({code.name for code in TEXT_RULES}) == len({code.code for code in TEXT_RULES}) == len(TEXT_RULES)


def test_a_colon_at_the_end_of_a_value_in_braces():
    _, (finding,) = compose(SourceText("{a: x:}"))
    assert (finding.code, finding.span) == ("Y004", Span(1, 6, 1, 7))


def test_an_error_the_parser_words_in_an_unknown_way_is_shown_as_it_is():
    source = SourceText("a: 1\nb: 2\n")
    mark = Mark("", 8, 1, 3, None, None)
    finding = explain(source, MarkedYAMLError("while reading", mark, "found {something}", mark))
    assert (finding.code, finding.span) == ("Y004", Span(2, 4, 2, 5))
    assert str(finding.message) == "this is not YAML; the parser says: while reading: found {something}"
