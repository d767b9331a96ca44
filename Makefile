# Everything starts here, on a machine that has only python3 (3.11 or newer) and make. `make help` lists it.

BIN := .venv/bin
READY := .venv/.ready
READY_TO_BENCH := .venv/.ready-to-bench
# Daemons under test wait as much as they compute: three tests at once keep two cores busy.
WORKERS := $(shell expr \( $$(nproc) \* 3 + 1 \) / 2)

.DEFAULT_GOAL := help
.PHONY: help setup demo test coverage lint bench clean

help: ## show this list
	@sed -n 's/^\([a-z]*\): .*## /  make \1	/p' $(MAKEFILE_LIST)

setup: $(READY) ## create .venv, with minerflow in .venv/bin
	@echo "Ready: $(BIN)/minerflow --help"

demo: $(READY) ## replay February 2026 on this machine, without internet
	$(BIN)/minerflow demo --exit

test: $(READY) lint ## all checks and tests
	scripts/test-programs
	$(BIN)/python -m pytest -n $(WORKERS)

coverage: $(READY) ## the tests once more, with what they reach: at least nine tenths, by branch
	$(BIN)/python -m pytest -n $(WORKERS) --cov

lint: $(READY) ## formatting, lint, types, architecture
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY_TO_BENCH) ## measure, beside the libraries that others use
	$(BIN)/python -m benchmarks

clean: ## remove what was made here
	rm -rf .venv .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache dist

$(READY): pyproject.toml uv.lock scripts/setup
	scripts/setup
	@touch $@

$(READY_TO_BENCH): $(READY)
	scripts/setup --group bench
	@touch $@
