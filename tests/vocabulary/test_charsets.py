"""Texts of TCVN3 and VNI are told from right ones, and become right ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from parplan.vocabulary.charsets import TCVN3, VNI, Charset, find_charset

RIGHT = (Path(__file__).parents[2] / "plans" / "2021.yaml").read_text(encoding="utf-8")


def typed_in(charset: Charset, text: str) -> str:
    """The text as it looks when typed in an old set and read as Unicode."""
    old = {meant: letters for letters, meant in charset.letters.items()}
    return "".join(old.get(c) or old.get(c.lower(), c) for c in text)


@pytest.mark.parametrize("charset", [TCVN3, VNI], ids=lambda charset: charset.name)
def test_a_whole_plan_is_recognised_and_converted(charset: Charset) -> None:
    old = typed_in(charset, RIGHT)
    found = find_charset(old)
    assert found is not None
    assert found.charset is charset
    assert found.start == old.index(found.first)
    # A capital of TCVN3 is a matter of its font, so what is typed is the small letter.
    assert charset.converted(old).lower() == RIGHT.lower()


@pytest.mark.parametrize(
    "text",
    [
        RIGHT,
        "Curaçao, Müller, façade, São Paulo, Ångström, naïve, El Niño",
        "Diện tích 5 m², ±3%, §4, ¶5, «Kế hoạch», 10 µm, 5 £, 20°",
        "một từ KÕ ho¹ch trích dẫn",  # two words quoted
    ],
)
def test_right_texts_are_not(text: str) -> None:
    assert find_charset(text) is None
