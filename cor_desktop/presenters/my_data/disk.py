"""What lies on the disk of a learner's computer, and whether it can be read there: every column, in plain words.

A test compares `ON_DISK` with the database as it is: whoever adds a column says here what it is for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cor_desktop.presenters.my_data.parts import Line
from cor_desktop.words import _, marked

OPEN = marked("Readable")
BY_PASSWORD = marked("Sealed under your password")
BY_COMPUTER = marked("Sealed with this computer’s key")


@dataclass(frozen=True, slots=True)
class OnDisk:
    """Something that lies on the disk, in words, how it lies there, and in which columns: `table: names`."""

    words: str
    lock: str
    columns: Mapping[str, str]


ON_DISK = (
    OnDisk(
        marked("What you opened, finished, started and completed, the pages you opened, and when"),
        OPEN,
        {"fact": "learner kind item device epoch wall origin unsent"},
    ),
    OnDisk(
        marked("Which page you were on, so that you can go on there"),
        OPEN,
        {"place": "learner module version activity", "learner": "open_page"},
    ),
    OnDisk(
        marked("A random number in place of your name, whether it has an account, and whether it is in use now"),
        OPEN,
        {"learner": "id has_account signed_in is_current declined_by", "unlocking": "learner"},
    ),
    OnDisk(
        marked("When you were last active, when the last sync was and how it went, and how far it got"),
        OPEN,
        {"learner": "last_activity last_sync last_outcome revision digest_count digest_total certificates_seen"},
    ),
    OnDisk(
        marked("What support staff corrected in your record and why, and how many items they are looking at"),
        OPEN,
        {"correction": "learner id kind item effect time at reason", "learner": "odd"},
    ),
    OnDisk(
        marked("The numbers of your certificates, and which module each is for"),
        OPEN,
        {"certificate": "number learner module"},
    ),
    OnDisk(
        marked("Wrong passwords in a row, when the window was locked, and why a sign-in ended"),
        OPEN,
        {"unlocking": "failures failed_boot locked_at ended here_only"},
    ),
    OnDisk(
        marked("A random number for this computer, and when its clock was set or started anew"),
        OPEN,
        {"device": "id", "epoch": "epoch started first last utc_offset line run ahead"},
    ),
    OnDisk(marked("Your settings"), OPEN, {}),
    OnDisk(
        marked("The program’s own notes of what went wrong in it, never with what you typed or who you are"), OPEN, {}
    ),
    OnDisk(
        marked("Your name, your email, and what lets this computer speak for you"),
        BY_PASSWORD,
        {"learner": "sealed_profile"},
    ),
    OnDisk(marked("Your certificates"), BY_PASSWORD, {"certificate": "sealed_entry sealed_pdf"}),
    OnDisk(
        marked("The key to both, which your password and this computer open together"),
        BY_PASSWORD,
        {"unlocking": "salt sealed_key"},
    ),
    OnDisk(
        marked("The same key, while you are signed in on your own computer, so that it opens without a password"),
        BY_COMPUTER,
        {"unlocking": "kept_key"},
    ),
    OnDisk(
        marked(
            "What finds you by your email, sends your work while you are signed out, and signs you in without waiting"
        ),
        BY_COMPUTER,
        {"unlocking": "belongs lookup append_token device_pass"},
    ),
    OnDisk(
        marked("Your name and email for the sign-in, if you wished to be remembered there"),
        BY_COMPUTER,
        {"unlocking": "remembered_name"},
    ),
)
"""In this order: what can be read first."""


def disk_lines() -> tuple[Line, ...]:
    """How each thing lies on the disk, and what it is."""
    return tuple(Line(_(thing.lock), _(thing.words)) for thing in ON_DISK)


def columns() -> Mapping[str, set[str]]:
    """Every column that is named, by its table."""
    named: dict[str, set[str]] = {}
    for thing in ON_DISK:
        for table, names in thing.columns.items():
            named.setdefault(table, set()).update(names.split())
    return named
