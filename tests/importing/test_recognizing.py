"""Parts of a page that are given to tesseract."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from parplan.importing.readers import recognizing
from parplan.importing.readers.recognizing import Recognizer


def test_the_blank_of_a_page_around_its_words_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    image = pytest.importorskip("PIL.Image")
    sizes: list[tuple[int, int]] = []

    def run(words: tuple[str, ...], *_: Any) -> bytes:
        with image.open(words[1]) as picture:
            sizes.append(picture.size)
        rows = ("level block_num par_num line_num left top width height conf text", "5 1 1 1 24 24 10 30 95 2")
        return "\n".join(row.replace(" ", "\t") for row in rows).encode()

    monkeypatch.setattr(recognizing, "run_program", run)
    page = image.new("L", (1654, 2339), 250)
    reader = Recognizer("tesseract", tmp_path, "k.pdf")
    assert list(reader.page(page)) == []
    page.paste(0, (800, 100, 810, 130))
    words = [reading.word for reading in reader.page(page)]
    assert [(word.text, word.x0, word.top) for word in words] == [("2", 800, 100)]
    assert sorted(sizes) == [(58, 78), (87, 117)]
