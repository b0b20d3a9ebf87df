#!/usr/bin/env bash
# The npm package: both engines are built, run all cases in Node, Chromium and wasmtime, and keep their limits. What front ends get:
# the page of `schema export --to form` and the example in React. The example of both READMEs from a fresh folder.
. "$(dirname "$0")/../lib.sh"

need node nodejs
need npm npm
need_browser
need_python
install_packages
CHROMIUM=$(browser)
export CHROMIUM

# The engines are built with the standard library's source: that of the Rust in use, or Debian's Rust, which has its own.
if ! bash bindings/wasm/build.sh --can; then
  timeout 120 rustup component add rust-src >/dev/null 2>&1 || packages+=(rustc-web cargo-web rust-web-src lld-19)
  (install_packages >/dev/null) || true
  packages=()
  bash bindings/wasm/build.sh --can || {
    echo "JavaScript: SKIPPED: the source of Rust's standard library is not here, and neither rustup (rust-src) nor apt (rust-web-src) has it"
    exit 0
  }
fi

bash bindings/wasm/build.sh
cd bindings/wasm
npm ci --no-audit --no-fund --loglevel=error
npm test
bash "$root/.ci/bindings/changed-case.sh" JavaScript node --test test/cases.test.mjs
npx tsc -p test
npm run --silent measure

(cd examples/react && npm ci --no-audit --no-fund --loglevel=error && npm run --silent build)
cd "$root"
TMALL_SCHEMA=$(program) npm run --silent --prefix bindings/wasm test:form

npm pack --silent --pack-destination "$place" ./bindings/wasm >/dev/null
for page in README.md README.zh-CN.md; do
  fresh="$place/fresh-$page"
  mkdir "$fresh"
  cp "$place"/tmall-schema-*.tgz "$fresh"
  block "bindings/wasm/$page" js 1 > "$fresh/example.mjs"
  block "bindings/wasm/$page" sh 2 > "$fresh/run.sh"
  block "bindings/wasm/$page" text 1 > "$fresh/wanted"
  (cd "$fresh" && bash -e run.sh > run.log && node example.mjs > found && diff wanted found)
done
echo "JavaScript: the examples of both pages give what the pages say"

venv "$place/venv" wasmtime
wasm=("$place/venv/bin/python" bindings/wasm/test/run_wasmtime.py bindings/wasm/dist/tmall_schema.wasm)
expect 1 "${wasm[@]}" fixtures/demo/schema.xml fixtures/demo/item.xml > "$place/report.txt"
grep -q '^error /title max-length ' "$place/report.txt"
