"""Sends what schemathesis makes of a description to the real WSGI application, and lets no fault pass."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from ruamel.yaml import YAML
from schemathesis import GenerationMode, openapi

from sync_server.accounts.sign_in_urls import OFFERED
from sync_server.config.api import api
from sync_server.config.wsgi import application

Headers = dict[str, str]


def api_schema() -> Any:
    """Our API as it describes itself."""
    return _served(api.get_openapi_schema())


def sign_in_schema() -> Any:
    """Of allauth's own description of its headless interface what is offered here."""
    text = files("allauth.headless").joinpath("spec/doc/openapi.yaml").read_text("utf-8")
    whole: dict[str, Any] = YAML(typ="safe").load(text)
    paths = {path.replace("{client}", "app"): _without_client(item) for path, item in whole["paths"].items()}
    return _served(whole | {"paths": {path: item for path, item in paths.items() if _is_offered(path)}})


def fuzz(schema: Any, headers: Sequence[Headers], examples: int) -> int:
    """Send up to `examples` messages of each kind, good and bad, to each operation; gives how many were sent.

    Each is sent with one of the headers. Raises AssertionError with the message that the server failed at.
    """
    operations = [result.ok() for result in schema.get_all_operations()]
    return sum(_fuzz(operation, mode, headers, examples) for operation in operations for mode in GenerationMode)


def _fuzz(operation: Any, mode: GenerationMode, headers: Sequence[Headers], examples: int) -> int:
    sent = 0

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink])
    @given(case=operation.as_strategy(generation_mode=mode), chosen=st.sampled_from(headers))
    def send(case: Any, chosen: Headers) -> None:
        nonlocal sent
        sent += 1
        with transaction.atomic():
            response = case.call(headers={**(case.headers or {}), **chosen})
            transaction.set_rollback(True)
        assert response.status_code < 500, (response.status_code, case.as_curl_command())

    try:
        send()
    except Unsatisfiable:  # nothing can be wrong about a message without parts
        assert mode is GenerationMode.NEGATIVE, operation.label
    return sent


def _served(description: dict[str, Any]) -> Any:
    schema = openapi.from_dict(description)
    schema.app = _from_here
    return schema


def _from_here(environ: dict[str, Any], start_response: Any) -> Any:
    """The application, asked from an address, as every server asks it; without one allauth refuses.

    The test's connection to the database, in a transaction, is not one that a request has left behind.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        return application(environ | {"REMOTE_ADDR": "127.0.0.1"}, start_response)
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def _is_offered(path: str) -> bool:
    return path.removeprefix("/_allauth/app/") in OFFERED


def _without_client(item: dict[str, Any]) -> dict[str, Any]:
    """An item of the description whose address names the client already."""
    return {key: _kept(value) for key, value in item.items()}


def _kept(value: Any) -> Any:
    if isinstance(value, list):
        return [each for each in value if each != {"$ref": "#/components/parameters/Client"}]
    if isinstance(value, dict) and "parameters" in value:
        return value | {"parameters": _kept(value["parameters"])}
    return value


def labels(schema: Any) -> Iterator[str]:
    """`METHOD /address` of each operation that a description has."""
    return (result.ok().label for result in schema.get_all_operations())
