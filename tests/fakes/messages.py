"""Answers dialogs instead of a person, and remembers what was asked."""

from __future__ import annotations

from pathlib import Path

from cor_desktop.ui.messages import Messages


class Answers(Messages):
    """Says `place` to where to save."""

    def __init__(self, place: Path | None = None) -> None:
        super().__init__()
        self.place = place
        self.asked: list[str] = []

    def save_as(self, title: str, suggestion: str, kind: str) -> Path | None:
        self.asked.append(suggestion)
        return self.place
