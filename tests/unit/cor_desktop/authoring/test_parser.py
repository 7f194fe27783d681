from __future__ import annotations

from cor_desktop.authoring.parser import parse
from cor_desktop.authoring.source import read_source
from cor_protocol.module import ContactHours, Html, Objective, Prose, Reference, type_name
from tests.factories.module_folder import ModuleFolder


def test_a_sound_folder_becomes_its_module(sample: ModuleFolder) -> None:
    module = parse(read_source(sample.folder)).module
    assert module is not None
    assert (module.key, module.version, module.number, module.language) == ("small-steps", 3, 1, "en")
    assert (module.title, module.cover, module.minutes) == ("Small steps", "cover.svg", 28.0)
    assert module.contact_hours == (ContactHours("Professional learning", 0.5),)
    assert module.objectives[0] == Objective("notice", "Notice what a small step changes.")
    assert module.bibliography == (
        Reference(
            "frost1916",
            "Frost, 1916",
            "Frost, R. (1916). The road not taken: a reading for tests.",
            "10.1000/test.1916",
        ),
    )
    assert module.facilitation == (Prose(Html("<h2>For a team</h2>\n<p>Take ten minutes together.</p>")),)


def test_activities_stand_in_the_order_of_the_module(sample: ModuleFolder) -> None:
    module = parse(read_source(sample.folder)).module
    assert module is not None
    assert [(activity.id, type_name(activity)) for activity in module.activities] == [
        ("begin", "reading"),
        ("think", "reflection"),
        ("decide", "scenario"),
        ("weigh", "choice"),
        ("arrange", "order"),
        ("join", "match"),
        ("rate", "rating"),
        ("promise", "plan"),
    ]


def test_a_folder_with_a_fault_becomes_no_module(sample: ModuleFolder) -> None:
    sample.edit("activities/rate.md", "scale:", "skale:")
    assert parse(read_source(sample.folder)).module is None


def test_sound_activities_are_read_though_the_module_file_is_not(sample: ModuleFolder) -> None:
    sample.write("module.yaml", "key: small-steps\n")
    assert "arrange" in parse(read_source(sample.folder)).activities
