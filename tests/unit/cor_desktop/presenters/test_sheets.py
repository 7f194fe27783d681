from __future__ import annotations

import dataclasses

from cor_desktop.presenters.sheets import plan_sheet, team_sheet
from cor_protocol.module import EvidenceBox, Figure, Html, Objective, Plan, Prose, Reference, Step, TryTomorrow
from tests.factories.modules import a_module

TRY = TryTomorrow(Html("<p>Say one name.</p>"))
PLAN = Plan("p", "Two weeks", 1, ("greet",), True, (TRY,), (Step("Greet <one>.", "By name & face."), Step("Look.")))
CITED = Prose(Html('<p>It helped (<a href="cite:roorda">Roorda</a>).</p>'))
MODULE = dataclasses.replace(
    a_module("scene"),
    objectives=(Objective("notice", "Notice someone."), Objective("greet", "Greet someone.")),
    bibliography=(Reference("roorda", "Roorda", "Roorda (2011). Ties.", "10.1/x"), Reference("other", "O", "Other.")),
    facilitation=(CITED, EvidenceBox("promising", Html("<p>One school.</p>")), Figure("a.svg", "A door")),
)


def test_a_plan_says_of_which_module_it_is_and_what_for() -> None:
    html = plan_sheet(MODULE, PLAN).html
    assert "Module 1: A module" in html
    assert ("Greet someone." in html, "Notice someone." in html) == (True, False)
    assert "Say one name." in html


def test_every_step_has_a_box_and_room_to_write() -> None:
    html = plan_sheet(MODULE, PLAN).html
    assert (html.count("src='box'"), html.count('class="room"')) == (2, 2)


def test_what_authors_wrote_as_plain_text_stays_plain_text() -> None:
    html = plan_sheet(MODULE, PLAN).html
    assert "Greet &lt;one&gt;." in html
    assert "By name &amp; face." in html


def test_the_team_page_names_its_sources_in_full_where_it_cites_them() -> None:
    sheet = team_sheet(MODULE)
    assert sheet.title == "A module – For your school team"
    assert "It helped (Roorda)." in sheet.html
    assert "Roorda (2011). Ties. https://doi.org/10.1/x" in sheet.html
    assert "Other." not in sheet.html


def test_the_team_page_keeps_how_sure_we_are_and_leaves_pictures_to_the_screen() -> None:
    html = team_sheet(MODULE).html
    assert "How sure are we? Promising" in html
    assert "A door" not in html


def test_a_team_page_without_sources_has_no_heading_for_them() -> None:
    module = dataclasses.replace(MODULE, facilitation=(Prose(Html("<p>Talk.</p>")),))
    assert "Sources" not in team_sheet(module).html
