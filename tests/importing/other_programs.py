"""Documents as other programs make them: LibreOffice's PDF and .doc, and pages as a scanner gives them."""

from __future__ import annotations

import io
import random
import subprocess
import time
from pathlib import Path
from statistics import NormalDist
from typing import Any

import pytest

from parplan.importing.readers.programs import find_program

OFFICE, TESSERACT = find_program("soffice"), find_program("tesseract")
#: For each value of a random byte a shade of grey, so that the shades are spread normally around the middle one. Not
#: ``Image.effect_noise``: it cannot be seeded, and gives other noise to each picture made by one process.
_NOISE = [round(NormalDist(128, 18).inv_cdf((value + 0.5) / 256)) for value in range(256)]

needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def converted(data: bytes, ending: str, folder: Path) -> bytes:
    """A Word document as LibreOffice saves it in another format."""
    return converted_together({"k": data}, ending, folder)["k"]


def converted_together(documents: dict[str, bytes], ending: str, folder: Path) -> dict[str, bytes]:
    """Word documents as LibreOffice saves them in another format, by their names; one start for all."""
    sources = [folder / f"{name}.docx" for name in documents]
    for source, data in zip(sources, documents.values(), strict=True):
        source.write_bytes(data)
    profile = (folder / "profile").as_uri()
    words = (
        OFFICE,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        ending,
        "--outdir",
        folder,
        *sources,
    )
    subprocess.run([str(word) for word in words], check=True, capture_output=True, timeout=120 + 5 * len(sources))
    return {name: (folder / f"{name}.{ending}").read_bytes() for name in documents}


def scanned(data: bytes, seed: int) -> bytes:
    """A PDF as a scanner gives it: pictures at 200 dots an inch, slightly turned, with a little noise.

    One seed always gives the same bytes.
    """
    pypdfium2 = pytest.importorskip("pypdfium2")
    image = pytest.importorskip("PIL.Image")
    rng = random.Random(seed)
    pages: list[Any] = []
    document = pypdfium2.PdfDocument(data)
    for number in range(len(document)):
        page = document[number].render(scale=200 / 72, grayscale=True).to_pil().convert("L")
        page = page.rotate(rng.uniform(-0.7, 0.7), resample=image.Resampling.BICUBIC, fillcolor=255)
        noise = image.frombytes("L", page.size, rng.randbytes(page.width * page.height)).point(_NOISE)
        pages.append(image.blend(page, noise, 0.08))
    made = io.BytesIO()
    day = time.gmtime(0)  # else it is the day of the test
    pages[0].save(made, "PDF", save_all=True, append_images=pages[1:], resolution=200, creationDate=day, modDate=day)
    return made.getvalue()
