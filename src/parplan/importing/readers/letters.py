"""Letters of a document as they look in print."""

from __future__ import annotations

from parplan.importing.enumerators import clean
from parplan.vocabulary.folding import nfc

#: The eth of old keyboards, whose large form looks like the Vietnamese letter; no Vietnamese text has one.
_ETH = str.maketrans({"Ð": "Đ", "ð": "đ"})


def composed(text: str) -> str:
    """A text in composed letters (NFC), with đ for the eth."""
    return nfc(text).translate(_ETH)


def as_printed(text: str) -> str:
    """A text on one line in composed letters, with đ for the eth."""
    return composed(clean(text))
