from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory

from tests.factories.server import an_account
from tests.factories.staff import signed_in, text

pytestmark = pytest.mark.django_db


def drawn(words: str, address: str = "/") -> str:
    page = Template("{% load languages %}" + words)
    return page.render(Context({"request": RequestFactory().get(address)}))


def test_the_language_that_is_spoken_is_marked_and_the_other_one_is_a_link(client: Client) -> None:
    page = text(client, "/verify/")
    assert '<span lang="en" aria-current="true">English</span>' in page
    assert '<a href="?language=es" rel="nofollow" lang="es" hreflang="es">Español</a>' in page


def test_who_is_signed_in_chooses_by_a_form_that_nobody_else_can_send() -> None:
    page = text(signed_in(an_account()), "/accounts/")
    assert 'action="/accounts/language/"' in page and "csrfmiddlewaretoken" in page
    assert '<button class="link" type="submit" name="language" value="es" lang="es">Español</button>' in page


def test_a_page_of_our_own_mistakes_has_no_switch_and_no_fault() -> None:
    assert Template("{% load languages %}{% language_switch %}{% wish %}").render(Context()).strip() == ""


def test_addresses_keep_what_was_chosen_in_the_address_and_nothing_else() -> None:
    assert drawn("{% wish %}", "/?language=es&next=/x") == "?language=es"
    assert drawn("{% wish %}", "/?language=xx") == drawn("{% wish %}", "/") == ""
    assert drawn("{% wish %}", '/?language="><script>') == ""


def test_the_links_of_the_first_page_keep_it(client: Client) -> None:
    page = text(client, "/?language=es")
    assert 'href="/policy/?language=es"' in page and 'href="/accounts/?language=es"' in page


@pytest.mark.parametrize("page", ["/admin/nowhere/", "/nowhere/"])
def test_who_is_signed_in_finds_no_form_on_a_page_that_is_missing(page: str) -> None:
    assert "csrfmiddlewaretoken" not in signed_in(an_account()).get(page, follow=True).content.decode()
