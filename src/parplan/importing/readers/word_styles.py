"""The styles of a Word document: the font of each, and how it looks, with what it inherits."""

from __future__ import annotations

from typing import Any, NamedTuple

from parplan.importing.readers.style_chains import inherited
from parplan.importing.readers.unseen_letters import SMALLEST_LETTERS
from parplan.importing.readers.word_numbering import W, number_of, value_of


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


class Look(NamedTuple):
    """What a style, or letters by themselves, say of how they look; ``None`` where they do not say."""

    bold: bool | None = None
    centred: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    white: bool | None = None
    small: bool | None = None

    def over(self, other: Look) -> Look:
        """This look, and what it does not say as the other says it."""
        return Look(*(theirs if own is None else own for own, theirs in zip(self, other, strict=True)))


def look_told(letters: Any | None, paragraph: Any | None = None) -> Look:
    """The look that an element ``w:rPr`` says, and where lines stand by an element ``w:pPr``."""
    aligned = None if paragraph is None else paragraph.find(f"{W}jc")
    centred = None if aligned is None else aligned.get(f"{W}val") == "center"
    if letters is None:
        return Look(centred=centred)
    told = {name: letters.find(f"{W}{name}") for name in ("b", "vanish", "strike", "dstrike", "color", "sz")}
    bold, hidden, once, twice = (
        None if one is None else is_on(one) for one in (told[name] for name in ("b", "vanish", "strike", "dstrike"))
    )
    half_points = number_of(told["sz"])
    return Look(
        bold,
        centred,
        hidden,
        once or (once if twice is None else twice),
        None if told["color"] is None else (value_of(told["color"]) or "").upper() == "FFFFFF",
        None if half_points is None else half_points <= 2 * SMALLEST_LETTERS,
    )


def looks_of(styles: Any | None) -> dict[str | None, Look]:
    """The look of each style with what it inherits, and of text without one (``None``)."""
    looks: dict[str | None, Look] = {None: Look()}
    if styles is None:
        return looks
    defaults = look_told(styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
    named = {style.get(f"{W}styleId") or "": style for style in styles.findall(f"{W}style")}
    own = {id: look_told(style.find(f"{W}rPr"), style.find(f"{W}pPr")) for id, style in named.items()}
    parents = {id: value_of(style.find(f"{W}basedOn")) for id, style in named.items()}
    fields = [inherited({id: look[k] for id, look in own.items()}, parents, None) for k in range(len(Look._fields))]
    looks[None] = defaults
    for id, style in named.items():
        looks[id] = Look(*(one[id] for one in fields))
        if style.get(f"{W}type") == "paragraph":
            looks[id] = looks[id].over(defaults)
            if style.get(f"{W}default") == "1":
                looks[None] = looks[id]
    return looks


def dark_tables(styles: Any | None) -> set[str]:
    """The styles of tables that shade cells, with those based on them."""
    if styles is None:
        return set()
    tables = {style.get(f"{W}styleId") or "": style for style in styles.findall(f"{W}style[@{W}type='table']")}
    own = {id: True if next(style.iter(f"{W}shd"), None) is not None else None for id, style in tables.items()}
    parents = {id: value_of(style.find(f"{W}basedOn")) for id, style in tables.items()}
    return {id for id, dark in inherited(own, parents, False).items() if dark}


def font_named(fonts: Any | None) -> str | None:
    """The font of an element ``w:rFonts``."""
    return None if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")


def is_on(element: Any | None) -> bool:
    """Whether an element such as ``w:b`` is there and does not say that it is off."""
    return element is not None and element.get(f"{W}val") not in ("0", "false", "off", "none")
