"""Answers dialogs instead of a person, and remembers what was asked."""

from __future__ import annotations

from pathlib import Path

from cor_desktop.ui.messages import Messages


class Answers(Messages):
    """Says `yes` to every question and `place` to where to save."""

    def __init__(self, *, yes: bool = True, place: Path | None = None) -> None:
        super().__init__()
        self.yes, self.place = yes, place
        self.asked: list[str] = []

    def confirm(self, question: str, meaning: str, yes: str, no: str = "Cancel") -> bool:
        self.asked.append(question)
        return self.yes

    def save_as(self, title: str, suggestion: str, kind: str) -> Path | None:
        self.asked.append(suggestion)
        return self.place
