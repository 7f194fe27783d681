"""Every operation that the server answers: from the API's own description, and by walking all addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from ninja import NinjaAPI

from sync_server.config.api import api

METHODS = ("get", "post", "put", "patch", "delete")


def of_api(api: NinjaAPI = api) -> set[str]:
    """`METHOD /address` of the API, as its OpenAPI description has them."""
    paths: dict[str, Any] = api.get_openapi_schema()["paths"]
    return {f"{method.upper()} {path}" for path, operations in paths.items() for method in operations}


def of_sign_in_under_way() -> set[str]:
    """`METHOD /address` of allauth's headless interface."""
    found = ((route, callback) for route, callback in addresses() if route.startswith("/_allauth/"))
    return {
        f"{method.upper()} {route}" for route, callback in found for method in METHODS if _answers(callback, method)
    }


def of_pages() -> set[str]:
    """`METHOD /address` of the web pages outside the admin. A view that is a function is asked by GET and POST."""
    return _of_pages(lambda route: not route.startswith(("/api/", "/_allauth/", "/admin/")))


def of_admin() -> set[str]:
    """`METHOD /address` of the admin."""
    return _of_pages(lambda route: route.startswith("/admin/"))


def addresses() -> Iterator[tuple[str, Any]]:
    """Every address there is, as `/path/{parameter}`, with what answers it. The first of two that are equal wins."""
    seen = set()
    for route, callback in _walk(get_resolver()):
        if route not in seen:
            seen.add(route)
            yield route, callback


def _of_pages(wanted: Any) -> set[str]:
    found = [route for route, _ in addresses() if wanted(route)]
    return {f"{method} {route}" for route in found for method in ("GET", "POST")}


def _walk(resolver: Any, prefix: str = "/") -> Iterator[tuple[str, Any]]:
    for each in resolver.url_patterns:
        route = prefix + _plain(str(each.pattern))
        if isinstance(each, URLResolver):
            yield from _walk(each, route)
        elif isinstance(each, URLPattern):
            yield route, each.callback


def _plain(pattern: str) -> str:
    """A pattern in either of Django's ways of writing, with parameters as `{name}`."""
    named = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", pattern)
    return re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", named).replace("^", "").replace("$", "")


def _answers(callback: Any, method: str) -> bool:
    return hasattr(callback.view_class, method)
