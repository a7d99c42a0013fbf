#!/usr/bin/env bash
# Installs what a test needs and a machine may lack, from Debian: bash tests/install.sh TEST "COMMANDS" "PACKAGES"
set -euo pipefail
test=$1 commands=$2 packages=$3 missing=""
for one in $commands; do command -v "$one" >/dev/null 2>&1 || missing="$missing $one"; done
[ -n "$missing" ] || exit 0
if ! command -v apt-get >/dev/null 2>&1; then
  echo "$test needs as a command:$missing. This system has no apt-get to install it; please install it by hand." >&2
  exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "$test needs as a command:$missing. Please run: sudo apt-get install $packages" >&2
  exit 1
fi
echo "installing from Debian (once): $packages"
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $packages >/dev/null
