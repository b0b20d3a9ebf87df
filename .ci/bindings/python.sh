#!/usr/bin/env bash
# The Python package: built as a wheel and installed as users do it, tested with pytest and mypy, and measured against Rust.
. "$(dirname "$0")/../lib.sh"

need_python
install_packages

venv "$place/venv" "$(wheel)[test]"
python="$place/venv/bin/python"
"$place/venv/bin/tmall-schema" --version
(
  cd bindings/python
  "$python" -m pytest -q -p no:cacheprovider
  "$python" -m mypy --cache-dir "$place/mypy"
  bash "$root/.ci/bindings/changed-case.sh" Python "$python" -m pytest -q -p no:cacheprovider tests/test_cases.py
)

c_library
"$python" bindings/python/tests/speed.py "$place/c/lib/libtmall_schema_c.so"
