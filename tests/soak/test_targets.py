from __future__ import annotations

import pytest

from cor_desktop.authoring.check import check
from tests.soak import targets
from tests.soak.targets import TARGETS, module_text, seeds

ODD = [b"", b"\x00", b"\x01", b"{}", b"[" * 5000, b"\x00---\nid: begin\n---\n", b"\x01\xff\xfe", b"x\x9c\x03\x00"]


@pytest.mark.parametrize("target", TARGETS)
def test_a_target_takes_its_seeds_and_odd_bytes_alike(target: str) -> None:
    for raw in (*seeds(target), *ODD):
        TARGETS[target](raw)


def test_a_fault_of_ours_reaches_whoever_fuzzes(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise ValueError("planted")

    monkeypatch.setattr("cor_desktop.authoring.check.check", fail)
    with pytest.raises(ValueError, match="planted"):
        module_text(b"\x00text")


def test_the_small_module_is_checked_to_its_end() -> None:
    (seed,) = [seed for seed in seeds("module-text") if b"type: reading" in seed]
    (folder := targets._folder()).joinpath("activities/begin.md").write_bytes(seed[1:])
    assert len(check([folder]).modules) == 1
