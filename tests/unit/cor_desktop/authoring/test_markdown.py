from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cor_desktop.authoring.markdown import MarkdownReader
from cor_desktop.authoring.source import Body
from cor_desktop.learning.safe_html import every_html, html_problem
from cor_protocol.module import EvidenceBox, Figure, Html, Prose, TryTomorrow

NAMES = {"frost1916": "Frost & Son, 1916"}


def html_of(text: str) -> str:
    reader = MarkdownReader(NAMES)
    html = reader.html(Body("x.md", 1, text))
    assert reader.faults == []
    return html


def faults_of(text: str) -> list[str]:
    reader = MarkdownReader(NAMES)
    reader.blocks(Body("x.md", 1, text))
    return [str(fault) for fault in reader.faults]


def test_paragraphs_emphasis_and_signs_become_safe_html() -> None:
    assert html_of("A *b* **c** & 1 < 2\n\nd") == "<p>A <em>b</em> <strong>c</strong> &amp; 1 &lt; 2</p>\n<p>d</p>"


def test_lists_may_stand_in_one_another() -> None:
    assert html_of("- a\n  1. b\n- c") == "<ul><li>a\n<ol><li>b</li></ol></li>\n<li>c</li></ul>"


def test_a_citation_becomes_a_link_with_the_short_name() -> None:
    assert html_of("x [@frost1916].") == '<p>x <a href="cite:frost1916">Frost &amp; Son, 1916</a>.</p>'


def test_a_link_keeps_its_address() -> None:
    assert html_of("[a](https://x.org/?b=1&c=2)") == '<p><a href="https://x.org/?b=1&amp;c=2">a</a></p>'


def test_a_line_break_is_kept() -> None:
    assert html_of("a  \nb") == "<p>a<br>\nb</p>"


def test_a_body_is_split_into_prose_pictures_and_boxes_in_its_order() -> None:
    text = 'a\n\n![A wood](wood.svg "Dusk")\n\n> [!IDEA]\n> b\n\n> c\n\n> [!TRY]\n> d\n'
    assert MarkdownReader(NAMES).blocks(Body("x.md", 1, text)) == (
        Prose(Html("<p>a</p>")),
        Figure("wood.svg", "A wood", "Dusk"),
        EvidenceBox("idea", Html("<p>b</p>")),
        Prose(Html("<blockquote><p>c</p></blockquote>")),
        TryTomorrow(Html("<p>d</p>")),
    )


def test_a_box_may_begin_with_a_list() -> None:
    blocks = MarkdownReader(NAMES).blocks(Body("x.md", 1, "> [!STRONG]\n>\n> - a\n"))
    assert blocks == (EvidenceBox("strong", Html("<ul><li>a</li></ul>")),)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("# a", "headings are written with ## or ###"),
        ("a\n===", "headings are written with ## or ###"),
        ("#### a", "headings are written with ## or ###"),
        ("### a", "a ### heading stands only below a ## heading"),
        ("<b>a</b>", "HTML cannot be used here"),
        ("<!-- a -->", "HTML cannot be used here"),
        ("`a`", "code cannot be used here"),
        ("```\na\n```", "code cannot be used here"),
        ("    a", "code (a line that begins with four spaces) cannot be used here"),
        ("| a |\n|---|\n| b |", "a table cannot be used here"),
        ("~~a~~", "struck out text cannot be used here"),
        ("***", "a line across cannot be used here"),
        ("3. a", "a numbered list begins with 1"),
        ("a ![b](b.svg)", "a picture within a text or a field"),
        ("[a](http://a.org)", "the link “http://a.org” does not begin with https://"),
        ("[a](javascript:alert(1))", "the link “javascript:alert(1)” does not begin with https://"),
        ("[a](file:///etc/passwd)", "the link “file:///etc/passwd” does not begin with https://"),
        ("[a](cite:frost1916)", "the link “cite:frost1916” does not begin with https://"),
        ("[@nobody]", "“nobody” is not in the bibliography of module.yaml"),
        ("[@frost1916; @b]", "a citation is written [@id], with one id of the bibliography"),
        ("> [!WARNING]\n> a", "a box begins with a line of its own"),
        ("> [!TRY] a", "a box begins with a line of its own"),
        ("> [!TRY]", "the box is empty"),
        ("- > [!TRY]\n  > a", "a box is a quotation"),
        ("![a](../../secret.svg)", "“../../secret.svg” is no picture of media/"),
        ("![a](https://x.org/a.svg)", "a picture from elsewhere cannot be shown"),
    ],
)
def test_what_is_not_of_the_subset_is_a_fault(text: str, sentence: str) -> None:
    faults = faults_of(text)
    assert any(fault.startswith(f"x.md:1: {sentence}") for fault in faults), faults


def test_a_fault_names_its_line_within_a_paragraph() -> None:
    assert faults_of("a\n\nb\nc `d`\n") == ["x.md:4: code cannot be used here"]


@given(st.text(alphabet=st.sampled_from("ab1 \n\t#*_>-+[]()!@`~|\\&<;:/.\"'=x\x07é"), max_size=60))
def test_whatever_is_written_comes_out_safe_or_as_a_fault(text: str) -> None:
    reader = MarkdownReader(NAMES)
    blocks = reader.blocks(Body("x.md", 1, text))
    assert reader.faults or not any(map(html_problem, every_html(blocks)))
