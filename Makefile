# Sourcier's commands. `make` alone lists them. Everything is installed in .venv, nothing outside this folder,
# apart from pip's cache and the built index (`sourcier status` shows where that is).

PYTHON ?= python3
QUESTION ?= what is ROFR here?
# Where the build of PyTorch for CPUs comes from. The ordinary index serves Linux the build for NVIDIA cards, which
# brings several gigabytes. For a card, give the index that PyTorch's site names for it: make TORCH_INDEX=https://…
TORCH_INDEX ?= https://download.pytorch.org/whl/cpu
# The version that `make lock` keeps PyTorch at; what is installed is what requirements.lock says.
TORCH_VERSION ?= 2.13.0
# More for pytest: make test ARGS="-k passages -x"
ARGS ?=

# What every package of the lock files is built for. Nobody builds lingua-language-detector 2.1 for 3.14.
NEEDED := Sourcier needs Python 3.11, 3.12 or 3.13
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install -qq --no-compile
LOCK_OPTIONS := --quiet --no-header --no-annotate --strip-extras --allow-unsafe --resolver=backtracking \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

# The question goes through the environment as it was typed, so that quotes and dollars in it reach nobody's shell.
override QUESTION := $(value QUESTION)
export QUESTION
# A setting of another project's environment must not lead pip or pytest elsewhere.
# Modules are compiled once, by whichever process first needs them: pip would compile all 14,000 before the first
# answer, most of them PyTorch's and those around it, which the shipped models never load.
unexport PYTHONPATH PYTHONHOME VIRTUAL_ENV PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
.PHONY: help ask test lint run lock clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

ask: $(VENV)/.runtime ## answer a question from the shipped articles: make ask QUESTION="…"
	@$(BIN)/sourcier ask "$$QUESTION"

test: $(VENV)/.dev ## run the tests: make test ARGS="…"
	$(BIN)/python -m pytest --numprocesses auto --dist loadgroup $(ARGS)

lint: $(VENV)/.dev ## check style, formatting and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

run: $(VENV)/.runtime ## start the Discord bot (needs DISCORD_TOKEN)
	@exec $(BIN)/sourcier run

lock: $(VENV)/.made ## write the lock files anew from pyproject.toml: make lock UPGRADE=--upgrade
	@$(PIP) install -qq 'pip-tools>=7.6,<8'
	@$(BIN)/python -c 'import tomllib; groups = tomllib.load(open("pyproject.toml", "rb"))["dependency-groups"]; \
	print(*(line for group in groups.values() for line in group if isinstance(line, str)), sep="\n")' > $(VENV)/groups.in
	@echo 'torch==$(TORCH_VERSION)' > $(VENV)/torch.in
	@$(PIP) download -qq --no-deps --retries 2 --index-url "$(TORCH_INDEX)" --dest $(VENV)/wheels \
		torch==$(TORCH_VERSION) 2> $(VENV)/lock.log || { cat $(VENV)/lock.log; exit 1; }
	$(call compile,requirements.lock,pyproject.toml,-c $(VENV)/torch.in,`make ask` and the Dockerfile install)
	$(call compile,requirements-dev.lock,pyproject.toml $(VENV)/groups.in,-c requirements.lock,`make test` and `make lint` install)

clean: ## remove the environment and the caches (the built index stays)
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Each step leaves its mark only when it is done, so an interrupted one starts again. The locked pip first: it takes a
# third of the time of the one that Python 3.11 brings, most of it saved in looking at candidates.

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { \
		echo "$(NEEDED), and there is no '$(PYTHON)' here. Install one of these, or name it: make PYTHON=python3.13 ask"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || { \
		echo "$(NEEDED); '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Install one of these, and name it: make PYTHON=python3.13 ask"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "$(PYTHON) cannot make environments; on Debian and Ubuntu: apt install python3-venv"; exit 1; }
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)
	@pip=$$(grep '^pip==' requirements-dev.lock) && $(INSTALL) --retries 2 "$$pip" 2> $(VENV)/pip.log \
		|| echo "$$pip cannot be had here: going on with the one that $(PYTHON) brings, which is slower."
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements.lock pyproject.toml
	$(call install,requirements.lock,about 240 MB to fetch once; a minute or more)
	@touch $@

$(VENV)/.dev: $(VENV)/.made requirements-dev.lock pyproject.toml
	$(call install,requirements-dev.lock,about 370 MB to fetch once; a minute or more)
	@touch $@ $(VENV)/.runtime

# PyTorch first and by itself, since only its own index has the build for CPUs; then what the lock file $(1) says;
# then Sourcier itself, from this folder, so that a change to the code needs no new installation.
# What pip says of the first try is shown only where the second fails too: alone it is no error.
define install
	@torch=$$(grep '^torch==' $(1)) && echo "Installing $$torch, the build for CPUs (about 190 MB to fetch once) …" \
	&& if $(INSTALL) --no-deps --retries 2 --index-url "$(TORCH_INDEX)" "$$torch" > $(VENV)/torch.log 2>&1; \
	then rm -f $(VENV)/torch.log; \
	else echo "$(TORCH_INDEX) does not serve it here: taking it from pip's own index (on Linux several gigabytes)."; fi
	@echo "Installing what $(1) names ($(2)) …"
	@$(INSTALL) --requirement $(1) || { \
		[ ! -s $(VENV)/torch.log ] || { echo "$(TORCH_INDEX) had been tried before; pip said of it:"; \
			cat $(VENV)/torch.log; } >&2; exit 1; }
	@$(INSTALL) --no-deps --editable .
endef

# The build of PyTorch for CPUs lies in $(VENV)/wheels by now, so that the lock names no CUDA package.
define compile
	@echo "Writing $(1) …"
	@$(BIN)/pip-compile $(LOCK_OPTIONS) $(UPGRADE) $(3) --output-file $(1) \
		--find-links $(VENV)/wheels $(2) 2> $(VENV)/lock.log || { cat $(VENV)/lock.log; exit 1; }
	@{ printf '# What %s, made from pyproject.toml by `make lock`.\n' '$(4)'; \
		sed -e 's/^\(torch==[0-9.]*\)+.*/\1/' -e '/^#/d' -e '/^$$/d' $(1) | LC_ALL=C sort -u; } > $(VENV)/lock.tmp \
		&& mv $(VENV)/lock.tmp $(1)
endef
