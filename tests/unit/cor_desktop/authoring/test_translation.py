from __future__ import annotations

import json
from pathlib import Path

import pytest

from cor_desktop.authoring.parser import parse
from cor_desktop.authoring.source import read_source
from cor_desktop.authoring.translation import in_language, read_translations
from cor_protocol.module import Choice, Figure, Module, Reflection, to_json
from tests.factories.module_folder import ModuleFolder
from tests.factories.translations import SPANISH, a_translation, small_steps_in_spanish

COURSE = Path(__file__).parents[4] / "content"


@pytest.fixture
def spanish(sample: ModuleFolder) -> Module:
    a_translation(sample.folder, "es", small_steps_in_spanish)
    checked = sample.checked()
    assert checked.faults == ()
    (module,) = checked.modules[0].translations
    return module


def faults(sample: ModuleFolder) -> list[str]:
    return [fault.removeprefix("locale/") for fault in sample.faults()]


def test_a_complete_translation_is_the_same_module_in_other_words(sample: ModuleFolder, spanish: Module) -> None:
    source = sample.checked().modules[0].module
    assert (spanish.language, spanish.title) == ("es", "Pasos pequeños")
    assert (spanish.key, spanish.version, spanish.required_keys()) == (
        source.key,
        source.version,
        source.required_keys(),
    )


def test_bodies_alternative_texts_and_the_page_for_a_team_are_translated(spanish: Module) -> None:
    (figure,) = (block for block in spanish.activities[0].body if isinstance(block, Figure))
    assert figure == Figure("path.svg", "Un camino que se divide en un bosque", "Donde todo empezó")
    assert "<h2>Para un equipo</h2>" in json.dumps(to_json(spanish), ensure_ascii=False)


def test_what_is_no_word_stays(spanish: Module) -> None:
    weigh = spanish.activity("weigh")
    assert isinstance(weigh, Choice)
    assert [option.correct for option in weigh.items[0].options] == [True, False]


def test_a_translator_gives_as_many_words_to_listen_for_as_the_language_needs(spanish: Module) -> None:
    think = spanish.activity("think")
    assert isinstance(think, Reflection)
    assert think.prompts[0].notice[0].any_of == ("camino", "senda", "vereda")


@pytest.mark.parametrize("name", sorted(path.parent.name for path in COURSE.glob("*/module.yaml")))
def test_a_translation_that_repeats_its_source_gives_the_same_module(name: str, tmp_path: Path) -> None:
    (tmp_path / name).symlink_to(COURSE / name)
    source = read_source(COURSE / name)
    copy = tmp_path / "copy" / name
    copy.parent.mkdir()
    _copy_texts(COURSE / name, copy)
    a_translation(copy, "es", lambda _place, text: text)
    (translation,) = read_translations(read_source(copy))
    again = parse(in_language(read_source(copy), translation)).module
    assert _without_line_ends(again) == _without_line_ends(parse(source).module)


def _copy_texts(module: Path, copy: Path) -> None:
    for path in (path for path in module.rglob("*") if path.is_file() and path.suffix != ".po"):
        to = copy / path.relative_to(module)
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_bytes(path.read_bytes())


def _without_line_ends(module: Module | None) -> str:
    assert module is not None
    told = json.dumps({**to_json(module)["module"], "language": "en"}, ensure_ascii=False)
    return " ".join(told.replace("\\n", " ").split())


def test_coverage_is_told_and_a_part_of_a_translation_is_not_packed(sample: ModuleFolder) -> None:
    a_translation(sample.folder, "es", lambda place, text: "" if "rate" in place else SPANISH[text])
    checked = sample.checked()
    assert [str(each) for each in checked.coverage] == [
        "content/small-steps/locale/es.po: 88 % translated, 7 texts wait for a translator"
    ]
    assert (checked.faults, checked.modules[0].translations) == ((), ())


def test_a_translation_of_words_that_have_changed_since_is_not_used(sample: ModuleFolder) -> None:
    a_translation(sample.folder, "es", small_steps_in_spanish)
    sample.edit("activities/begin.md", "Then on.", "Then further on.")
    checked = sample.checked()
    assert (checked.coverage[0].of - checked.coverage[0].done, checked.modules[0].translations) == (1, ())


def msgstr(text: str) -> str:
    """How a PO file begins a translation."""
    return "msgstr " + json.dumps(text, ensure_ascii=False)


