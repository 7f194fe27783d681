"""What an author did who wrote YAML that cannot be read: the line to look at, and what to do there.

The reader of YAML speaks of tokens and blocks, and of where it gave up, which is often far below the mistake.
"""

from __future__ import annotations

import re

from ruamel.yaml.error import MarkedYAMLError, YAMLError

_TAB = "there is a tab in it: put spaces in its place"
_OPEN_QUOTE = "a quotation mark is opened here and closed nowhere"
_OPEN_BRACKET = "a bracket is opened here and closed nowhere"
_COLON = (
    "its text has a colon followed by a space: put the whole text in straight quotes (\"…\" or '…'), or below a `|`"
)
_NO_SPACE = "behind the colon of a field stands a space, as in `title: Words`"
_STRAY = "it is no field (`name: text`); where it goes on with the text above, indent it as far as that"
_INDENTED = (
    "it, or one above it, is not indented like what it stands beside: what belongs together begins with the same "
    "number of spaces"
)
_AFTER_QUOTE = (
    "its text goes on behind the quotation mark that ends it (within a text write “ ” and ’), or a mark above it is "
    "never closed"
)
_SIGN = "its text begins with a sign that means something in YAML (`{sign}`): put the whole text in straight quotes"
_UNKNOWN = "check its indentation, and put a text that has a colon or begins with a sign in quotes, or below a `|`"

_FIELD = re.compile(r"\s*(- +)*[\w-]+: ")
_FIELD_WITHOUT_SPACE = re.compile(r"\s*(- +)*[\w-]+:\S")
_SIGNED = re.compile(r"\s*(?:- +)*(?:[\w-]+: +)?([\[{&*!%@`|>?])")


def advice_on(error: YAMLError, text: str) -> tuple[int, str]:
    """The line of `text`, counted from 0, at which an author mends what `error` stumbled over, and how."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return 0, "this cannot be read: the file holds a character that may not be there"
    at, column = int(error.problem_mark.line), int(error.problem_mark.column)
    begun = int(error.context_mark.line) if error.context_mark is not None else at
    lines = text.split("\n")
    line, sentence = _told(str(error.problem), str(error.context), (begun, at), lines, column)
    return line, f"this line cannot be read: {sentence}"


def _told(problem: str, context: str, span: tuple[int, int], lines: list[str], column: int) -> tuple[int, str]:
    begun, at = span
    if "quoted scalar" in context:
        return begun, _OPEN_QUOTE
    if "flow" in context:
        return begun, _OPEN_BRACKET
    if "expected ':'" in problem:
        return begun, _NO_SPACE if _FIELD_WITHOUT_SPACE.match(_line(lines, begun)) else _STRAY
    return at, _told_of_line(problem, _line(lines, at), column)


def _told_of_line(problem: str, line: str, column: int) -> str:
    before = line[:column]
    if "'\\t'" in problem or "\t" in before:
        return _TAB
    if problem.startswith("mapping values"):
        return _COLON if _FIELD.match(before) else _INDENTED
    if before.rstrip().endswith(('"', "'")):
        return _AFTER_QUOTE
    if ("<scalar>" in problem or "cannot start" in problem) and (found := _SIGNED.match(line)):
        return _SIGN.format(sign=found[1])
    return _INDENTED if problem.startswith("expected <block end>") else _UNKNOWN


def _line(lines: list[str], number: int) -> str:
    return lines[number] if number < len(lines) else ""
