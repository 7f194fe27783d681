"""Sync files: what goes in comes out, for whom it is meant and nobody else; whatever happened to one is told apart."""

from __future__ import annotations

import hashlib
import tracemalloc
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from cor_protocol import seal, sync_file, wire
from cor_protocol.facts import Digest
from cor_protocol.sync_file import Answered, Asked, Certificate, Download, Kind, State, SyncFileFault, Upload, Why
from cor_protocol.wire import Login, Now, Reply, Request
from tests.factories.facts import DEVICE, LEARNER, OTHER_DEVICE, OTHER_LEARNER, a_fact, sent

SERVER, COMPUTER, READER, STRANGER = (bytes([number] * 32) for number in range(1, 5))
REQUEST = Request(
    DEVICE, LEARNER, Now(1, 5, 0, "0" * 32), 3, Digest(), Login(0, False), ("1", "linux"), (sent(a_fact()),), full=True
)
UPLOAD = Upload(DEVICE, seal.public_key(COMPUTER), (Asked(REQUEST, seal.public_key(READER)),))
REPLY = Reply(9, 4, Digest(), (sent(a_fact("a-module:two", device=OTHER_DEVICE)),), {"content": 2}, b"s" * 64)
CERTIFICATE = Certificate(
    {"number": "n", "module": "m", "title": "T", "awarded": "2026-11-01", "state": "valid"}, b"%PDF"
)
DOWNLOAD = Download(
    DEVICE,
    1_795_600_000,
    (
        Answered(LEARNER, State.MERGED, REQUEST, REPLY, b"sealed"),
        Answered(OTHER_LEARNER, State.WAITING, replace(REQUEST, learner=OTHER_LEARNER)),
    ),
    {"version": 3, "title": "Privacy"},
    7,
)


def up(upload: Upload = UPLOAD, key: bytes = COMPUTER, server: bytes = SERVER) -> bytes:
    return sync_file.write_upload(upload, key, seal.public_key(server))


def down(download: Download = DOWNLOAD, key: bytes = SERVER, computer: bytes = COMPUTER) -> bytes:
    return sync_file.write_download(download, key, seal.public_key(computer))


def read_up(raw: bytes) -> Upload:
    return sync_file.read_upload(raw, SERVER)


def read_down(raw: bytes) -> Download:
    return sync_file.read_download(raw, COMPUTER, seal.public_key(SERVER))


BOTH = pytest.mark.parametrize(("raw", "read"), [(up(), read_up), (down(), read_down)], ids=["to server", "back"])


def why(read: Callable[[bytes], Any], raw: bytes) -> Why:
    with pytest.raises(SyncFileFault) as caught:
        read(raw)
    return caught.value.why


def whole(raw: bytes) -> bytes:
    """As a forger writes it, who can make a checksum too."""
    return raw[:-32] + hashlib.sha256(raw[:-32]).digest()


def test_b2_what_a_computer_says_arrives() -> None:
    assert read_up(up()) == UPLOAD


def test_b2_what_the_server_answers_arrives() -> None:
    assert read_down(down()) == DOWNLOAD


def test_nothing_of_what_a_file_says_can_be_read_in_it() -> None:
    for raw in (up(), down()):
        for said in (LEARNER, DEVICE, "a-module", "linux", "Privacy"):
            assert said.encode() not in raw


@BOTH
def test_each_byte_that_was_changed_is_noticed(raw: bytes, read: Callable[[bytes], Any]) -> None:
    for at in range(len(raw)):
        spoilt = raw[:at] + bytes([raw[at] ^ 0x41]) + raw[at + 1 :]
        assert why(read, spoilt) in (Why.DAMAGED, Why.NOT_A_SYNC_FILE)


@BOTH
def test_each_byte_that_a_forger_changed_is_noticed(raw: bytes, read: Callable[[bytes], Any]) -> None:
    for at in range(len(raw) - 32):
        spoilt = whole(raw[:at] + bytes([raw[at] ^ 0x41]) + raw[at + 1 :])
        assert why(read, spoilt) is not Why.DAMAGED


