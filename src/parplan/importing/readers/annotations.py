"""Annotations over the pages of a PDF: the texts of signatures, which are read; comments and marks, which are not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from parplan.importing.readers.comments import comment_text
from parplan.importing.readers.letters import as_printed
from parplan.importing.readers.unseen_letters import lies_on

#: Annotations that say nothing about the text; and those that only point at it.
_SILENT = frozenset({"Link", "Popup", "PrinterMark", "TrapNet"})
_POINTING = frozenset({"Highlight", "Underline", "Squiggly"})
#: Fields of forms that hold a text.
_TYPED_IN = frozenset({"Tx", "Ch"})
#: Bits of annotations that no screen shows.
_NOT_SHOWN = 2 | 32
#: Letters whose bases are further apart, in points, stand on two lines.
_LINE = 3.0


def laid_over(page: Any, letters: Sequence[dict[str, Any]]) -> Iterator[str]:
    """Yield what each comment or mark says, after the words it lies over, in brackets: ``[30/6/2027] “15/9/2027”``."""
    for annotation in page.annots or ():
        data = annotation.get("data") or {}
        kind = _name(data.get("Subtype"))
        flags = _resolved(data.get("F"))
        if kind in _SILENT or (isinstance(flags, int) and flags & _NOT_SHOWN):
            continue
        if kind == "Widget":
            if _field_kind(data) not in _TYPED_IN or not (said := _text(data.get("V"))):
                continue
            yield f"“{said}”"
            continue
        said = _text(data.get("Contents"))
        if not said and kind in _POINTING:
            continue
        under = words_of(letters, [i for i, one in enumerate(letters) if lies_on(one, annotation)])
        if said or under:
            yield " ".join(([f"[{under}]"] if under else []) + ([f"“{said}”"] if said else []))


def signature_texts(page: Any) -> Iterator[str]:
    """Yield the texts in the appearances of the signature fields of a page."""
    from pdfminer.converter import PDFPageAggregator
    from pdfminer.layout import LAParams, LTContainer, LTTextContainer
    from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
    from pdfminer.pdftypes import PDFStream

    for annotation in page.annots or ():
        data = annotation.get("data") or {}
        if _field_kind(data) != "Sig":
            continue
        appearance = _resolved((_resolved(data.get("AP")) or {}).get("N"))
        if not isinstance(appearance, PDFStream):
            continue
        resources = PDFResourceManager()
        device = PDFPageAggregator(resources, laparams=LAParams())
        interpreter = PDFPageInterpreter(resources, device)
        box = [float(_resolved(v)) for v in _resolved(appearance.get("BBox")) or (0, 0, 600, 800)]
        form: Any = _Form(box)
        device.begin_page(form, (1, 0, 0, 1, 0, 0))
        interpreter.render_contents(_resolved(appearance.get("Resources")) or {}, [appearance])
        device.end_page(form)

        def texts(container: Any) -> Iterator[str]:
            for item in container:
                if isinstance(item, LTTextContainer):
                    yield as_printed(item.get_text())
                elif isinstance(item, LTContainer):
                    yield from texts(item)

        yield from texts(device.get_result())


def words_of(letters: Sequence[dict[str, Any]], indexes: Sequence[int]) -> str:
    """The beginning of the words that some letters make, with a blank where another line or place follows."""
    parts: list[str] = []
    last = None
    for i in indexes:
        if last is not None and (i != last + 1 or abs(letters[i]["bottom"] - letters[last]["bottom"]) > _LINE):
            parts.append(" ")
        parts.append(letters[i]["text"])
        last = i
    return comment_text("".join(parts))


def _resolved(value: Any) -> Any:
    from pdfminer.pdftypes import resolve1

    return resolve1(value)


def _field_kind(data: dict[str, Any]) -> str | None:
    return _name(data.get("FT")) or _name((_resolved(data.get("Parent")) or {}).get("FT"))


def _name(value: Any) -> str | None:
    found = getattr(_resolved(value), "name", None)
    return found if isinstance(found, str) else None


def _text(value: Any) -> str:
    from pdfminer.utils import decode_text

    found = _resolved(value)
    if not isinstance(found, bytes | str):
        return ""
    return comment_text(decode_text(found) if isinstance(found, bytes) else found)


class _Form:
    """A form in the shape of a page, as far as pdfminer's device uses it."""

    def __init__(self, box: Sequence[float]) -> None:
        self.mediabox = tuple(box)
        self.cropbox = tuple(box)
        self.pageid = 0
        self.rotate = 0
