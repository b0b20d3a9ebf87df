#!/usr/bin/env bash
# The Python package: built and installed as users do it, tested with pytest and mypy, and measured against Rust.
set -euo pipefail
cd "$(dirname "$0")/../.."

if ! python3 -c 'import venv, ensurepip' 2>/dev/null; then
  run=$([ "$(id -u)" = 0 ] || echo sudo)
  $run apt-get update -qq && $run apt-get install -y -qq --no-install-recommends python3 python3-venv >/dev/null
fi

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cargo clippy --locked -p tmall-schema-python -- -D warnings
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check "./bindings/python[test]"
python="$place/venv/bin/python"
"$place/venv/bin/tmall-schema" --version
(
  cd bindings/python
  "$python" -m pytest -q -p no:cacheprovider
  "$python" -m mypy --cache-dir "$place/mypy"
  bash ../../.ci/bindings/changed-case.sh Python "$python" -m pytest -q -p no:cacheprovider tests/test_cases.py
)

cargo build --locked --release -p tmall-schema-c
target=$(cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
"$python" bindings/python/tests/speed.py "$target/release/libtmall_schema_c.so"
