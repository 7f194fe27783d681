"""The main job, as a newcomer does it (M16, M17, M18, M2, M21)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pypdf import PdfReader

from tools.local_server import LocalServer

REPOSITORY = Path(__file__).parents[2]


def test_m16_m17_m18_a_learner_finishes_a_module_offline_syncs_and_holds_a_certificate(
    server: LocalServer, tmp_path: Path
) -> None:
    ways = ["--server", server.url, "--mail", str(tmp_path / "server.log"), "--out", str(tmp_path / "out")]
    done = subprocess.run(
        [sys.executable, "-m", "tools.journey", *ways],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    said = dict(line.split(": ", 1) for line in done.stdout.splitlines())
    assert len(list(Path(said["pictures"]).glob("*.png"))) >= 15
    text = PdfReader(said["certificate"]).pages[0].extract_text()
    for words in ("Rosa Marchetti", "What a relationship changes", "0.5 contact hours", "COR-"):
        assert words in text
    log = tmp_path / "out" / "client" / "data" / "cor-desktop.log"
    assert log.read_text() == ""
