"""B6: what a learner writes or chooses is in no file, no message and no log, however the page was left.

The words are typed by real keys into the real window. Everything that can be chosen in the other types bears a mark,
which is in memory only (tests/e2e/marked.py). That the search finds what is there to be found: test_planted.py.

Which types are left in which ways: some of each here, all of all by `make soak`, which sets COR_CANARY=all.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from itertools import product

import pytest

from tests.e2e.computer import Computer
from tests.e2e.searched import World, a_world

TYPES = ("rating", "choice", "match", "scenario", "order", "reflection", "plan")
"""All that can be answered; what has only text is left, too, in the whole module below."""
WAYS = ("onward", "back", "jump", "home", "page before", "lock", "idle", "sign out", "language", "screen lock", "fault")
"""As tests/e2e/leaving.py knows them, without the one after which nobody is there any more."""
SIGNALS = {"kill": signal.SIGKILL, "term": signal.SIGTERM, "hang up": signal.SIGHUP}
ENDS = (*SIGNALS, "crash", "abort", "close", "full", "forget me")
ALL = os.environ.get("COR_CANARY") == "all"
LEFT = list(product(TYPES, WAYS)) if ALL else [
    *product(["reflection"], WAYS),
    ("scenario", "lock"),
    ("choice", "idle"),
    ("match", "sign out"),
    ("order", "jump"),
    ("rating", "fault"),
    ("plan", "language"),
]  # fmt: skip
ENDED = list(product(TYPES, ENDS)) if ALL else [
    *product(["reflection"], ENDS),
    ("choice", "kill"),
    ("scenario", "crash"),
]  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with a_world(tmp_path_factory.mktemp("world")) as world:
        yield world


def test_b6_a_module_taken_to_its_end_leaves_no_answer_anywhere(world: World) -> None:
    with world.computer("whole", do="whole", marked=True) as computer:
        computer.wait_until("there")
        assert computer.wait() == 0
    assert b"/api/v1/sync" in world.recorder.sent()
    assert b"activity.finished" in world.recorder.sent()
    assert world.hits() == []
    assert world.secrets() == []


def test_b6_no_way_of_leaving_leaves_an_answer_anywhere(world: World) -> None:
    with world.computer("left", do="leave", marked=True, leave=LEFT) as computer:
        for kind, way in LEFT:
            answered = computer.wait_until("answered")
            assert_answered(answered, kind)
            assert (kind, way, world.hits("left"), titles(answered)) == (kind, way, [], {"COR Desktop"})
            computer.go_on()
            left = computer.wait_until("left")
            assert (kind, way, world.hits("left"), left["words"]) == (kind, way, [], False)
            computer.go_on()
        computer.wait_until("there")
        assert computer.wait() == 0
    log = (world.folder / "left" / "profile" / "data" / "cor-desktop.log").read_text()
    faults = sum(way == "fault" for _, way in LEFT)
    assert log.count("An unexpected fault: ValueError") >= faults > 0
    assert world.hits() == []


@pytest.mark.parametrize(("kind", "ending"), ENDED)
def test_b6_no_end_of_the_program_leaves_an_answer_anywhere(world: World, kind: str, ending: str) -> None:
    name = f"{kind} {ending}"
    way = ending if ending == "forget me" else "onward"
    asked = {"end": ending, "full": ending == "full"}
    with world.computer(name, do="leave", marked=True, leave=[(kind, way)], **asked) as computer:
        assert_answered(computer.wait_until("answered"), kind)
        end(computer, ending)
    assert world.hits() == []
    assert list((world.folder / name / "work").iterdir()) == []


def end(computer: Computer, ending: str) -> None:
    """End the program while the answers stand on the page, or see how it ends."""
    if ending in SIGNALS:
        computer.kill(SIGNALS[ending])
        return
    computer.go_on()
    if ending == "forget me":
        computer.wait_until("left")
        computer.go_on()
    code = computer.wait()
    assert (code < 0) is (ending in ("crash", "abort")), code


def assert_answered(told: dict[str, object], kind: str) -> None:
    assert (told["words"], told["marked"]) == (kind == "reflection", True)


def titles(told: dict[str, list[str]]) -> set[str]:
    """What the windows are called that have a name."""
    return {title for title in told["titles"] if title}
