from __future__ import annotations

from cor_desktop.actions.desk import Desk
from cor_desktop.errors import Offline
from cor_desktop.presenters.help import NO_CONTACT, QUESTIONS, HelpPresenter
from tests.fakes.background import AtOnce
from tests.fakes.server import FakeServer


def test_the_servers_help_address_is_shown(desk: Desk) -> None:
    page = HelpPresenter(desk, AtOnce())
    page.look_up_contact()
    assert page.contact.value.startswith("Write to help@example.org.")


def test_without_a_network_help_says_whom_to_ask(desk: Desk, server: FakeServer) -> None:
    def away() -> None:
        raise Offline

    server.server_info = away  # type: ignore[assignment, method-assign]
    page = HelpPresenter(desk, AtOnce())
    page.look_up_contact()
    assert page.contact.value == NO_CONTACT


def test_who_works_offline_asks_nobody(desk: Desk) -> None:
    desk.settings.set("work_offline", True)
    page = HelpPresenter(desk, AtOnce())
    page.look_up_contact()
    assert page.contact.value == NO_CONTACT


def test_every_question_can_be_linked_to() -> None:
    anchors = [question.anchor for question in QUESTIONS]
    assert len(anchors) == len(set(anchors))
    assert {"private", "reflections"} <= set(anchors)


def test_the_version_is_shown(desk: Desk) -> None:
    assert HelpPresenter(desk, AtOnce()).version.startswith("COR Desktop ")
