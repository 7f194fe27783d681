"""`/api/v1/course`: which course is the present one, and its files. For anybody: it holds nothing of any person, and a
learner may begin before they have an account."""

from __future__ import annotations

import base64
import re
import zlib
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from ninja import Router

from sync_server.catalog import shelf
from sync_server.catalog.schemas import CourseOut
from sync_server.common.refusals import not_found

router = Router(tags=["course"])

_RANGE = re.compile(r"bytes=([0-9]{1,12})-([0-9]{0,12})")
_WORTH_DEFLATING = 512
"""Bytes; and pictures that are packed already stay as they are."""
_FOREVER = "public, max-age=31536000, immutable"
"""A file that is named by its hash never changes."""


@router.get("/course", response=CourseOut, operation_id="read_course")
def read_course(request: HttpRequest) -> HttpResponse | CourseOut:
    """The present course; 304 to whoever has it (`If-None-Match`)."""
    course = shelf.published()
    raw = shelf.read(course.index) if course else None
    if course is None or raw is None:
        raise not_found()
    said = CourseOut(
        version=course.version,
        index=course.index,
        size=len(raw),
        signatures=base64.b64encode(shelf.signatures(course)).decode("ascii"),
    )
    etag = quote_etag(course.index)
    response = HttpResponse(said.model_dump_json(), content_type="application/json")
    response.headers["ETag"] = etag
    conditional = get_conditional_response(request, etag=etag, response=response)
    return conditional if conditional is not None else response


@router.get("/course/blobs/{sha256}", operation_id="read_course_blob")
def read_course_blob(request: HttpRequest, sha256: str) -> HttpResponse:
    """A file of the course, by its SHA-256: whole, or from where a download stopped (`Range`)."""
    raw = shelf.read(sha256)
    if raw is None:
        raise not_found()
    response = _answer(request, sha256, raw)
    response.headers["Cache-Control"] = _FOREVER
    response.headers["X-Content-Type-Options"] = "nosniff"  # a picture is no page, whatever a browser thinks of it
    return response


def _answer(request: HttpRequest, sha256: str, raw: bytes) -> HttpResponse:
    wanted = _RANGE.fullmatch(request.headers.get("Range", ""))
    if wanted and int(wanted[1]) < len(raw) and int(wanted[1]) <= int(wanted[2] or len(raw)):
        return _from(raw, int(wanted[1]), int(wanted[2] or len(raw)))
    response = HttpResponse(raw, content_type="application/octet-stream")
    response.headers["Vary"] = "Accept-Encoding"
    if len(raw) > _WORTH_DEFLATING and "deflate" in request.headers.get("Accept-Encoding", ""):
        small = _deflated(sha256)
        if len(small) < len(raw):
            response.content = small
            response.headers["Content-Encoding"] = "deflate"
    return response


def _from(raw: bytes, first: int, last: int) -> HttpResponse:
    """The bytes from `first` to `last`, both counted from 0."""
    part = raw[first : last + 1]
    response = HttpResponse(part, status=206, content_type="application/octet-stream")
    response.headers["Content-Range"] = f"bytes {first}-{first + len(part) - 1}/{len(raw)}"
    return response


@lru_cache(maxsize=64)
def _deflated(sha256: str) -> bytes:
    return zlib.compress(shelf.read(sha256) or b"", 9)
