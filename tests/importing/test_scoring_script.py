"""The script that scores an import on documents with their truth."""

import json
import random
from pathlib import Path

import pytest
from random_plans import random_plan, true_fields
from word_documents import table_document

from benchmarks.importing.score import main


def test_it_counts_what_is_right_and_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rng = random.Random(3)
    plan = random_plan(rng, tasks=10)
    (tmp_path / "a.docx").write_bytes(table_document(plan, rng))
    truth = [true_fields(task) for task in plan.tasks]
    (tmp_path / "a.json").write_text(json.dumps(truth), encoding="utf-8")
    main([str(tmp_path)])
    assert (
        "all: tasks 10/10 (100.00 %), invented 0, fields exact 100.00 % of 50, silently wrong 0.00 %"
        in capsys.readouterr().out
    )
    truth[0]["time"] = "Quý IX"
    (tmp_path / "a.json").write_text(json.dumps(truth), encoding="utf-8")
    main([str(tmp_path), "--figures"])
    out = capsys.readouterr().out
    assert "fields exact 98.00 % of 50, silently wrong 2.00 %" in out
    assert "Quý IX" not in out
