# Two commands on a fresh machine: `make run` and `make test`. They need python3 (3.11 or newer) with venv and pip, and make.
PYTHON ?= python3
VENV := .venv
PEERS := .venv-peers
BIN := $(VENV)/bin
PIP_OPTIONS := --disable-pip-version-check --quiet
PIP := $(BIN)/python -m pip $(PIP_OPTIONS)
INSTALL := $(PIP) install --require-hashes --no-warn-script-location
WORKERS ?= auto

.PHONY: run test soak lint types contracts dead duplicates check accept docs pictures bench bench-peers lock clean
.DELETE_ON_ERROR:

run: $(VENV)/.run $(VENV)/.compiled
	@$(BIN)/interview-tui $(ARGS)

# The tests' own bytecode is kept, whatever the environment says: each worker would compile all of them again.
test: $(VENV)/.dev $(VENV)/.compiled $(PEERS)/.installed
	@PYTHONDONTWRITEBYTECODE= INTERVIEW_TUI_PEERS="$(CURDIR)/$(PEERS)/bin" $(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

# What takes too long for every change: hundreds of kills, minutes of fuzzing, thousands of steps, and every law again
# with many more examples.
soak: $(VENV)/.dev $(VENV)/.compiled $(PEERS)/.installed
	@INTERVIEW_TUI_PEERS="$(CURDIR)/$(PEERS)/bin" $(BIN)/python -m pytest -n $(WORKERS) -m "soak or hypothesis" tests $(ARGS)

lint: $(VENV)/.dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .

types: $(VENV)/.dev
	@$(BIN)/mypy

contracts: $(VENV)/.dev
	@$(BIN)/lint-imports

# What nothing calls, but for what frameworks call (pyproject.toml has their names).
dead: $(VENV)/.dev
	@$(BIN)/vulture

duplicates: $(VENV)/.dev
	@$(BIN)/pylint --score=n src tools

check: test lint types contracts dead duplicates

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "interview-tui needs Python 3.11 or newer")'
	@echo "Setting up in $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

# The stamps hold the locked set: a changed lock or pyproject.toml installs again, nothing else does.
# A set-up for tests is one for running too, so that `make run` after `make test` installs nothing.
$(VENV)/.run: $(VENV)/bin/python requirements/run.txt pyproject.toml
	@$(INSTALL) -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python requirements/dev.txt pyproject.toml
	@$(INSTALL) -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $(VENV)/.run $@

# khal, todoman and vobject, which the tests give what is exported.
$(PEERS)/.installed: $(VENV)/bin/python requirements/peers.txt
	@$(PYTHON) -m venv $(PEERS)
	@$(PEERS)/bin/python -m pip $(PIP_OPTIONS) install --require-hashes --no-warn-script-location -r requirements/peers.txt
	@touch $@

# As for every other package that is installed; where Python is told to write no bytecode it would compile at each start.
$(VENV)/.compiled: $(VENV)/bin/python $(shell find src -name '*.py')
	@$(BIN)/python -m compileall -q src
	@touch $@

# The parts of docs/ that the code says, the letters in docs/letters, and the manual and completions in share/.
docs: $(VENV)/.dev
	@$(BIN)/python -m tools.book
	@$(BIN)/python -m tools.docs

# How the screens look now, after a change that is meant.
accept: $(VENV)/.dev
	@$(BIN)/python -m pytest -n $(WORKERS) tests/snapshots --accept

pictures: $(VENV)/.dev
	@$(BIN)/python -m tools.pictures

# Without ARGS all of it is measured and written into docs/performance.md.
bench: $(VENV)/.dev $(VENV)/.compiled
	@$(BIN)/python -m tools.bench $(or $(ARGS),--page)

# Bagels needs a Python of its own, 3.13 or newer. It stays out of the repository.
BENCH_CACHE ?= $(or $(XDG_CACHE_HOME),$(HOME)/.cache)/interview-tui-bench
BAGELS_PYTHON ?= python3.13

bench-peers:
	@mkdir -p "$(BENCH_CACHE)"
	@$(BAGELS_PYTHON) -m venv "$(BENCH_CACHE)/bagels"
	@"$(BENCH_CACHE)/bagels/bin/python" -m pip --disable-pip-version-check --quiet install bagels==0.3.12
	@command -v neomutt >/dev/null || echo "neomutt is a package of your system: install it to have it measured"

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv"; exit 1; }
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-header --group build pyproject.toml -o requirements/run.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-header --group dev pyproject.toml -o requirements/dev.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
		--no-header --group peers -o requirements/peers.txt

clean:
	rm -rf $(VENV) $(PEERS) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
