#!/usr/bin/env bash
# Installs the newest versions instead of the pins into .venv-newest, runs everything, and reports what changes in
# build/newest.md: bash tests/newest.sh PYTHON. Fails where a test, a cell or a figure is no longer as it was.
set -uo pipefail
cd "$(dirname "$0")/.."
report=build/newest.md py=.venv-newest/bin/python failed=0
export PYTHONPATH=lib PYTHONHASHSEED=0

pins() { grep -hE '^[A-Za-z0-9]' "$@" | sed -E 's/\[[a-z]+\]//; s/_/-/g' | tr 'A-Z' 'a-z' | sort; }
run() {  # a heading, then a command and the end of what it says
  echo -e "\n## $1\n\n\`\`\`text"
  shift
  "$@" 2>&1 | tail -n 40 || failed=1
  echo '```'
}

mkdir -p build && rm -rf .venv-newest && "$1" -m venv .venv-newest || exit 1
grep -E '^[A-Za-z0-9]' requirements.txt | sed 's/==.*//' > build/newest.txt
$py -m pip install -q -r build/newest.txt || exit 1
{
  echo -e "# What the newest versions change\n\nVersions that are not those pinned (< pinned, > newest):\n\n\`\`\`text"
  diff <(pins requirements.txt constraints.txt) <($py -m pip freeze | pins) | grep '^[<>]'
  echo '```'
  run "Tests" $py -m pytest -q -n2 --deselect tests/test_documents.py::test_what_is_installed_is_what_is_pinned
  run "Notebooks and figures" $py -m letopis run --check
} > "$report"
rm -f build/checked.json  # what was compared with other versions than the pins is not the status of the site
cat "$report"
exit $failed
