# `make` lists the targets. Everything is installed into .venv by the targets themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CASSETTE := cassettes/seeds.yaml
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help report test check format record docs clean

help: ## List the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1|/' | awk -F'|' '{printf "make %-8s %s\n", $$1, $$2}'

report: $(VENV)/.installed ## Compare the articles in seeds/, from the recorded answers: reports/seeds.md and .json
	$(BIN)/factcmp report seeds -o reports --replay $(CASSETTE)

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
	$(MAKE) docs

docs: report ## Write the generated files in docs/ anew
	$(BIN)/factcmp render reports/seeds.json --title seeds -o docs/seeds-report.md
	$(BIN)/factcmp schema report > docs/report.schema.json
	$(BIN)/factcmp schema claims > docs/claims.schema.json

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
