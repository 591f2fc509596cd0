# `make demo` and `make test` do all the set-up themselves; see `make help`. Works with GNU make 3.81.
SHELL := /bin/bash
BIN := .venv/bin
WORKERS ?= 2
PYTEST_OPTIONS ?=
TYPED := harness mock_ecf flows tests benchmarks .ci/browser.py .ci/count.py
SCHEMAS := config=harness/playwright.config.schema.json \
  instructions=flows/instructions/instructions.schema.json \
  profile=mock_ecf/courts/profile.schema.json \
  personas=mock_ecf/personas.schema.json
export PYTHON

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-all lint types schemas bench clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "PYTHON=…       the interpreter to set up with (3.11 or newer)"
	@echo "ECF_BROWSER=…  the browser's program; otherwise one is looked for, or installed"
	@echo "WORKERS=2      processes for make test and make test-all"

setup: ## virtual environment, pinned packages, a browser; the other targets do it themselves
	@.ci/setup

demo: setup ## link an account at six courts against the mock, and write the report
	@$(BIN)/ecf link areb arwb azb cacb cacd gamb --out ecf-output/demo

test: setup ## the tests, but for the slow ones, in random order
	@$(BIN)/python -m pytest -n $(WORKERS) -m "not slow" $(PYTEST_OPTIONS)

test-all: setup ## the slow tests; pytest's exit code 5 says that there are none, which is no failure
	@$(BIN)/python -m pytest -n $(WORKERS) -m slow $(PYTEST_OPTIONS) || test $$? -eq 5

lint: setup ## ruff: rules and layout
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: setup ## mypy, strict
	@$(BIN)/mypy --strict $(TYPED)

schemas: setup ## the JSON Schemas for editors, from the records that read each kind of file
	@for one in $(SCHEMAS); do file=$${one#*=}; \
	  if $(BIN)/ecf schema $${one%%=*} >$$file.new; then mv $$file.new $$file; else rm $$file.new; exit 1; fi; done

bench: setup ## the benchmarks: the linking flow against hand-written scripts, menus against known edits
	@$(BIN)/python -m benchmarks

clean: ## remove what the other targets made: .venv, caches, build folders, the demo's output
	rm -rf .venv build dist ecf-output/demo .mypy_cache .pytest_cache .ruff_cache .grimp_cache test-results
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
