"""The way back: what the server says to a computer that only a stick reaches."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from cor_protocol import sync_file, wire
from cor_protocol.sync_file import Answered, Certificate, Download, State
from cor_protocol.wire import Request
from sync_server.catalog import queries as catalog
from sync_server.certificates import queries as certificates
from sync_server.common import clock
from sync_server.common.keys import server_key
from sync_server.policies import queries as policies
from sync_server.progress import domain as progress
from sync_server.sync_files.models import CarriedRecord


def file_for(rows: Iterable[CarriedRecord], state_of: Callable[[CarriedRecord], State]) -> bytes:
    """A file for the one computer that all these rows came from: replies, certificates, the policy, signed time."""
    carried, time = list(rows), clock.now()
    parts = tuple(_answered(row, state_of(row), time) for row in carried)
    download = Download(carried[0].device, time, parts, _policy(), catalog.published())
    return sync_file.write_download(download, server_key(), bytes.fromhex(carried[0].key))


def message_of(row: CarriedRecord) -> Request:
    """What the computer said, as it is kept."""
    return wire.decode_request(bytes(row.message))


def _answered(row: CarriedRecord, state: State, time: int) -> Answered:
    request = message_of(row)
    if state is not State.MERGED:
        return Answered(row.learner, state, request)
    joined = replace(request, learner=row.record)
    # Once more: it changes nothing that was taken in before, but for a server that was put back in between.
    progress.exchange(joined, time, carried=True)
    # All of the record: the computer may be an older copy of itself by now, and lack what one of its files brought.
    reply = progress.exchange(replace(joined, facts=()), time, carried=True)
    is_wiped = "wipe" in reply.control
    return Answered(row.learner, state, joined, reply, b"" if is_wiped else _certificates(row))


def _certificates(row: CarriedRecord) -> bytes:
    if not row.reader:
        return b""
    found = tuple(_certificate(credential) for credential in certificates.of_learner(row.record))
    return sync_file.seal_certificates(found, bytes.fromhex(row.reader), row.learner) if found else b""


def _certificate(credential: Any) -> Certificate:
    entry = {
        "number": credential.number,
        "module": credential.module_key,
        "title": credential.title,
        "awarded": credential.awarded_at.date().isoformat(),
        "state": str(credential.state),
    }
    return Certificate(entry, certificates.certificate_pdf(credential, "http://127.0.0.1:8765"))


def _policy() -> dict[str, str | int]:
    newest = policies.newest()
    published = newest.published.date().isoformat()
    return {"version": newest.version, "title": newest.title, "text": newest.text, "published": published}
