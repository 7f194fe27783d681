"""Which pictures may be shown, checked when a pack is made and again when one is loaded.

A picture is what its name says and stands alone: an SVG runs nothing and fetches nothing, and drawing it has an end. A
few lines in which each shape repeats the one before ten times would keep the window busy for ever.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FORBIDDEN_ELEMENTS = frozenset({"script", "foreignobject", "handler", "iframe", "embed", "object", "audio", "video"})
_MOST_DRAWN = 20_000
"""Shapes of the largest SVG, each counted as often as it is drawn. The course's largest has 400."""
_DEEPEST = 100
"""How many levels what is drawn may have, one within the other."""
_GRADIENTS = ("lineargradient", "radialgradient")
_NAMED = re.compile(r"url\(\s*['\"]?\s*#([^'\")\s]*)", re.IGNORECASE)
_OUTSIDE_URL = re.compile(r"url\((?!\s*['\"]?\s*#)|@import|javascript:", re.IGNORECASE)


def picture_problem(name: str, raw: bytes) -> str | None:
    """Tell in a few words why the picture `raw` called `name` may not be shown, or None where it may."""
    kind = name.rpartition(".")[2]
    if kind == "svg":
        return _svg_problem(raw)
    starts = {"png": _PNG, "jpg": _JPEG}
    if kind not in starts:
        return "only svg, png and jpg pictures are allowed"
    return None if raw.startswith(starts[kind]) else f"it is no {kind} picture"


def _svg_problem(raw: bytes) -> str | None:
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw or b"<?xml-stylesheet" in raw:
        return "it may hold no document type, entity or style sheet link"
    if b"\x00" in raw:
        return "it is not written in UTF-8"
    try:
        root = ElementTree.fromstring(raw)  # noqa: S314 - document types and entities are refused above
    except (ElementTree.ParseError, ValueError, LookupError):
        return "it is cut short or no proper XML"
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        return "it is no SVG picture"
    problems = (problem for element in root.iter() if (problem := _element_problem(element)))
    return next(problems, None) or _drawing_problem(root)


def _drawing_problem(root: ElementTree.Element) -> str | None:
    names = [(name, element) for element in root.iter() if (name := element.get("id"))]
    named = dict(names)
    if len(named) < len(names):
        return "it names two shapes alike"
    for style in (element for element in root.iter() if _local(str(element.tag)) == "style"):
        pointed = [named[name] for name in _NAMED.findall(style.text or "") if name in named]
        if any(_local(str(one.tag)) not in _GRADIENTS for one in pointed):
            return "its style may point at gradients only"
    try:
        _drawn(root, named, {}, 0)
    except _TooMuch:
        return "it draws too much"
    return None


class _TooMuch(Exception):
    pass


def _drawn(
    element: ElementTree.Element,
    named: dict[str, ElementTree.Element],
    known: dict[ElementTree.Element, int],
    depth: int,
) -> int:
    """How many shapes are drawn for this one, with what is within it and what it points at. Raises _TooMuch."""
    if depth > _DEEPEST:  # what points at itself comes here, too
        raise _TooMuch
    if element not in known:
        within = sum(_drawn(one, named, known, depth + 1) for one in element)
        pointed = [named[name] for name in _pointed(element) if name in named]
        known[element] = (
            1 + within + sum(_times(one, element) * _drawn(one, named, known, depth + 1) for one in pointed)
        )
    if known[element] > _MOST_DRAWN:
        raise _TooMuch
    return known[element]


def _pointed(element: ElementTree.Element) -> list[str]:
    """The names of what an element repeats, or is filled, cut or marked with."""
    values = [*element.items()]
    links = [value[1:] for name, value in values if _local(name) == "href"]
    return links + [name for _, value in values for name in _NAMED.findall(value)]


def _times(pointed: ElementTree.Element, element: ElementTree.Element) -> int:
    """A marker is drawn at each corner of a line: never more often than the line has signs."""
    line = element.get("d", "") + element.get("points", "")
    return max(1, len(line)) if _local(str(pointed.tag)) == "marker" else 1


def _element_problem(element: ElementTree.Element) -> str | None:
    tag = _local(str(element.tag))
    if tag in _FORBIDDEN_ELEMENTS:
        return f"it may hold no <{tag}>"
    if _OUTSIDE_URL.search(element.text or "") and tag == "style":
        return "its style may fetch nothing"
    return next((problem for item in element.items() if (problem := _attribute_problem(*item))), None)


def _attribute_problem(name: str, value: str) -> str | None:
    name = _local(name)
    if name.startswith("on"):
        return f"it may run nothing ({name})"
    if name in ("href", "src") and not value.startswith("#"):
        return f"it may point at nothing outside itself ({name})"
    if name == "attributename" and _local(value).rpartition(":")[2] == "href":
        return "it may not change where it points"
    return f"it may fetch nothing ({name})" if _OUTSIDE_URL.search(value) else None


def _local(name: str) -> str:
    """The name without its namespace, in small letters."""
    return name.rpartition("}")[2].lower()
