#!/usr/bin/env bash
# Installs what the test of the LaTeX snippets needs and a machine may lack: Debian's TeX Live, some 200 MB.
set -euo pipefail
if command -v pdflatex >/dev/null 2>&1 && command -v lualatex >/dev/null 2>&1; then exit 0; fi
packages="texlive-latex-recommended texlive-lang-cyrillic texlive-luatex cm-super lmodern fonts-dejavu-core"
if ! command -v apt-get >/dev/null 2>&1; then
  echo "The test of the LaTeX snippets needs pdflatex and lualatex (TeX Live), and this system has no apt-get to install them; please install them by hand." >&2
  exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "The test of the LaTeX snippets needs TeX Live. Please run: sudo apt-get install $packages" >&2
  exit 1
fi
echo "installing Debian's TeX Live (once, half a minute)"
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
