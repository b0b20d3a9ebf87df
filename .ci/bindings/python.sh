#!/usr/bin/env bash
# The Python package: built and installed as users do it, tested with pytest and mypy.
set -euo pipefail
cd "$(dirname "$0")/../.."

if ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
  run=$([ "$(id -u)" = 0 ] || echo sudo)
  $run apt-get update -qq && $run apt-get install -y -qq --no-install-recommends python3 python3-venv >/dev/null
fi

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet "./bindings/python[test]"
cd bindings/python
"$place/venv/bin/python" -m pytest -q -p no:cacheprovider
"$place/venv/bin/python" -m mypy --cache-dir "$place/mypy"
"$place/venv/bin/tmall-schema" --version
