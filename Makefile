# Two commands do everything: `make run` and `make test`.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.ready-run
DEV_READY := $(VENV)/.ready-dev
PIP := $(BIN)/python -m pip --disable-pip-version-check
# So many tests run side by side; each of more than two needs another gigabyte or two.
WORKERS ?= 2

.PHONY: run test check lint style types arrows documents slow faults evals bench clean system

run: $(RUN_READY)
	@$(BIN)/assistant serve

$(VENV)/.pip:
	@if [ -d $(VENV) ]; then echo "set-up: an environment without pip's mark was found (interrupted before): starting it over"; fi
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "set-up: Python 3.11 or newer is needed; set PYTHON=/path/to/python3.11"; exit 1; }
	@echo "set-up 1/2: making the environment in $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --upgrade "pip==26.3"
	@touch $@

$(RUN_READY): pyproject.toml constraints.txt | $(VENV)/.pip
	@if [ -e $(VENV)/.installing ]; then echo "set-up: the last installation was interrupted: going on with it"; fi
	@touch $(VENV)/.installing
	@echo "set-up 2/2: installing (about 2.5 GB on disk, some minutes)"
	@$(PIP) install --progress-bar on --quiet -c constraints.txt -e .
	@rm -f $(VENV)/.installing
	@touch $@

$(DEV_READY): pyproject.toml constraints.txt | $(VENV)/.pip
	@echo "set-up: installing with the tools for development"
	@$(PIP) install --quiet -c constraints.txt -e ".[dev,evals]"
	@touch $(RUN_READY) $@

# Chromium, a font that has Chinese, PostgreSQL: only where the package manager may be used.
system:
	@sh tests/system_packages.sh

lint: $(DEV_READY)
	@$(MAKE) --no-print-directory --jobs=2 style types arrows documents

style: $(DEV_READY)
	@$(BIN)/ruff check assistant tests evals

types: $(DEV_READY)
	@$(BIN)/mypy

arrows: $(DEV_READY)
	@$(BIN)/lint-imports

documents: $(DEV_READY)
	@$(BIN)/assistant corpus check

check: lint
	@$(BIN)/python -m pytest -m "not slow" -n $(WORKERS) --dist worksteal tests

slow: $(DEV_READY) system
	@$(BIN)/assistant pull
	@$(BIN)/python -m pytest -m "slow and not alone" -n $(WORKERS) --dist loadfile tests
	@$(BIN)/python -m pytest -m "slow and alone" tests

test: system check slow

# Each file of tests/faults is one fault; this runs them all.
faults: $(DEV_READY)
	@$(BIN)/python -m pytest -v tests/faults

# The report is written also where a number was lost; the code at the end says so.
evals: $(DEV_READY)
	@code=0; $(BIN)/python -m evals run || code=$$?; \
	if $(BIN)/assistant pull; then $(BIN)/python -m evals run grounding --model local || code=$$?; \
	else echo "evals: the local model is not there; the comparison with it is left out"; fi; \
	$(BIN)/python -m evals bench || code=$$?; \
	$(BIN)/python -m evals report; exit $$code

bench: $(DEV_READY)
	@$(BIN)/python -m evals bench
	@$(BIN)/python -m evals.guard_bench

clean:
	rm -rf $(VENV) .data reports
