# `make` lists the targets. Everything is installed into .venv by the targets themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CASSETTE := cassettes/seeds.yaml
STORIES := cassettes/stories.yaml
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help report eval bench-stance test check format record docs clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "make %-12s %s\n", $$1, $$2}'

report: $(VENV)/.installed ## Compare the articles in seeds/, from the recorded answers: reports/seeds.md and .json
	$(BIN)/factcmp report seeds -o reports --replay $(CASSETTE)

eval: $(VENV)/.installed ## Score the labelled stories in tests/stories, from the recorded answers
	$(BIN)/factcmp eval tests/stories --replay $(STORIES) --misses

bench-stance: $(VENV)/.installed ## Measure on stance data with the endpoint that is set: make bench-stance DATA=folder
	@test -n "$(DATA)" || { echo "Say where the data is: make bench-stance DATA=folder (docs/measurements.md)"; exit 2; }
	$(BIN)/factcmp bench-stance "$(DATA)"

test: $(VENV)/.installed-dev ## Run the tests, offline
	$(BIN)/python -m pytest -n auto

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
	$(BIN)/factcmp eval tests/stories --record $(STORIES)
	$(MAKE) docs

docs: report ## Write the generated files in docs/ anew
	$(BIN)/factcmp render reports/seeds.json --title seeds -o docs/seeds-report.md
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
	$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	$(PIP) --editable '.[dev]'
	@touch $@
