#!/bin/sh
# Brings .venv up to date. usage: tools/setup.sh run|dev
#
# Needs a POSIX shell and Python 3.11 or newer. What the distribution must add (python3-venv, Qt's system libraries) is
# installed where we are root on a Debian-like system; otherwise the exact command is printed and we stop with 3.
set -eu
cd "$(dirname "$0")/.."
. tools/system.sh

WANT=${1:-run}
VENV=.venv
PY=$VENV/bin/python
STAMP=$VENV/.set-up
PACK=cor_desktop/packs/current

case $WANT in run | dev) ;; *) echo "usage: tools/setup.sh run|dev" >&2; exit 2 ;; esac

# What .venv was built from. A change of any of these files builds it anew.
fingerprint() {
    cat "requirements/$WANT.txt" requirements/uv.txt pyproject.toml tools/setup.sh | cksum
}

# The dev set contains the run set, pinned alike, so a developer's .venv serves `make run` too and stays a developer's.
if grep -q '^dev ' "$STAMP" 2>/dev/null; then WANT=dev; fi

is_current() {
    [ -x "$PY" ] && [ "$(cat "$STAMP" 2>/dev/null)" = "$WANT $(fingerprint)" ]
}

make_venv() {
    if [ -x "$PY" ] && "$PY" -c 'import pip' 2>/dev/null; then return; fi
    python=$(find_python)
    echo "Making $VENV with $python ..."
    "$python" -m venv --clear "$VENV"
}

install_packages() {
    echo "Fetching what the program is built on ..."
    "$PY" -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
    VIRTUAL_ENV=$PWD/$VENV
    export VIRTUAL_ENV
    "$VENV/bin/uv" pip sync --quiet --require-hashes --compile-bytecode "requirements/$WANT.txt"
    "$VENV/bin/uv" pip install --quiet --no-deps --no-build-isolation --editable .
}

# The course is compiled from text; done again only where an author or the compiler changed something since.
pack_content() {
    [ -d "$PACK" ] && [ -f "$VENV/.packed" ] &&
        [ -z "$(find content cor_desktop/authoring cor_protocol -newer "$VENV/.packed" ! -path '*/__pycache__*' | head -n 1)" ] && return
    echo "Packing the course ..."
    "$PY" -m cor_desktop.authoring pack content "$PACK"
    touch "$VENV/.packed"
}

# What translators write is compiled; done again only where a sentence may have changed since.
compile_words() {
    [ -f cor_desktop/locale/es/LC_MESSAGES/cor-desktop.mo ] && [ -f sync_server/locale/es/LC_MESSAGES/django.mo ] &&
        [ -f "$VENV/.worded" ] &&
        [ -z "$(find cor_desktop cor_protocol sync_server/locale tools/words.py tools/pseudo.py tools/server_words.py \
            \( -name '*.py' -o -name '*.po' \) -newer "$VENV/.worded" | head -n 1)" ] && return
    echo "Compiling the word lists ..."
    "$PY" -m tools.words compile
    "$PY" -m tools.server_words compile
    touch "$VENV/.worded"
}

if ! is_current; then
    make_venv
    install_packages
    need_qt_libraries "$PY"
    echo "$WANT $(fingerprint)" >"$STAMP"
fi
need_x11_libraries "$PY"
pack_content
compile_words
