"""The lines of a field as one text, or as the products they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from parplan.importing.enumerators import SIGN, clean, without_closing


def value_of(written: dict[str, Any], field: str) -> str:
    """A field of a task as one text."""
    value = written.get(field, "")
    if isinstance(value, list):
        return "; ".join(str(one.get("title", "")) if isinstance(one, dict) else str(one) for one in value)
    return str(value)


def joined_lines(texts: Sequence[str]) -> str:
    """The lines of one field as one text: bullets go, and stand apart by a semicolon."""
    parts: list[str] = []
    for text in texts:
        bare = re.sub(rf"^{SIGN}\s*(?=\S)", "", clean(text))
        bulleted = bare != clean(text)
        if parts and bulleted and not parts[-1].endswith((";", ".", ":", ",")):
            parts[-1] += ";"
        parts.append(bare)
    return without_closing(" ".join(part for part in parts if part))


def split_products(texts: Sequence[str]) -> list[str]:
    """The products of a field: one for each line that begins one, and each side of a semicolon outside brackets."""
    lines: list[str] = []
    for text in texts:
        text = clean(text)
        if not text:
            continue
        bulleted = re.match(rf"(?:{SIGN}\s*\S|\d{{1,2}}[.)]\s|\(\d\))", text) is not None
        goes_on = (
            lines
            and not bulleted
            and not lines[-1].endswith((";", "."))
            and ((text[:1].islower() or text[:1] == "(") or lines[-1].endswith((",", " và", ":")))
        )
        if goes_on:
            lines[-1] = f"{lines[-1]} {text}"
        else:
            # “1) Báo cáo 2) Tờ trình” in one line keeps its numbers.
            lines.append(re.sub(rf"^(?:{SIGN}\s*|(?!.*\s\(?2[.)]\s)(?:\d{{1,2}}[.)]\s+|\(\d\)\s*))", "", text))
    products: list[str] = []
    for line in lines:
        depth = 0
        start = 0
        for i, char in enumerate(line):
            depth += (char == "(") - (char == ")")
            if char == ";" and depth <= 0:
                products.append(line[start:i])
                start = i + 1
        products.append(line[start:])
    # “- Quyết định; - Tờ trình” on one line: each has its bullet.
    bare = (re.sub(rf"^{SIGN}\s+(?=\S)", "", product.strip()) for product in products)
    return [product for product in map(without_closing, bare) if product]
