from __future__ import annotations

import pytest

from cor_desktop.learning.safe_picture import picture_problem


def svg(inside: str, attributes: str = "") -> bytes:
    names = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    return f'<svg {names} viewBox="0 0 1 1" {attributes}>{inside}</svg>'.encode()


@pytest.mark.parametrize(
    "inside",
    [
        '<rect width="1" height="1" fill="#456"/>',
        '<defs><linearGradient id="g"/></defs><rect fill="url(#g)"/><use href="#g"/><use xlink:href="#g"/>',
        "<style>.a { fill: url( '#g' ) }</style><text>url(x), script, href</text>",
    ],
)
def test_a_drawing_that_stands_alone_is_safe(inside: str) -> None:
    assert picture_problem("a.svg", svg(inside)) is None


@pytest.mark.parametrize(
    ("inside", "problem"),
    [
        ("<script>x()</script>", "it may hold no <script>"),
        ("<foreignObject><p/></foreignObject>", "it may hold no <foreignobject>"),
        ('<rect onload="x()"/>', "it may run nothing (onload)"),
        ('<image href="https://x.org/a.png"/>', "it may point at nothing outside itself (href)"),
        ('<image xlink:href="file:///etc/passwd"/>', "it may point at nothing outside itself (href)"),
        ('<image href="data:image/svg+xml,x"/>', "it may point at nothing outside itself (href)"),
        ('<a href="javascript:x()"/>', "it may point at nothing outside itself (href)"),
        ('<set attributeName="xlink:href" to="https://x.org"/>', "it may not change where it points"),
        ('<rect fill="url(https://x.org/#g)"/>', "it may fetch nothing (fill)"),
        ("<rect style=\"fill:URL( 'https://x.org')\"/>", "it may fetch nothing (style)"),
        ("<style>@import 'https://x.org'</style>", "its style may fetch nothing"),
        ("<style>a{b:url(x.svg)}</style>", "its style may fetch nothing"),
    ],
)
def test_a_drawing_that_runs_or_fetches_is_refused(inside: str, problem: str) -> None:
    assert picture_problem("a.svg", svg(inside)) == problem


def test_entities_that_could_swell_are_refused_unread() -> None:
    bomb = b'<!DOCTYPE s [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>' + svg("&b;")
    assert picture_problem("a.svg", bomb) == "it may hold no document type, entity or style sheet link"


@pytest.mark.parametrize("raw", [b"", b"<svg", svg("")[:-3], b"\xff\xfe\x00", svg("").replace(b"viewBox", b"\xff")])
def test_a_drawing_that_is_cut_short_is_refused(raw: bytes) -> None:
    assert picture_problem("a.svg", raw) is not None


def repeated(how: str, levels: int = 10) -> str:
    """Each level repeats the one before ten times."""
    return '<rect id="n0"/>' + "".join(f'<g id="n{n}">{how.format(n - 1) * 10}</g>' for n in range(1, levels))


@pytest.mark.parametrize(
    "inside",
    [
        repeated('<use href="#n{}"/>'),
        repeated('<use xlink:href="#n{}"/>'),
        repeated('<rect fill="url(#n{})"/>'),
        repeated("<rect style=\"mask: url( '#n{}' )\"/>"),
        '<marker id="m"><path d="M1 1 2 2"/></marker>' + '<path d="{}" marker-mid="url(#m)"/>'.format("M1 1" * 5_000),
        '<g id="a"><use href="#a"/></g>',
        "<g/>" * 20_000,
        "<g>" * 200 + "</g>" * 200,
        "<g>" * 100_000 + "</g>" * 100_000,
    ],
)
def test_a_few_lines_that_would_be_drawn_for_ever_are_refused(inside: str) -> None:
    assert picture_problem("a.svg", svg(inside)) == "it draws too much"


def test_a_style_may_fill_with_gradients_and_repeat_no_drawing() -> None:
    rule = "<style>rect { fill: url(#n) }</style>"
    assert picture_problem("a.svg", svg(rule + '<linearGradient id="n"/>')) is None
    assert picture_problem("a.svg", svg(rule + '<pattern id="n"/>')) == "its style may point at gradients only"


def test_a_name_that_two_shapes_have_hides_neither() -> None:
    assert picture_problem("a.svg", svg('<g id="a"/><g id="a"/>')) == "it names two shapes alike"


def test_what_is_repeated_a_few_times_is_a_drawing() -> None:
    assert picture_problem("a.svg", svg(repeated('<use href="#n{}"/>', levels=3))) is None


def test_another_kind_of_xml_is_no_picture() -> None:
    assert picture_problem("a.svg", b"<html/>") == "it is no SVG picture"


def test_png_and_jpg_are_known_by_their_first_bytes() -> None:
    assert picture_problem("a.png", b"\x89PNG\r\n\x1a\nrest") is None
    assert picture_problem("a.jpg", b"\xff\xd8\xffrest") is None
    assert picture_problem("a.png", b"\xff\xd8\xffrest") == "it is no png picture"


@pytest.mark.parametrize("name", ["a.gif", "a.svgz", "a.html", "a", "svg.exe"])
def test_other_kinds_are_refused(name: str) -> None:
    assert picture_problem(name, svg("")) == "only svg, png and jpg pictures are allowed"
