"""What becomes of a mail between the moment it is queued and the moment its row goes."""

from __future__ import annotations

import pytest
from django.db import transaction
from post_office.models import Email
from pytest_django.fixtures import Settings

from sync_server.mail import queue
from tests.factories.mails import mails_to, opened
from tests.server.conftest import Clock

ADA = "ada@example.org"


def put(to: str = ADA, subject: str = "A word", good_for: int = 1800) -> None:
    queue.put(to, subject, "text", "<p>text</p>", good_for)


class Undone(Exception):
    """Ends a transaction."""


@pytest.mark.django_db(transaction=True)
def test_a_mail_is_queued_in_the_transaction_that_causes_it_and_goes_with_it() -> None:
    with pytest.raises(Undone), transaction.atomic():
        put()
        assert len(mails_to(ADA)) == 1
        raise Undone
    assert mails_to(ADA) == []


@pytest.mark.django_db
def test_asvs_14_2_4_a_copy_of_the_database_tells_neither_to_whom_a_mail_goes_nor_what_it_says() -> None:
    queue.put(ADA, "Your secret word", "ABCD-EFGH opens it", "<p>ABCD-EFGH</p>", 1800)
    row = " ".join(str(value) for value in Email.objects.values_list().get())
    assert not [word for word in ("ada", "secret", "ABCD", "opens") if word in row]
    (mail,) = mails_to(ADA)
    said = (mail.subject, mail.message, mail.html_message)
    assert said == ("Your secret word", "ABCD-EFGH opens it", "<p>ABCD-EFGH</p>")


@pytest.mark.django_db
def test_a_mail_is_due_at_once(time: Clock) -> None:
    put()
    assert [opened(mail).to for mail in queue.due()] == [[ADA]]
    assert queue.oldest_due() == time.now


@pytest.mark.django_db
def test_a_postponed_mail_is_tried_after_pauses_that_grow_to_an_hour_and_for_ever(time: Clock) -> None:
    put(good_for=7 * 24 * 3600)
    pauses = []
    for _ in range(8):
        (mail,) = queue.due()
        queue.postpone(mail)
        start = time.now
        while not queue.due():
            time.forward(30)
        pauses.append(time.now - start)
    assert pauses == [30, 60, 120, 300, 900, 3600, 3600, 3600]


@pytest.mark.django_db
def test_a_mail_is_dropped_once_it_is_of_no_use(time: Clock) -> None:
    put()
    put("rosa@example.org", good_for=3600)
    time.forward(1799)
    assert queue.drop_stale() == []
    time.forward(1)
    assert len(queue.drop_stale()) == 1
    assert [opened(mail).to for mail in queue.due()] == [["rosa@example.org"]]


@pytest.mark.django_db
def test_those_who_waited_the_longest_come_first_and_not_all_at_once(time: Clock) -> None:
    for number in range(25):
        put(f"learner{number}@example.org")
        time.forward(1)
    assert [opened(mail).to for mail in queue.due()] == [[f"learner{number}@example.org"] for number in range(20)]


@pytest.mark.django_db
def test_a_mail_is_the_same_on_every_try_also_its_message_id(time: Clock) -> None:
    put()
    first, later = queue.message(Email.objects.get()), None
    time.forward(3600)
    later = queue.message(Email.objects.get())
    assert (first.extra_headers, first.body) == (later.extra_headers, later.body)
    assert set(first.extra_headers) == {"Message-ID", "Date", "Auto-Submitted"}
    assert first.extra_headers["Auto-Submitted"] == "auto-generated"


@pytest.mark.django_db
def test_two_mails_have_two_message_ids_and_none_names_this_machine(settings: Settings) -> None:
    settings.COR_PUBLIC_URL = "https://learn.example.org"
    put()
    put()
    ids = {mail.message_id for mail in mails_to(ADA)}
    assert len(ids) == 2 and all(str(name).endswith("@learn.example.org>") for name in ids)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    ["ada@example.org\nBcc: eve@example.org", "ada@example.org, eve@example.org", "Ada <ada@example.org>", "ada", ""],
)
def test_asvs_1_3_11_only_one_plain_address_is_written_to(address: str) -> None:
    with pytest.raises(ValueError, match="not the address of one mailbox") as refused:
        put(address)
    assert "ada" not in str(refused.value)


@pytest.mark.django_db
@pytest.mark.parametrize("subject", ["Hello\nBcc: eve@example.org", "Hello\rBcc: eve@example.org", ""])
def test_asvs_1_3_11_a_subject_cannot_add_to_the_header(subject: str) -> None:
    with pytest.raises(ValueError, match="must be one line"):
        put(subject=subject)
