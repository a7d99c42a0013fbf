#!/usr/bin/env bash
# Installs what the browser test needs and a machine may lack: Debian's chromium.
set -euo pipefail
if command -v chromium >/dev/null 2>&1; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1; then
  echo "The browser test needs Chromium as the command 'chromium', and this system has no apt-get to install it; please install it by hand." >&2
  exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "The browser test needs Chromium. Please run: sudo apt-get install chromium" >&2
  exit 1
fi
echo "installing Debian's chromium (once)"
apt-get update -qq
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null
