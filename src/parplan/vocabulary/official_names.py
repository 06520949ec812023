"""Names of bodies as they are officially spelled, read from ``official_names.txt``, by their small letters."""

from __future__ import annotations

from functools import cache

from parplan.vocabulary.lexicon import lines_of


@cache
def official_names() -> dict[str, str]:
    """The names by their small letters, the longer before those they begin with. “uỷ” stands for “ủy” too."""
    listed = sorted(lines_of("official_names.txt"), key=lambda name: -len(name))
    return {form.lower(): form for name in listed for form in (name, name.replace("ủy", "uỷ").replace("Ủy", "Uỷ"))}
