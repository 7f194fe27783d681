"""Nothing that people read is without a mark: every page and mail, in a language in which what is marked shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Context, Template
from django.utils import translation

from cor_protocol.accounts import ASSOCIATIONS
from sync_server.accounts.models import Device, User
from sync_server.audit.models import Entry
from sync_server.catalog.models import ModuleVersion
from sync_server.certificates.models import Credential
from sync_server.common.languages import long_day
from sync_server.mail import domain as mail
from sync_server.organizations.models import Group, Organization
from sync_server.policies.models import PolicyVersion
from sync_server.policies.text import parts
from tests.fakes.server_pseudo import LANGUAGE, unmarked, unmarked_text
from tests.fakes.server_pseudo import speaks_pseudo as speaks_pseudo
from tests.server import authorization
from tests.server.asking import Asking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("speaks_pseudo")]

ACTORS = ("nobody", "learner", "admin")
MAILS = Path(mail.__file__).parent / "templates"
NAMES = ("COR Desktop", "COR server", "COR", "FreeOTP", "Aegis", "Google", "Microsoft", "PDF", "UTC")
FACTS: dict[str, Any] = {
    "code": "ABC-DEF",
    "from_email": "old@example.org",
    "to_email": "new@example.org",
    "deleted_email": "old@example.org",
    "provider": "Riverside",
    "link": "https://learn.example.org/x",
    "hours": 72,
    "roles": ["⟦Support⟧"],
}
"""What mails are given."""


def pages(asking: Asking) -> Iterator[tuple[str, str]]:
    """Every page that answers a GET with HTML, as each of ACTORS sees it; by operation and actor."""
    for section in ("pages", "admin"):
        for row in authorization.rows(section):
            for actor in ACTORS if row.operation.startswith("GET ") else ():
                answer = asking.ask(row.operation, row.whose, actor)
                if answer.outcome.isdecimal() and b"<html" in answer.body:
                    yield f"{row.operation} {actor}", answer.body.decode()


def content() -> set[str]:
    """What stands on pages and is no sentence of the program: names, the course, the audit, the policy's own text."""
    policy = PolicyVersion.objects.latest("version")
    lines = {line for part in parts(policy.text) for line in part.lines}
    with translation.override("en"):  # as the text is
        lines.add(f"Version {policy.version}, {long_day(policy.published)}")
    words = {policy.title, *lines, *NAMES, *ASSOCIATIONS, *dict(settings.LANGUAGES).values(), "esc"}  # a key
    return words.union(*(set(map(str, row)) for row in _rows()), _course())


def _rows() -> Iterator[tuple[object, ...]]:
    """What people, organizations and devices are called, and the words of the audit, which are the same for all."""
    yield from User.objects.values_list("first_name", "last_name", "email", "association", "learner_id")
    yield from Device.objects.values_list("platform", "client")
    yield from Credential.objects.values_list("holder", "title", "issuer", "number")
    yield from Organization.objects.values_list("name", "slug")
    yield from Group.objects.values_list("name")
    for row in Entry.objects.values_list("act", "actor", "object", "reason", "hash", "previous"):
        yield (*row, row[0].capitalize())


def _course() -> set[str]:
    words = set[str]()
    for module in ModuleVersion.objects.all():
        words |= {module.title, module.key, *module.objectives}
        words |= {part for activity in module.activities for part in activity[:2]}
        words |= {category for category, _hours in module.contact_hours}
    return words


def test_every_page_is_marked() -> None:
    asking = Asking()
    shown = dict(pages(asking))
    given = content()
    found = {address: words for address, page in shown.items() if (words := unmarked(page, given))}
    assert (len(shown) > 100, found) == (True, {})


def mail_templates() -> list[str]:
    return sorted(str(path.relative_to(MAILS)).removesuffix("_message.txt") for path in MAILS.rglob("*_message.txt"))


@pytest.mark.parametrize("template", mail_templates())
@pytest.mark.parametrize("help", ["", "help@example.org"])
def test_every_mail_is_marked(template: str, help: str, settings: Any) -> None:
    settings.COR_HELP = help
    with translation.override(LANGUAGE):
        subject, text, html = mail._written(template, "ada@example.org", FACTS)
    given = {*NAMES, *(str(fact) for fact in FACTS.values()), "ada@example.org", help}
    assert unmarked_text([subject, " ".join(text.split())], given) | unmarked(html, given) == set()


@pytest.mark.parametrize(
    "planted",
    [
        "<p>Nobody marked this</p>",
        '<img alt="Nor this">',
        '{% load i18n %}<p>{% translate "This is" %} <a href="/">this is not</a></p>',
        '<input type="submit" value="Send">',
        "{% load i18n %}<td>{{ name }}{% translate 'is here' %}</td><td>and gone</td>",
    ],
)
def test_a_planted_sentence_is_found(planted: str) -> None:
    with translation.override(LANGUAGE):
        page = Template(planted).render(Context({"name": "Ada"}))
    assert unmarked(page, ["Ada"])


def test_what_is_marked_is_not_found_with_names_and_links_in_it() -> None:
    page = '{% load i18n %}<p>{% blocktranslate %}Ask <a href="/">{{ name }}</a>.{% endblocktranslate %}</p>'
    with translation.override(LANGUAGE):
        assert unmarked(Template(page).render(Context({"name": "Ada"})), ["Ada"]) == set()