@BOTH
def test_a_file_that_was_cut_anywhere_is_damaged(raw: bytes, read: Callable[[bytes], Any]) -> None:
    for size in range(len(raw)):
        assert why(read, raw[:size]) in (Why.DAMAGED, Why.NOT_A_SYNC_FILE)
    assert why(read, raw + b"\0") is Why.DAMAGED


@pytest.mark.parametrize("raw", [b"", b"COR", b"%PDF-1.7 certificate", b"\0" * 500])
def test_another_kind_of_file_is_none(raw: bytes) -> None:
    assert why(read_up, raw) is Why.NOT_A_SYNC_FILE


def test_the_next_version_of_a_file_is_told() -> None:
    raw = up()
    assert why(read_up, whole(raw.replace(b"file 1\n", b"file 2\n", 1))) is Why.NEWER


def test_a_file_that_goes_the_other_way_is_told() -> None:
    assert (why(read_up, down()), why(read_down, up())) == (Why.WRONG_WAY, Why.WRONG_WAY)


def test_a_file_for_another_server_or_computer_is_told() -> None:
    assert why(read_up, up(server=STRANGER)) is Why.FOR_ANOTHER
    assert why(read_down, down(computer=STRANGER)) is Why.FOR_ANOTHER


def test_an_answer_of_another_server_is_forged() -> None:
    assert why(read_down, down(key=STRANGER)) is Why.FORGED


def test_a_file_that_was_sealed_anew_to_somebody_else_is_forged() -> None:
    """Who may open a file cannot pass it on in its writer's name: the signature says for whom it was."""
    raw = up()
    inner = seal.unbox(SERVER, raw[:33], raw[33:-32])
    head = raw[:17] + hashlib.sha256(seal.public_key(STRANGER)).digest()[:16]
    passed_on = whole(head + seal.box(seal.public_key(STRANGER), head, inner) + bytes(32))
    assert why(lambda file: sync_file.read_upload(file, STRANGER), passed_on) is Why.FORGED


def test_a_file_speaks_of_one_device_and_of_each_learner_once() -> None:
    foreign = replace(UPLOAD, parts=(Asked(replace(REQUEST, device=OTHER_DEVICE)),))
    twice = replace(UPLOAD, parts=(*UPLOAD.parts, *UPLOAD.parts))
    assert (why(read_up, up(foreign)), why(read_up, up(twice))) == (Why.FORGED, Why.FORGED)


def test_a_key_to_which_nothing_can_be_sealed_is_refused() -> None:
    weak = replace(UPLOAD, parts=(Asked(REQUEST, (1).to_bytes(32, "little")),))
    assert why(read_up, up(weak)) is Why.FORGED


def signed(body: bytes) -> bytes:
    """A file to the server whose writer put something else into it."""
    head = sync_file.MAGIC + Kind.TO_SERVER.value + sync_file._fingerprint(seal.public_key(SERVER))
    inner = seal.public_key(COMPUTER) + seal.sign(COMPUTER, seal.SYNC_FILE, head + body) + body
    return whole(head + seal.box(seal.public_key(SERVER), head, inner) + bytes(32))


@pytest.mark.parametrize(
    "said",
    [
        b"not json",
        b"[]",
        b'{"v":"1"}',
        b'{"v":1}',
        b'{"v":1,"device":"x","parts":[]}',
        b'{"v":1,"device":"' + DEVICE.encode() + b'","parts":[3]}',
        b'{"v":1,"device":"' + DEVICE.encode() + b'","parts":[{"message":5}]}',
        b'{"v":1,"device":"' + DEVICE.encode() + b'","parts":[{"message":"{}","reader":"!"}]}',
        b"[" * 100_000,
    ],
)
def test_signed_nonsense_is_refused(said: bytes) -> None:
    assert why(read_up, signed(zlib.compress(said))) is Why.FORGED


def test_what_is_not_deflated_or_cut_within_is_refused() -> None:
    body = zlib.compress(b'{"v":1}')
    assert (why(read_up, signed(b"plain")), why(read_up, signed(body[:-5]))) == (Why.FORGED, Why.FORGED)


