#!/bin/sh
# Format, lint, types and import contracts. Stops at the first that is not clean.
set -eu
cd "$(dirname "$0")/.."
BIN=.venv/bin
echo "format ..."; "$BIN/ruff" format --quiet --check .
echo "lint ..."; "$BIN/ruff" check --quiet .
echo "types ..."; "$BIN/python" -m mypy --no-error-summary
echo "import contracts ..."; "$BIN/lint-imports" --config importlinter.ini >.venv/contracts.txt || { cat .venv/contracts.txt; exit 1; }
