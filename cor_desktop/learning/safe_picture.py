"""Which pictures may be shown, checked when a pack is made and again when one is loaded.

A picture is what its name says and stands alone: an SVG runs nothing and fetches nothing.
"""

from __future__ import annotations

import re
from xml.etree import ElementTree

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_FORBIDDEN_ELEMENTS = frozenset({"script", "foreignobject", "handler", "iframe", "embed", "object", "audio", "video"})
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
    return next((problem for element in root.iter() if (problem := _element_problem(element))), None)


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
