"""Which course is here, looking for a newer one, and loading one from a folder, a stick or a .zip."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from cor_desktop.actions.desk import Desk
from cor_desktop.actions.import_course import import_course
from cor_desktop.actions.keep_begun import begun, keep_begun
from cor_desktop.actions.synchronize import SyncOutcome
from cor_desktop.actions.take_course import CourseNotTaken, version_here
from cor_desktop.actions.update_course import look_for_course
from cor_desktop.clock import local_time
from cor_desktop.errors import CourseTrouble, Offline, Trouble
from cor_desktop.presenters.background import Background
from cor_desktop.presenters.dates import day
from cor_desktop.presenters.observable import Observable
from cor_desktop.words import _, marked


class Stopped(Trouble):
    """The learner stopped it."""

    title = marked("Stopped")
    meaning = marked("The course on this computer stays as it is.")
    advice = marked("What has arrived is kept, so that it goes on there another time.")


class CoursePresenter:
    """Holds `about` (which course is here), `busy`, and of what was done last `outcome` (a sentence) or `trouble`.

    `taken` counts courses that came since the start. `share` is how much of one has come, from 0 to 1; it changes while
    it comes, so whoever shows it looks again and again. `is_metered` tells whether the connection is a counted one:
    then no course comes by itself.
    """

    def __init__(self, desk: Desk, background: Background) -> None:
        self._desk = desk
        self._background = background
        self._is_stopped = False
        self._refused = 0
        self._begun: frozenset[tuple[str, int]] | None = None
        self.share = 0.0
        self.is_metered: Callable[[], bool] = lambda: False
        self.busy = Observable(False)
        self.outcome = Observable("")
        self.trouble: Observable[Trouble | None] = Observable(None)
        self.taken = Observable(0)
        self.about = Observable(self._about())

    def refresh(self) -> None:
        """Look again at what is here."""
        self.about.set(self._about())

    @property
    def notice(self) -> tuple[str, str]:
        """What should be known of the course that is here: a title and a sentence, both empty where all is well."""
        if self._desk.catalog.damaged:
            return (
                _("The newer course on this computer is damaged"),
                _("The one that came with the program stands in for it. Look for a newer course to have it mended."),
            )
        due = self._overdue()
        if due:
            return due, _("It still works. Look for a newer one, or ask who gave you COR Desktop.")
        return "", ""

    def look(self) -> None:
        """Ask the server, on the learner's word."""
        self._run(lambda: look_for_course(self._desk, self._tell), self._looked, self._failed)

    def load(self, place: Path) -> None:
        """Take the course of a folder, a stick or a .zip."""
        self._run(lambda: import_course(self._desk, place, self._tell), self._loaded, self._failed)

    def stop(self) -> None:
        """Stop what is under way, as soon as it can be."""
        self._is_stopped = True

    def heard(self, outcome: SyncOutcome | None) -> None:
        """A sync told which course the server has: where it is newer, it is fetched without a word."""
        version = outcome.course if outcome else 0
        if version <= max(version_here(self._desk), self._refused) or self._desk.settings.work_offline:
            return
        if self.is_metered():
            self.outcome.set(
                _("A newer course is there. It waits, because this connection is a counted one. Fetch it if you like.")
            )
            return
        self._run(
            lambda: look_for_course(self._desk, self._tell),
            self._came_quietly,
            lambda trouble: self._failed_quietly(trouble, version),
        )

    def keep_begun(self) -> None:
        """Keep what somebody has begun, and let go of what nobody needs, where that has changed since."""
        now = begun(self._desk)
        if now != self._begun and not self.busy.value:
            self._begun = now
            self._background.run(lambda: keep_begun(self._desk), lambda _done: None, lambda _trouble: None)

    def _run(self, work: Callable[[], bool], then: Callable[[bool], None], failed: Callable[[Trouble], None]) -> None:
        if self.busy.value:
            return
        self._is_stopped, self.share = False, 0.0
        self.outcome.set("")
        self.trouble.set(None)
        self.busy.set(True)
        self._background.run(work, then, failed)

    def _tell(self, here: int, total: int) -> None:
        """Called where the work is done, so nothing that is watched is changed here."""
        self.share = here / total if total else 0.0
        if self._is_stopped:
            raise Stopped

    def _looked(self, is_new: bool) -> None:
        self._ended(is_new)
        self.outcome.set(self._came() if is_new else _("There is no newer course."))

    def _loaded(self, is_new: bool) -> None:
        self._ended(is_new)
        self.outcome.set(self._came() if is_new else _("This course is on this computer already."))

    def _came_quietly(self, is_new: bool) -> None:
        self._ended(is_new)
        self.outcome.set(self._came() if is_new else "")

    def _failed_quietly(self, trouble: Trouble, version: int) -> None:
        """What was refused once is not fetched again with every sync; a connection that broke is no news."""
        if isinstance(trouble, CourseNotTaken):
            self._refused = version
        self._ended(False)
        if not isinstance(trouble, Offline):
            self.trouble.set(trouble)

    def _failed(self, trouble: Trouble) -> None:
        self._ended(False)
        self.trouble.set(trouble)

    def _ended(self, is_new: bool) -> None:
        self.busy.set(False)
        self.refresh()
        if is_new:
            self.taken.set(self.taken.value + 1)

    def _came(self) -> str:
        return _("A newer course is here. What you have begun stays as it was until you have finished it.")

    def _about(self) -> str:
        try:
            return _("Course version {version}").format(version=self._desk.catalog.version)
        except CourseTrouble:
            return _("The course on this computer cannot be read.")

    def _overdue(self) -> str:
        try:
            expires = self._desk.catalog.expires
        except CourseTrouble:
            return ""
        reading = self._desk.clock.read()
        today = local_time(reading.wall, reading.offset).date()
        if expires is None or today <= expires:
            return ""
        return _("A newer course was due on {day}").format(day=day(expires, today))
