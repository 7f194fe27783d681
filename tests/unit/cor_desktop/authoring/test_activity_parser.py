from __future__ import annotations

from typing import Any

import pytest

from cor_desktop.authoring.parser import parse
from cor_desktop.authoring.source import read_source
from cor_protocol import module as m
from tests.factories.module_folder import ModuleFolder


@pytest.fixture
def activities(sample: ModuleFolder) -> dict[str, m.Activity]:
    return parse(read_source(sample.folder)).activities


def common(name: str, title: str, objective: str, required: bool = True) -> dict[str, Any]:
    return {
        "id": name,
        "title": title,
        "minutes": 3.5,
        "objectives": (objective,),
        "required": required,
        "body": (),
    }


def p(text: str) -> m.Html:
    return m.Html(f"<p>{text}</p>")


def test_a_reading_is_its_body(activities: dict[str, m.Activity]) -> None:
    assert activities["begin"].body == (
        m.Prose(
            m.Html('<h2>A fork</h2>\n<p>Two ways, <em>one</em> choice <a href="cite:frost1916">Frost, 1916</a>.</p>')
        ),
        m.Figure("path.svg", "A path that parts in a wood", "Where it began"),
        m.EvidenceBox(
            "promising",
            p('One poem says so <a href="cite:frost1916">Frost, 1916</a>. <strong>Caveat:</strong> it is a poem.'),
        ),
        m.Prose(p("Then on.")),
        m.TryTomorrow(p("Greet one person by name.")),
    )


def test_a_reflection_answers_with_models_checks_and_hints(activities: dict[str, m.Activity]) -> None:
    prompt = m.Prompt(
        "What did you see?",
        (p("I saw <strong>two</strong> ways."),),
        ("Did you name one?",),
        (m.Notice(("road", "path"), p("You name the way itself.")),),
        p("Look at the ground once more."),
    )
    assert activities["think"] == m.Reflection(**common("think", "A thought", "notice", False), prompts=(prompt,))


def test_a_scenario_has_its_moments_in_the_order_written(activities: dict[str, m.Activity]) -> None:
    fork = m.Node(
        "fork",
        m.Html("<p>You stand at the fork.</p>\n<p>It is early.</p>"),
        (
            m.ScenarioOption("Go left", p("The grass is wet."), "home"),
            m.ScenarioOption("Go right", p("The way is longer."), "home"),
        ),
    )
    home = m.Node("home", p("You are home."), (), m.Ending("mixed", p("Both ways led home.")))
    assert activities["decide"] == m.Scenario(
        **common("decide", "A decision", "try-it"), start="fork", nodes=(fork, home)
    )


def test_a_choice_keeps_which_option_is_supported(activities: dict[str, m.Activity]) -> None:
    options = (
        m.ChoiceOption("The one less traveled", p("So says the poem."), True),
        m.ChoiceOption("NO", p("The poem says otherwise."), False),
    )
    stem = p("Which way was <em>taken</em>?")
    item = m.ChoiceItem("first", stem, "one", options, True, (p("Read the poem again."),))
    assert activities["weigh"] == m.Choice(**common("weigh", "A choice", "try-it"), items=(item,))


def test_an_order_keeps_its_sequence(activities: dict[str, m.Activity]) -> None:
    assert activities["arrange"] == m.Order(
        **common("arrange", "An order", "try-it"),
        prompt="Bring the steps into order.",
        sequence=("Look", "Choose", "Walk"),
        feedback=p("Looking comes before walking."),
    )


def test_a_match_keeps_its_pairs(activities: dict[str, m.Activity]) -> None:
    pairs = (m.Pair("Wood", "Tree", p("Trees make a wood.")), m.Pair("Road", "Foot", p("Feet make a road.")))
    assert activities["join"] == m.Match(
        **common("join", "A match", "notice"), prompt="What belongs together?", pairs=pairs
    )


def test_a_rating_keeps_its_scale_and_bands(activities: dict[str, m.Activity]) -> None:
    assert activities["rate"] == m.Rating(
        **common("rate", "A rating", "notice"),
        scale=("never", "sometimes", "always"),
        statements=("I look before I walk.",),
        bands=(m.Band(1.5, p("There is a step to try.")), m.Band(3.0, p("Keep to it."))),
    )


def test_a_plan_can_be_printed_unless_it_says_otherwise(activities: dict[str, m.Activity]) -> None:
    steps = (m.Step("Choose a day", "Tomorrow is a day."), m.Step("Take the step"))
    assert activities["promise"] == m.Plan(**common("promise", "A plan", "try-it"), steps=steps)


def test_markdown_signs_in_a_plain_text_are_a_fault(sample: ModuleFolder) -> None:
    sample.edit("activities/promise.md", "text: Choose a day", "text: Choose **a** day")
    assert sample.faults() == [
        "activities/promise.md:8: steps: this text is shown as it stands, so Markdown signs cannot be used in it"
    ]


def test_a_field_that_is_left_out_is_empty_not_an_empty_paragraph(sample: ModuleFolder) -> None:
    sample.edit("activities/think.md", "      otherwise: Look at the ground once more.\n", "")
    activity = parse(read_source(sample.folder)).activities["think"]
    assert isinstance(activity, m.Reflection)
    assert activity.prompts[0].otherwise == ""
