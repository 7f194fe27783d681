from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.views import Learner
from cor_desktop.errors import SecretsLocked
from cor_desktop.presenters.account import AccountPresenter
from cor_desktop.presenters.navigation import HOME, Navigation
from cor_desktop.ui.account_card import AccountCard
from tests.fakes.background import AtOnce
from tests.fakes.finding import words_on

ANA = Learner(True, False, "Ana", "Bell", "ana@example.org")


@pytest.fixture
def went() -> list[str]:
    return []


@pytest.fixture
def account(desk: Desk) -> AccountPresenter:
    return AccountPresenter(desk, AtOnce(), Navigation(HOME))


@pytest.fixture
def card(account: AccountPresenter, went: list[str], qtbot: QtBot) -> AccountCard:
    made = AccountCard(account, went.append)
    qtbot.addWidget(made)
    made.show()
    return made


def buttons_of(card: AccountCard) -> list[str]:
    return [button.text() for button in card.findChildren(QPushButton) if button.isVisibleTo(card)]


@pytest.mark.parametrize(
    ("learner", "words", "buttons"),
    [
        (ANA, "Ana Bell", ["Sign out"]),
        (Learner(False, True), "You are learning without an account", ["Sign in", "Create an account"]),
        (Learner(False, False), "You are signed out", ["Sign in"]),
        (None, "Account", ["Sign in", "Create an account"]),
    ],
)
def test_it_says_who_is_learning(card: AccountCard, learner: Learner | None, words: str, buttons: list[str]) -> None:
    card.show_learner(learner)
    assert words in words_on(card)
    assert buttons_of(card) == buttons


def test_the_buttons_lead_on(card: AccountCard, went: list[str], qtbot: QtBot) -> None:
    card.show_learner(None)
    qtbot.mouseClick(card.sign_in, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(card.register, Qt.MouseButton.LeftButton)
    assert went == ["sign_in", "register"]


def test_signing_out_once_is_enough(card: AccountCard) -> None:
    card.show_leaving(True)
    assert not card.sign_out.isEnabled()
    card.show_leaving(False)
    assert card.sign_out.isEnabled()


def test_a_trouble_is_told_here(card: AccountCard) -> None:
    card.trouble.show_trouble(SecretsLocked())
    assert "cannot be opened" in card.trouble.words
