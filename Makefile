# Two commands on a fresh machine: `make run` and `make test`. They need python3 (3.11 or newer) with venv and pip, and make.
PYTHON ?= python3
VENV := .venv
PEERS := .venv-peers
LOWEST := .venv-lowest
CANARY := .venv-canary
BIN := $(VENV)/bin
PIP_OPTIONS := --disable-pip-version-check --quiet
# In one environment or another: $(call install,ENVIRONMENT) what is locked, $(call editable,ENVIRONMENT) this checkout.
install = $(1)/bin/python -m pip $(PIP_OPTIONS) install --require-hashes --no-warn-script-location
editable = $(1)/bin/python -m pip $(PIP_OPTIONS) install --no-deps --no-build-isolation --no-warn-script-location --editable .
# A new environment in a folder, also where the Python that it was made with before is gone: its links point nowhere.
environment = for link in "$(1)"/bin/python*; do test -e "$$link" || rm -f "$$link"; done; $(PYTHON) -m venv "$(1)"
# Makes the folder of an environment, or ends with one line.
folder = $(if $(shell mkdir -p "$(1)" 2>/dev/null && test -w "$(1)" && echo yes),,$(error $(1) cannot be written here: \
	set it up elsewhere with make run VENV="$$HOME/.cache/interview-tui-venv", or install it with pipx install $(CURDIR)))
WORKERS ?= auto

# An environment names its own folder in its commands. Where that is another one now, because the checkout was moved or
# renamed, the program is installed into it again; its libraries stay, and nothing is fetched.
PLACE := $(VENV)/.place
ifneq ($(shell cat "$(PLACE)" 2>/dev/null),$(CURDIR))
.PHONY: $(PLACE)
endif

# The bytecode of a checkout that only others may write goes into the environment.
ifeq ($(shell test -w src && echo yes),)
export PYTHONPYCACHEPREFIX := $(VENV)/.bytecode
endif

.PHONY: run test soak lowest canary lint types contracts dead duplicates check accept docs pictures bench bench-peers \
	lock clean
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
	@$(BIN)/python -m ruff check . && $(BIN)/python -m ruff format --check .

types: $(VENV)/.dev
	@$(BIN)/python -m mypy

contracts: $(VENV)/.dev
	@$(BIN)/python $(BIN)/lint-imports

# What nothing calls, but for what frameworks call (pyproject.toml has their names).
dead: $(VENV)/.dev
	@$(BIN)/python -m vulture

duplicates: $(VENV)/.dev
	@$(BIN)/python -m pylint --score=n src tools

check: test lint types contracts dead duplicates

# The oldest libraries that pyproject.toml allows, with the tests' own tools as they are locked. ARGS chooses tests.
lowest: $(LOWEST)/.installed $(PEERS)/.installed
	@INTERVIEW_TUI_PEERS="$(CURDIR)/$(PEERS)/bin" $(LOWEST)/bin/python -m pytest -n $(WORKERS) $(ARGS)

# The newest libraries, whatever is locked and whatever pyproject.toml allows: what of the tests depends on them most.
canary: $(CANARY)/.installed
	@$(CANARY)/bin/python -m tools.canary -n $(WORKERS) $(ARGS)

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "interview-tui needs Python 3.11 or newer")'
	$(call folder,$(VENV))
	@echo "Setting up in $(VENV) …"
	@rm -f "$(PLACE)"
	@$(call environment,$(VENV))

$(PLACE): $(VENV)/bin/python
	$(call folder,$(VENV))
	@printf '%s\n' "$(CURDIR)" > "$@"

# The stamps hold the locked set: a changed lock or pyproject.toml installs again, and so does another place; nothing
# else does. A set-up for tests is one for running too, so that `make run` after `make test` installs nothing.
$(VENV)/.run: $(PLACE) requirements/run.txt requirements/build.txt pyproject.toml
	@$(call install,$(VENV)) -r requirements/run.txt -r requirements/build.txt
	@$(call editable,$(VENV))
	@touch $@

$(VENV)/.dev: $(PLACE) requirements/dev.txt pyproject.toml
	@$(call install,$(VENV)) -r requirements/dev.txt
	@$(call editable,$(VENV))
	@touch $(VENV)/.run $@

# khal, todoman and vobject, which the tests give what is exported. Only their commands are used: in another place they
# are made again.
$(PEERS)/.installed: $(PLACE) requirements/peers.txt
	@$(call environment,$(PEERS))
	@$(call install,$(PEERS)) --force-reinstall -r requirements/peers.txt
	@touch $@

$(LOWEST)/.installed: $(PLACE) requirements/dev.txt requirements/lowest.txt pyproject.toml
	@$(call environment,$(LOWEST))
	@$(call install,$(LOWEST)) -r requirements/dev.txt
	@$(call install,$(LOWEST)) -r requirements/lowest.txt
	@$(call editable,$(LOWEST))
	@touch $@

$(CANARY)/.installed: $(PLACE) requirements/dev.txt pyproject.toml
	@$(call environment,$(CANARY))
	@$(call install,$(CANARY)) -r requirements/dev.txt
	@$(call editable,$(CANARY))
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

# Each by hashes; without `ARGS=--upgrade` what is locked already stays. The packages that build the program are apart:
# whoever packages it otherwise needs none of them to run it.
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-header

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv"; exit 1; }
	$(LOCK) $(ARGS) pyproject.toml -o requirements/run.txt
	$(LOCK) $(ARGS) --group dev pyproject.toml -o requirements/dev.txt
	$(LOCK) $(ARGS) --group build --constraints requirements/dev.txt -o requirements/build.txt
	$(LOCK) $(ARGS) --group peers -o requirements/peers.txt
	$(LOCK) --upgrade --resolution lowest-direct pyproject.toml -o requirements/lowest.txt

clean:
	rm -rf $(VENV) $(PEERS) $(LOWEST) $(CANARY) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
