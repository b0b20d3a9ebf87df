#!/usr/bin/env bash
# sheets.sh [PROGRAM]: workbooks with other programs: what we write is opened in LibreOffice and read by openpyxl, and what they
# write is read by us. Builds the command line unless one is named.
program=${1:+$(realpath "$1")}
. "$(dirname "$0")/lib.sh"

need soffice libreoffice-calc
need_python
install_packages

program=${program:-$(program)}
venv "$place/python" openpyxl
# LibreOffice writes its settings there.
export HOME="$place/home"
mkdir "$HOME"
cd "$place"
"$program" fill template "$root/fixtures/demo/schema.xml" -o template.xlsx --example
python/bin/python "$root/.ci/sheets.py" "$root" "$program"
