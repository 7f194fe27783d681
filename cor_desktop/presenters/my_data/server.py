"""What the server holds, as far as it told, and how old that knowledge is."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from cor_desktop.actions.my_account import MyAccount
from cor_desktop.actions.my_data import Held
from cor_desktop.errors import Trouble
from cor_desktop.presenters.dates import moment
from cor_desktop.presenters.my_data.about import account_lines
from cor_desktop.presenters.my_data.names import Times
from cor_desktop.presenters.my_data.parts import Line, Part, items
from cor_desktop.presenters.my_data.record import Record, sent_in_words
from cor_desktop.words import _
from cor_protocol.facts import POLICY_ACKNOWLEDGED


@dataclass(frozen=True, slots=True)
class ServerSays:
    """What the server said of the account when it was last asked while the page was open, in local time.

    `trouble` is why it could not be asked the last time.
    """

    account: MyAccount | None = None
    asked: datetime.datetime | None = None
    trouble: Trouble | None = None


def at_the_server(held: Held, says: ServerSays, record: Record, times: Times, now: datetime.datetime) -> Part:
    """What lies there: the account, what was sent, and what this program cannot ask for yet."""
    title = _("What the server holds")
    if not held.has_account:
        return Part(title, (_("Nothing: you have no account, so nothing of yours was ever sent."),))
    waiting = record.waiting
    return Part(
        title,
        (_age(held, says, times, now), _not_shown()),
        lines=(*(account_lines(says.account) if says.account else ()), *_sent_lines(held, times)),
        groups=(waiting,) if waiting.count else (),
    )


def _age(held: Held, says: ServerSays, times: Times, now: datetime.datetime) -> str:
    """As of when this is known."""
    if says.asked is not None and says.trouble is None:
        return _("As the server said at {moment}.").format(moment=moment(says.asked, now))
    last = says.asked or (times.local(held.last_sync) if held.last_sync is not None else None)
    known = _("Last known as of {moment}.").format(moment=moment(last, now)) if last else ""
    why = f"{says.trouble.title}." if says.trouble else _("The server is being asked.")
    return f"{why} {known}".strip()


def _not_shown() -> str:
    return _(
        "It also keeps whether you belong to an organization, and a record of what was done with your account, such as "
        "sign-ins, with numbers in place of names. These two cannot be shown here yet."
    )


def _sent_lines(held: Held, times: Times) -> tuple[Line, ...]:
    return (
        Line(_("What you learned, days and pages"), sent_in_words(held)),
        *_looked_at(held),
        Line(_("Privacy policy"), _acknowledged(held, times)),
        Line(_("Certificates"), _("not known just now") if held.certificates is None else str(len(held.certificates))),
    )


def _looked_at(held: Held) -> tuple[Line, ...]:
    """What the server's staff found unusual, as a matter of course."""
    if not held.odd:
        return ()
    words = _("{items}: kept on the server, being looked at. You need not do anything.")
    return (Line(_("Unusual items"), words.format(items=items(held.odd))),)


def _acknowledged(held: Held, times: Times) -> str:
    """The newest version that the server knows the learner confirmed."""
    kind = POLICY_ACKNOWLEDGED
    found = [kept.fact for kept in held.facts if kept.sent and kept.fact.key.kind == kind]
    if not found:
        return _("no version confirmed")
    newest = max(found, key=lambda fact: fact.stamp.wall)
    words = _("version {version}, confirmed {moment}")
    return words.format(version=newest.key.item, moment=times.moment(newest.stamp.wall))
