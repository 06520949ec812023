"""The same picture is always read as the same plan, whatever the process that reads it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from other_programs import TESSERACT, converted, needs_office, scanned
from random_plans import random_plan
from word_documents import table_document

#: A page of a table, drawn with its words beside it as if they had been read: the stages behind OCR.
_STAGES = """
from PIL import Image, ImageDraw
from parplan.importing.blocks import SourceDocument
from parplan.importing.drafts import Wishes
from parplan.importing.reading import read_plan
from parplan.importing.readers.page_joining import joined_pages
from parplan.importing.readers.printed_page import PrintedWord, page_blocks
from parplan.importing.readers.ruling import cells_of, find_grids
from parplan.importing.readers.two_readings import WordReading
from parplan.importing.readers.word_evidence import ReadPage, WordEvidence

page = Image.new("L", (1654, 2339), 255)
pen = ImageDraw.Draw(page)
xs, ys = (100, 180, 700, 1000, 1300, 1550), tuple(range(300, 2100, 200))
for x in xs:
    pen.line((x, ys[0], x, ys[-1]), fill=0, width=3)
for y in ys:
    pen.line((xs[0], y, xs[-1], y), fill=0, width=3)
(grid,) = find_grids(page)
cells = cells_of(grid, page)
words = []

def say(x, y, text):
    for word in text.split():
        end = x + 8 * len(word)
        box = PrintedWord(word, x * 0.36, end * 0.36, y * 0.36, (y + 20) * 0.36)
        words.append(WordReading(box, 60.0 + len(words) % 40, None if len(words) % 5 else word[::-1]))
        x = end + 8

say(600, 100, "KẾ HOẠCH")
say(400, 160, "Cải cách hành chính năm 2026")
heads = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời gian")
rows = [heads] + [
    (str(n), "Kiếm tra công vụ đợt " + "ab"[n % 2], "Văn phòng Sở", "các phòng, đơn vị", "Quý " + "I" * (n % 3 + 1))
    for n in range(1, len(ys) - 1)
]
for y, row in zip(ys, rows):
    for x, text in zip(xs, row):
        say(x + 10, y + 20, text)
read = ReadPage(words, [[tuple(0.36 * edge for edge in cell) for cell in cells]], (595.0, 842.0))
blocks = [list(page_blocks(WordEvidence([read]).judged(read), read.tables, 1, read.size))]
draft = read_plan(SourceDocument("scan", tuple(joined_pages(blocks)), pages=1), Wishes(), "k.pdf")
assert len(draft.doubts) > 3
print(repr(draft))
"""


def said(code: str, *words: str, hash_seed: int) -> bytes:
    """What a Python process prints whose sets have the order of a seed."""
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed), "PYTHONIOENCODING": "utf-8"}
    run = subprocess.run([sys.executable, "-c", code, *words], env=environment, capture_output=True, check=False)
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout


@pytest.mark.slow
def test_the_order_of_sets_changes_nothing() -> None:
    pytest.importorskip("PIL.Image")
    one, two = (said(_STAGES, hash_seed=seed) for seed in (1, 2))
    assert one == two


def test_one_seed_gives_one_scan() -> None:
    image = pytest.importorskip("PIL.Image")
    from io import BytesIO

    made = BytesIO()
    image.new("L", (300, 200), 255).save(made, "PDF", resolution=100)
    assert scanned(made.getvalue(), 3) == scanned(made.getvalue(), 3) != scanned(made.getvalue(), 4)


_WHOLE = """
import sys
from pathlib import Path
from parplan.importing.drafts import Wishes
from parplan.importing.readers.detecting import read_document
from parplan.importing.reading import read_plan

print(repr(read_plan(read_document(Path(sys.argv[1]).read_bytes(), "k.pdf"), Wishes(), "k.pdf")))
"""


@needs_office
@pytest.mark.skipif(TESSERACT is None, reason="tesseract is not installed")
@pytest.mark.slow
def test_a_scan_is_read_the_same_way_twice(tmp_path: Path) -> None:
    rng = random.Random(8)
    data = converted(table_document(random_plan(rng, tasks=6), rng), "pdf", tmp_path)
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(scanned(data, 8))
    one, two = (said(_WHOLE, str(scan), hash_seed=seed) for seed in (1, 2))
    assert one == two
