# Finding Python and what the distribution must provide. Sourced by tools/setup.sh.

QT_PACKAGES="libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libglib2.0-0"
X11_PACKAGES="libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"

# Installs Debian packages where we may, else prints the command and stops with 3. $1: a sentence why; then packages.
need_packages() {
    why=$1
    shift
    if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
        echo "$why Installing: $*"
        DEBIAN_FRONTEND=noninteractive
        export DEBIAN_FRONTEND
        apt-get update -qq && apt-get install -qq -y --no-install-recommends "$@" >/dev/null && return
        echo "The installation failed; the lines above say why." >&2
        exit 3
    fi
    echo "$why" >&2
    if command -v apt-get >/dev/null; then
        echo "Run this once, then try again:" >&2
        echo "    sudo apt-get install -y $*" >&2
    else
        echo "On Debian the packages are: $*" >&2
        echo "Install what your system calls them, then try again." >&2
    fi
    exit 3
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null
}

# Prints the name of a Python that can make an environment.
find_python() {
    for python in python3 python3.14 python3.13 python3.12 python3.11; do
        is_new_enough "$python" || continue
        can_make_venv "$python" || need_packages "$python cannot make an environment of its own yet." "$(venv_package "$python")" >&2
        echo "$python"
        return
    done
    need_packages "Python 3.11 or newer is needed and was not found." python3 python3-venv >&2
    is_new_enough python3 || { echo "This distribution's Python is older than 3.11; install a newer one." >&2; exit 3; }
    echo python3
}

can_make_venv() {
    "$1" -c 'import venv, ensurepip' 2>/dev/null
}

venv_package() {
    case $1 in python3) echo python3-venv ;; *) echo "$1-venv" ;; esac
}

# $1: the environment's Python.
need_qt_libraries() {
    "$1" -c 'import PySide6.QtWidgets' 2>/dev/null && return
    # shellcheck disable=SC2086  # a list of words
    need_packages "The window needs libraries of the system." $QT_PACKAGES
    "$1" -c 'import PySide6.QtWidgets' || exit 3
}

# X11's libraries matter only where there is an X11 display; that may be today and was not when .venv was made.
need_x11_libraries() {
    [ -n "${DISPLAY:-}" ] || return 0
    lacks_x11 "$1" || return 0
    # shellcheck disable=SC2086
    need_packages "A window on this display needs libraries of the system." $X11_PACKAGES
}

lacks_x11() {
    plugin=$(find "${1%/bin/*}"/lib/python*/site-packages/PySide6/Qt/plugins/platforms -name libqxcb.so 2>/dev/null)
    [ -n "$plugin" ] && ldd "$plugin" 2>/dev/null | grep -q 'not found'
}