@pytest.mark.parametrize(
    ("english", "translated", "fault"),
    [
        (
            "Two ways, *one* choice [@frost1916].",
            "Dos caminos, *una* elección.",
            "activities/begin.md: body: the citation [@frost1916] is missing in the translation",
        ),
        (
            "Then on.",
            "Y adelante [@frost1916].",
            "activities/begin.md: body: the citation [@frost1916] is not in the text translated",
        ),
        (
            '![A path that parts in a wood](path.svg "Where it began")',
            '![Un camino](senda.svg "Donde todo empezó")',
            "activities/begin.md: body: the picture path.svg is missing in the translation",
        ),
        ("Then on.", "Y **adelante.", "`**` stands here alone: what it opens is not closed, or it closes nothing"),
        ("Then on.", "Y `adelante`.", "code cannot be used here"),
        (
            "Choose a day",
            "Elegir **un** día",
            "steps: this text is shown as it stands, so Markdown signs cannot be used in it",
        ),
        ("Choose", "Mirar", "sequence: “Mirar” stands in the list twice"),
        ("Foot", "Árbol", "right: “Árbol” stands here twice; nobody could tell the two apart"),
        ("The poem says otherwise.", "Así lo dice el poema.", "feedback: the same stands on line "),
        ("The poem says otherwise.", "Es incorrecto.", "feedback: nobody is told “incorrecto”; say what follows"),
        ("Small steps", "P" * 91, "title: the text is longer than 90 characters"),
        (
            '![A path that parts in a wood](path.svg "Where it began")',
            '![camino_1](path.svg "Donde todo empezó")',
            "“camino_1” is a file name: say in words what the picture shows",
        ),
    ],
)
def test_a_mistake_in_a_translation_is_told_at_its_line(
    sample: ModuleFolder, english: str, translated: str, fault: str
) -> None:
    words = SPANISH | {english: translated}
    path = a_translation(sample.folder, "es", lambda _place, text: words[text])
    told = faults(sample)
    lines = path.read_text("utf-8").splitlines()
    number, sentence = told[0].removeprefix("es.po:").split(": ", 1)
    assert sentence.startswith(fault)
    near = next(line for line in lines[int(number) - 1 :] if line.startswith("msgstr"))
    assert near == msgstr(translated) or sentence.startswith("sequence")


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("spanish.po", "", "spanish.po:1: the file is named by its language, such as es.po or pt-BR.po"),
        ("es.po", 'msgid "a', "es.po:1: this cannot be read: "),
        ("es.po", b"\xff\xfe\x00", "es.po:1: this is no PO file: "),
    ],
)
def test_a_file_that_is_no_translation_is_told(sample: ModuleFolder, name: str, text: str | bytes, fault: str) -> None:
    sample.write(f"locale/{name}", text)
    assert [told[: len(fault)] for told in faults(sample)] == [fault]


def test_a_text_whose_last_mark_is_missing_is_told_and_loses_no_letter(sample: ModuleFolder) -> None:
    path = a_translation(sample.folder, "es", small_steps_in_spanish)
    lines = path.read_text("utf-8").splitlines()
    number = next(place for place, line in enumerate(lines) if line.startswith('msgstr "Un pensamiento'))
    lines[number] = lines[number][:-1]
    path.write_text("\n".join(lines), "utf-8")
    (fault,) = faults(sample)
    assert fault.startswith(f"es.po:{number + 1}: the text of a line stands between two quotation marks")
    assert sample.checked().modules[0].translations == ()


def test_translations_wait_until_the_module_itself_can_be_played(sample: ModuleFolder) -> None:
    a_translation(sample.folder, "es", small_steps_in_spanish)
    sample.edit("activities/decide.md", "goto: home", "goto: nowhere")
    assert faults(sample) == ["activities/decide.md:17: goto: there is no moment called “nowhere”"]


def test_words_that_no_list_has_are_worth_a_look_in_a_translation(sample: ModuleFolder) -> None:
    words = SPANISH | {"The grass is wet.": "La hierba está mojada, alunmo."}
    path = a_translation(sample.folder, "es", lambda _place, text: words[text])
    checked = sample.checked()
    (advice,) = checked.advice
    assert (checked.faults, advice.file) == ((), path.as_posix())
    assert advice.sentence.startswith("“alunmo” is in no word list: did you mean “alumno”?")
    assert "alunmo" in path.read_text("utf-8").splitlines()[advice.line - 1]


def test_a_translation_has_words_of_its_own(sample: ModuleFolder) -> None:
    sample.write("words.es.txt", "alunmo\n")
    words = SPANISH | {"The grass is wet.": "La hierba está mojada, alunmo."}
    a_translation(sample.folder, "es", lambda _place, text: words[text])
    assert sample.checked().advice == ()
