"""Who the learner is to this computer and to the server, what they set, and what is held nowhere."""

from __future__ import annotations

from cor_desktop.actions.certificates import CertificateEntry
from cor_desktop.actions.my_account import MyAccount
from cor_desktop.actions.my_data import Held, NameHere
from cor_desktop.presenters.certificates import row_of
from cor_desktop.presenters.forms import organization_types
from cor_desktop.presenters.my_data.dated import completed_in_words
from cor_desktop.presenters.my_data.disk import disk_lines
from cor_desktop.presenters.my_data.names import Times, Titles
from cor_desktop.presenters.my_data.parts import READABLE, SEALED, Group, Line, Part
from cor_desktop.settings import DECLARED, Value
from cor_desktop.words import LANGUAGES, _, marked, ngettext


def about_you(held: Held) -> Part:
    """Name and address, as they lie on this computer."""
    if held.name is not None:
        return Part(_("About you"), (_seal_in_words(held),), lines=_name_lines(held.name), tag=_(SEALED))
    if held.has_account:
        sentence = _("Your name and email are here, sealed. They cannot be opened just now, so they are not shown.")
        return Part(_("About you"), (sentence,), tag=_(SEALED))
    sentence = _("You have no account: no name and no address of yours is here. A random number stands in their place.")
    return Part(_("About you"), (sentence,))


def certificates(held: Held) -> Part:
    """Those that are here."""
    title = _("Certificates")
    if held.certificates is None:
        return Part(title, (_("They are here, sealed, and cannot be opened just now."),), tag=_(SEALED))
    if not held.certificates:
        return Part(title, (_("None is here yet."),))
    return Part(title, (), lines=tuple(map(_certificate_line, held.certificates)), tag=_(SEALED))


def this_computer(held: Held, titles: Titles, times: Times) -> Part:
    """What this computer keeps so that it works as the learner wants it, and how everything lies on its disk."""
    settings = tuple(Line(_(DECLARED[name].sentence), _in_words(value)) for name, value in held.settings.items())
    disk = disk_lines()
    return Part(
        _("Everything else here"),
        (),
        lines=(*_use_lines(held, titles, times), *_sign_in_lines(held, times)),
        groups=(
            *_place_groups(held, titles),
            Group(_("Your settings"), len(settings), lambda: settings),
            Group(_("What lies on the disk, and what of it can be read there"), len(disk), lambda: disk),
        ),
        tag=_(READABLE),
    )


def account_lines(account: MyAccount) -> tuple[Line, ...]:
    """An account, as the server told of it."""
    kinds = dict(organization_types())
    kind = account.organization_type
    return (
        Line(_("First name"), account.first_name),
        Line(_("Last name"), account.last_name),
        Line(_("Email"), account.email),
        Line(_("Kind of organization"), kinds.get(kind, kind) or _("not said")),
        Line(_("Professional association"), account.association or _("not said")),
        Line(_("Sign-in through an organization"), _yes_or_no(account.single_sign_on)),
        Line(_("Password"), _PASSWORDS[account.has_password]()),
    )


def not_held() -> Part:
    """What nobody can show, because it is nowhere."""
    return Part(
        _("What you write and answer is not here"),
        (
            _(
                "What you write or answer in an activity is not here, because it is nowhere: not on this computer, not "
                "on the server. It stays in memory while its page is open."
            ),
        ),
    )


_PASSWORDS = {
    True: lambda: _("kept in a form from which nobody can read it"),
    False: lambda: _("none"),
}


def _certificate_line(entry: CertificateEntry) -> Line:
    row = row_of(entry)
    completed = completed_in_words(entry.completed) if entry.completed else ""
    return Line(row.title, " · ".join(filter(None, (row.words, completed))))


def _name_lines(name: NameHere) -> tuple[Line, ...]:
    return (
        Line(_("First name"), name.first_name),
        Line(_("Last name"), name.last_name),
        Line(_("Email"), name.email),
        Line(_("Your account is on"), name.server),
    )


def _seal_in_words(held: Held) -> str:
    if held.sign_in is not None and held.sign_in.opens_by_itself:
        return _("It opens by itself while you are signed in here. Once you lock or sign out, only your password does.")
    return _("Only your password opens it on this computer.")


def _use_lines(held: Held, titles: Titles, times: Times) -> tuple[Line, ...]:
    never = _("not yet")
    return (
        Line(_("Random number in place of your name"), held.learner),
        Line(_("Random number of this computer"), held.device),
        Line(_("You were last active"), times.moment(held.last_activity) if held.last_activity else never),
        Line(_("Last sync"), times.moment(held.last_sync) if held.last_sync is not None else never),
        *((Line(_("How it went"), held.last_outcome),) if held.last_outcome else ()),
        Line(_("Page that was open last"), _page_in_words(held, titles) or _("none")),
    )


def _page_in_words(held: Held, titles: Titles) -> str:
    page, _blank, argument = held.open_page.partition(" ")
    module = f".{argument}" if page == "module" else ""
    return titles.page(f"{page.replace('_', '-')}{module}") if page else ""


def _sign_in_lines(held: Held, times: Times) -> tuple[Line, ...]:
    kept = held.sign_in
    if kept is None:
        return ()
    count = ngettext("{count} in a row", "{count} in a row", kept.failures).format(count=kept.failures)
    return (
        Line(_("Your name is remembered at the sign-in"), _yes_or_no(kept.name_remembered)),
        Line(_("Wrong passwords"), count if kept.failures else _("none")),
        Line(_("Locked"), times.moment(kept.locked_at) if kept.locked_at else _("no")),
        Line(_("The server ended your sign-in"), _(_ENDED.get(kept.ended, kept.ended)) if kept.ended else _("no")),
        Line(_("Your password is known only to this computer"), _yes_or_no(kept.here_only)),
    )


_ENDED = {
    "signed_out": marked("you signed out"),
    "replaced": marked("you signed in anew"),
    "idle": marked("you were away for a while"),
    "elsewhere": marked("you ended it from another place"),
    "password_changed": marked("your password was changed"),
    "account_closed": marked("your account is closed"),
}


def _place_groups(held: Held, titles: Titles) -> tuple[Group, ...]:
    if not held.places:
        return ()
    title = _("Where you were in each module")
    return (Group(title, len(held.places), lambda: _place_lines(held, titles)),)


def _place_lines(held: Held, titles: Titles) -> tuple[Line, ...]:
    words = _("“{title}”, of version {version}")
    return tuple(
        Line(titles.module(key), words.format(title=titles.activity(f"{key}:{place.activity}"), version=place.version))
        for key, place in sorted(held.places.items())
    )


def _in_words(value: Value) -> str:
    if isinstance(value, bool):
        return _yes_or_no(value)
    return _(_VALUES.get(str(value), LANGUAGES.get(str(value), str(value))))


def _yes_or_no(value: bool) -> str:
    return _("yes") if value else _("no")


_VALUES = {
    "": marked("not set"),
    "0": marked("as usual"),
    "system": marked("as this computer"),
    "light": marked("light"),
    "dark": marked("dark"),
    "contrast": marked("high contrast"),
}
