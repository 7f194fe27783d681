"""What the client shows is marked, so that it can be said in another language: read from the code itself."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MARKS = frozenset({"_", "marked", "ngettext", "pgettext"})
LOOKED_UP = MARKS - {"marked"}
SHOWN_BY = frozenset(
    {
        *("setText", "setAccessibleName", "setAccessibleDescription", "setToolTip", "setPlaceholderText", "setTitle"),
        *("setWindowTitle", "setWhatsThis", "setStatusTip", "addAction", "addItem", "announce", "save_as", "printer"),
        *(
            "Label",
            "QLabel",
            "QCheckBox",
            "Tick",
            "QRadioButton",
            "QPushButton",
            "Field",
            "CodeField",
            "NewPassword",
            "Choice",
        ),
        *("Waiting", "Reading", "Banner", "Question", "tell", "offer", "show_words", "_say", "_section", "_box"),
    }
)
"""Functions whose words a learner sees or hears, beside every kind of button and of Trouble."""
SAID_BY_CLASSES = frozenset({"title", "meaning", "advice", "sentence"})
WORDS = re.compile(r"[^\W\d_]{2}")
ROLE = re.compile(r"[a-z][a-z_-]*|\.[a-z]+|(Ctrl|Alt)\+\w+|\w+ \(\*\.\w+\)")
"""Names of roles and fields, endings and kinds of files, keys: nothing that is said."""
NAMES = frozenset({"COR Desktop"})


def sources() -> list[Path]:
    """The client without what speaks to authors, and what it shows of the protocol."""
    client = (path for path in (ROOT / "cor_desktop").rglob("*.py") if "authoring" not in path.parts)
    return sorted(client)


def is_shown(function: ast.expr) -> bool:
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    return name in SHOWN_BY or name.endswith("Button") or is_trouble(name)


def is_trouble(name: str) -> bool:
    return name in TROUBLES


def words_of(node: ast.expr, constants: Mapping[str, ast.expr]) -> str:
    """The words that stand in an expression without a mark; those that a call inside it is given are its business."""
    match node:
        case ast.Constant(str(words)):
            return "" if words in NAMES or ROLE.fullmatch(words) else words
        case ast.Name(name) if name in constants:
            return words_of(constants[name], {})
        case ast.JoinedStr(parts) | ast.BoolOp(values=parts):
            return "".join(words_of(part, constants) for part in parts)
        case ast.IfExp(body=one, orelse=other) | ast.BinOp(left=one, right=other):
            return words_of(one, constants) + words_of(other, constants)
    return ""


def unmarked(tree: ast.Module) -> Iterator[str]:
    """The words that are shown and not marked, each with its line."""
    constants = {
        target.id: part.value
        for part in tree.body
        if isinstance(part, ast.Assign)
        for target in part.targets
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        given: list[ast.expr] = []
        if isinstance(node, ast.Call) and is_shown(node.func):
            given = [*node.args, *(keyword.value for keyword in node.keywords)]
        elif isinstance(node, ast.ClassDef):
            given = [part.value for part in node.body if isinstance(part, ast.Assign) and said_by_class(part)]
        said = ((one.lineno, words_of(one, constants)) for one in given)
        yield from (f"{line}: {words}" for line, words in said if WORDS.search(words))


def said_by_class(part: ast.Assign) -> bool:
    return any(isinstance(target, ast.Name) and target.id in SAID_BY_CLASSES for target in part.targets)


def looked_up_too_early(tree: ast.Module) -> Iterator[str]:
    """Sentences looked up while a module is imported, before anybody chose a language."""
    for node in at_import(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in LOOKED_UP:
            yield f"{node.lineno}: {ast.unparse(node)}"


def at_import(node: ast.AST) -> Iterator[ast.AST]:
    """What runs at import: not what stands in functions, but their defaults."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            yield from (default for default in (*child.args.defaults, *child.args.kw_defaults) if default)
        else:
            yield child
            yield from at_import(child)


def put_together(tree: ast.AST) -> Iterator[str]:
    """Marks around something else than a sentence as it stands: nobody can collect those."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in MARKS:
            yield from (f"{node.lineno}: {ast.unparse(node)}" for part in node.args if isinstance(part, ast.JoinedStr))


def classes_of_trouble() -> frozenset[str]:
    """Every kind of Trouble, by name: those of errors.py and those that other rooms add."""
    parents = {
        node.name: {base.id for base in node.bases if isinstance(base, ast.Name)}
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ClassDef)
    }
    found = {"Trouble"}
    while more := {name for name, bases in parents.items() if bases & found} - found:
        found |= more
    return frozenset(found)


TROUBLES = classes_of_trouble()


@pytest.mark.parametrize("path", sources(), ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_shown_is_marked(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ([*unmarked(tree)], [*looked_up_too_early(tree)], [*put_together(tree)]) == ([], [], [])


@pytest.mark.parametrize(
    "planted",
    [
        'label.setText("Not marked")',
        'self.button = QuietButton("Go", act)',
        'Label(f"{count} things", "heading")',
        'banner.tell(_("Title"), "and more" if more else "")',
        'raise Offline(advice="Try again")',
        'class Odd(Trouble):\n    title = "Odd"',
        'announce(self, "Ready: " + words)',
        'HINT = "As you like it"\nfield = Field(_("Name"), HINT)',
    ],
)
def test_a_planted_unmarked_sentence_is_found(planted: str) -> None:
    assert list(unmarked(ast.parse(planted)))


@pytest.mark.parametrize(
    "planted", ['WORD = _("Start")', 'def f(word: str = _("Start")) -> None: ...', 'D = {1: [_("Start")]}']
)
def test_a_planted_early_look_up_is_found(planted: str) -> None:
    assert list(looked_up_too_early(ast.parse(planted)))


def test_a_planted_mark_around_pieces_is_found() -> None:
    assert list(put_together(ast.parse('_(f"{count} things")')))


def test_the_kinds_of_trouble_are_known() -> None:
    assert {"Offline", "Refused", "SignInStopped", "DamagedDocument"} <= TROUBLES
