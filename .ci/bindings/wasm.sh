#!/usr/bin/env bash
# The npm package: both engines are built, run all cases in Node, Chromium and wasmtime, and keep their limits.
set -euo pipefail
cd "$(dirname "$0")/../.."

missing=()
need() { command -v "$1" >/dev/null || missing+=("$2"); }
need node nodejs
need npm npm
need chromium chromium
python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3 python3-venv)
# The sources of the standard library: of the Rust in use if it can be had, else Debian's Rust with its own.
library="$(rustc --print sysroot)/lib/rustlib/src/rust/library"
[ -d "$library" ] || timeout 300 rustup component add rust-src >/dev/null 2>&1 || true
[ -d "$library" ] || missing+=(rustc-web cargo-web rust-web-src lld-19)
if [ "${#missing[@]}" -gt 0 ]; then
  run=$([ "$(id -u)" = 0 ] || echo sudo)
  $run apt-get update -qq && $run apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
bash bindings/wasm/build.sh
(cd bindings/wasm && npm ci --no-audit --no-fund --loglevel=error && npm test && npx tsc -p test && npm run --silent measure)

# What front ends get: the page of `schema export --to form`, and the example in React.
cargo build --locked
program=$(cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')/debug/tmall-schema
(cd bindings/wasm/examples/react && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build)
(cd bindings/wasm && TMALL_SCHEMA="$program" npm run --silent test:form)

# The example of the README, from the package as it is published.
(cd bindings/wasm && npm pack --silent --pack-destination "$place" >/dev/null)
(cd "$place" && echo '{"type":"module"}' > package.json && npm install --silent --no-audit --no-fund ./tmall-schema-*.tgz)
awk '/^```js$/ { on = 1; next } /^```$/ { on = 0 } on' bindings/wasm/README.md > "$place/example.js"
(cd "$place" && node example.js > found.txt)
grep -qx 'error /title max-length 长度 13 字节，最多 8 字节' "$place/found.txt"
grep -qx 'breaking /price field-removed' "$place/found.txt"

python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet wasmtime
code=0
"$place/venv/bin/python" bindings/wasm/test/run_wasmtime.py bindings/wasm/dist/tmall_schema.wasm \
  fixtures/demo/schema.xml fixtures/demo/item.xml > "$place/report.txt" || code=$?
[ "$code" = 1 ]
grep -q '^error /title max-length ' "$place/report.txt"
