"""Text boxes of a Word document: which copy of a box is shown, and whether it is filled."""

from __future__ import annotations

from typing import Any

from parplan.importing.readers.word_numbering import W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
VML = "{urn:schemas-microsoft-com:vml}"
_SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_FILLS = tuple(f"{A}{name}" for name in ("solidFill", "gradFill", "pattFill", "blipFill", "grpFill"))


def is_shown(box: Any, paragraph: Any) -> bool:
    """Whether a text box belongs to this paragraph and is not the fallback copy for older programs."""
    parent = box.getparent()
    while parent is not None and parent is not paragraph:
        if parent.tag == f"{MC}Fallback":
            choice = parent.getparent().find(f"{MC}Choice")
            return choice is None or not any(True for _ in choice.iter(f"{W}txbxContent"))
        if parent.tag == f"{W}txbxContent":
            return False  # inside another box, whose blocks include it
        parent = parent.getparent()
    return True


def is_filled(box: Any) -> bool:
    """Whether a box has a ground of its own, which may be dark: by its shape, the style of it, or as old Word says."""
    for holder in box.iterancestors():
        if holder.tag == f"{_SHAPE}wsp":
            shape = holder.find(f"{_SHAPE}spPr")
            if shape is not None and any(shape.find(fill) is not None for fill in _FILLS):
                return True
            if shape is not None and shape.find(f"{A}noFill") is not None:
                return False
            style = holder.find(f"{_SHAPE}style/{A}fillRef")
            return style is not None and style.get("idx") != "0"
        if str(holder.tag).startswith(VML) and holder.get("fillcolor"):
            return holder.get("filled") not in ("f", "false")
    return False
