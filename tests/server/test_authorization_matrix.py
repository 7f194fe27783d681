"""Every operation × every role × whose belongings, against authorization.txt (ASVS 8.2.1-3, 8.3.1, 8.4.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import clear_url_caches, path
from ninja import NinjaAPI

from sync_server.config import urls
from tests.factories.people import ROLES
from tests.server import authorization, operations
from tests.server.asking import Asking
from tests.server.authorization import Row

pytestmark = pytest.mark.django_db

SECTIONS: dict[str, Callable[[], set[str]]] = {
    "api": operations.of_api,
    "sign_in_under_way": operations.of_sign_in_under_way,
    "pages": operations.of_pages,
    "admin": operations.of_admin,
}
TOKENS = {"append": {"POST /api/v1/sync", "POST /api/v1/accounts/sign-out"}, "ended": set[str]()}
"""What may be done with each kind of token that is no full one, beside what anybody may."""
YES = {"200", "201", "204", "400", "on"}
REFUSED = {"401", "403", "404", "405", "sign-in", "2fa"}


@pytest.fixture
def asking(db: None) -> Asking:
    """The server with its people."""
    return Asking()


def _without_row(section: str, found: set[str]) -> set[str]:
    return found - {row.operation for row in authorization.rows(section)}


def _all_rows() -> list[Row]:
    return [row for section in SECTIONS for row in authorization.rows(section)]


def _may(role: str, row: Row) -> bool:
    return row.outcomes[role] in YES


@pytest.mark.parametrize("section", SECTIONS)
def test_every_operation_has_a_row_and_every_row_its_operation(section: str) -> None:
    found, known = SECTIONS[section](), {row.operation for row in authorization.rows(section)}
    assert (sorted(found - known), sorted(known - found)) == ([], [])


def test_what_openapi_tells_of_the_api_is_all_of_it() -> None:
    told = {operation.split()[1] for operation in operations.of_api()}
    assert {route for route, _ in operations.addresses() if route.startswith("/api/")} - told == {"/api/v1/"}


@pytest.fixture
def plant(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, Any], None]]:
    """Puts something more at an address of the server."""

    def put(address: str, what: Any) -> None:
        monkeypatch.setattr(urls, "urlpatterns", [path(address, what), *urls.urlpatterns])
        clear_url_caches()

    yield put
    monkeypatch.undo()
    clear_url_caches()


def test_an_operation_planted_in_the_api_is_found_without_a_row(plant: Callable[[str, Any], None]) -> None:
    planted = NinjaAPI(urls_namespace="planted")
    planted.get("/planted")(lambda request: None)
    plant("api/v2/", planted.urls)
    assert _without_row("api", operations.of_api(planted)) == {"GET /api/v2/planted"}


@pytest.mark.parametrize(("section", "address"), [("pages", "planted/"), ("admin", "admin/planted/")])
def test_a_page_planted_anywhere_is_found_without_a_row(
    section: str, address: str, plant: Callable[[str, Any], None]
) -> None:
    plant(address, lambda request: HttpResponse())
    assert _without_row(section, SECTIONS[section]()) == {f"GET /{address}", f"POST /{address}"}


@pytest.mark.parametrize("section", SECTIONS)
def test_asvs_8_2_1_8_2_2_8_3_1_every_role_gets_what_the_table_says(section: str, asking: Asking) -> None:
    wrong = [
        f"{row.operation} ({row.whose}) as {actor}: {answer}, not {wanted}"
        for row in authorization.rows(section)
        for actor, wanted in row.outcomes.items()
        if (answer := asking.ask(row.operation, row.whose, actor).outcome) != wanted
    ]
    assert wrong == []


@pytest.mark.parametrize("section", ["api", "pages"])
def test_asvs_8_4_1_what_is_somebody_elses_looks_like_what_is_missing(section: str, asking: Asking) -> None:
    told_apart = [
        f"{row.operation} ({row.whose}) as {actor}"
        for row in authorization.rows(section)
        if row.whose in ("same", "other")
        for actor, wanted in row.outcomes.items()
        if wanted in REFUSED and not _looks_missing(asking, row, actor)
    ]
    assert told_apart == []


def _looks_missing(asking: Asking, row: Row, actor: str) -> bool:
    foreign, missing = (asking.ask(row.operation, whose, actor) for whose in (row.whose, "missing"))
    return foreign == missing


def test_asvs_8_2_2_nobody_reaches_what_is_somebody_elses() -> None:
    shown_to_all = {"GET /verify/{number}", "POST /verify/{number}"}  # to check a certificate one needs its last name
    reached = [
        f"{row.operation} as {actor}"
        for row in _all_rows()
        if row.whose in ("same", "other") and row.operation not in shown_to_all
        for actor in row.outcomes
        if _may(actor, row)
    ]
    assert reached == []


def test_asvs_6_3_3_without_a_second_factor_the_admin_is_shut_for_an_administrator() -> None:
    assert {row.outcomes["admin-"] for row in authorization.rows("admin")} == {"2fa"}


def test_asvs_8_2_1_the_admin_is_shut_for_all_who_have_no_role_on_the_server() -> None:
    leads_out = {"/admin/logout/", "/admin/password_change/", "/admin/login/"}
    rows = [row for row in authorization.rows("admin") if row.operation.split()[1] not in leads_out]
    assert {row.outcomes[role] for row in rows for role in ROLES[:4]} == {"sign-in"}


def test_asvs_8_2_3_support_reaches_no_record_of_a_person() -> None:
    reached = {row.operation.split()[1] for row in authorization.rows("admin") if row.outcomes["support"] == "200"}
    of_persons = ("accounts", "certificates", "organizations", "audit", "mail")
    assert [address for address in reached if any(f"/{app}/" in address for app in of_persons)] == []


@pytest.mark.parametrize("token", TOKENS)
def test_asvs_7_4_1_a_token_that_is_not_full_opens_nothing_but_what_is_its_own(token: str) -> None:
    opened = {row.operation for row in authorization.rows("api") if _may(token, row) and not _may("nobody", row)}
    assert opened == TOKENS[token]


def test_no_role_is_answered_by_a_fault() -> None:
    assert [row for row in _all_rows() if any(word.startswith("5") for word in row.outcomes.values())] == []


def test_a_role_more_changes_nothing_for_the_own_things_on_a_computer() -> None:
    full = [role for role in ROLES if role not in ("nobody", "admin-")]
    assert [row for row in authorization.rows("api") if len({row.outcomes[role] for role in full}) != 1] == []


def test_asvs_6_3_3_without_a_second_factor_an_administrator_signs_no_computer_in() -> None:
    (row,) = [row for row in authorization.rows("api") if row.operation == "POST /api/v1/accounts/devices"]
    assert (row.outcomes["admin"], row.outcomes["admin-"]) == ("201", "401")
