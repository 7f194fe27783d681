#!/bin/sh
# Every test: what joins both sides with everything installed, the server's and all that needs no window with Qt not
# installed, the desktop's with Django not installed.
#
# A missing package is the honest proof that a room does not need it, so the two last runs have environments of their
# own, .venv-noqt and .venv-nodjango: the pinned set less the packages named here.
set -eu
cd "$(dirname "$0")/.."
UV=$PWD/.venv/bin/uv

# $1: folder; then the packages it lacks.
environment_without() {
    venv=$1
    shift
    if [ "$(cat "$venv/.without" 2>/dev/null)" = "$(cksum <requirements/dev.txt)" ]; then return; fi
    "$UV" venv --quiet --clear --python .venv/bin/python "$venv"
    VIRTUAL_ENV=$PWD/$venv "$UV" pip sync --quiet --require-hashes requirements/dev.txt
    VIRTUAL_ENV=$PWD/$venv "$UV" pip uninstall --quiet "$@"
    cksum <requirements/dev.txt >"$venv/.without"
}

# Files go to two processes whole, so that what a file sets up once is set up once.
test_in() {
    python=$1/bin/python
    shift
    "$python" -m pytest -q -n 2 --dist loadfile "$@"
}

echo "both sides together ..."
test_in .venv tests/test_*.py tests/e2e tests/soak tests/unit/tools

echo "the server, and what needs no window, without Qt installed ..."
environment_without .venv-noqt pyside6-essentials shiboken6 pytest-qt
test_in .venv-noqt tests/unit tests/property tests/server \
    --ignore=tests/unit/cor_desktop/ui --ignore=tests/unit/cor_desktop/test_app.py

echo "the desktop without Django installed ..."
environment_without .venv-nodjango django django-ninja django-unfold django-allauth django-post-office django-stubs django-stubs-ext pytest-django
test_in .venv-nodjango tests/unit/cor_protocol tests/unit/cor_desktop tests/ui
