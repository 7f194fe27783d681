"""What came on a stick: taken in whole or not at all, known by its key, or kept apart until it is confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from cor_protocol import seal, sync_file
from cor_protocol.facts import MODULE_COMPLETED, Digest, Fact, digest_of
from cor_protocol.ids import new_learner_id
from cor_protocol.sync_file import Answered, Asked, Download, State, Upload, Why
from cor_protocol.wire import Now, SentFact
from sync_server.accounts import devices
from sync_server.accounts.models import Device as DeviceRow
from sync_server.audit.models import Entry
from sync_server.common import clock
from sync_server.common.keys import server_public_key
from sync_server.progress import domain as progress
from sync_server.progress import queries as records
from sync_server.progress.models import Epoch
from sync_server.progress.models import Fact as FactRow
from sync_server.sync_files import domain, queries
from sync_server.sync_files.domain import NotTaken, Taken
from sync_server.sync_files.models import CarriedRecord
from tests.factories.facts import a_fact
from tests.factories.server import Device, a_device, an_account, another_device_of, check_signature, in_catalog

pytestmark = pytest.mark.django_db

KEY, READER, OTHER = bytes([1] * 32), bytes([2] * 32), bytes([3] * 32)


@pytest.fixture
def known(device: Device) -> Device:
    """A device that told its key when it signed in."""
    DeviceRow.objects.filter(device=device.device).update(file_key=seal.public_key(KEY).hex())
    return device


def on(device: Device, *items: str, wall: int = 1_794_000_000) -> list[Fact]:
    return [a_fact(item, device=device.device, wall=wall) for item in items]


def a_file(
    device: Device, facts: Iterable[Fact | SentFact] = (), key: bytes = KEY, reader: bytes = b"", **changes: Any
) -> bytes:
    request = device.request(facts, full=True, **changes)
    upload = Upload(device.device, seal.public_key(key), (Asked(request, reader),))
    return sync_file.write_upload(upload, key, server_public_key())


def taken(raw: bytes) -> Taken:
    return domain.import_file(raw, "test")


def answer(device: Device, key: bytes = KEY) -> Download:
    raw = domain.answer(device.device, seal.public_key(key).hex())
    return sync_file.read_download(raw, key, server_public_key())


def the_part(device: Device, key: bytes = KEY) -> Answered:
    (part,) = answer(device, key).parts
    return part


def refused(raw: bytes) -> str:
    with pytest.raises(NotTaken) as caught:
        taken(raw)
    return str(caught.value)


def test_b2_a_known_computer_s_facts_are_taken_and_acknowledged(known: Device) -> None:
    facts = on(known, "a-module:one", "a-module:two")
    (part,) = taken(a_file(known, facts)).parts
    assert (part.state, part.facts, part.new) == (State.MERGED, 2, 2)
    assert records.stored_digest(known.learner) == digest_of(facts)
    answered = the_part(known)
    assert answered.reply is not None and answered.reply.digest == digest_of(facts)
    check_signature(answered.reply, answered.request)


def test_taking_a_file_again_changes_nothing(known: Device) -> None:
    raw = a_file(known, on(known, "a-module:one"))
    taken(raw)
    before = (list(FactRow.objects.values()), records.stored_digest(known.learner))
    assert [part.new for part in taken(raw).parts] == [0]
    assert (list(FactRow.objects.values()), records.stored_digest(known.learner)) == before


def test_an_old_file_after_a_new_one_is_harmless_and_both_are_acknowledged(known: Device) -> None:
    old = a_file(known, on(known, "a-module:one"), revision=0)
    taken(a_file(known, on(known, "a-module:two"), revision=9))
    taken(old)
    items = {sent.fact.key.item for sent in the_part(known).request.facts}
    assert items == {"a-module:one", "a-module:two"}
    assert records.stored_digest(known.learner).count == 2


def test_the_answer_brings_what_other_devices_did(client: Client, known: Device) -> None:
    other = another_device_of(known)
    taken(a_file(known, on(known, "a-module:one")))
    other.sync(client, on(other, "a-module:two"))
    reply = the_part(known).reply
    assert reply is not None and "a-module:two" in {sent.fact.key.item for sent in reply.facts}


def test_the_answer_brings_back_what_an_older_copy_of_the_computer_s_disk_lacks(known: Device) -> None:
    """Its own facts, which an earlier file of it brought: who loads the answer may have lost them since."""
    taken(a_file(known, on(known, "a-module:one", "a-module:two")))
    reply = the_part(known).reply
    assert reply is not None
    assert {sent.fact.key.item for sent in reply.facts} == {"a-module:one", "a-module:two"}


def test_b2_a_certificate_comes_back_sealed_to_its_learner(known: Device) -> None:
    item = in_catalog("one")
    facts = [*on(known, "a-module:one"), a_fact(item, kind=MODULE_COMPLETED, device=known.device)]
    taken(a_file(known, facts, reader=seal.public_key(READER)))
    sealed = the_part(known).certificates
    (certificate,) = sync_file.open_certificates(sealed, READER, known.learner)
    assert certificate.pdf.startswith(b"%PDF") and certificate.entry["title"] == "A module"
    with pytest.raises(sync_file.SyncFileFault):
        sync_file.open_certificates(sealed, KEY, known.learner)


def test_whoever_is_locked_gets_no_certificate(known: Device) -> None:
    item = in_catalog("one")
    taken(a_file(known, [*on(known, "a-module:one"), a_fact(item, kind=MODULE_COMPLETED, device=known.device)]))
    assert the_part(known).certificates == b""


def test_a_computer_that_is_not_known_waits(device: Device) -> None:
    (part,) = taken(a_file(device, on(device, "a-module:one"))).parts
    assert (part.state, part.new, FactRow.objects.count()) == (State.WAITING, 0, 0)
    assert [(row.number, row.facts) for row in queries.waiting()] == [(part.number, 1)]
    answered = the_part(device)
    assert (answered.state, answered.reply) == (State.WAITING, None)


def test_another_key_than_the_one_of_the_sign_in_waits(known: Device) -> None:
    """A thief who knows the ids and not the key."""
    (part,) = taken(a_file(known, on(known, "a-module:one"), key=OTHER)).parts
    assert part.state is State.WAITING


def test_a_known_computer_speaks_for_its_own_learners_only(known: Device) -> None:
    stranger = a_device()
    foreign = replace(known, learner=stranger.learner)
    (part,) = taken(a_file(foreign, on(known, "a-module:one"))).parts
    assert (part.state, records.stored_digest(stranger.learner)) == (State.WAITING, Digest())


def test_a_device_that_its_owner_ended_waits(known: Device) -> None:
    devices.end(known.account, DeviceRow.objects.get(device=known.device).pk)
    assert taken(a_file(known, on(known, "a-module:one"))).parts[0].state is State.WAITING


def a_guest() -> Device:
    return replace(a_device(), learner=new_learner_id())


def test_confirming_takes_in_what_waited_and_what_comes_later(known: Device) -> None:
    guest, account = a_guest(), an_account()
    (part,) = taken(a_file(guest, on(guest, "a-module:one"))).parts
    confirmed = domain.confirm(part.number, account.email, "test", "seen")
    account.refresh_from_db()
    assert (confirmed.state, confirmed.new, account.learner_id) == (State.MERGED, 1, guest.learner)
    assert queries.waiting() == []
    assert taken(a_file(guest, on(guest, "a-module:two"))).parts[0].new == 1
    assert [entry.act for entry in Entry.objects.order_by("pk")][-2:] == [
        "carried_record.confirmed",
        "sync_file.imported",
    ]


def test_confirming_for_somebody_with_a_record_joins_the_two_and_keeps_where_it_came_from() -> None:
    guest, home = a_guest(), a_device()
    owner = DeviceRow.objects.get(device=home.device).account
    (part,) = taken(a_file(guest, on(guest, "a-module:one"))).parts
    domain.confirm(part.number, owner.email, "test", "seen")
    assert [(row.learner, row.origin) for row in FactRow.objects.all()] == [(home.learner, guest.learner)]
    answered = the_part(guest)
    assert (answered.asked, answered.request.learner) == (guest.learner, home.learner)
    assert taken(a_file(guest, on(guest, "a-module:two"))).parts[0].new == 1


def test_confirming_twice_or_for_nobody_is_told() -> None:
    guest, account = a_guest(), an_account()
    (part,) = taken(a_file(guest, on(guest, "a-module:one"))).parts
    with pytest.raises(NotTaken, match="no account with the address nobody"):
        domain.confirm(part.number, "nobody@example.org", "test", "")
    domain.confirm(part.number, account.email, "test", "")
    with pytest.raises(NotTaken, match="Nothing waits under the number"):
        domain.confirm(part.number, account.email, "test", "")


def test_what_was_refused_is_dropped_stays_refused_and_can_be_confirmed_later() -> None:
    guest, account = a_guest(), an_account()
    raw = a_file(guest, on(guest, "a-module:one"))
    (part,) = taken(raw).parts
    domain.refuse(part.number, "test", "not one of us")
    assert (queries.waiting(), the_part(guest).state) == ([], State.REFUSED)
    again = taken(raw).parts[0]
    assert (again.state, again.facts) == (State.REFUSED, 0)
    domain.confirm(part.number, account.email, "test", "he is")
    assert taken(raw).parts[0].new == 1


def test_b8_a_deleted_learner_s_computer_is_told_to_wipe_and_nothing_is_stored(known: Device) -> None:
    raw = a_file(known, on(known, "a-module:one"))
    taken(raw)
    progress.delete_learner(known.learner, "test", "asked")
    assert b"a-module" not in bytes(CarriedRecord.objects.get().message)
    for _turn in range(2):
        reply = the_part(known).reply
        nonce = the_part(known).request.now.nonce
        assert reply is not None and reply.control["wipe"] == [known.learner, known.device, nonce]
        (part,) = taken(raw).parts
        assert (part.facts, FactRow.objects.count()) == (0, 0)
        assert b"a-module" not in bytes(CarriedRecord.objects.get().message)


def test_a_deletion_reaches_what_waits_apart() -> None:
    guest = a_guest()
    taken(a_file(guest, on(guest, "a-module:one")))
    progress.delete_learner(guest.learner, "test", "asked")
    assert b"a-module" not in bytes(CarriedRecord.objects.get().message)


@pytest.mark.parametrize("wall", [1_420_070_400, 4_070_908_800, -5])
def test_no_clock_is_too_wrong_for_a_stick(known: Device, wall: int) -> None:
    raw = a_file(known, on(known, "a-module:one", wall=wall), now=Now(1, wall, 0, "0" * 32))
    assert taken(raw).parts[0].new == 1


def test_a_file_says_nothing_of_when_it_was_written_but_that_it_was_before(known: Device) -> None:
    taken(a_file(known, on(known, "a-module:one")))
    evidence = Epoch.objects.get()
    assert evidence.contact_time is None


def test_a_clock_reading_that_cannot_be_kept_is_refused(known: Device) -> None:
    assert "made it up" in refused(a_file(known, now=Now(2**40, 0, 0, "0" * 32)))


def test_a_file_for_another_server_is_told(known: Device) -> None:
    upload = Upload(known.device, seal.public_key(KEY), (Asked(known.request()),))
    assert "sealed to another server" in refused(sync_file.write_upload(upload, KEY, seal.public_key(OTHER)))


def test_every_reason_has_its_sentence(known: Device) -> None:
    assert set(domain.WORDS) == set(Why)
    raw = a_file(known)
    assert refused(b"\0" * 99) == "Nothing was taken: it is not a sync file of COR Desktop."
    assert "cut short" in refused(raw[:-1])
    taken(raw)
    assert "answer for a computer" in refused(domain.answer(known.device, seal.public_key(KEY).hex()))


def test_all_of_a_file_is_taken_or_nothing(known: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = a_device()
    other = replace(known.request(on(known, "a-module:two")), learner=stranger.learner)
    parts = (Asked(other), Asked(known.request(on(known, "a-module:one", "a-module:two"))))
    raw = sync_file.write_upload(Upload(known.device, seal.public_key(KEY), parts), KEY, server_public_key())
    monkeypatch.setattr("sync_server.progress.domain.MAX_FACTS_PER_LEARNER", 1)
    assert "grown beyond" in refused(raw)
    assert (CarriedRecord.objects.count(), FactRow.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_more_than_one_person_can_have_learned_is_refused(known: Device, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(domain, "MAX_FACTS_PER_LEARNER", 1)
    assert "larger than the server keeps" in refused(a_file(known, on(known, "a-module:one", "a-module:two")))


def test_the_answer_tells_policy_course_and_time(known: Device) -> None:
    taken(a_file(known))
    download = answer(known)
    assert download.policy["version"] == 1 and download.policy["text"]
    assert abs(download.time - clock.now()) < 60
