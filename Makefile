# One place for what a reader, a contributor and CI run. Needs Python 3.11 or newer with venv, and make.
PYTHON ?= python3
VENV := .venv
CONSTRAINTS := constraints.txt
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test oldest check lint types imports format locale docs screenshots replay fuzz bench clean help

help:           ## what there is to run
	@grep -hE '^[a-z]+: .*##|^[a-z]+:  *##' $(MAKEFILE_LIST) | sed -E 's/: *([^#]*)## /\t/' | expand -t 16

$(READY): pyproject.toml $(CONSTRAINTS)
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed, this is " + sys.version if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --constraint $(CONSTRAINTS) --editable . --group dev
	@touch $@

demo: $(READY)  ## fetch the embedded portal from loopback and read it
	$(BIN)/tinvl demo

test: $(READY)  ## the tests
	@# The tests start hundreds of processes: compile once for all of them, whatever the machine's setting says.
	PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --dist worksteal

oldest: $(READY)  ## the tests, with the oldest versions of everything that pyproject.toml allows
	$(BIN)/python -m tests.oldest > $(VENV)/oldest.txt
	$(MAKE) VENV=$(VENV)/oldest CONSTRAINTS=$(VENV)/oldest.txt test

check: lint types imports  ## lint, types, import rules

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

imports: $(READY)
	$(BIN)/lint-imports

format: $(READY)  ## let ruff lay out the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

locale: $(READY)  ## collect messages from the code and compile the catalogues
	$(BIN)/pybabel -q extract -k _ -k ngettext:1,2 -k plural:1,2 -k N_ --no-location --sort-output --project tinvl --msgid-bugs-address 'tin-vinh-long' -o reader/locale/tinvl.pot reader
	$(BIN)/pybabel -q update --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -D tinvl -i reader/locale/tinvl.pot -d reader/locale
	$(BIN)/pybabel -q compile -D tinvl -d reader/locale

docs: $(READY)  ## write the tables of README, guide and manual pages from the program
	$(BIN)/python -m tests.documents

screenshots: $(READY)  ## draw the pictures of the README from the demo portal
	$(BIN)/python -m tests.screenshots

replay: $(READY)  ## sync a saved real portal, where one lies beside the checkout, and score it
	$(BIN)/python -m tests.replay

fuzz: $(READY)  ## fuzz the parsers, readers of files and the cleaning of text for an hour; finds land in .fuzz
	$(BIN)/python -m pip install --quiet --group fuzz
	for target in text article listing document; do \
		mkdir -p .fuzz/$$target && \
		nice $(BIN)/python -m tests.fuzz $$target .fuzz/$$target -max_total_time=900 -artifact_prefix=.fuzz/$$target- || exit 1; \
	done

bench: $(READY)  ## measure it beside its peers: SIZE=1000 for a quick run, ONLY="start keys" for some of it
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --group bench
	$(BIN)/python -m tests.bench $(ONLY)

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
