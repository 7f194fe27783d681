"""What pages show only now and then, for `make pictures`: what was typed wrongly, what waits, what is open or done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, cast

import pypdfium2

from cor_desktop.actions.finish_activity import finish_activity
from cor_desktop.actions.finish_module import finish_module
from cor_desktop.actions.open_activity import open_activity
from cor_desktop.presenters.sheets import Sheet, plan_sheet, team_sheet
from cor_desktop.ui.certificates import CertificatesPage
from cor_desktop.ui.form_page import FormPage
from cor_desktop.ui.house import House
from cor_desktop.ui.lock_page import LockPage
from cor_desktop.ui.module_page import ModulePage
from cor_desktop.ui.sheet import write_sheet
from cor_desktop.ui.sync_page import SyncPage
from cor_desktop.ui.widgets.new_password import NewPassword
from cor_desktop.ui.widgets.question import QuestionButton
from cor_desktop.ui.widgets.text import QuietButton
from cor_protocol.module import Plan
from tools.person import Person

_PAPER = 900 / 595
"""Pixels to a point of paper: an A4 page becomes 900 wide."""


class State(NamedTuple):
    """`bring` leads there; `leave` puts the house back as it was."""

    name: str
    bring: Callable[[Person, House], None]
    leave: Callable[[Person, House], None] = lambda _person, _house: None


def nothing_typed(_person: Person, house: House) -> None:
    """The form was sent before anything was typed."""
    house.navigation.go("home")
    house.navigation.go("register")
    cast(FormPage, _page(house)).send.click()


def passphrase(person: Person, house: House) -> None:
    """Five words were asked for."""
    house.navigation.go("register")
    page = cast(FormPage, _page(house))
    field = cast(NewPassword, page.fields["password"])
    field.suggest.click()
    person.wait(field.guide.isVisible, "how strong it is")
    page.ensureWidgetVisible(field, 0, 0)


def all_unfolded(person: Person, house: House) -> None:
    """Every long list of My data is open."""
    house.navigation.go("my_data")
    person.pause()
    for fold in person.visible(QuestionButton):
        fold.setChecked(True)


def offline(_person: Person, house: House) -> None:
    """The cable is pulled."""
    house.navigation.go("sync")
    house.sync.work_offline(True)


def online(_person: Person, house: House) -> None:
    """It is plugged in again."""
    house.sync.work_offline(False)


def course_comes(_person: Person, house: House) -> None:
    """A newer course has been under way for more than a second."""
    house.navigation.go("sync")
    page = cast(SyncPage, _page(house))
    house.course.busy.set(True)
    page.course.waiting._appear()
    page.course.waiting.set_share(0.4)


def course_came(_person: Person, house: House) -> None:
    """It is here."""
    house.course.busy.set(False)


def words_at_stake(person: Person, house: House) -> None:
    """Somebody wrote, and is about to leave the page."""
    page = _open(house, 0, "reflection")
    person.answer(0, "Something of my own.")
    page.foot.onward.click()


def let_go(_person: Person, house: House) -> None:
    """The words are let go of."""
    cast(ModulePage, _page(house)).foot.notice.findChildren(QuietButton)[0].click()


def almost(_person: Person, house: House) -> None:
    """Finish was pressed while activities are open."""
    _open(house, 1, "plan").foot.onward.click()


def outline(_person: Person, house: House) -> None:
    """The outline, where it has no place beside the activity."""
    page = _open(house, 0, "reading")
    if page.foot.outline.isVisible():
        page.foot.outline.click()


def certificate(person: Person, house: House) -> None:
    """A certificate is open."""
    house.navigation.go("certificates")
    presenter = cast(CertificatesPage, _page(house))._presenter
    person.wait(lambda: bool(presenter.rows.value), "the list of certificates")
    presenter.open((presenter.rows.value or ())[0].number)
    person.wait(lambda: presenter.document.value is not None, "the certificate")


def idle(_person: Person, house: House) -> None:
    """Nobody has touched anything for long."""
    house.navigation.go("home")
    house.warning.tell(42, house.account.what_idling_ends)


def back(_person: Person, house: House) -> None:
    """Somebody has."""
    house.warning.tell(0, "")


STATES = (
    State("passphrase", passphrase),
    State("nothing typed", nothing_typed),
    State("my data unfolded", all_unfolded),
    State("working offline", offline, online),
    State("course comes", course_comes, course_came),
    State("words at stake", words_at_stake, let_go),
    State("almost there", almost),
    State("outline", outline),
    State("certificate", certificate),
    State("idle", idle, back),
)


def wrong_password(person: Person, house: House) -> None:
    """At the lock, somebody typed another password."""
    page = cast(LockPage, _page(house))
    page.fields["password"].edit.setText("not the one that opens")
    page.send.click()
    person.wait(page.send.isEnabled, "the refusal")


def complete_all(house: House) -> None:
    """Every module of the course is completed."""
    for module in house.desk.catalog.modules():
        for activity in module.activities:
            open_activity(house.desk, module, activity.id)
            finish_activity(house.desk, module, activity.id)
        finish_module(house.desk, module)


def sheets(house: House, folder: Path) -> Iterator[Path]:
    """What goes on paper, as it comes out of the printer."""
    for module in house.desk.catalog.modules():
        plans = (plan_sheet(module, one) for one in module.activities if isinstance(one, Plan))
        for kind, sheet in (("team", team_sheet(module)), *(("plan", plan) for plan in plans)):
            yield from _printed(sheet, folder / f"{module.number} {kind}.pdf")


def _printed(sheet: Sheet, path: Path) -> Iterator[Path]:
    write_sheet(sheet, path)
    for number, page in enumerate(pypdfium2.PdfDocument(path), 1):
        picture = path.with_name(f"{path.stem} {number}.png")
        page.render(scale=_PAPER).to_pil().save(picture)
        yield picture


def _page(house: House) -> object:
    return house.window.stack.currentWidget()


def _open(house: House, place: int, kind: str) -> ModulePage:
    module = house.desk.catalog.modules()[place]
    house.navigation.go("module", module.key)
    page = cast(ModulePage, _page(house))
    page._presenter.jump(next(one.id for one in module.activities if type(one).__name__.lower() == kind))
    return page
