"""The same plans through other programs: PDF and .doc by LibreOffice, scans by tesseract, where these are installed."""

from __future__ import annotations

import base64
import io
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from other_programs import TESSERACT, converted, needs_office, scanned
from page_looks import set_anew
from random_plans import random_plan, true_fields
from word_documents import list_document, outline_document, table_document

from benchmarks.importing.score import Score, score
from parplan.importing.drafts import Wishes
from parplan.importing.readers.detecting import read_document
from parplan.importing.reading import read_plan

WRITERS = {"table": table_document, "list": list_document}

#: A picture of one dot.
PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg=="
)


@contextmanager
def listening() -> Iterator[tuple[str, list[str]]]:
    """The address of a server, and what it was asked for."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def parse_request(self) -> bool:
            asked.append(self.raw_requestline.decode())
            return False

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", asked
        server.shutdown()


def total_of(kind: str, seeds: range, folder: Path, *, scan: bool = False) -> tuple[Score, list[str]]:
    total, wrong = Score(), list[str]()
    for seed in seeds:
        rng = random.Random(seed)
        plan = random_plan(rng, tasks=20)
        data = converted(WRITERS[kind](plan, rng), "pdf", folder)
        document = read_document(scanned(data, seed) if scan else data, "k.pdf")
        one, lines = score([true_fields(task) for task in plan.tasks], read_plan(document, Wishes(), "k.pdf"))
        total.add(one)
        wrong += lines
    return total, wrong


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("kind", WRITERS)
def test_text_pdf(kind: str, tmp_path: Path) -> None:
    total, wrong = total_of(kind, range(40, 50), tmp_path)
    assert total.found >= 0.99 * total.tasks, wrong
    assert total.exact >= 0.98 * total.fields, wrong
    assert total.silent < 0.005 * total.fields, wrong
    assert total.right_doubted <= 0.1 * total.exact


@needs_office
@pytest.mark.slow
def test_duties_by_unit_as_pdf(tmp_path: Path) -> None:
    """Duties without bullets fill lines as sentences of one paragraph do; pages are set in many ways."""
    total, wrong = Score(), list[str]()
    for seed in (*range(600, 606), 610, 611, 515, 519):
        rng = random.Random(seed)
        truth, data = outline_document(rng)
        pdf = converted(set_anew(data, rng) if seed >= 600 else data, "pdf", tmp_path)
        one, lines = score(truth, read_plan(read_document(pdf, "k.pdf"), Wishes(), "k.pdf", outline=True))
        total.add(one)
        wrong += lines
    assert total.found >= 0.99 * total.tasks, wrong
    assert total.exact >= 0.99 * total.fields, wrong
    assert total.silent < 0.005 * total.fields, wrong
    assert total.right_doubted <= 0.1 * total.exact


@needs_office
@pytest.mark.slow
def test_old_word(tmp_path: Path) -> None:
    rng = random.Random(7)
    plan = random_plan(rng, tasks=10)
    document = read_document(converted(list_document(plan, rng), "doc", tmp_path), "k.doc")
    result, wrong = score([true_fields(task) for task in plan.tasks], read_plan(document, Wishes(), "k.doc"))
    assert result.exact >= 0.98 * result.fields, wrong


@needs_office
@pytest.mark.slow
def test_an_old_word_document_fetches_nothing(tmp_path: Path) -> None:
    with listening() as (address, asked):
        document = docx.Document()
        document.add_paragraph("Kế hoạch cải cách hành chính năm 2021")
        document.add_picture(io.BytesIO(PICTURE))
        (found,) = document.element.iter(qn("a:blip"))
        del found.attrib[qn("r:embed")]
        found.set(qn("r:link"), document.part.relate_to(f"{address}/a.png", RELATIONSHIP_TYPE.IMAGE, is_external=True))
        held = io.BytesIO()
        document.save(held)
        data = converted(held.getvalue(), "doc", tmp_path)
        assert asked, "LibreOffice itself fetches it"
        asked.clear()
        assert [line.text for line in read_document(data, "k.doc").lines()]
        assert asked == []


@needs_office
@pytest.mark.skipif(TESSERACT is None, reason="tesseract is not installed")
@pytest.mark.slow
@pytest.mark.parametrize("kind", WRITERS)
def test_clean_scans(kind: str, tmp_path: Path) -> None:
    """The goals for clean scans: 95 % of tasks, 90 % of fields exact, 2 % silently wrong, 10 % of right doubted."""
    total, wrong = total_of(kind, range(300, 306), tmp_path, scan=True)
    assert total.fields >= 600
    assert total.found >= 0.95 * total.tasks, wrong
    assert total.exact >= 0.9 * total.fields, wrong
    assert total.silent < 0.02 * total.fields, wrong
    assert total.right_doubted <= 0.1 * total.exact
