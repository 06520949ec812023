"""The styles of a Word document: the font of each, and whether it is bold and centred, with what it inherits."""

from __future__ import annotations

from typing import Any

from parplan.importing.readers.style_chains import inherited
from parplan.importing.readers.word_numbering import W, value_of


def fonts_of(styles: Any | None) -> dict[str | None, str]:
    """The font of each style, and of text without one (``None``)."""
    fonts: dict[str | None, str] = {}
    if styles is None:
        return fonts
    default = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts")
    fonts[None] = font_named(default) or ""
    own: dict[str, str | None] = {}
    parents: dict[str, str | None] = {}
    for style in styles.findall(f"{W}style"):
        id = style.get(f"{W}styleId") or ""
        own[id] = font_named(style.find(f"{W}rPr/{W}rFonts")) or None
        parents[id] = value_of(style.find(f"{W}basedOn"))
        if style.get(f"{W}default") == "1" and style.get(f"{W}type") == "paragraph" and own[id]:
            fonts[None] = own[id] or ""
    fonts.update(inherited(own, parents, fonts[None]))
    return fonts


def looks_of(styles: Any | None) -> dict[str, tuple[bool, bool]]:
    """For each paragraph style, including what it inherits: whether it is bold and whether it is centred."""
    bold: dict[str, bool | None] = {}
    centred: dict[str, bool | None] = {}
    parents: dict[str, str | None] = {}
    for style in styles.findall(f"{W}style") if styles is not None else ():
        id = style.get(f"{W}styleId") or ""
        heavy, aligned = style.find(f"{W}rPr/{W}b"), style.find(f"{W}pPr/{W}jc")
        bold[id] = None if heavy is None else is_on(heavy)
        centred[id] = None if aligned is None else aligned.get(f"{W}val") == "center"
        parents[id] = value_of(style.find(f"{W}basedOn"))
    weights, places = inherited(bold, parents, False), inherited(centred, parents, False)
    return {id: (weights[id], places[id]) for id in parents}


def font_named(fonts: Any | None) -> str | None:
    """The font of an element ``w:rFonts``."""
    return None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")


def is_on(element: Any | None) -> bool:
    """Whether an element such as ``w:b`` is there and does not say that it is off."""
    return element is not None and element.get(f"{W}val") not in ("0", "false", "off", "none")
