"""The styles of a Word document: the font of each, and how it looks, with what it inherits."""

from __future__ import annotations

import re
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


#: The fill of letters, where Word gives them none.
_OUTLINES = "{http://schemas.microsoft.com/office/word/2010/wordml}textFill/{*}noFill"
_COLOUR = re.compile("[0-9A-Fa-f]{6}")
#: The darkest of the three lights of a colour that paper does not show; a letter of F2F2F2 is still seen.
_WHITE_FROM = 0xF8
#: Colours of Word's markers.
_HIGHLIGHTS = {
    "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "green": "00FF00", "magenta": "FF00FF", "red": "FF0000",
    "yellow": "FFFF00", "white": "FFFFFF", "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000",
    "darkMagenta": "800080", "darkRed": "800000", "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0",
}  # fmt: skip


def is_white(colour: str | None) -> bool:
    """Whether a colour, in hexadecimal, is white or as light."""
    return colour is not None and _COLOUR.fullmatch(colour) is not None and min(bytes.fromhex(colour)) >= _WHITE_FROM


def _is_unseen_colour(color: Any | None) -> bool | None:
    """Whether letters have the colour of paper, by its number or as the ground of the theme; ``None`` without one."""
    if color is None:
        return None
    ground = color.get(f"{W}themeColor") in ("background1", "light1") and color.get(f"{W}themeShade") is None
    return ground or is_white(value_of(color))


def ground_of(properties: Any | None) -> str | None:
    """The colour that a highlight or a shading lays beneath letters; empty for one without a number."""
    if properties is None:
        return None
    marker = value_of(properties.find(f"{W}highlight"))
    if marker is not None and marker != "none":
        return _HIGHLIGHTS.get(marker, "")
    shading = properties.find(f"{W}shd")
    if shading is None or value_of(shading) == "nil":
        return None
    fill = shading.get(f"{W}fill") or "auto"
    if shading.get(f"{W}themeFill") is not None or value_of(shading) not in (None, "clear"):
        return ""
    return None if fill == "auto" else fill.upper()


def is_like_ground(properties: Any) -> bool:
    """Whether letters have the very colour of the marker or shading beneath them."""
    colour = value_of(properties.find(f"{W}color"))
    return colour is not None and _COLOUR.fullmatch(colour) is not None and ground_of(properties) == colour.upper()


class Look(NamedTuple):
    """The look that a style, or letters by themselves, state; ``None`` for each part they do not state."""

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
        _is_unseen_colour(told["color"]) if letters.find(_OUTLINES) is None else True,
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
