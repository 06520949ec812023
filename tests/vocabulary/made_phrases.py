"""Phrases of time made by a small grammar, whose meaning is known, and what may happen to them on paper."""

from __future__ import annotations

import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from random import Random

from parplan.vocabulary.time_words import Frequency, Kind, Reading, Recurrence

ROMAN = ("I", "II", "III", "IV")
_LEADS = (
    "", "Hoàn thành ", "Ban hành ", "Thực hiện ", "Thời gian hoàn thành: ", "(1) ", "Dự kiến ", "Xong ",
)  # fmt: skip
_TAILS = (
    "", ".", ";", ", báo cáo UBND tỉnh", " (theo Kế hoạch số 45/KH-UBND ngày 03/02/2025)", " theo quy định",
    ", gửi Sở Nội vụ tổng hợp",
)  # fmt: skip
_WORK = (
    "Báo cáo UBND tỉnh", "Gửi Sở Nội vụ", "Hoàn thành việc rà soát thủ tục hành chính", "Trình phê duyệt đề án",
    "Tổ chức 02 lớp tập huấn", "Các sở, ban, ngành gửi báo cáo về Sở Tài chính", "Đạt 90% chỉ tiêu",
    "Triển khai Đề án 06",
)  # fmt: skip
#: Words that change what a time means wherever they stand.
CHANGING = (
    "không", "chưa", "đã", "hủy bỏ", "hoãn", "lùi", "tạm dừng", "nếu", "trừ", "gia hạn", "thay", "sớm nhất", "kéo dài",
    "âm lịch", "trước Tết", "hoặc 20/9/2025", "và trước ngày 01/3/2026", "→ Quý III/2025", "30/6/2026", "năm sau",
    "2/3", "xyz",
)  # fmt: skip
_LOOKS_LIKE = {
    "ư": "ƣuu", "ớ": "óơởợ", "ý": "ỳỷyi", "à": "aáâ", "I": "l1|", "1": "lI", "0": "Oo", "5": "S", "2": "Z", "/": "|.1",
    "r": "tn", "g": "q", "ê": "e", "n": "u",
}  # fmt: skip


def make(random: Random, year: int) -> tuple[str, Reading]:
    """A phrase and what it means in a plan of ``year``."""
    day = date(year, 1, 2) + timedelta(random.randrange(364))
    written = random.choice(("{d:02}/{m:02}/{y}", "{d}/{m}/{y}", "ngày {d} tháng {m} năm {y}", "ngày {d:02}/{m}/{y}"))
    spelled = written.format(d=day.day, m=day.month, y=day.year)
    kind = random.randrange(8)
    if kind == 0:
        return _around(random, f"trước {spelled}"), Reading(Kind.BEFORE, due=day - timedelta(1))
    if kind == 1:
        by = random.choice(("chậm nhất", "chậm nhất là", "đến hết", "không muộn hơn", "muộn nhất"))
        return _around(random, f"{by} {spelled}"), Reading(Kind.DATE, due=day)
    if kind == 2:
        quarter = random.randrange(1, 5)
        start, end = _months(year, 3 * quarter - 2, 3 * quarter)
        words = f"{random.choice(('Quý', 'quý'))} {ROMAN[quarter - 1]}{random.choice(('/', ' năm '))}{year}"
        return _bare(random, words), Reading(Kind.PERIOD, start, end, end)
    if kind == 3:
        month = random.randrange(1, 13)
        start, end = _months(year, month, month)
        return _bare(random, f"tháng {month:02}{random.choice(('/', ' năm '))}{year}"), Reading(
            Kind.PERIOD, start, end, end
        )
    if kind == 4:
        work = f"{random.choice(_WORK)} trước {spelled}"
        return work + random.choice(("", ".")), Reading(Kind.BEFORE, due=day - timedelta(1))
    if kind == 5:
        quarter = random.randrange(1, 5)
        start, end = _months(year, 3 * quarter - 2, 3 * quarter)
        return f"{random.choice(_WORK)} trong quý {ROMAN[quarter - 1]}/{year}", Reading(Kind.PERIOD, start, end, end)
    if kind == 6:
        name, frequency = random.choice(
            (("hằng tháng", Frequency.MONTHLY), ("hàng quý", Frequency.QUARTERLY), ("hằng năm", Frequency.YEARLY))
        )
        words = f"{random.choice(('', 'Định kỳ '))}{name}{random.choice(('', ' báo cáo UBND tỉnh', '.'))}"
        return words, Reading(Kind.RECURRING, recurrence=Recurrence((frequency,)))
    words = random.choice(
        ("Thường xuyên", "Thường xuyên trong năm", "Thực hiện thường xuyên", "thường xuyên, liên tục")
    )
    return words, Reading(Kind.ONGOING, date(year, 1, 1), date(year, 12, 31))


def retyped(random: Random, words: str) -> str:
    """The same words as somebody else types them, which never changes their meaning."""
    blank = random.choice((" ", "  ", "\u00a0", "\t", " \u200b", "\u2009"))
    letters = random.choice((str, str.lower, str.upper))
    form = random.choice(("NFC", "NFD", "NFKC", "NFKD"))
    return unicodedata.normalize(form, letters(words.replace(" ", blank)))


def damaged(random: Random, words: str) -> str:
    """The words with a letter lost, doubled, moved or replaced by one that looks like it."""
    place = random.randrange(len(words))
    char = words[place]
    match random.randrange(4):
        case 0:
            return words[:place] + words[place + 1 :]
        case 1:
            return words[:place] + char + words[place:]
        case 2:
            return words[:place] + words[place + 1 : place + 2] + char + words[place + 2 :]
        case _:
            return words[:place] + random.choice(_LOOKS_LIKE.get(char, "xsơ")) + words[place + 1 :]


def changed(random: Random, words: str) -> str:
    """The words with something put between two of them that changes what they mean."""
    pieces = words.split(" ")
    pieces.insert(random.randrange(len(pieces) + 1), random.choice(CHANGING))
    return " ".join(pieces)


def _around(random: Random, words: str) -> str:
    return (random.choice(_LEADS) + words + random.choice(_TAILS)).strip()


def _bare(random: Random, words: str) -> str:
    lead = random.choice(("", "", "Trong ", "Hoàn thành trong ", "Hoàn thành ", "Dự kiến ", "Thời gian: "))
    return lead + words + random.choice(("", ".", " ban hành kế hoạch", " (1)", ", báo cáo UBND tỉnh"))


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
