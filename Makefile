# Each target does its own set-up: nothing has to be installed before.
.DEFAULT_GOAL := help
.PHONY: help run dev test check bench stripe-contract clean lock

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# uv when it is there, else venv and pip; both from pinned, hashed requirements.
UV := $(shell command -v uv 2>/dev/null)
export REFLEX_TELEMETRY_ENABLED := false

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 17

run: $(VENV)/run.stamp ## Bring everything up at http://localhost:3000
	@$(BIN)/asystec run

dev: $(VENV)/run.stamp ## The same with hot reload
	@$(BIN)/asystec dev

test: $(VENV)/test.stamp ## Everything, browser included
	@$(BIN)/python -m pytest tests/unit tests/integration
	@$(BIN)/asystec build
	@$(BIN)/python -m pytest tests/e2e

check: $(VENV)/test.stamp ## Format, lint, types, imports, unit and integration tests
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/pyright
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest tests/unit tests/integration

bench: $(VENV)/test.stamp ## Measure, and write bench/results.json and docs/PERFORMANCE.md
	@$(BIN)/asystec build
	@$(BIN)/python -m tests.bench

stripe-contract: $(VENV)/test.stamp ## Play docs/stripe-contract.md on the test account of STRIPE_CONTRACT_KEY
	@$(BIN)/python -m tests.stripe_contract $(ONLY)

lock: ## Pin the requirements anew (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-emit-index-url pyproject.toml -o requirements/run.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-strip-extras --no-header --no-emit-index-url pyproject.toml --group test -c requirements/run.txt -o requirements/test.txt

clean: ## Remove what was built and the demo's data
	rm -rf $(VENV) .web .asystec .states reflex.lock/node_modules

$(BIN)/python:
ifdef UV
	@$(UV) venv -q --seed --python "$$(command -v $(PYTHON))" $(VENV)
else
	@$(PYTHON) -m venv $(VENV)
endif

define install
	@echo "Installing $(1)…"
	@$(if $(UV),$(UV) pip install -q --python $(BIN)/python,$(BIN)/python -m pip install -q --disable-pip-version-check) --require-hashes -r $(1)
	@$(if $(UV),$(UV) pip install -q --python $(BIN)/python,$(BIN)/python -m pip install -q --disable-pip-version-check) --no-deps --no-build-isolation -e .
	@touch $@
endef

$(VENV)/run.stamp: requirements/run.txt pyproject.toml | $(BIN)/python
	$(call install,requirements/run.txt)

$(VENV)/test.stamp: requirements/test.txt pyproject.toml | $(BIN)/python
	$(call install,requirements/test.txt)
	@touch $(VENV)/run.stamp
