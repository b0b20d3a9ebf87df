#!/usr/bin/env bash
# The npm package: both engines are built, run all cases in Node, Chromium and wasmtime, and keep their limits.
. "$(dirname "$0")/../lib.sh"

need node nodejs
need npm npm
need_browser
need_python
# The sources of the standard library: of the Rust in use if it can be had, else Debian's Rust with its own.
sources() { [ -d "$(rustc --print sysroot)/lib/rustlib/src/rust/library" ] || { [ -x /usr/bin/wasm-ld-19 ] && [ -d "$(/usr/bin/rustc --print sysroot)/lib/rustlib/src/rust/library" ]; }; }
sources || timeout 120 rustup component add rust-src >/dev/null 2>&1 || packages+=(rustc-web cargo-web rust-web-src lld-19)
install_packages

bash bindings/wasm/build.sh
cd bindings/wasm
npm ci --no-audit --no-fund --loglevel=error
npm test
npx tsc -p test
npm run --silent measure

# What front ends get: the page of `schema export --to form`, and the example in React.
(cd examples/react && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build)
TMALL_SCHEMA=$(program) npm run --silent test:form

# The example of the README, from the package as it is published.
npm pack --silent --pack-destination "$place" >/dev/null
cd "$place"
echo '{"type":"module"}' > package.json
npm install --silent --no-audit --no-fund ./tmall-schema-*.tgz
block "$root/bindings/wasm/README.md" js 1 > example.js
node example.js > found.txt
grep -qx 'error /title max-length 长度 13 字节，最多 8 字节' found.txt
grep -qx 'breaking /price field-removed' found.txt

cd "$root"
venv "$place/venv" wasmtime
expect 1 "$place/venv/bin/python" bindings/wasm/test/run_wasmtime.py bindings/wasm/dist/tmall_schema.wasm \
  fixtures/demo/schema.xml fixtures/demo/item.xml > "$place/report.txt"
grep -q '^error /title max-length ' "$place/report.txt"
