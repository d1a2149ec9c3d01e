# Each target does all the set-up it needs, once. Python 3.11 to 3.14 with venv and pip is enough;
# uv is used where it is installed.

VENV   := .venv
CORPUS ?= seeds
ROOM   ?= store/anchors
MINUTES ?= 10
ifeq ($(OS),Windows_NT)
PYTHON ?= python
BIN    := $(VENV)/Scripts
export PYTHONUTF8 := 1
else
PYTHON ?= python3
BIN    := $(VENV)/bin
endif
UV     := $(shell command -v uv 2>/dev/null)
# Many tests wait for the screen or the disk, so more of them run at once than there are processors.
WORKERS ?= $(shell $(PYTHON) -c "import os; print(2 * (os.cpu_count() or 1))")

.PHONY: help run test test-slow monkey mutate long bench bench-extract lint format types audit check \
	pictures keys clean

help:                ## say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

run: $(VENV)/run     ## open the reader on the sample articles (CORPUS=folder for others)
	@$(BIN)/hedgerow $(CORPUS)

test: $(VENV)/dev    ## run the quick tests
	@$(BIN)/python -m pytest -n $(WORKERS) -m "not slow"

test-slow: $(VENV)/dev  ## run the tests that take longer
	@$(BIN)/python -m pytest -n $(WORKERS) -m slow

mutate: $(VENV)/mutate  ## change a room's code, a bit at a time, and print what its tests don't notice (ROOM=store/anchors)
	@$(BIN)/python tests/mutate.py $(ROOM)

monkey: $(VENV)/dev  ## let a monkey loose on the program for MINUTES=10, and print how to play a failure again
	@cd tests && ../$(BIN)/python -m faults.monkey --minutes $(MINUTES)

long: $(VENV)/dev    ## run the program for long: idle for MINUTES=10, under a script, with a key held, for a day by a fast clock
	@$(BIN)/python tests/benchmarks/long_runs.py --minutes $(MINUTES)

bench: $(VENV)/dev   ## measure speed and memory, each figure beside a yardstick (docs/speed.md)
	@$(BIN)/python tests/benchmarks/everything.py

bench-extract: $(VENV)/dev  ## measure: how good and how fast extraction is
	@$(BIN)/python tests/benchmarks/extraction.py

lint: $(VENV)/dev    ## check style, format and the boundaries between the rooms
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-logo

format: $(VENV)/dev  ## put the code into the project's format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(VENV)/dev   ## check the types
	@$(BIN)/mypy

audit: $(VENV)/dev   ## ask whether a fault is known in what is installed, where that can be asked
	@$(BIN)/python tests/audit.py

check: lint types audit test  ## all of these

pictures: $(VENV)/dev keys  ## make the README's pictures and the table of keys anew
	@$(BIN)/python tests/pictures.py docs/pictures

keys: $(VENV)/dev    ## make the table of keys anew, from the registry of commands
	@$(BIN)/python tests/keys_table.py > docs/keys.md

clean:               ## take the environment away
	rm -rf $(VENV)

# What a reader needs, a developer on top, and mutation testing; each is made when pyproject.toml changes.
$(VENV)/run: pyproject.toml setup.py | $(VENV)/made
	@$(call install,.)
	@touch $@

$(VENV)/dev: pyproject.toml setup.py | $(VENV)/made
	@$(call install,.[dev])
	@$(BIN)/python tests/names.py $(VENV)/names
	@touch $(VENV)/run $@

$(VENV)/mutate: $(VENV)/dev
	@$(call install,.[mutate])
	@touch $@

$(VENV)/made:
ifdef UV
	@uv venv --quiet --python $(PYTHON) $(VENV)
else
	@$(PYTHON) -m venv $(VENV)
endif
	@touch $@

ifdef UV
install = echo "Installing Hedgerow into $(VENV) …" && \
	uv pip install --quiet --python $(BIN)/python --editable '$(1)'
else
install = echo "Installing Hedgerow into $(VENV) …" && \
	$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '$(1)'
endif
