"""Pages of the server are facts like the others: device `web`, once a day."""

from __future__ import annotations

import pytest

from cor_protocol.facts import Digest, Fact, Key, Stamp, digest_of
from cor_protocol.ids import new_learner_id
from sync_server.progress import domain, sql, web_pages
from tests.factories.server import a_device

pytestmark = pytest.mark.django_db
NOON = 1_795_521_600  # 2026-11-24 12:00 UTC
PAGE = Fact(Key("page.opened", "web.accounts:2026-11-24", "web"), Stamp(0, NOON))


def facts(learner: str) -> list[Fact]:
    return [sent.fact for sent in sql.all_facts(learner)]


def test_m1_a_page_of_the_server_is_kept_once_a_day_with_the_first_time() -> None:
    learner = new_learner_id()
    for time in (NOON, NOON + 60, NOON + 3600):
        web_pages.note_page(learner, "web.accounts", time)
    assert facts(learner) == [PAGE]


def test_m1_the_next_day_and_another_page_are_kept_apart() -> None:
    learner = new_learner_id()
    for page, time in (("web.accounts", NOON), ("web.accounts", NOON + 86_400), ("web.verify", NOON)):
        web_pages.note_page(learner, page, time)
    items = sorted(fact.key.item for fact in facts(learner))
    assert items == ["web.accounts:2026-11-24", "web.accounts:2026-11-25", "web.verify:2026-11-24"]


def test_the_digest_holds_and_the_learners_device_hears_of_the_page(client: object) -> None:
    device = a_device()
    web_pages.note_page(device.learner, "web.accounts", NOON)
    reply = device.sync(client)
    assert (reply.digest, [sent.fact for sent in reply.facts]) == (digest_of([PAGE]), [PAGE])


def test_a_deleted_record_takes_no_page() -> None:
    learner = new_learner_id()
    domain.delete_learner(learner, "test", "")
    web_pages.note_page(learner, "web.accounts", NOON)
    assert (facts(learner), sql.lock_record(learner).digest) == ([], Digest())
