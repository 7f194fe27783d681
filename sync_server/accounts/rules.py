"""What names, addresses, passwords and ids must be. Every refusal is a sentence that names the field in words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cor_protocol.accounts import ORGANIZATION_TYPES
from cor_protocol.ids import is_random_id
from cor_protocol.problems import Problem
from cor_protocol.words import marked
from sync_server.accounts.models import User, normal_email
from sync_server.common import languages
from sync_server.common.refusals import Refused

NOT_IN_THE_LIST = gettext_lazy("Please choose where you work from the list, or leave it empty.")


class Name(NamedTuple):
    """A name that somebody fills in: how many characters it may have, and what is said where it is not right."""

    longest: int
    empty: str
    unfit: str


FIRST_NAME = Name(
    100,
    marked("Please fill in your first name."),
    marked("The first name can have up to {longest} letters and no special signs."),
)
LAST_NAME = Name(
    150,
    marked("Please fill in your last name."),
    marked("The last name can have up to {longest} letters and no special signs."),
)
ASSOCIATION = Name(
    120,
    marked("Please fill in your professional association."),
    marked("The professional association can have up to {longest} letters and no special signs."),
)


def checked_name(name: str, field: Name) -> str:
    """The name, tidied. Raises Refused (invalid_field)."""
    tidy = " ".join(name.split())
    if not any(letter.isalpha() for letter in tidy):
        raise invalid_field(_(field.empty))
    if len(tidy) > field.longest or not tidy.isprintable():
        raise invalid_field(_(field.unfit).format(longest=field.longest))
    return tidy


def checked(field: str, value: str) -> str:
    """The value of a field that a learner may change, tidied. Raises Refused (invalid_field)."""
    return _CHECKS[field](value)


def checked_organization_type(kind: str) -> str:
    """One of the kinds that are offered, or nothing. Raises Refused (invalid_field)."""
    if kind and kind not in dict(ORGANIZATION_TYPES):
        raise invalid_field(str(NOT_IN_THE_LIST))
    return kind


def checked_association(name: str) -> str:
    """The name of a professional association, or nothing. Raises Refused (invalid_field)."""
    return checked_name(name, ASSOCIATION) if name.strip() else ""


def checked_language(language: str) -> str:
    """One of the languages that are spoken here. Raises Refused (invalid_field)."""
    if not languages.known(language):
        raise invalid_field(_("Please choose a language from the list."))
    return language


def checked_email(email: str) -> str:
    """The address, normalized. Raises Refused (invalid_field)."""
    address = normal_email(email)
    try:
        validate_email(address)
    except ValidationError:
        raise invalid_field(_("The email address does not look right. It needs the form name@example.org.")) from None
    if len(address) > 254 or not is_storable(address):
        raise invalid_field(_("The email address is too long, or has signs that no address has."))
    return address


def check_password(password: str, account: User) -> None:
    """Raise Refused (weak_password) with every rule that the password breaks."""
    try:
        validate_password(password, account)
    except ValidationError as fault:
        raise Refused(Problem.WEAK_PASSWORD, " ".join(fault.messages)) from None


def check_machine(device: str, learner: str | None, key: str = "") -> None:
    """Raise Refused (malformed) unless ids and key are such: a client that sends others is broken, not its learner."""
    ids_fit = is_random_id(device) and (learner is None or is_random_id(learner))
    if not ids_fit or not re.fullmatch(r"([0-9a-f]{64})?", key):
        raise Refused(Problem.MALFORMED, _("The program sent something the server does not understand."))


def plain(text: str) -> str:
    """A platform or version as it is kept: printable ASCII, at most 64 characters."""
    return re.sub(r"[^ -~]", "", text)[:64]


_CHECKS: dict[str, Callable[[str], str]] = {
    "first_name": lambda name: checked_name(name, FIRST_NAME),
    "last_name": lambda name: checked_name(name, LAST_NAME),
    "organization_type": checked_organization_type,
    "association": checked_association,
    "language": checked_language,
}


def is_storable(text: str) -> bool:
    """Tell whether every database and hash takes the text: half a character, which JSON can say, none does."""
    return not any("\ud800" <= sign <= "\udfff" or sign == "\0" for sign in text)


def invalid_field(message: str) -> Refused:
    """The refusal for a field that is empty or not of its form."""
    return Refused(Problem.INVALID_FIELD, message)
