# make demo [FILE=draft.eml]   see a draft marked, explained and rewritten
# make test                    lint, types, layers and tests, as CI runs them
# make accuracy / make bench   how right and how fast it is, into benchmarks/; beside alex and
#                              write-good after npm install --prefix ~/.cache/tonecheck-bench ...

PYTHON ?= python3
VENV ?= .venv
FILE ?= examples/rejection-reply.eml
PROFILE ?= $(if $(filter examples/%,$(FILE)),job-rejection,general)
BIN := $(VENV)/bin
SHARED := ../shared/data
JOBS ?= auto
OUTSIDE := $(notdir $(wildcard $(foreach n,calm_* uncivil_* issue_comments toxic_* emotion_*,$(SHARED)/$(n).jsonl)))

.PHONY: demo test lint accuracy bench clean

demo: $(VENV)/.installed
	@$(BIN)/tonecheck check --profile $(PROFILE) "$(FILE)" || test $$? -eq 1
	@printf '\n%s\n\n' '----- rewritten -----'
	@$(BIN)/tonecheck rewrite --profile $(PROFILE) "$(FILE)"

test: lint
	$(BIN)/python -m pytest -q -n $(JOBS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

accuracy: MEASURED = $(wildcard benchmarks/corpora/*.jsonl benchmarks/corpora/*/*.jsonl) \
	$(addprefix $(SHARED)/,$(OUTSIDE))
accuracy: $(VENV)/.bench
	$(BIN)/python benchmarks/accuracy.py --peers --json benchmarks/results/accuracy.json \
		--hits benchmarks/results/hits.json $(MEASURED)
	$(BIN)/python benchmarks/masscheck.py --hits benchmarks/results/hits.json
	$(BIN)/python benchmarks/held_out.py --json benchmarks/results/held_out.json $(MEASURED)
	$(BIN)/python benchmarks/plots.py
	$(BIN)/python benchmarks/tables.py

bench: $(VENV)/.bench
	$(BIN)/python -m pytest -q -p no:cacheprovider benchmarks/speed.py \
		--benchmark-group-by=group --benchmark-columns=median,min,max \
		--benchmark-json=benchmarks/results/speed.json
	$(BIN)/python benchmarks/scaling.py --json benchmarks/results/scaling.json
	$(BIN)/python benchmarks/plots.py
	$(BIN)/python benchmarks/tables.py

clean:
	rm -rf $(VENV) build dist

$(VENV)/.installed: pyproject.toml
	@test -d $(VENV) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.installed
	$(BIN)/pip install -q --disable-pip-version-check -e '.[dev]'
	@touch $@

$(VENV)/.bench: $(VENV)/.installed
	$(BIN)/pip install -q --disable-pip-version-check -e '.[bench,dev]'
	@touch $@
