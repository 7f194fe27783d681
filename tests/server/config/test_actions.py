from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from cor_protocol.ids import new_learner_id
from sync_server.config import actions
from tests.factories.mails import waiting_mails
from tests.factories.modules import a_module
from tests.factories.packs import a_pack
from tests.factories.server_process import PASSWORD, cor_server, free_port, serving


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in which a server was started once."""
    folder = tmp_path_factory.mktemp("data")
    assert cor_server("migrate", "--data", str(folder)).returncode == 0
    yield folder


def test_a_database_that_is_up_to_date_is_said_to_be(data: Path) -> None:
    assert cor_server("migrate", "--data", str(data)).stdout == "The database is up to date.\n"


def test_an_account_gets_the_password_of_the_environment(data: Path) -> None:
    made = cor_server("user", "create", "--email", "a@example.org", "--data", str(data), COR_PASSWORD=PASSWORD)
    assert (made.returncode, made.stdout) == (0, "Made the account a@example.org.\n")


def test_asvs_6_4_1_without_a_password_there_is_an_invitation_and_nothing_that_could_be_typed_later(data: Path) -> None:
    made = cor_server("user", "create", "--staff", "--email", "b@example.org", "--port", "9000", "--data", str(data))
    assert re.search(r"^http://localhost:9000/accounts/invitation/[\w-]{43}/$", made.stdout, re.MULTILINE)
    assert "b@example.org" not in cor_server("user", "list", "--data", str(data)).stdout


def test_an_invitation_is_printed_with_the_public_address(data: Path) -> None:
    public = "https://learn.example.org"
    words = ("user", "invite", "--email", "i@example.org", "--role", "support", "--data", str(data))
    said = cor_server(*words, COR_PUBLIC_URL=public).stdout.splitlines()
    assert said[0] == "Invited i@example.org. The link, which works once, within 72 hours:"
    assert said[1].startswith(f"{public}/accounts/invitation/")
    assert "hand the link over yourself" in said[2]
    assert len(cor_server(*words, COR_SMTP_URL="console:").stdout.splitlines()) == 2


@pytest.mark.django_db
def test_an_invitation_is_written_in_the_language_that_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    actions._invite("ada@example.org", ["support"], 8765, "es")
    assert waiting_mails()[0].subject == "Invitación a COR server"
    assert capsys.readouterr().out.startswith("Invited ada@example.org.")  # the command line is English everywhere


def test_a_language_that_is_not_spoken_is_no_way_to_invite(data: Path) -> None:
    refused = cor_server("user", "invite", "--email", "a@example.org", "--language", "fr", "--data", str(data))
    assert (refused.returncode, "'en', 'es'" in refused.stderr) == (2, True)


def test_an_address_that_is_none_is_not_invited(data: Path) -> None:
    refused = cor_server("user", "invite", "--email", "nobody", "--data", str(data))
    assert (refused.returncode, "name@example.org" in refused.stderr) == (1, True)


def test_a_weak_password_is_refused_in_a_sentence(data: Path) -> None:
    made = cor_server("user", "create", "--email", "c@example.org", "--data", str(data), COR_PASSWORD="short")
    assert (made.returncode, "too short" in made.stderr) == (1, True)


def test_accounts_are_listed_one_a_line(data: Path) -> None:
    words = ("user", "create", "--staff", "--email", "d@example.org", "--data", str(data))
    cor_server(*words, COR_PASSWORD=PASSWORD)
    listed = cor_server("user", "list", "--data", str(data)).stdout.splitlines()
    assert ["d@example.org", "-", "staff"] in [line.split("\t")[1:] for line in listed]


def test_who_lost_a_second_factor_sets_up_another(data: Path) -> None:
    words = ("--email", "l@example.org", "--data", str(data))
    cor_server("user", "create", "--staff", *words, COR_PASSWORD=PASSWORD)
    reset = cor_server("user", "reset-second-factor", "--reason", "lost the phone", *words)
    assert (reset.returncode, "sets up a second factor anew" in reset.stdout) == (0, True)


def test_a_record_is_deleted_by_the_learners_id(data: Path) -> None:
    deleted = cor_server("learner", "delete", new_learner_id(), "--data", str(data), "--reason", "asked for it")
    assert (deleted.returncode, deleted.stdout.split(".")[0]) == (0, "Deleted")


def test_what_is_no_learners_id_is_refused(data: Path) -> None:
    assert "is not a learner's id" in cor_server("learner", "delete", "ada", "--data", str(data)).stderr


def test_a_course_is_published_listed_and_exported(data: Path, tmp_path: Path) -> None:
    assert cor_server("catalog", "list", "--data", str(data)).stdout == "No course is published.\n"
    pack = a_pack(tmp_path / "pack", a_module("one"), version=12)
    loaded = cor_server("catalog", "load", str(pack), "--data", str(data))
    assert (loaded.returncode, loaded.stdout) == (0, "Published the course, version 12: 1 module.\n")
    listed = cor_server("catalog", "list", "--data", str(data)).stdout
    assert listed == "The published course has version 12.\na-module\t1\tA module\n"
    exported = cor_server("catalog", "export", str(tmp_path / "stick"), "--data", str(data))
    assert (exported.returncode, "version 12" in exported.stdout) == (0, True)
    assert (tmp_path / "stick" / "index.sig").stat().st_size == 64
    older = a_pack(tmp_path / "older", a_module("one"), version=11)
    refused = cor_server("catalog", "load", str(older), "--data", str(data))
    assert (refused.returncode, "version 12 is published" in refused.stderr) == (1, True)


def test_a_course_that_is_not_there_is_told(data: Path) -> None:
    loaded = cor_server("catalog", "load", str(data / "none"), "--data", str(data))
    assert (loaded.returncode, loaded.stderr) == (1, f"There is no course in {data / 'none'}.\n")


def test_a_health_check_without_a_server_fails() -> None:
    port = free_port()
    assert cor_server("healthcheck", "--port", str(port)).stderr == f"No server answers on port {port}.\n"


def test_a_health_check_of_a_ready_server_succeeds(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        checked = cor_server("healthcheck", "--port", server.url.rpartition(":")[2])
        assert (checked.returncode, checked.stdout) == (0, "ready\n")


def test_a_public_address_without_its_beginning_is_refused(data: Path) -> None:
    listed = cor_server("user", "list", "--data", str(data), COR_PUBLIC_URL="learn.example.org")
    assert (listed.returncode, "must be a whole address" in listed.stderr) == (1, True)


def test_commands_that_start_at_the_same_moment_in_a_new_folder_do_not_disturb_each_other(tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as at_once:
        ended = list(at_once.map(lambda _: cor_server("migrate", "--data", str(tmp_path / "new")), range(3)))
    assert [(one.returncode, one.stderr) for one in ended] == [(0, "")] * 3
    assert sum("brought up to date" in one.stdout for one in ended) == 1


def _with_organization(data: Path, slug: str) -> None:
    assert (
        cor_server("organization", "create", "--name", slug.title(), "--slug", slug, "--data", str(data)).stderr == ""
    )


def test_an_organization_s_sign_in_is_set_up_with_a_secret_from_a_file(data: Path, tmp_path: Path) -> None:
    _with_organization(data, "lakeside")
    (tmp_path / "secret").write_text("planted-secret\n")
    words = ("organization", "sign-on", "--slug", "lakeside", "--issuer", "https://id.example.org", "--client-id", "us")
    secret = ("--client-secret-file", str(tmp_path / "secret"), "--data", str(data))
    made = cor_server(*words, *secret, COR_PUBLIC_URL="https://learn.example.org")
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.splitlines()[-1] == "https://learn.example.org/accounts/oidc/lakeside/login/callback/"
    assert not any(b"planted-secret" in path.read_bytes() for path in data.iterdir() if path.is_file())


def test_a_sign_in_that_cannot_be_set_up_is_told_in_a_sentence(data: Path, tmp_path: Path) -> None:
    _with_organization(data, "hillside")
    words = ["organization", "sign-on", "--slug", "hillside", "--client-id", "us", "--data", str(data), "--issuer"]
    said = [
        cor_server(*words, "https://id.example.org").stderr,
        cor_server(*words, "http://id.example.org", COR_CLIENT_SECRET="secret").stderr,
        cor_server(*words, "https://id.example.org", "--client-secret-file", str(tmp_path / "none")).stderr,
        cor_server("organization", "create", "--name", "Another", "--slug", "hillside", "--data", str(data)).stderr,
        cor_server("organization", "create", "--name", "Another", "--slug", "Hill Side", "--data", str(data)).stderr,
        cor_server("organization", "create", "--name", " ", "--slug", "nobody", "--data", str(data)).stderr,
    ]
    parts = ["neither may be empty", "https://", "cannot be read", "already", "no short name", "name is empty"]
    assert [part in line for part, line in zip(parts, said, strict=True)] == [True] * len(parts), said
