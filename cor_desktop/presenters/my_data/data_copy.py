"""A copy for other programs: JSON with every row as it is kept, and in it what each field means."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import cor_desktop
from cor_desktop.actions.certificates import CertificateEntry
from cor_desktop.actions.my_data import Held, KeptFact
from cor_desktop.clock import local_time
from cor_desktop.presenters.my_data.about import not_held
from cor_desktop.presenters.my_data.whole import Whole
from cor_desktop.sync.server import ListedDevice
from cor_desktop.words import _, language_tag, marked

FORMAT = "cor-desktop.my-data.1"
"""A later version that only adds fields keeps this name."""


def as_json(whole: Whole, devices: Iterable[ListedDevice]) -> str:
    """The copy. Keys, tokens and passwords are not in it: whoever has those could act in the learner's name."""
    copy = {
        "format": FORMAT,
        "program": f"COR Desktop {cor_desktop.__version__}",
        "made": whole.now.isoformat(),
        "language": language_tag(),
        "fields": {field: _(meaning) for field, meaning in FIELDS.items()},
        "not_held": " ".join(not_held().sentences),
        "on_this_computer": _here(whole.held),
        "on_the_server": _there(whole, devices),
    }
    return json.dumps(copy, indent=1, ensure_ascii=False) + "\n"


def _here(held: Held) -> dict[str, Any]:
    return {
        "learner": held.learner,
        "computer": held.device,
        "account": asdict(held.name) if held.name else None,
        "has_account": held.has_account,
        "signed_in": held.signed_in,
        "facts": [_fact(kept) for kept in held.facts],
        "places": [{"module": key, **place._asdict()} for key, place in sorted(held.places.items())],
        "certificates": None if held.certificates is None else [_certificate(entry) for entry in held.certificates],
        "last_activity": _utc(held.last_activity) if held.last_activity else None,
        "last_sync": _utc(held.last_sync) if held.last_sync is not None else None,
        "last_outcome": held.last_outcome,
        "odd": held.odd,
        "corrections": [each._asdict() for each in held.corrections],
        "open_page": held.open_page,
        "sign_in": asdict(held.sign_in) if held.sign_in else None,
        "settings": dict(held.settings),
    }


def _fact(kept: KeptFact) -> dict[str, Any]:
    (kind, item, device), (epoch, wall) = kept.fact
    return {
        "kind": kind,
        "item": item,
        "device": device,
        "epoch": epoch,
        "wall": wall,
        "time": _utc(wall),
        "origin": kept.origin,
        "sent": kept.sent,
    }


def _there(whole: Whole, devices: Iterable[ListedDevice]) -> dict[str, Any]:
    says = whole.says
    return {
        "asked": says.asked.isoformat() if says.asked else None,
        "account": asdict(says.account) if says.account else None,
        "devices": [_device(device) for device in devices],
    }


def _device(device: ListedDevice) -> dict[str, Any]:
    return asdict(device) | {name: getattr(device, name).isoformat() for name in ("first_seen", "last_seen")}


def _certificate(entry: CertificateEntry) -> dict[str, Any]:
    completed = entry.completed and entry.completed.written()
    return asdict(entry) | {"awarded": entry.awarded.isoformat(), "completed": completed}


def _utc(wall: int) -> str:
    return local_time(wall, 0).astimezone(datetime.UTC).isoformat()


FIELDS = {
    "made": marked("when this copy was made, by this computer’s clock"),
    "fields": marked("what each field means"),
    "not_held": marked("what is in no copy, because it is nowhere"),
    "on_this_computer.learner": marked("a random number in place of your name"),
    "on_this_computer.computer": marked("a random number for this computer"),
    "on_this_computer.account": marked("your name and email as they lie sealed here; null where there is none to open"),
    "on_this_computer.has_account": marked("whether you have an account"),
    "on_this_computer.signed_in": marked("whether you are signed in to the server here"),
    "on_this_computer.facts": marked("your learning record: one entry for each thing that happened"),
    "on_this_computer.facts.kind": marked("what happened"),
    "on_this_computer.facts.item": marked("to which activity, module, page or policy; a page also has its day"),
    "on_this_computer.facts.device": marked("the random number of the computer where it happened"),
    "on_this_computer.facts.epoch": marked("which run of that computer’s clock, counted from its first"),
    "on_this_computer.facts.wall": marked("when, by that clock, in seconds since 1970 (UTC)"),
    "on_this_computer.facts.time": marked("the same as a date"),
    "on_this_computer.facts.origin": marked(
        "the random number that you had then: another one before it joined this account"
    ),
    "on_this_computer.facts.sent": marked("whether the server has it"),
    "on_this_computer.places": marked("the version of each module that you take, and the activity that was open"),
    "on_this_computer.certificates": marked(
        "your certificates; the documents are saved on the page Certificates. null where they cannot be opened"
    ),
    "on_this_computer.last_activity": marked("when you last did something here (UTC)"),
    "on_this_computer.last_sync": marked("when the last sync went well (UTC)"),
    "on_this_computer.last_outcome": marked("how the last sync went"),
    "on_this_computer.odd": marked("how many items the people who run the server are looking at"),
    "on_this_computer.corrections": marked("what staff corrected in what is shown of your record, and why"),
    "on_this_computer.open_page": marked("the page that was open last"),
    "on_this_computer.sign_in": marked(
        "whether your name is remembered, wrong passwords in a row, when it was locked (seconds since 1970), why the "
        "server ended a sign-in, whether the password is known only here, and whether the profile opens by itself"
    ),
    "on_this_computer.settings": marked("your settings"),
    "on_the_server.asked": marked("when the server was asked; null where it could not be"),
    "on_the_server.account": marked("your account, as the server told it"),
    "on_the_server.devices": marked("the computers on which you signed in, as the server told them (UTC)"),
}
