"""Equations of Word, on one line as they are typed: 1/2, 10⁹, √(2)."""

from __future__ import annotations

from typing import Any

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RAISED = str.maketrans("0123456789-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺")


def equation_text(element: Any) -> str:
    """The text of an element of an equation; a fraction keeps its line, a power stays raised."""
    if element.tag == f"{M}t":
        return element.text or ""
    if element.tag == f"{M}f":
        return f"{_part(element, 'num')}/{_part(element, 'den')}"
    if element.tag in (f"{M}sSup", f"{M}sSubSup"):
        below = f"_{_part(element, 'sub')}" if element.tag == f"{M}sSubSup" else ""
        return f"{_part(element, 'e')}{below}{raised_signs(_part(element, 'sup'))}"
    if element.tag == f"{M}rad":
        return f"{_part(element, 'deg')}√({_part(element, 'e')})"
    text = ""
    for child in element:
        if isinstance(child.tag, str):
            mixed = child.tag == f"{M}f" and text[-1:].isdigit()  # 1 1/2 is not 11/2
            text += f"{' ' if mixed else ''}{equation_text(child)}"
    return text


def raised_signs(text: str) -> str:
    """A raised text in raised signs, where it has them."""
    shown = text.translate(_RAISED)
    return shown if text.strip() and not (set(shown) & set(text)) else f"^({text})" if text.strip() else ""


def _part(element: Any, name: str) -> str:
    found = element.find(f"{M}{name}")
    text = "" if found is None else "".join(equation_text(one) for one in found if isinstance(one.tag, str))
    return f"({text})" if name in ("num", "den") and len(text.split()) > 1 else text
