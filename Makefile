# One word runs everything. Needs a POSIX shell, make, git and Python 3.11 or newer; `make setup` fetches the rest into .venv.

PY = .venv/bin/python
PORT = 8765
SECONDS = 60

.PHONY: words setup run serve test check lint bench lock soak acceptance pictures package

words:
	@echo "COR Desktop. What you can say:"
	@awk -F':.*## ' '/^[a-z ]+:.*## / { n = split($$1, word, " "); for (i = 1; i <= n; i++) printf "  make %-12s %s\n", word[i], $$2 }' Makefile

setup: ## fetch everything the program needs into .venv, once
	@sh tools/setup.sh run

run: setup ## start a server on this machine and open the client; stops both when the window closes
	@$(PY) -m tools.run --port $(PORT)

serve: setup ## start the server alone (make serve PORT=8765)
	@$(PY) -m tools.run --server-only --port $(PORT)

test: ## run every test, also without Qt and without Django installed
	@sh tools/setup.sh dev
	@sh tools/test.sh

check: lint test ## format, lint, types, import contracts, then the tests

lint:
	@sh tools/setup.sh dev
	@sh tools/lint.sh

bench: ## measure the program beside its floors; prints a table, writes bench/results/
	@sh tools/setup.sh dev
	@$(PY) -m bench

lock: ## pin all requirements anew, with hashes (only after changing pyproject.toml)
	@sh tools/setup.sh dev
	@sh tools/lock.sh

soak: ## fuzz, and run what takes long (make soak SECONDS=600 for each fuzzing target)
	@sh tools/setup.sh dev
	@$(PY) -m tests.soak --seconds $(SECONDS)

acceptance: ## what a release is held to: PostgreSQL in SQLite's place, known weaknesses of packages
	@sh tools/setup.sh dev
	@$(PY) -m tools.acceptance

pictures: ## open every page of the client in every look (dark, 200 %, Spanish, right to left …) and keep pictures of them
	@sh tools/setup.sh dev
	@$(PY) -m tools.pictures

package: ## later: its time has not come
	@echo "'make $@' is planned and not built yet. 'make' alone lists what there is." >&2; exit 2