def test_a_newer_program_is_told_from_a_forger() -> None:
    assert why(read_up, signed(zlib.compress(b'{"v":2,"anything":1}'))) is Why.NEWER


def test_a_bomb_within_is_not_blown_up() -> None:
    bomb = signed(zlib.compress(b" " * (sync_file.MAX_INFLATED + 1), 9))
    assert len(bomb) < 200_000
    tracemalloc.start()
    assert why(read_up, bomb) is Why.TOO_LARGE
    assert tracemalloc.get_traced_memory()[1] < 2 * sync_file.MAX_INFLATED + 1_000_000
    tracemalloc.stop()


def test_a_file_over_the_limit_is_neither_read_nor_written(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = up()
    monkeypatch.setattr(sync_file, "MAX_FILE", len(raw) - 1)
    assert why(read_up, raw) is Why.TOO_LARGE
    with pytest.raises(SyncFileFault):
        up()


def test_too_many_learners_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync_file, "MAX_PARTS", 0)
    assert why(read_up, up()) is Why.TOO_LARGE


@pytest.mark.parametrize(
    "part",
    [
        Answered(LEARNER, State.MERGED, REQUEST),
        Answered(LEARNER, State.WAITING, REQUEST, REPLY),
        Answered("nobody", State.WAITING, REQUEST),
        Answered(LEARNER, State.WAITING, replace(REQUEST, device=OTHER_DEVICE)),
    ],
)
def test_an_answer_that_contradicts_itself_is_refused(part: Answered) -> None:
    assert why(read_down, down(replace(DOWNLOAD, parts=(part,)))) is Why.FORGED


def test_certificates_open_for_their_learner_alone() -> None:
    sealed = sync_file.seal_certificates((CERTIFICATE,), seal.public_key(READER), LEARNER)
    assert sync_file.open_certificates(sealed, READER, LEARNER) == (CERTIFICATE,)
    assert b"PDF" not in sealed
    assert why(lambda raw: sync_file.open_certificates(raw, STRANGER, LEARNER), sealed) is Why.FORGED
    assert why(lambda raw: sync_file.open_certificates(raw, READER, OTHER_LEARNER), sealed) is Why.FORGED


def test_a_file_of_a_whole_record_is_small() -> None:
    many = tuple(sent(a_fact(f"a-module:n{number}", wall=number)) for number in range(500))
    assert len(up(replace(UPLOAD, parts=(Asked(replace(REQUEST, facts=many)),)))) < 6_000


def test_what_a_newer_computer_says_beside_is_kept_in_the_message() -> None:
    newer = replace(UPLOAD, parts=(Asked(replace(REQUEST, extra={"later": [1]})),))
    assert read_up(up(newer)).parts[0].request.extra == {"later": [1]}
    assert wire.decode_request(wire.encode_request(REQUEST)) == REQUEST


CARD = sync_file.write_card("Our school's server", SERVER)


def test_a_card_tells_who_a_server_is() -> None:
    assert sync_file.read_card(CARD) == (seal.public_key(SERVER), "Our school's server")
    assert sync_file.is_card(CARD) and not sync_file.is_card(up())


def test_a_card_that_was_changed_is_noticed_by_a_forger_too() -> None:
    for at in range(len(CARD) - 32):
        spoilt = CARD[:at] + bytes([CARD[at] ^ 0x41]) + CARD[at + 1 :]
        assert why(sync_file.read_card, spoilt) in (Why.DAMAGED, Why.NOT_A_SYNC_FILE)
        assert why(sync_file.read_card, whole(spoilt)) is not Why.DAMAGED
    for size in range(len(CARD)):
        assert why(sync_file.read_card, CARD[:size]) in (Why.DAMAGED, Why.NOT_A_SYNC_FILE)
    assert (why(sync_file.read_card, up()), why(read_up, CARD)) == (Why.WRONG_WAY, Why.WRONG_WAY)
