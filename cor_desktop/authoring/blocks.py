"""A Markdown body in pieces of the size of a paragraph, as a translator sees them, and put together again.

What a translator need not touch (`##`, `>`, `-`, `[!STRONG]`) stands before a piece, not in it. Where an author broke
the lines means nothing, so a piece has none but those that Markdown needs: breaking a paragraph anew changes no piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from markdown_it.token import Token

from cor_desktop.authoring.markdown import make_parser
from cor_desktop.authoring.source import Body

_BEGINS_A_LINE = re.compile(r"\s*([-*+]\s|\d+[.)]\s|#|>|!?\[!)")
_MARKER = re.compile(r"\s*([-*+]|\d+[.)])\s+")
_HEADING = re.compile(r"\s{0,3}(#+)\s+")
_QUOTED = re.compile(r"\s{0,3}> ?")
_BOX = re.compile(r"\[![A-Z]*\]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece: `first` stands before its first line, `rest` before the others. `line` is that of the file.

    `apart` tells whether an empty line stands before it.
    """

    text: str
    line: int
    first: str = ""
    rest: str = ""
    apart: bool = True

    def lines(self) -> list[str]:
        """The piece as it is written in a body."""
        first, *others = self.text.split("\n")
        begun = (self.first + first).split("\n")
        return begun + [(self.rest + line).rstrip() for line in others]


def pieces_of(body: Body) -> tuple[Piece, ...]:
    """Take a body apart."""
    lines = body.text.split("\n")
    pieces = [piece for span in _spans(make_parser().parse(body.text)) for piece in _pieces(lines, *span)]
    return tuple(replace(piece, line=body.line_at(piece.line)) for piece in pieces)


def put_together(file: str, pieces: Sequence[Piece]) -> Body:
    """Write a body from pieces; each of its lines counts as the line of its piece."""
    text: list[str] = []
    places: list[int] = []
    for piece in pieces:
        written = ([""] if piece.apart and text else []) + piece.lines()
        text += written
        places += [piece.line] * len(written)
    return Body(file, 1, "\n".join(text), tuple(places) or (1,))


def unwrapped(text: str) -> str:
    """The text with only those line ends that Markdown needs."""
    lines: list[str] = []
    for line in text.strip("\n").split("\n"):
        if lines and _goes_on(lines[-1], line):
            lines[-1] += " " + line.strip()
        elif line.strip() or (lines and lines[-1]):
            lines.append(line if line.endswith("  ") and line.strip() else line.rstrip())
    return "\n".join(lines)


def _goes_on(before: str, line: str) -> bool:
    """Tell whether a line only carries on the paragraph before it."""
    ended = not before.strip() or before.endswith(("  ", "\\")) or _BOX.fullmatch(before.strip())
    return not ended and bool(line.strip()) and not _BEGINS_A_LINE.match(line)


def _spans(tokens: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
    """The blocks of a body, lists item by item: their kinds, first lines, and the lines after their last."""
    lists = {"bullet_list_open", "ordered_list_open"}
    for token in tokens:
        outermost = token.level == 0 and token.nesting >= 0 and token.type not in lists
        if token.map and (outermost or (token.level == 1 and token.type == "list_item_open")):
            yield token.type, token.map[0], token.map[1]


def _pieces(lines: Sequence[str], kind: str, begin: int, end: int) -> Iterator[Piece]:
    while end > begin + 1 and not lines[end - 1].strip():
        end -= 1
    apart = begin > 0 and not lines[begin - 1].strip()
    first, rest, inside = _without_signs(kind, lines[begin:end])
    yield Piece(unwrapped("\n".join(inside)), begin, first, rest, apart)


def _without_signs(kind: str, lines: Sequence[str]) -> tuple[str, str, list[str]]:
    """What stands before a block's first line, before the others, and its lines without that."""
    if kind == "list_item_open" and (found := _MARKER.match(lines[0])):
        width = found.end()
        others = [line[width:] if not line[:width].strip() else line.lstrip() for line in lines[1:]]
        return found[0], " " * width, [lines[0][width:], *others]
    if kind == "heading_open" and (found := _HEADING.match(lines[0])):
        return f"{found[1]} ", "", [lines[0][found.end() :]]
    if kind == "blockquote_open":
        return _without_quotation([_QUOTED.sub("", line, count=1) for line in lines])
    return "", "", list(lines)


def _without_quotation(inside: list[str]) -> tuple[str, str, list[str]]:
    if _BOX.fullmatch(inside[0].strip()):
        return f"> {inside[0].strip()}\n> ", "> ", inside[1:]
    return "> ", "> ", inside
