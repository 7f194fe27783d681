"""The learning record, line for line: by module, by month, and whatever else there is."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator

from cor_desktop.actions.my_data import Held, KeptFact
from cor_desktop.presenters.dates import days, month
from cor_desktop.presenters.my_data.names import Computers, Times, Titles
from cor_desktop.presenters.my_data.parts import READABLE, Group, Line, Part, items
from cor_desktop.words import _, marked
from cor_protocol.corrections import SET, TAKEN_BACK, Correction, as_corrected
from cor_protocol.facts import (
    ACTIVITY_FINISHED,
    ACTIVITY_OPENED,
    CORRECTION,
    MODULE_COMPLETED,
    MODULE_STARTED,
    PAGE_OPENED,
    POLICY_ACKNOWLEDGED,
)

_OF_ACTIVITIES = {ACTIVITY_OPENED: marked("Opened “{title}”"), ACTIVITY_FINISHED: marked("Finished “{title}”")}
_OF_MODULES = {
    MODULE_STARTED: marked("Started the module, version {version}"),
    MODULE_COMPLETED: marked("Completed the module, version {version}"),
}
_OTHERS = {
    POLICY_ACKNOWLEDGED: marked("You confirmed that you had read version {item} of the privacy policy"),
    CORRECTION: marked("A correction that support staff made with a reason: {item}"),
}
_CORRECTED = {
    (MODULE_STARTED, TAKEN_BACK): marked("“{title}” is not counted as started."),
    (MODULE_STARTED, SET): marked("“{title}” is counted as started on {day}."),
    (MODULE_COMPLETED, TAKEN_BACK): marked("“{title}” is not counted as completed."),
    (MODULE_COMPLETED, SET): marked("“{title}” is counted as completed on {day}."),
}
_CORRECTED_OTHERWISE = marked("a newer version of COR Desktop shows what.")
_NEWER = marked("A note of a newer version of COR Desktop, “{kind}”: {item}")


class Record:
    """The facts of one learner in words. Every fact is a line of exactly one group; what waits is named once more."""

    def __init__(self, held: Held, titles: Titles, times: Times) -> None:
        self._held = held
        self._titles = titles
        self._times = times
        self._computers = Computers(held)
        self._corrections = {each.id: each for each in held.corrections}

    @property
    def learning(self) -> Part:
        """Modules and activities: what was opened, finished, started and completed."""
        by_module: dict[str, list[KeptFact]] = {}
        for kept in self._of(_is_learning):
            by_module.setdefault(kept.fact.key.item.rpartition(":")[0], []).append(kept)
        return Part(
            _("What you learned"),
            (
                _(
                    "Which activities you opened and finished, and when you started and completed a module. Beside "
                    "each is where it happened: the date is from the clock there."
                ),
            )
            if by_module
            else (_("Nothing yet: no module is started."),),
            groups=tuple(self._module(key, facts) for key, facts in sorted(by_module.items(), key=_first)),
            tag=_(READABLE),
        )

    @property
    def visits(self) -> Part:
        """Pages, once a day for each, and so the days on which COR was used."""
        by_month: dict[tuple[int, int], list[KeptFact]] = {}
        for kept in self._of(lambda kept: kept.fact.key.kind == PAGE_OPENED):
            day = self._day_of(kept)
            by_month.setdefault((day.year, day.month), []).append(kept)
        return Part(
            _("Days and pages"),
            (
                _("Kept with your record, once a day for each page: never what you wrote or answered there."),
                self._days_in_words(),
            ),
            groups=tuple(self._month(by_month[key]) for key in sorted(by_month, reverse=True)),
            tag=_(READABLE),
        )

    @property
    def others(self) -> Part | None:
        """What is neither: the privacy policy, corrections, and what a later version of the program wrote."""
        found = tuple(self._of(lambda kept: not _is_learning(kept) and kept.fact.key.kind != PAGE_OPENED))
        if not found:
            return None
        return Part(
            _("Privacy policy, and other notes"), (), lines=tuple(map(self._line, _in_order(found))), tag=_(READABLE)
        )

    @property
    def waiting(self) -> Group:
        """What the server does not have."""
        found = tuple(kept for kept in self._held.facts if not kept.sent)
        return self._group(_("Only on this computer"), found)

    def _of(self, wanted: Callable[[KeptFact], bool]) -> Iterator[KeptFact]:
        return filter(wanted, self._held.facts)

    def _module(self, key: str, found: list[KeptFact]) -> Group:
        return self._group(self._module_words(key, found), tuple(found))

    def _module_words(self, key: str, found: list[KeptFact]) -> str:
        """The title, with the first day of all that a start or a completion has on any computer."""
        started, completed = (self._first_day(found, kind) for kind in (MODULE_STARTED, MODULE_COMPLETED))
        words = {"title": self._titles.module(key), "started": started, "completed": completed}
        if completed and started:
            return _("{title}: started {started}, completed {completed}").format(**words)
        if started:
            return _("{title}: started {started}").format(**words)
        return words["title"]

    def _first_day(self, found: list[KeptFact], kind: str) -> str:
        walls: dict[tuple[str, str], int] = {}
        for (_kind, item, _device), (_epoch, wall) in (kept.fact for kept in found if kept.fact.key.kind == kind):
            walls[kind, item] = min(wall, walls.get((kind, item), wall))
        module = found[0].fact.key.item.rpartition(":")[0]
        about = [each for each in self._held.corrections if (each.kind, each.item.rpartition(":")[0]) == (kind, module)]
        shown = as_corrected(walls, about)
        return self._times.day(self._times.date(min(shown.values()))) if shown else ""

    def _month(self, found: list[KeptFact]) -> Group:
        used = set(map(self._day_of, found))
        words = _("{month}, on {days}").format(month=month(min(used)), days=days(len(used)))
        return self._group(words, tuple(found))

    def _days_in_words(self) -> str:
        """On how many days COR was used, and which were the first and the last."""
        used = set(map(self._day_of, self._of(lambda kept: kept.fact.key.kind == PAGE_OPENED)))
        if not used:
            return _("Nothing is kept yet.")
        first, last, count = self._times.day(min(used)), self._times.day(max(used)), days(len(used))
        if first == last:
            return _("You used COR on {days}: {first}.").format(days=count, first=first)
        return _("You used COR on {days}, from {first} to {last}.").format(days=count, first=first, last=last)

    def _day_of(self, kept: KeptFact) -> datetime.date:
        """The day by the calendar of the computer where a page was opened: its fact names it."""
        try:
            return datetime.date.fromisoformat(kept.fact.key.item.rpartition(":")[2])
        except ValueError:
            return self._times.date(kept.fact.stamp.wall)

    def _group(self, title: str, found: tuple[KeptFact, ...]) -> Group:
        return Group(title, len(found), lambda: tuple(map(self._line, _in_order(found))))

    def _line(self, kept: KeptFact) -> Line:
        (_kind, _item, device), (_epoch, wall) = kept.fact
        return Line(self._times.moment(wall), self._what(kept), self._where(kept, device))

    def _where(self, kept: KeptFact, device: str) -> str:
        guest = kept.origin != self._held.learner
        before = _("before it joined this account") if guest else ""
        return " · ".join(filter(None, (self._computers.name(device), before, "" if kept.sent else _("not sent"))))

    def _what(self, kept: KeptFact) -> str:
        kind, item, _device = kept.fact.key
        if kind in _OF_ACTIVITIES:
            return _(_OF_ACTIVITIES[kind]).format(title=self._titles.activity(item))
        if kind in _OF_MODULES:
            return _(_OF_MODULES[kind]).format(version=item.rpartition(":")[2])
        if kind == PAGE_OPENED:
            return self._titles.page(item.rpartition(":")[0] or item)
        if kind == CORRECTION and (correction := self._corrections.get(item)):
            return self._corrected(correction)
        return _(_OTHERS.get(kind, _NEWER)).format(kind=kind, item=item)

    def _corrected(self, correction: Correction) -> str:
        """What staff corrected, and why."""
        words = _CORRECTED.get((correction.kind, correction.effect), _CORRECTED_OTHERWISE)
        title = self._titles.module(correction.item.rpartition(":")[0])
        what = _(words).format(title=title, day=self._times.day(self._times.date(correction.time)))
        return _("Corrected by staff: {what} The reason: {reason}").format(what=what, reason=correction.reason)


def sent_in_words(held: Held) -> str:
    """How much of the record the server has acknowledged."""
    sent = sum(kept.sent for kept in held.facts)
    return _("{sent} of {items}").format(sent=sent, items=items(len(held.facts)))


def _is_learning(kept: KeptFact) -> bool:
    kind, item, _device = kept.fact.key
    return kind in (*_OF_ACTIVITIES, *_OF_MODULES) and ":" in item


def _in_order(found: Iterable[KeptFact]) -> list[KeptFact]:
    return sorted(found, key=lambda kept: (kept.fact.stamp.wall, kept.fact.key))


def _first(module: tuple[str, list[KeptFact]]) -> int:
    return min(kept.fact.stamp.wall for kept in module[1])
