#!/usr/bin/env bash
# The C interface: the header, the cases from C with two sanitizers, and from PHP.
set -euo pipefail
cd "$(dirname "$0")/../.."

missing=()
need() { command -v "$1" >/dev/null || missing+=("$2"); }
# Older ones cannot read `#[unsafe(no_mangle)]`.
newer() { [ "$(printf '%s\n' "$1" "$2" | sort -V | head -1)" = "$1" ]; }
if ! command -v cbindgen >/dev/null || ! newer 0.27 "$(cbindgen --version | cut -d ' ' -f 2)"; then missing+=(cbindgen-web); fi
need gcc gcc
need g++ g++
need pkg-config pkg-config
need valgrind valgrind
need php php-cli
if [ "${#missing[@]}" -gt 0 ]; then
  run=$([ "$(id -u)" = 0 ] || echo sudo)
  $run apt-get update -qq && $run apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cargo clippy --locked -p tmall-schema-c -- -D warnings
bash bindings/c/install.sh "$place/installed"
export PKG_CONFIG_PATH="$place/installed/lib/pkgconfig" LD_LIBRARY_PATH="$place/installed/lib"
lib="$place/installed/lib" header="$place/installed/include/tmall_schema.h"

cbindgen --quiet --config bindings/c/cbindgen.toml bindings/c > "$place/header.h"
diff -u bindings/c/include/tmall_schema.h "$place/header.h" \
  || { echo "bindings/c/include/tmall_schema.h is not what cbindgen makes"; exit 1; }

flags=(-std=c11 -Wall -Wextra -Werror -g -pthread)
read -ra pkg < <(pkg-config --cflags --libs tmall-schema)
gcc "${flags[@]}" bindings/c/tests/cases.c "${pkg[@]}" -o "$place/shared"
"$place/shared" cases/*.cases
gcc "${flags[@]}" -fsanitize=address,undefined bindings/c/tests/cases.c "${pkg[@]}" -o "$place/sanitized"
ASAN_OPTIONS=detect_leaks=1 "$place/sanitized" cases/*.cases
read -ra cflags < <(pkg-config --cflags tmall-schema)
gcc "${flags[@]}" "${cflags[@]}" bindings/c/tests/cases.c "$lib/libtmall_schema_c.a" -lm -ldl -o "$place/static"
# What statics hold is not a leak.
valgrind --quiet --error-exitcode=3 --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite \
  --suppressions=bindings/c/tests/valgrind.supp \
  "$place/static" cases/fill.cases cases/compare.cases
bash .ci/bindings/changed-case.sh C "$place/shared" CASES
g++ -std=c++17 -fsyntax-only -x c++ "$header"

gcc "${flags[@]}" bindings/c/examples/validate.c "${pkg[@]}" -o "$place/example"
code=0; "$place/example" fixtures/demo/schema.xml fixtures/demo/item.xml > "$place/report.json" || code=$?
[ "$code" = 1 ]
grep -q '"code":"max-length"' "$place/report.json"

php -d ffi.enable=1 bindings/c/tests/cases.php "$lib/libtmall_schema_c.so" "$header" cases/*.cases
bash .ci/bindings/changed-case.sh PHP php -d ffi.enable=1 bindings/c/tests/cases.php "$lib/libtmall_schema_c.so" "$header" CASES
code=0
php -d ffi.enable=1 bindings/c/examples/validate.php "$lib/libtmall_schema_c.so" "$header" \
  fixtures/demo/schema.xml fixtures/demo/item.xml > "$place/report.txt" || code=$?
[ "$code" = 1 ]
grep -q '^/title max-length: ' "$place/report.txt"
