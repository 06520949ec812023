"""The list of official names: each is spelled as listed from its capitals, alone and before a place."""

from __future__ import annotations

from parplan.importing.capitals import SpelledName, spell_name
from parplan.vocabulary.lexicon import lines_of
from parplan.vocabulary.official_names import official_names


def test_each_name_stands_once_and_is_spelled_as_listed() -> None:
    listed = list(lines_of("official_names.txt"))
    assert len(listed) == len({name.lower() for name in listed})
    named = [f"{name}{place}" for name in listed for place in ("", " tỉnh Hà Nam")]
    assert [name for name in named if spell_name(name.upper(), "") != SpelledName(name, sure=True)] == []


def test_both_places_of_a_tone_mark() -> None:
    assert official_names()["đảng uỷ"] == "Đảng uỷ"
    assert spell_name("UỶ BAN NHÂN DÂN XÃ IA GRAI", "").text == "Uỷ ban nhân dân xã Ia Grai"
