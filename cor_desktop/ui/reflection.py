"""The page to write on. What is written stays on the screen: never saved, never sent, gone when the page is left.

This file knows the reflection room and how things look, and nothing else; it leaves through callbacks without
arguments, so that no words can travel with them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cor_desktop.reflection.draft import Draft
from cor_desktop.reflection.hints import Hint
from cor_desktop.ui.private_edit import PrivateEdit
from cor_desktop.ui.widgets.announce import announce
from cor_desktop.ui.widgets.box import Column, Panel
from cor_desktop.ui.widgets.flow import Flow
from cor_desktop.ui.widgets.prose import Prose
from cor_desktop.ui.widgets.reveal import reveal
from cor_desktop.ui.widgets.text import Label, LinkButton, QuietButton
from cor_desktop.words import _, marked

PROMISE = marked("Stays on this screen. Never saved, never sent.")


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and what answers: HTML of model responses and hints, plain questions to check oneself by.

    `hints` pairs words to listen for with the HTML to say where one of them occurs.
    """

    ask: str
    model: tuple[str, ...]
    check_yourself: tuple[str, ...]
    hints: tuple[tuple[tuple[str, ...], str], ...]
    otherwise: str


class ReflectionWidget(Column):
    """All questions of one reflection. `how_proved` opens the page that says how the promise is kept."""

    def __init__(self, questions: Iterable[Question], language: str, how_proved: Callable[[], None]) -> None:
        super().__init__(gap=5)
        self.add(_promise(how_proved))
        self._answers = tuple(_Answer(question, language) for question in questions)
        for answer in self._answers:
            self.add(answer)

    @property
    def holds_words(self) -> bool:
        """Whether leaving now would lose something."""
        return any(answer.holds_words for answer in self._answers)

    def forget(self) -> None:
        """Let go of everything written here."""
        for answer in self._answers:
            answer.forget()


class _Answer(Column):
    """One question, the field to write in, and what answers once it is asked for."""

    def __init__(self, question: Question, language: str) -> None:
        super().__init__(gap=3)
        self._question = question
        hints = (Hint(any_of, say) for any_of, say in question.hints)
        self._draft = Draft(hints, question.otherwise, language)
        self._edit = PrivateEdit()
        self._edit.setAccessibleName(question.ask)
        self._edit.setAccessibleDescription(_(PROMISE))
        self._edit.setPlaceholderText(_("Write here, for yourself"))
        self._edit.copy_asked.connect(self._warn)
        self._warning = Label("", "warm")
        self._warning.hide()
        self._response = Panel(gap=3)
        self._response.hide()
        for part in (Label(question.ask, "lead"), self._edit, self._warning, self._buttons(), self._response):
            self.add(part)

    @property
    def holds_words(self) -> bool:
        """Whether anything but blanks is written."""
        self._draft.write(self._edit.toPlainText())
        return not self._draft.is_empty

    def forget(self) -> None:
        """Let go of the words and of what they got back."""
        self._edit.forget()
        self._draft.forget()
        self._response.clear()
        self._response.hide()

    def _buttons(self) -> Flow:
        buttons = Flow()
        others = QuietButton(_("See what others might write"), self._respond)
        others.setAccessibleName(f"{others.text()}: {self._question.ask}")
        buttons.add(others)
        return buttons

    def _respond(self) -> None:
        self._draft.write(self._edit.toPlainText())
        hints = self._draft.hints()
        self._response.clear()
        self._section(_("Look at this once more"), hints)
        self._section(_("Others might write"), self._question.model)
        self._check_list()
        self._response.show()
        more = _("Below your words: something to look at again, and what others might write.")
        announce(self._response, more if hints else _("Below your words: what others might write."))
        reveal(self._edit, self._response)

    def _section(self, heading: str, texts: Iterable[str]) -> None:
        texts = tuple(texts)
        if texts:
            self._response.add(Label(heading, "heading"))
        for html in texts:
            self._response.add(Prose(html, size="body"))

    def _check_list(self) -> None:
        if self._question.check_yourself:
            self._response.add(Label(_("Ask your own lines"), "heading"))
        for question in self._question.check_yourself:
            self._response.add(Label(f"•  {question}"))

    def _warn(self) -> None:
        words = _("A copy leaves this page: other programs can read it. Copy once more if that is what you want.")
        self._warning.setText(words)
        self._warning.show()
        announce(self._warning, words)


def _promise(how_proved: Callable[[], None]) -> Panel:
    panel = Panel(gap=1)
    panel.add(Label(_(PROMISE), "label"))
    more = Flow()
    more.add(LinkButton(_("How this is kept and proved"), how_proved))
    panel.add(more)
    return panel
