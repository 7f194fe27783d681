"""Markdown as authors may write it, turned into the safe HTML and the blocks of a pack.

Only what docs/authoring.md names is understood; anything else is a fault with its line, never dropped in silence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.common.utils import escapeHtml
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode

from cor_desktop.authoring.faults import Fault
from cor_desktop.authoring.source import Body
from cor_desktop.learning.safe_html import html_problem
from cor_protocol.module import Block, EvidenceBox, Figure, Html, Prose, Sureness, TryTomorrow

_SURENESS: Mapping[str, Sureness] = {"STRONG": "strong", "PROMISING": "promising", "IDEA": "idea"}
_NEEDS_SOURCE = ("STRONG", "PROMISING")
_TRY = "TRY"
_BOX = re.compile(r"\[!([^\]]*)\]")
_CITATION = re.compile(r"\[@([a-z0-9-]+)\]")
_BARE = re.compile(r"[@\[]([a-z0-9-]+)")
"""A source named without its brackets, or without its @."""
_HTTPS = re.compile(r"https://[^\"<>\s\\]+")
_PICTURE_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
_STRAY = re.compile(r"\*\*|\]\(|`")
_WRAPPED = {"em": "em", "strong": "strong", "bullet_list": "ul", "list_item": "li", "blockquote": "blockquote"}
_CALLED = {
    "code_inline": "code",
    "code_block": "code (a line that begins with four spaces)",
    "fence": "code",
    "html_block": "HTML",
    "html_inline": "HTML",
    "table": "a table",
    "hr": "a line across",
    "s": "struck out text",
    "image": "a picture within a text or a field (it stands alone between two empty lines of a body)",
}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that a body shows, and where it says so."""

    figure: Figure
    file: str
    line: int


