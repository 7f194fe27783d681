from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from cor_desktop.ui.citations import CitedProse, References
from cor_desktop.ui.widgets.prose import Prose
from cor_protocol.module import Reference

ONE = Reference("one2011", "One, 2011", "One, A. <B>. A study.", "10.1/x")
TWO = Reference("two2012", "Two, 2012", "Two, B. Another study.")


@pytest.fixture
def text(qtbot: QtBot) -> CitedProse:
    text = CitedProse(References((ONE, TWO)), '<p>So <a href="cite:one2011">One, 2011</a>.</p>')
    qtbot.addWidget(text)
    return text


def sources(text: CitedProse) -> list[str]:
    return [one.toPlainText() for one in text.findChildren(Prose)[1:] if one.isVisibleTo(text)]


def test_a_citation_opens_the_full_reference_with_its_doi(text: CitedProse) -> None:
    text.cite("one2011")
    assert sources(text) == ["One, A. <B>. A study.\nhttps://doi.org/10.1/x"]


def test_a_reference_without_a_doi_has_no_link(text: CitedProse) -> None:
    text.cite("two2012")
    assert sources(text) == ["Two, B. Another study."]


def test_citing_again_puts_the_reference_away(text: CitedProse) -> None:
    text.cite("one2011")
    text.cite("one2011")
    assert sources(text) == []


def test_another_citation_takes_the_place_of_the_first(text: CitedProse) -> None:
    text.cite("one2011")
    text.cite("two2012")
    assert sources(text) == ["Two, B. Another study."]


def test_an_unknown_citation_opens_nothing(text: CitedProse) -> None:
    text.cite("nobody")
    assert sources(text) == []


def test_another_text_puts_the_reference_away(text: CitedProse) -> None:
    text.cite("one2011")
    text.set_html("<p>Other.</p>")
    assert sources(text) == []


def test_text_in_a_wider_box_is_as_high_as_its_lines_need(qtbot: QtBot) -> None:
    text = CitedProse(References(), "<p>" + "word " * 200 + "</p>", size="body")
    qtbot.addWidget(text)
    prose = text.findChildren(Prose)[0]
    assert prose.heightForWidth(prose.maximumWidth() + 300) == prose.heightForWidth(prose.maximumWidth())
