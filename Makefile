# OpenRVU. Two commands do all the set-up by themselves:
#   make serve   the site on this machine (PORT=8000)
#   make test    every test, browser tests included

PORT ?= 8000
OPENRVU_CMS_DIR ?= ../shared/cms
OPENRVU_GOLDEN_DIR ?= ../shared/golden
OPENRVU_SEARCH_DIR ?= ../shared/search
export OPENRVU_CMS_DIR OPENRVU_GOLDEN_DIR OPENRVU_SEARCH_DIR

VENV := .venv
BIN := $(VENV)/bin
# The first Python of 3.11 or later; PYTHON=… chooses another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

# Tests of one file stay in one process. Each process needs about 2 GB.
PROCESSES ?= 2
PARALLEL := -n $(PROCESSES) --dist loadfile

TEXT := src/openrvu/codes/data/codes.sqlite
TEXT_SOURCES := $(wildcard content/*.toml content/codes/*.toml) src/openrvu/codes/taxonomy.toml \
	$(wildcard src/openrvu/codes/search/*.py src/openrvu/codes/search/*.toml src/openrvu/codes/lexicon/*.toml) \
	$(addprefix src/openrvu/codes/,entries.py record.py compile.py) src/openrvu/book/data/book.sqlite

.PHONY: serve test lint golden search-eval faults load bench book text content lock clean help

help:
	@echo "make serve | test | lint | golden | search-eval | faults | load | bench | book | text | content | lock | clean"

serve: $(VENV)/.runtime $(TEXT)
	@$(BIN)/rvu serve --port $(PORT)

test: $(VENV)/.dev $(TEXT)
	@$(BIN)/python tests/e2e/get_browser.py
	$(BIN)/python -m pytest $(PARALLEL)
	PYTHONPATH=tests $(BIN)/python -m on_postgresql $(PARALLEL)

lint: $(VENV)/.dev $(TEXT)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@PYTHONPATH=tests $(BIN)/python -m audit

# Every worked case of OPENRVU_GOLDEN_DIR, ending with the count.
golden: $(VENV)/.dev $(TEXT)
	@PYTHONPATH=tests $(BIN)/python -m golden

# Search measured on our own queries and on those of OPENRVU_SEARCH_DIR, by kind.
search-eval: $(VENV)/.dev $(TEXT)
	@PYTHONPATH=tests $(BIN)/python -m searching

# A hundred kills of the server amid writes, on each database; ends with the counts.
faults: $(VENV)/.dev $(TEXT)
	@PYTHONPATH=tests $(BIN)/python -m faults

# The log under load: many people on PostgreSQL, a long log on SQLite; ends with a table.
load: $(VENV)/.dev $(TEXT)
	@PYTHONPATH=tests $(BIN)/python -m bench.log_load

bench: $(VENV)/.dev $(TEXT)
	$(BIN)/python -m bench

# Rebuilds the bundled book from CMS's archives in OPENRVU_CMS_DIR.
book: $(VENV)/.runtime
	$(BIN)/rvu book build --from $(OPENRVU_CMS_DIR)

text: $(TEXT)

# Every check of the texts, against the newest archive in OPENRVU_CMS_DIR where there is one.
content: $(VENV)/.runtime
	$(BIN)/rvu content check

$(TEXT): $(TEXT_SOURCES) | $(VENV)/.runtime
	$(BIN)/rvu book text --from content
	@touch $@

# Stamped when it is whole; one that was interrupted is made again from nothing.
$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "OpenRVU needs Python 3.11 or later; none was found" >&2; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip --version >/dev/null
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements/runtime.txt pyproject.toml hatch_build.py
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/runtime.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

# Writes the hashed locks anew; needs uv. They hold no download address.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--extra build --extra bulk --extra pdf -q -o requirements/runtime.txt pyproject.toml
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--extra build --extra bulk --extra pdf --extra spark --extra dev -c requirements/runtime.txt -q -o requirements/dev.txt pyproject.toml

clean:
	rm -rf $(VENV) $(TEXT) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
