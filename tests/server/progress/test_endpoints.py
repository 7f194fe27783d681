from __future__ import annotations

import zlib
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cor_protocol import wire
from cor_protocol.facts import Digest, Fact, digest_of
from cor_protocol.wire import Login, Reply, Request
from sync_server.progress import queries
from sync_server.progress.domain import delete_learner
from sync_server.progress.models import Fact as FactRow
from tests.conftest import ExpectedLogs
from tests.factories.facts import a_fact
from tests.factories.server import Device, a_device, another_device_of, check_signature, only_on_sqlite


def _problem(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["problem"]


def _nothing_is_stored() -> bool:
    return not FactRow.objects.exists()


def test_a_reply_carries_no_header_that_only_pages_need(device: Device, client: Client) -> None:
    response = device.post(client, device.request())
    assert sorted(response.headers) == ["Content-Length", "Content-Type"]


def test_a_long_message_travels_deflated_both_ways(device: Device, client: Client) -> None:
    other = another_device_of(device)
    facts = [a_fact(f"a-module:n{number}", device=other.device) for number in range(60)]
    other.sync(client, facts)
    body = zlib.compress(wire.encode_request(device.request(facts[:1])))
    response = device.post_bytes(client, body, HTTP_CONTENT_ENCODING="deflate", HTTP_ACCEPT_ENCODING="gzip, deflate")
    reply = wire.decode_reply(wire.inflate(response.content), device.device, device.learner)
    assert (response.headers["Content-Encoding"], len(reply.facts)) == ("deflate", 59)


def test_asvs_8_2_2_a_foreign_learner_looks_like_a_missing_one(device: Device, client: Client) -> None:
    foreign = a_device()
    foreign.sync(client, [a_fact()])
    of_foreign = device.post(client, device.request(learner=foreign.learner))
    of_nobody = device.post(client, device.request(learner="q" * 26))
    assert _problem(of_foreign) == (404, "not_found")
    assert of_foreign.content == of_nobody.content


def test_a_token_speaks_for_its_own_device_only(device: Device, client: Client) -> None:
    other = another_device_of(device)
    assert _problem(device.post(client, device.request(device=other.device))) == (401, "sign_in_again")


@pytest.mark.django_db
def test_asvs_8_2_3_without_a_token_the_body_is_not_even_read(client: Client) -> None:
    response = client.post("/api/v1/sync", b"not JSON", content_type="application/json")
    assert _problem(response) == (401, "sign_in_again")


def test_a_message_of_another_version_is_answered_with_update(device: Device, client: Client) -> None:
    body = wire.encode_request(device.request([a_fact()])).replace(b'"v":1', b'"v":2')
    assert _problem(device.post_bytes(client, body)) == (426, "unsupported_version")
    assert _nothing_is_stored()


def test_a_message_that_inflates_beyond_the_limit_is_too_large(device: Device, client: Client) -> None:
    bomb = zlib.compress(b" " * (wire.MAX_INFLATED + 1))
    assert _problem(device.post_bytes(client, bomb, HTTP_CONTENT_ENCODING="deflate")) == (413, "too_large")


def test_a_message_that_is_too_long_is_too_large(device: Device, client: Client) -> None:
    assert _problem(device.post_bytes(client, b" " * (wire.MAX_INFLATED + 1))) == (413, "too_large")


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate"])
def test_a_message_encoded_otherwise_than_it_says_is_malformed(device: Device, client: Client, encoding: str) -> None:
    body = wire.encode_request(device.request())
    assert _problem(device.post_bytes(client, body, HTTP_CONTENT_ENCODING=encoding)) == (400, "malformed")


def test_one_fact_too_many_is_refused_and_nothing_of_the_message_is_kept(
    device: Device, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sync_server.progress.domain.MAX_FACTS_PER_LEARNER", 2)
    device.sync(client, [a_fact("a-module:kept")])
    refused = device.post(client, device.request([a_fact("a-module:one"), a_fact("a-module:two")]))
    assert _problem(refused) == (413, "too_many_facts")
    assert [fact.key.item for fact in queries.facts_of(device.learner)] == ["a-module:kept"]
    assert queries.stored_digest(device.learner) == queries.computed_digest(device.learner)


def test_a_device_that_reports_sign_out_is_heard_and_then_signed_out(device: Device, client: Client) -> None:
    device.sync(client, [a_fact()], login=wire.Login(5, signed_out=True))
    assert len(queries.facts_of(device.learner)) == 1
    assert _problem(device.post(client, device.request())) == (401, "sign_in_again")


def test_fields_of_a_later_version_are_no_reason_to_refuse(device: Device, client: Client) -> None:
    assert device.sync(client, [a_fact()], extra={"mood": ["sunny"]}).digest == digest_of([a_fact()])


@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_told_and_nothing_is_acknowledged(client: Client, expected_log: ExpectedLogs) -> None:
    only_on_sqlite()
    expected_log("storage: storage_full")
    device = a_device()
    device.sync(client, [a_fact("a-module:before")])
    many = [a_fact(f"a-module:n{number}") for number in range(3000)]
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 4}")
        refused = device.post(client, device.request(many))
        cursor.execute("PRAGMA max_page_count = 1000000")
    assert _problem(refused) == (507, "storage_full")
    assert [fact.key.item for fact in queries.facts_of(device.learner)] == ["a-module:before"]
    assert device.sync(client, many).digest.count == 3001


@pytest.mark.parametrize("field", ["revision", "now", "spans", "login", "digest"])
@pytest.mark.parametrize("number", [10**30, -(10**30), 2**63, -1])
def test_a_number_no_database_holds_is_no_fault_of_the_server(
    device: Device, client: Client, field: str, number: int
) -> None:
    values: dict[str, Any] = {
        "revision": number,
        "now": wire.Now(number, number, number, "0" * 32),
        "spans": (wire.Span(1, number, number, number, number),),
        "login": wire.Login(number, signed_out=False),
        "digest": Digest(abs(number), 5),
    }
    assert device.post(client, device.request([a_fact()], **{field: values[field]})).status_code in (200, 400)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
_in_one_database = settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_in_one_database
@given(body=st.binary(max_size=200))
def test_no_bytes_make_the_server_fail(device: Device, client: Client, body: bytes) -> None:
    assert device.post_bytes(client, body).status_code == 400


@_in_one_database
@given(body=st.binary(max_size=200))
def test_no_deflated_bytes_make_the_server_fail(device: Device, client: Client, body: bytes) -> None:
    for sent in (body, zlib.compress(body)):
        assert device.post_bytes(client, sent, HTTP_CONTENT_ENCODING="deflate").status_code == 400


@_in_one_database
@given(field=st.sampled_from(sorted(wire._REQUEST_FIELDS)), value=json_values)
def test_no_value_of_a_field_makes_the_server_fail(device: Device, client: Client, field: str, value: Any) -> None:
    import json

    message = json.loads(wire.encode_request(device.request([a_fact()]))) | {field: value}
    assert device.post_bytes(client, json.dumps(message).encode()).status_code in (200, 400, 401, 404, 413, 426)


def test_a_deleted_record_is_answered_with_a_signed_wipe_and_nothing_else(device: Device, client: Client) -> None:
    from sync_server.progress.domain import delete_learner

    device.sync(client, [a_fact()])
    delete_learner(device.learner, "test", "asked for it")
    request = device.request([a_fact(), a_fact("a-module:two")])
    reply = wire.decode_reply(device.post(client, request).content, device.device, device.learner)
    check_signature(reply, request)
    assert (reply.control, reply.facts, reply.digest) == (
        {"wipe": [device.learner, device.device, request.now.nonce]},
        (),
        Digest(),
    )
    assert _nothing_is_stored()


def _appended(device: Device, client: Client, *facts: Fact, **changes: Any) -> tuple[Request, Reply]:
    request = device.request(facts, **changes)
    response = device.post(client, request, HTTP_AUTHORIZATION=f"Bearer {device.append_token}")
    assert response.status_code == 200, response.content
    reply = wire.decode_reply(response.content, device.device, device.learner)
    check_signature(reply, request)
    return request, reply


def test_after_a_sign_out_facts_can_still_be_sent_and_nothing_is_told(device: Device, client: Client) -> None:
    other = another_device_of(device)
    other.sync(client, [a_fact("a-module:theirs", device=other.device)])
    known = Digest(3, 7)
    for full in (False, True):
        request, reply = _appended(device, client, a_fact("a-module:mine"), revision=41, digest=known, full=full)
        assert reply == Reply(reply.time, request.revision, request.digest, signature=reply.signature)
    assert {row.item for row in FactRow.objects.all()} == {"a-module:theirs", "a-module:mine"}


def test_after_a_sign_out_a_deleted_learners_device_is_still_told_to_wipe(device: Device, client: Client) -> None:
    delete_learner(device.learner, "test", "")
    request, reply = _appended(device, client, a_fact())
    assert reply.control == {"wipe": [device.learner, device.device, request.now.nonce]}


def test_asvs_8_2_2_an_append_token_sends_for_its_own_learner_and_device_only(device: Device, client: Client) -> None:
    stranger = a_device()
    for changes in ({"learner": stranger.learner}, {"device": stranger.device}):
        refused = device.post(
            client, device.request([a_fact()], **changes), HTTP_AUTHORIZATION=f"Bearer {device.append_token}"
        )
        assert refused.status_code in (401, 404)
    assert _nothing_is_stored()


@pytest.mark.parametrize(("idle", "why"), [(False, "signed_out"), (True, "idle")])
def test_asvs_7_4_1_a_sign_out_told_by_a_sync_ends_the_full_token_with_its_reason(
    device: Device, client: Client, idle: bool, why: str
) -> None:
    device.sync(client, [a_fact()], login=Login(5, signed_out=True, idle=idle))
    refused = device.post(client, device.request())
    assert (_problem(refused), refused.json()["why"]) == ((401, "sign_in_again"), why)
    # Said again by the append token, with which the rest is sent, it ends nothing.
    _appended(device, client, a_fact("a-module:b"), login=Login(5, signed_out=True, idle=idle))
    _appended(device, client, a_fact("a-module:c"))
