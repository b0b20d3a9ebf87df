#!/usr/bin/env bash
# Workbooks with other programs: what we write is opened in LibreOffice and read by openpyxl, and what they write is read by us.
# Installs both by name where they are missing. Takes the program to test, or builds it.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD

if ! command -v soffice >/dev/null; then
  run=$([ "$(id -u)" = 0 ] || echo sudo)
  $run apt-get update -qq && $run apt-get install -y -qq --no-install-recommends libreoffice-calc >/dev/null
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/python"
"$work/python/bin/pip" install -q openpyxl

if [ $# -gt 0 ]; then
  program=$(realpath "$1")
else
  cargo build --locked --quiet
  program=$(cargo metadata --format-version 1 --no-deps | python3 -c 'import json,sys; print(json.load(sys.stdin)["target_directory"])')/debug/tmall-schema
fi

cd "$work"
"$program" fill template "$root/fixtures/demo/schema.xml" -o template.xlsx --example
"$work/python/bin/python" "$root/.ci/sheets.py" "$root" "$program"
