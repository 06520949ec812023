"""The Vietnamese catalogue: complete, true to the templates of the code, and compiled."""

from __future__ import annotations

import gettext
import importlib.util
import io
import string
import unicodedata
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]

#: Messages that are the same in both languages: they hold only places and signs.
SAME_IN_BOTH = frozenset(
    {
        "{state}: {reason}",
        "{value}",
        "{timeliness} ({date})",
        "{day}/{month}/{year}",
        "{plans}: {errors}, {warnings}",
        "{plans}: {errors}, {warnings}, {advice}",
        "{path}: {problem}",
        "%, lần, khóa …",
    }
)

OLD_MESSAGE = 'msgid "the file is quite empty"\nmsgstr "tệp trống"'


def load_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("update_catalogue", ROOT / "tools" / "update_catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    return load_tool()


@pytest.fixture(scope="module")
def template(tool: ModuleType) -> Catalog:
    catalogue: Catalog = tool.extract_messages()
    return catalogue


@pytest.fixture(scope="module")
def written(tool: ModuleType) -> bytes:
    return Path(tool.PO_FILE).read_bytes()


@pytest.fixture(scope="module")
def vietnamese(written: bytes) -> Catalog:
    return read_po(io.BytesIO(written), locale="vi", abort_invalid=True)


def forms(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    """The texts of a msgid or msgstr: one, or one for each plural form."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def messages(catalogue: Catalog) -> list[Message]:
    found = [message for message in catalogue if message.id]
    assert found
    return found


def places(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def test_every_message_of_the_code_is_translated_and_no_other_is_kept(template: Catalog, vietnamese: Catalog) -> None:
    assert {forms(m.id) for m in messages(vietnamese)} == {forms(m.id) for m in messages(template)}
    assert not vietnamese.obsolete
    assert [m.id for m in messages(vietnamese) if m.fuzzy or not all(forms(m.string) or [""])] == []


def test_a_translation_has_the_places_of_its_template(vietnamese: Catalog) -> None:
    for message in messages(vietnamese):
        assert len({frozenset(places(text)) for text in forms(message.id) + forms(message.string)}) == 1, message.id


def test_a_translation_can_be_filled_in(vietnamese: Catalog) -> None:
    for message in messages(vietnamese):
        for text in forms(message.string):
            values = {name: f"<{name}>" for name in places(text)}
            filled = text.format(**values)
            assert all(value in filled for value in values.values()), message.id


def test_a_translation_begins_and_ends_with_the_spaces_of_its_template(vietnamese: Catalog) -> None:
    for message in messages(vietnamese):
        for original in forms(message.id):
            for text in forms(message.string):
                assert text[: len(text) - len(text.lstrip())] == original[: len(original) - len(original.lstrip())]
                assert text[len(text.rstrip()) :] == original[len(original.rstrip()) :]


def test_vietnamese_has_one_form_for_every_number(vietnamese: Catalog) -> None:
    assert vietnamese.num_plurals == 1
    counted = [message for message in messages(vietnamese) if message.pluralizable]
    assert counted
    assert {len(forms(message.string)) for message in counted} == {1}


def test_the_letters_are_composed(written: bytes) -> None:
    text = written.decode("utf-8")
    assert unicodedata.is_normalized("NFC", text)


def test_words_that_were_decided_against_stay_out(vietnamese: Catalog) -> None:
    given_up = ("hãy ", "hoàn tác", "sổ tính", "ấn định", "còn nợ", "người ta ", "đoạn chữ", "tập tin", "bạn ")
    found = [m.id for m in messages(vietnamese) for text in forms(m.string) if any(w in text.lower() for w in given_up)]
    assert found == []


def test_what_stays_in_english_says_nothing(vietnamese: Catalog) -> None:
    same = {text for m in messages(vietnamese) for text in forms(m.string) if text in forms(m.id)}
    assert same == SAME_IN_BOTH


@pytest.mark.slow
def test_the_files_are_what_the_tool_makes(tool: ModuleType) -> None:
    assert tool.main(["--check"]) == 0
    assert Path(tool.MO_FILE).read_bytes() == tool.compile_mo(Path(tool.PO_FILE).read_bytes())


def test_the_compiled_catalogue_says_what_the_translations_say(tool: ModuleType, vietnamese: Catalog) -> None:
    with Path(tool.MO_FILE).open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in messages(vietnamese):
        if message.pluralizable:
            singular, plural = forms(message.id)
            assert {compiled.ngettext(singular, plural, n) for n in (0, 1, 2)} == set(forms(message.string))
        else:
            assert (compiled.gettext(forms(message.id)[0]),) == forms(message.string)


def catalogue_of(*texts: str) -> Catalog:
    catalogue = Catalog()
    for text in texts:
        catalogue.add(text)
    return catalogue


@pytest.mark.slow
class TestUpdating:
    """What the tool does with a message that came, changed or went."""

    @pytest.fixture
    def translated(self, tool: ModuleType) -> bytes:
        po: bytes = tool.update_po(b"", catalogue_of("the file is quite empty"))
        return po.replace(b'msgid "the file is quite empty"\nmsgstr ""', OLD_MESSAGE.encode())

    def test_a_new_message_comes_in_empty_and_the_old_translation_stays(
        self, tool: ModuleType, translated: bytes
    ) -> None:
        po = tool.update_po(translated, catalogue_of("the file is quite empty", "zebras graze {where}"))
        assert OLD_MESSAGE in po.decode("utf-8")
        assert [(m.id, m.string) for m in tool.unfinished_messages(po)] == [("zebras graze {where}", "")]

    def test_a_reworded_message_keeps_its_translation_as_a_guess_that_is_not_shown(
        self, tool: ModuleType, translated: bytes
    ) -> None:
        po = tool.update_po(translated, catalogue_of("the file is quite empty."))
        (guess,) = tool.unfinished_messages(po)
        assert (guess.id, guess.string, guess.fuzzy) == ("the file is quite empty.", "tệp trống", True)
        compiled = gettext.GNUTranslations(io.BytesIO(tool.compile_mo(po)))
        assert compiled.gettext("the file is quite empty.") == "the file is quite empty."
        assert b'"the file is quite empty"' in po  # the old words help the translator, and go with the mark
        decided = tool.update_po(po.replace(b"#, fuzzy\n", b""), catalogue_of("the file is quite empty."))
        assert "tệp trống".encode() in decided
        assert b'"the file is quite empty"' not in decided

    def test_a_message_that_left_the_code_leaves_the_catalogue(self, tool: ModuleType, translated: bytes) -> None:
        po = tool.update_po(translated, catalogue_of("zebras graze {where}"))
        assert "tệp trống" not in po.decode("utf-8")

    def test_a_second_run_changes_nothing(self, tool: ModuleType, written: bytes, template: Catalog) -> None:
        once = tool.update_po(written, template)
        assert tool.update_po(once, template) == once

    @pytest.mark.parametrize("damaged", ["PO_FILE", "MO_FILE"])
    def test_check_finds_a_stale_file_and_leaves_it(
        self,
        tool: ModuleType,
        damaged: str,
        template: Catalog,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        for name in ("PO_FILE", "MO_FILE"):
            copy = tmp_path / getattr(tool, name).name
            copy.write_bytes(getattr(tool, name).read_bytes())
            monkeypatch.setattr(tool, name, copy)
        monkeypatch.setattr(tool, "extract_messages", lambda: template)  # read once: half a second each time
        stale = getattr(tool, damaged)
        stale.write_bytes(stale.read_bytes() + b"\n")
        damage = stale.read_bytes()
        assert tool.main(["--check"]) == 1
        assert stale.name in capsys.readouterr().err
        assert stale.read_bytes() == damage
        assert tool.main([]) == 0
        assert tool.main(["--check"]) == 0
