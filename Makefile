# Two commands: `make figures` runs every notebook and exports every figure; `make test` proves all of it is right and current.
.DEFAULT_GOAL := help
PYTHON ?= python3
PY := .venv/bin/python
MB ?= 5
TIMES ?= 50
AXE := 4.14.1
SIZES ?= 1 10
LAB := lib/letopis/project/data/lab
export PYTHONHASHSEED := 0
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help figures test fuzz test-browser newest site article lite lab measure bench bench-notebooks bench-library clean

help:            ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 18

.venv/ready: requirements.txt constraints.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "letopis needs Python 3.11 or newer; try: make PYTHON=python3.11"; exit 1; }
	@echo "installing what requirements.txt pins into .venv (once: seconds with uv, some minutes with pip)"
	@rm -rf .venv
	@if command -v uv >/dev/null 2>&1; then uv venv -q --python $(PYTHON) .venv && uv pip install -q --python $(PY) -r requirements.txt; \
	else $(PYTHON) -m venv .venv && $(PY) -m pip install -q -r requirements.txt; fi
	@touch $@

figures: .venv/ready   ## run every notebook, keep the outputs, export every figure
	@$(PY) -m letopis run

test: .venv/ready      ## form and types of the code, tests, strict nbval of all notebooks, figures as kept
	@$(PY) -m ruff format -q --check lib tests site lite
	@$(PY) -m ruff check -q lib tests site lite
	@$(PY) -m mypy
	@$(PY) -m pytest -q -n2
	@$(PY) -m letopis run --check

fuzz: .venv/ready      ## the property tests with 50 times as many examples, others in every run; TIMES=200 for 200
	@TIMES=$(TIMES) $(PY) -m pytest -q -n2 tests/test_properties.py tests/test_any_prose.py

test-browser: site lite ## every notebook in JupyterLab, the site, and the lab without a server, in a real browser; pictures in build/browser
	@bash tests/install.sh "The browser test" "chromium soffice npm" "chromium libreoffice-calc-nogui npm"
	@cd build && npm pack --silent axe-core@$(AXE) >/dev/null && tar xzf axe-core-$(AXE).tgz --strip-components=1 package/axe.min.js
	@$(PY) -m pip --version >/dev/null 2>&1 && $(PY) -m pip install -q -r tests/browser/requirements.txt || uv pip install -q --python $(PY) -r tests/browser/requirements.txt
	@$(PY) -m pytest -q tests/browser/in_browser.py tests/browser/site_in_browser.py tests/browser/lite_in_browser.py tests/browser/in_office.py

newest:          ## the newest versions instead of the pins, in .venv-newest; what changes: build/newest.md
	@bash tests/newest.sh $(PYTHON)

build/narrow/ready: .venv/ready $(shell find lib/letopis seeds notebooks -type f -not -path '*/.*' -not -name '*.pyc')
	@echo "drawing the figures as wide as a phone (where something has changed, a minute or two)"
	@rm -rf build/narrow && mkdir -p build/narrow
	@for book in $$(ls figures | sed -n 's/^\([0-9][0-9]\)-.*\.json$$/\1/p' | uniq); do $(PY) -m letopis figure $$book --width 85 --out build/narrow >build/narrow/made || echo "notebook $$book: not all of its figures are drawn for a phone"; done
	@cd build/narrow && rm -f *-text.svg *.csv *.json *.pdf *.png
	@touch $@

site: build/narrow/ready  ## pages to read in build/site: notebooks as kept, the four texts, concordance, gallery, search
	@$(PY) -m pip --version >/dev/null 2>&1 && $(PY) -m pip install -q -r site/requirements.txt || uv pip install -q --python $(PY) -r site/requirements.txt
	@rm -rf build/pages build/site && mkdir -p build/pages
	@mkdir build/pages/static && cp -R build/narrow build/pages/static/narrow
	@cp -R site/. README.md README.ru.md CHANGELOG.md CONTRIBUTING.md CITATION.cff LICENSE docs notebooks seeds figures build/pages
	@$(PY) site/text_pages.py build/pages
	@$(PY) site/number_pages.py build/pages
	@$(PY) site/status.py build/pages
	@$(PY) -m sphinx -q -W -b html -d build/doctrees build/pages build/site
	@$(PY) site/finish.py build/site
	@echo "open build/site/index.html"

article: .venv/ready   ## notebook 03 in the form of the Journal of Digital History, in build/jdh
	@rm -rf build/jdh
	@$(PY) -m letopis article

lite: .venv/ready      ## the lab in a browser that has nothing installed, in build/lite; PYODIDE=folder of a release of Pyodide
	@test -n "$(PYODIDE)" || bash tests/install.sh "make lite" npm npm
	@rm -rf build/lite-tools
	@$(PY) -m pip --version >/dev/null 2>&1 && $(PY) -m pip install -q --no-deps --target build/lite-tools -r lite/requirements.txt || uv pip install -q --python $(PY) --no-deps --target build/lite-tools -r lite/requirements.txt
	@PYTHONPATH="$(CURDIR)/build/lite-tools" $(PY) lite/build.py $(PYODIDE)

lab: .venv/ready       ## open the notebooks in JupyterLab
	@.venv/bin/jupyter lab --config=$(LAB)/jupyter_lab_config.py

.venv-peers/ready: .venv/ready tests/measure/requirements.txt
	@echo "installing the tools we compare with into .venv-peers (once)"
	@rm -rf .venv-peers && $(PYTHON) -m venv .venv-peers
	@.venv-peers/bin/python -m pip install -q -r requirements.txt -r tests/measure/requirements.txt
	@touch $@

measure: .venv-peers/ready  ## accuracy on the hand-made gold, beside other tools
	@for part in mentions dates public_dates discovery narrated compare unseen; do .venv-peers/bin/python tests/measure/$$part.py; done

bench: .venv/ready     ## lemmas: speed beside pymorphy3 as most people call it; make bench MB=50
	@$(PY) tests/measure/bench.py --mb $(MB)

bench-notebooks: .venv/ready  ## seconds of the notebooks, cell by cell; make bench-notebooks BESIDE=COMMIT ALL=--all
	@$(PY) tests/measure/bench_notebooks.py $(if $(BESIDE),--beside $(BESIDE)) $(ALL)

bench-library: .venv-peers/ready  ## a library of books: speed of each table, growth, beside pymorphy3 in a pool; SIZES="1 10 100"
	@$(PY) tests/measure/library.py --sizes $(SIZES) --readers .venv-peers/bin/python

clean:           ## take away what was installed and cached
	rm -rf .venv .venv-peers .venv-newest build .pytest_cache .ruff_cache .mypy_cache lib/letopis.egg-info
	find . \( -name .ipynb_checkpoints -o -name .letopis \) -prune -exec rm -rf {} +
