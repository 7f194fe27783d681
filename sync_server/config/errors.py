"""Whatever goes wrong: JSON with a problem and a sentence on the API, a page elsewhere; never a traceback."""

from __future__ import annotations

import logging
import traceback

from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views import defaults
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from cor_protocol.problems import Problem
from sync_server.accounts.rules import invalid_field
from sync_server.common.logs import new_reference
from sync_server.common.refusals import Refused, not_found
from sync_server.common.storage import refusal_for

_log = logging.getLogger("cor.errors")
_RETRY_AFTER = "5"
"""Seconds after which a busy server is asked again."""
_RETRY_AFTER_LIMIT = "10"
"""Seconds after which somebody over a limit tries again: allauth's shortest, one code to an address."""


def add_handlers(api: NinjaAPI) -> None:
    """Make the API answer every exception with a problem."""
    api.exception_handler(Refused)(_on_refused)
    api.exception_handler(ValidationError)(_on_invalid)
    api.exception_handler(HttpError)(_on_http_error)
    api.exception_handler(Http404)(_on_missing)
    api.exception_handler(RequestDataTooBig)(_on_too_big)
    api.exception_handler(UnreadablePostError)(_on_cut_off)
    api.exception_handler(DatabaseError)(_on_database_error)
    api.exception_handler(Exception)(_on_fault)


def problem(refused: Refused, status: int = 0) -> HttpResponse:
    """The reply that carries a refusal; `status` where it is not that of the problem."""
    body = {"problem": refused.problem.value, "message": refused.message}
    if refused.why:
        body["why"] = refused.why
    response = JsonResponse(body, status=status or refused.status)
    patch_vary_headers(response, ["Accept-Language"])
    if refused.problem is Problem.SLOW_DOWN:
        response.headers["Retry-After"] = _RETRY_AFTER
    return response


def always_json(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """The response itself, or the problem that says the same where Django or ninja answered in another form."""
    if response.headers.get("Content-Type", "").startswith("application/json"):
        return response
    if response.status_code >= 500:
        return problem(_fault("unknown"))
    return problem(_malformed(_("This address does not answer that kind of request.")), response.status_code)


def slow_down(response: HttpResponseBase) -> HttpResponseBase:
    """The response itself where it says how long to wait; else the problem that does, for limits that allauth keeps."""
    if response.headers.get("Retry-After"):
        return response
    refused = Refused(Problem.SLOW_DOWN, _("There were too many tries. Please wait a little, then try again."))
    said = problem(refused)
    said.headers["Retry-After"] = _RETRY_AFTER_LIMIT
    return said


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Django's handler400."""
    return problem(_malformed(), 400) if _is_api(request) else defaults.bad_request(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Django's handler404."""
    return problem(not_found()) if _is_api(request) else defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponseBase:
    """Django's handler500. What happened was logged where it was caught, or is logged here."""
    reference = _log_current_fault()
    return problem(_fault(reference)) if _is_api(request) else defaults.server_error(request)


def _is_api(request: HttpRequest) -> bool:
    return request.path_info.startswith("/api/")


def _on_refused(request: HttpRequest, refused: Refused) -> HttpResponse:
    return problem(refused)


def _on_invalid(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    names = [str(error["loc"][-1]).replace("_", " ") for error in fault.errors if error.get("loc")]
    return problem(
        invalid_field(_("The {field} is missing or not of its form.").format(field=names[0] if names else "message"))
    )


def _on_http_error(request: HttpRequest, fault: HttpError) -> HttpResponse:
    return problem(_malformed(), fault.status_code)


def _on_missing(request: HttpRequest, fault: Http404) -> HttpResponse:
    return problem(not_found())


def _on_too_big(request: HttpRequest, fault: RequestDataTooBig) -> HttpResponse:
    return problem(Refused(Problem.TOO_LARGE, _("The message is too large. It is sent again in parts.")))


def _on_cut_off(request: HttpRequest, fault: UnreadablePostError) -> HttpResponse:
    return problem(_malformed(_("The message was cut off.")))


def _on_database_error(request: HttpRequest, fault: DatabaseError) -> HttpResponse:
    refused = refusal_for(fault)
    if refused is None:
        return _on_fault(request, fault)
    _log.error("storage: %s", refused.problem.value)
    return problem(refused)


def _on_fault(request: HttpRequest, fault: Exception) -> HttpResponse:
    return problem(_fault(_log_fault(fault)))


def _log_current_fault() -> str:
    import sys

    fault = sys.exc_info()[1]
    return _log_fault(fault) if isinstance(fault, Exception) else new_reference()


def _log_fault(fault: Exception) -> str:
    """Log what kind of fault it was and where; not its text, which may quote a person's data."""
    reference = new_reference()
    places = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(fault.__traceback__)]
    _log.error("fault %s: %s", reference, type(fault).__qualname__, extra={"places": places[-12:]})
    return reference


def _fault(reference: str) -> Refused:
    return Refused(
        Problem.SERVER_FAULT,
        _("The server made a mistake. Nothing is lost. If it happens again, ask for help and name {reference}.").format(
            reference=reference
        ),
    )


def _malformed(message: str = "") -> Refused:
    return Refused(Problem.MALFORMED, message or _("The server does not understand the message."))
