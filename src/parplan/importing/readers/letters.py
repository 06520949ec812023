"""Letters of a document as they look in print."""

from __future__ import annotations

from parplan.importing.enumerators import clean
from parplan.vocabulary.folding import nfc

#: The eth of old keyboards, which looks like the Vietnamese letter; its small form does not.
_ETH = str.maketrans({"Ð": "Đ", "ð": "đ"})


def as_printed(text: str) -> str:
    """A text on one line in composed letters (NFC), with Đ for the eth that looks like it."""
    return nfc(clean(text)).translate(_ETH)
