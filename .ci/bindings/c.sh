#!/usr/bin/env bash
# The C interface: the header, the cases from C with two sanitizers, and from PHP.
. "$(dirname "$0")/../lib.sh"

# Older ones cannot read `#[unsafe(no_mangle)]`.
newer() { [ "$(printf '%s\n' "$1" "$2" | sort -V | head -1)" = "$1" ]; }
if ! command -v cbindgen >/dev/null || ! newer 0.27 "$(cbindgen --version | cut -d ' ' -f 2)"; then packages+=(cbindgen-web); fi
need gcc gcc libc6-dev
need g++ g++
need pkg-config pkg-config
need valgrind valgrind libc6-dbg
need php php-cli
install_packages

c_library
lib="$place/c/lib" header="$place/c/include/tmall_schema.h"

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
expect 1 "$place/example" fixtures/demo/schema.xml fixtures/demo/item.xml > "$place/report.json"
grep -q '"code":"max-length"' "$place/report.json"

php=(php -d ffi.enable=1)
"${php[@]}" bindings/c/tests/cases.php "$lib/libtmall_schema_c.so" "$header" cases/*.cases
bash .ci/bindings/changed-case.sh PHP "${php[@]}" bindings/c/tests/cases.php "$lib/libtmall_schema_c.so" "$header" CASES
expect 1 "${php[@]}" bindings/c/examples/validate.php "$lib/libtmall_schema_c.so" "$header" \
  fixtures/demo/schema.xml fixtures/demo/item.xml > "$place/report.txt"
grep -q '^/title max-length: ' "$place/report.txt"
