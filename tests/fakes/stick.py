"""The server's end of a stick, in memory: takes in what a computer saved, and answers, as the real one does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from cor_protocol import sync_file
from cor_protocol.seal import SYNC_REPLY, sign
from cor_protocol.sync_file import Answered, Asked, Certificate, Download, State
from cor_protocol.wire import signed_part
from tests.fakes.server import PDF, FakeServer, Record


def answer(
    server: FakeServer,
    raw: bytes,
    *,
    states: Callable[[str], State] = lambda learner: State.MERGED,
    joined: dict[str, str] | None = None,
    change: Callable[[Download], Download] = lambda download: download,
) -> bytes:
    """Take in a file, and answer it. `joined` says which learner's part is of another record."""
    upload = sync_file.read_upload(raw, server.signing_key)
    parts = tuple(_answered(server, part, states, joined or {}) for part in upload.parts)
    download = change(Download(upload.device, server.now, parts))
    return sync_file.write_download(download, server.signing_key, upload.key)


def _answered(server: FakeServer, part: Asked, states: Callable[[str], State], joined: dict[str, str]) -> Answered:
    asked = part.request.learner
    if states(asked) is not State.MERGED:
        return Answered(asked, states(asked), part.request)
    request = replace(part.request, learner=joined.get(asked, asked))
    record = server.records.setdefault(request.learner, Record())
    reply = server._wipe(request) if record.deleted else server._merge(record, request, 0)
    reply = replace(reply, signature=sign(server.signing_key, SYNC_REPLY, signed_part(reply, request)))
    return Answered(asked, State.MERGED, request, reply, _certificates(record, part, asked))


def _certificates(record: Record, part: Asked, asked: str) -> bytes:
    if not part.reader or not record.certificates:
        return b""
    rows = [
        Certificate(
            {
                "number": each.number,
                "module": each.module,
                "title": each.title,
                "awarded": each.awarded.isoformat(),
                "state": each.state,
            },
            PDF,
        )
        for each in record.certificates
    ]
    return sync_file.seal_certificates(tuple(rows), part.reader, asked)