class MarkdownReader:
    """Reads the texts of one module and keeps what they cite and show, and the faults in them.

    `short_names` are the bibliography's ids and how each is named in a text, e.g. `Roorda et al., 2011`; None where the
    bibliography could not be read, which says nothing about what cites it.
    """

    def __init__(self, short_names: Mapping[str, str] | None) -> None:
        self.faults: list[Fault] = []
        self.cited: set[str] = set()
        self.pictures: list[Picture] = []
        self._short_names = short_names or {}
        self._knows_sources = short_names is not None
        self._parser = make_parser()
        self._read = Body("", 1, "")
        self._place = 0
        self._headings = 1

    def html(self, text: Body) -> Html:
        """Read a field's text."""
        return self._join(self._tree(text).children)

    def blocks(self, text: Body) -> tuple[Block, ...]:
        """Read a body: prose, pictures and boxes."""
        blocks: list[Block] = []
        prose: list[SyntaxTreeNode] = []
        for node in self._tree(text).children:
            make = self._special(node)
            if make is None:
                prose.append(node)
                continue
            blocks += self._prose(prose)
            prose.clear()
            blocks.append(make(node))
        return (*blocks, *self._prose(prose))

    def _tree(self, text: Body) -> SyntaxTreeNode:
        self._read, self._place, self._headings = text, 0, 1
        return SyntaxTreeNode(self._parser.parse(text.text))

    def _special(self, node: SyntaxTreeNode) -> Callable[[SyntaxTreeNode], Block] | None:
        """What makes a block of a top-level node that is no prose."""
        if node.type == "paragraph" and [child.type for child in node.children[0].children] == ["image"]:
            return self._figure
        if node.type == "blockquote" and _first_text(node).startswith("[!"):
            return self._box
        return None

    def _prose(self, nodes: Iterable[SyntaxTreeNode]) -> list[Block]:
        html = self._join(nodes)
        return [Prose(html)] if html else []

    def _figure(self, node: SyntaxTreeNode) -> Figure:
        self._move_to(node)
        image = node.children[0].children[0]
        figure = Figure(str(image.attrs["src"]), image.content, str(image.attrs.get("title", "")))
        if "://" in figure.src:
            self._fault("a picture from elsewhere cannot be shown: put a copy of it in media/, and give its file name")
        elif not is_picture_name(figure.src):
            self._fault(f"“{unquote(figure.src)}” is no picture of media/: give only its file name, in small letters")
        self.pictures.append(Picture(figure, self._read.file, self._read.line_at(self._place)))
        return figure

    def _box(self, node: SyntaxTreeNode) -> Block:
        self._move_to(node)
        found = _BOX.fullmatch(_first_text(node))
        name = found[1] if found else ""
        if name not in (*_SURENESS, _TRY):
            self._fault("a box begins with a line of its own: [!STRONG], [!PROMISING], [!IDEA] or [!TRY]")
        first, *others = node.children
        self._place += 1
        opening = self._inlines(first.children[0].children[2:])
        html = self._join(others, before=f"<p>{opening}</p>" if opening else "")
        if not html:
            self._move_to(node)
            self._fault("the box is empty")
        elif name in _NEEDS_SOURCE and "cite:" not in html:
            self._move_to(node)
            self._fault(f"a box [!{name}] cites its source, as [@id]; what is only a thought stands in a box [!IDEA]")
        return TryTomorrow(html) if name == _TRY else EvidenceBox(_SURENESS.get(name, "idea"), html)

    def _join(self, nodes: Iterable[SyntaxTreeNode], before: str = "") -> Html:
        html = Html("\n".join(filter(None, (before, *map(self._render, nodes)))))
        if not self.faults and (problem := html_problem(html)):
            self._fault(f"this cannot be shown: {problem}")
        return html

    def _render(self, node: SyntaxTreeNode) -> str:
        self._move_to(node)
        if node.type in _WRAPPED:
            tag = _WRAPPED[node.type]
            separator = "" if tag in ("em", "strong") else "\n"
            return f"<{tag}>{separator.join(map(self._render, node.children))}</{tag}>"
        renderer = _RENDERERS.get(node.type)
        if renderer is None:
            self._fault(f"{_CALLED.get(node.type, node.type)} cannot be used here")
            return ""
        return renderer(self, node)

    def _inlines(self, nodes: Iterable[SyntaxTreeNode]) -> str:
        return "".join(map(self._render, nodes))

    def _paragraph(self, node: SyntaxTreeNode) -> str:
        inside = self._inlines(node.children[0].children)
        return inside if node.hidden else f"<p>{inside}</p>"

    def _heading(self, node: SyntaxTreeNode) -> str:
        level = int(node.tag[1])
        if level not in (2, 3) or not node.markup.startswith("#"):
            self._fault("headings are written with ## or ###; the activity's title stands above them already")
        elif level > self._headings + 1:
            self._fault("a ### heading stands only below a ## heading")
        self._headings = level
        return f"<{node.tag}>{self._inlines(node.children[0].children)}</{node.tag}>"

    def _ordered_list(self, node: SyntaxTreeNode) -> str:
        if node.attrs.get("start", 1) != 1:
            self._fault("a numbered list begins with 1")
        return "<ol>" + "\n".join(map(self._render, node.children)) + "</ol>"

    def _text(self, node: SyntaxTreeNode) -> str:
        if "[@" in node.content or any(found[1] in self._short_names for found in _BARE.finditer(node.content)):
            self._fault("a citation is written [@id], with one id of the bibliography")
        if node.content.startswith("[!"):
            self._fault("a box is a quotation (`>`) of its own in the body of an activity")
        if found := _STRAY.search(node.content):
            self._fault(f"`{found[0]}` stands here alone: what it opens is not closed, or it closes nothing")
        return escapeHtml(node.content)

    def _link(self, node: SyntaxTreeNode) -> str:
        href = str(node.attrs["href"])
        if not _HTTPS.fullmatch(href):
            self._fault(f"the link “{href:.40}” does not begin with https://")
        if "title" in node.attrs:
            self._fault("a link has no title")
        return f'<a href="{escapeHtml(href)}">{self._inlines(node.children)}</a>'

    def _citation(self, node: SyntaxTreeNode) -> str:
        if self._knows_sources and node.content not in self._short_names:
            self._fault(f"“{node.content}” is not in the bibliography of module.yaml")
            return ""
        self.cited.add(node.content)
        return f'<a href="cite:{node.content}">{escapeHtml(self._short_names.get(node.content, ""))}</a>'

    def _softbreak(self, _: SyntaxTreeNode) -> str:
        self._place += 1
        return "\n"

    def _hardbreak(self, _: SyntaxTreeNode) -> str:
        self._place += 1
        return "<br>\n"

    def _move_to(self, node: SyntaxTreeNode) -> None:
        if node.map is not None:
            self._place = node.map[0]

    def _fault(self, sentence: str) -> None:
        self.faults.append(Fault(self._read.file, self._read.line_at(self._place), sentence))


_RENDERERS: Mapping[str, Callable[[MarkdownReader, SyntaxTreeNode], str]] = {
    "paragraph": MarkdownReader._paragraph,
    "heading": MarkdownReader._heading,
    "ordered_list": MarkdownReader._ordered_list,
    "text": MarkdownReader._text,
    "link": MarkdownReader._link,
    "citation": MarkdownReader._citation,
    "softbreak": MarkdownReader._softbreak,
    "hardbreak": MarkdownReader._hardbreak,
}


def is_picture_name(name: str) -> bool:
    """Whether a picture of media/ may be called so."""
    return _PICTURE_NAME.fullmatch(name) is not None


def make_parser() -> MarkdownIt:
    """CommonMark, plus citations; HTML, tables and strikes are recognised so that they can be refused."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    parser.inline.ruler.before("link", "citation", _read_citation)
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # judged, with a sentence, in _link and _figure
    return parser


def _read_citation(state: StateInline, silent: bool) -> bool:
    found = _CITATION.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        state.push("citation", "", 0).content = found[1]
    state.pos = found.end()
    return True


def _first_text(node: SyntaxTreeNode) -> str:
    """The first run of text of a quotation, or nothing."""
    while node.children:
        node = node.children[0]
    return node.content if node.type == "text" else ""
