from __future__ import annotations

from cor_desktop.authoring.faults import Fault


def test_a_fault_is_printed_as_editors_understand_it() -> None:
    assert (
        str(Fault("content/x/activities/y.md", 12, "this is missing"))
        == "content/x/activities/y.md:12: this is missing"
    )


def test_faults_stand_in_the_order_of_files_and_lines() -> None:
    faults = [Fault("b", 1, "x"), Fault("a", 10, "x"), Fault("a", 9, "x")]
    assert sorted(faults) == [Fault("a", 9, "x"), Fault("a", 10, "x"), Fault("b", 1, "x")]
