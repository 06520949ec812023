"""The meaning of what is typed at a question of `review`: a word of assent, refusal or leaving, or a text."""

from __future__ import annotations

from enum import StrEnum

from parplan.vocabulary.folding import nfc


class TypedMeaning(StrEnum):
    """Meaning of an answer; ``TEXT`` is the value to write."""

    ACCEPT = "accept"
    WRONG = "wrong"
    LEAVE = "leave"
    BACK = "back"
    QUIT = "quit"
    HELP = "help"
    TEXT = "text"


#: The words in both languages, with and without diacritics; of “dung” nobody knows whether it is đúng or dừng.
_WORDS: dict[TypedMeaning, str] = {
    TypedMeaning.ACCEPT: "|y|yes|ok|okay|oke|right|correct|true|accept|enter|có|co|đúng|đúng rồi|dung roi|phải|phai"
    "|vâng|vang|dạ|ừ|uh|rồi|roi|đồng ý|dong y|chính xác|chinh xac|chuẩn",
    TypedMeaning.WRONG: "n|no|wrong|false|không|khong|ko|không đúng|khong dung|sai|chưa|chua",
    TypedMeaning.LEAVE: ".|..|...|skip|leave|để lại|de lai|bỏ qua|bo qua",
    TypedMeaning.BACK: "b|back|undo|quay lại|quay lai|lùi|lui",
    TypedMeaning.QUIT: "q|quit|exit|stop|:q|thoát|thoat|dừng|dừng lại|dung lai|thôi|thoi",
    TypedMeaning.HELP: "?|??|h|help|dung|giúp|trợ giúp|tro giup",
}
_MEANINGS = {word: meaning for meaning, words in _WORDS.items() for word in words.split("|")}
_WRITE = frozenset({"g", "ghi", "w", "write"})


def meaning_of(typed: str, printed: str = "") -> TypedMeaning:
    """Meaning of the words typed at a question; a word that is the whole of the ``printed`` text is a text."""
    word = _plain(typed)
    if word and word == _plain(printed):
        return TypedMeaning.TEXT
    return _MEANINGS.get(word, TypedMeaning.TEXT)


def means_write(typed: str) -> bool:
    """Whether the answer to “write this?” is yes; Enter is no."""
    word = _plain(typed)
    return word in _WRITE or (bool(word) and _MEANINGS.get(word) is TypedMeaning.ACCEPT)


def _plain(typed: str) -> str:
    word = " ".join(nfc(typed).casefold().split()).strip("[]")
    return word.rstrip(".!,;") or word
