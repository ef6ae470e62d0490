# Everything one does with the portal. `make demo` is the place to begin.
PYTHON ?= python3
PORT ?= 8000
UV_VERSION := 0.13.9
BIN := .venv/bin
export PORT

.PHONY: help setup demo demo-reset test check assets docs

help:
	@echo "make demo        the portal with demonstration data on http://127.0.0.1:$(PORT)/ (PORT=8001 for another port)"
	@echo "make demo-reset  the same, begun anew"
	@echo "make test        all tests; those in a browser where Chromium is found"
	@echo "make check       style, types, layers, migrations, translations, law pages, conformance"
	@echo "make docs        docs/law from rules/, and the message catalogues from the sources"
	@echo "make assets      the look from its sources (needs Node)"

setup: .venv/ready .venv/translations

.venv/ready: uv.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
		|| { echo "Python 3.11 to 3.13 is needed. Name it: make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null \
		|| { echo "Python's venv is missing. Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@test "$$($(BIN)/uv --version 2>/dev/null | cut -d' ' -f2)" = $(UV_VERSION) \
		|| $(BIN)/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(BIN)/uv sync --locked --inexact
	@touch $@

.venv/translations: .venv/ready $(wildcard locale/*/LC_MESSAGES/django.po)
	@$(BIN)/hub translations compile
	@touch $@

demo: setup
	@$(BIN)/hub demo

demo-reset: setup
	@$(BIN)/hub demo --reset

test: setup
	@command -v chromium chromium-browser google-chrome >/dev/null \
		|| echo "Chromium is not found: the tests in a browser are skipped. Debian: apt install chromium"
	$(BIN)/python -m pytest -n 2

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hub manage makemigrations --check --dry-run
	$(BIN)/hub translations check
	$(BIN)/hub lawdocs --check
	$(BIN)/python -m hub.conformance.asvs --check
	$(BIN)/hub conformance

docs: setup
	$(BIN)/hub lawdocs
	$(BIN)/python -m hub.conformance.asvs
	$(BIN)/hub translations update

assets:
	sh assets/build.sh
