"""Write the sets of documents that the tests import, each with its truth, for benchmarks/importing/score.py.

    python tests/importing/write_sets.py FOLDER [--documents 20] [--first-seed 500] [--sets NAME ...]

Sets: tables, lists and outlines as the random plans make them, outlines-mixed with pages set in many ways, and shapes
typed by hand; the same as PDF where LibreOffice is installed, and as scans; outlines as typed texts, too. The seeds are
others than those of the tests.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from other_programs import OFFICE, converted, scanned
from page_looks import set_anew, typed_out
from plan_shapes import SHAPES, truth_of
from random_plans import random_plan, true_fields
from word_documents import list_document, mixed_outline_document, outline_document, table_document

_SETS = ("tables", "lists", "outlines", "outlines-mixed", "shapes", "shapes-outline")
Made = tuple[str, str, bytes, list[dict[str, Any]]]


def random_sets(kind: str, seeds: range) -> Iterator[Made]:
    """Random plans of one kind: the name, the ending, the bytes and the truth of each."""
    for seed in seeds:
        rng = random.Random(seed)
        if kind == "outlines":
            truth, data = outline_document(rng)
        elif kind == "outlines-mixed":
            truth, data = mixed_outline_document(rng)
            data = set_anew(data, rng)
        else:
            plan = random_plan(rng)
            data = (table_document if kind == "tables" else list_document)(plan, rng)
            truth = [true_fields(task) for task in plan.tasks]
        yield str(seed), "docx", data, truth


def shape_set(*, outline: bool) -> Iterator[Made]:
    """The shapes typed by hand; of those grouped by unit or not."""
    for name, (ending, make) in SHAPES.items():
        if (name == "by_unit") is outline:
            yield name, ending, make(), truth_of(name)


def write(folder: Path, made: Made) -> None:
    """One document and its truth."""
    name, ending, data, truth = made
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.{ending}").write_bytes(data)
    (folder / f"{name}.yaml").write_text(yaml.safe_dump(truth, allow_unicode=True, sort_keys=False), encoding="utf-8")


def main() -> None:
    """Write all sets."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=20, help="of each random set; a third as many scans")
    parser.add_argument("--first-seed", type=int, default=500)
    parser.add_argument("--sets", nargs="*", default=_SETS, choices=_SETS)
    chosen = parser.parse_args()
    seeds = range(chosen.first_seed, chosen.first_seed + chosen.documents)
    for name in chosen.sets:
        shaped = name.startswith("shapes")
        documents = list(shape_set(outline="outline" in name) if shaped else random_sets(name, seeds))
        for number, made in enumerate(documents):
            write(chosen.folder / f"{name}-word", made)
            if name.startswith("outlines"):
                text = typed_out(made[2], random.Random(made[0]))
                write(chosen.folder / f"{name}-text", (made[0], "txt", text, made[3]))
            if OFFICE is None or made[1] != "docx":
                continue
            with tempfile.TemporaryDirectory() as work:
                pdf = converted(made[2], "pdf", Path(work))
            write(chosen.folder / f"{name}-pdf", (made[0], "pdf", pdf, made[3]))
            if shaped or number < max(chosen.documents // 3, 1):
                write(chosen.folder / f"{name}-scan", (made[0], "pdf", scanned(pdf, number), made[3]))


if __name__ == "__main__":
    main()
