from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cor_desktop.learning.safe_html import every_html, html_problem
from cor_protocol.module import Band, Html, Node, Prompt, ScenarioOption


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<p>a &amp; b &lt; c &gt; d &quot;e&quot; ’ é 中</p>",
        "<p>a<br>\nb</p>",
        "<h2>a</h2>\n<ul><li>b\n<ol><li>c</li></ol></li></ul>",
        "<ul><li>" * 10 + "a" + "</li></ul>" * 10,
        '<p><a href="cite:roorda2011">Roorda et al., 2011</a></p>',
        '<p><a href="https://x.org/?a=1&amp;b=2">x</a></p>',
    ],
)
def test_what_the_packer_writes_is_safe(html: str) -> None:
    assert html_problem(html) is None


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        '<img src="https://x.org/a.png">',
        '<p style="background:url(https://x.org)">a</p>',
        '<p onclick="x()">a</p>',
        "<p >a</p>",
        "<P>a</P>",
        "<a>a</a>",
        '<a href="javascript:alert(1)">a</a>',
        '<a href="file:///etc/passwd">a</a>',
        '<a href="http://x.org">a</a>',
        '<a href="https://x.org" onclick="x()">a</a>',
        "<a href='cite:x'>a</a>",
        '<a href="cite:x y">a</a>',
        "<p>a & b</p>",
        "<p>a &nbsp; b</p>",
        "<p>&#60;script&#62;</p>",
        "<p>a < b</p>",
        "<p>a > b</p>",
        "<!-- a -->",
        "<!DOCTYPE html>",
        "<?php ?>",
        "<p>\x07</p>",
        "<p",
    ],
)
def test_what_the_packer_would_not_write_is_refused(html: str) -> None:
    assert html_problem(html) is not None


@pytest.mark.parametrize(
    ("html", "problem"),
    [
        ("<p>a", "<p> is not closed"),
        ("a</p>", "</p> does not close what was opened last"),
        ("<em><strong>a</em></strong>", "</em> does not close what was opened last"),
        ("<ul><li>" * 11 + "a" + "</li></ul>" * 11, "<ul> stands too deep within others"),
    ],
)
def test_what_is_not_closed_in_order_or_nested_without_end_is_refused(html: str, problem: str) -> None:
    assert html_problem(html) == problem


@given(st.text(alphabet="<>/a p=\"h:&;'e\x00", max_size=30))
def test_no_text_makes_it_stumble(html: str) -> None:
    html_problem(html)


def test_every_html_of_a_value_is_found_and_no_plain_text() -> None:
    option = ScenarioOption("plain <text>", Html("a"), "goto")
    prompt = Prompt("plain", (Html("b"), Html("c")), ("plain",), (), Html("d"))
    value = (Node("id", Html("e"), (option,)), prompt, Band(1, Html("f")))
    assert list(every_html(value)) == ["e", "a", "b", "c", "d", "f"]
