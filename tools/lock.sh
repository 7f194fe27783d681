#!/bin/sh
# Pins requirements/*.txt with hashes, for every platform, without naming the host they come from.
# usage: tools/lock.sh [--upgrade]    Without it, what is pinned already stays.
set -eu
cd "$(dirname "$0")/.."
UV=.venv/bin/uv
pin() { "$UV" pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links --python-version 3.11 "$@"; }

pin "$@" --extra dev pyproject.toml --output-file requirements/dev.txt
# The run set is pinned by the dev set, so that one environment serves both.
pin --extra desktop --extra server --extra authoring --extra build --constraint requirements/dev.txt pyproject.toml --output-file requirements/run.txt
echo "uv==$("$UV" --version | cut -d' ' -f2)" | pin - --output-file requirements/uv.txt
