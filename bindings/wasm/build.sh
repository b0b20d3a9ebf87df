#!/usr/bin/env bash
# build.sh: builds the two engines, `dist/tmall_schema.wasm` and, without mappings, `dist/tmall_schema_small.wasm`.
# build.sh --can: whether all is here that it needs.
#
# The standard library is built from source: for size, and so that the compiler need not have one for this target. It takes the
# Rust of the shell if that has the sources (`rustup component add rust-src`), and otherwise Debian's, which it keeps to itself:
#   apt-get install --no-install-recommends rustc-web cargo-web rust-web-src lld-19
set -euo pipefail
cd "$(dirname "$0")"
out=$PWD/dist
unset RUSTFLAGS CARGO_ENCODED_RUSTFLAGS
target=wasm32-unknown-unknown

# Cargo features without a stable form; of this build only.
export RUSTC_BOOTSTRAP=1
has_source() { [ -d "$("$1" --print sysroot 2>/dev/null)/lib/rustlib/src/rust/library" ]; }
if ! has_source rustc; then
  if ! has_source /usr/bin/rustc || ! [ -x /usr/bin/wasm-ld-19 ]; then
    [ "${1:-}" = --can ] || echo "build.sh: the source of the standard library is missing: rustup component add rust-src" >&2
    exit 1
  fi
  export PATH=/usr/bin:/bin RUSTC=/usr/bin/rustc CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19
fi
[ "${1:-}" != --can ] || exit 0
mkdir -p "$out"

# A panic is a trap, without the machinery for its message: WebAssembly has no place to print it. Small functions are inlined
# where opt-level z would not: what is left of them takes less than the calls.
build() {
  cargo rustc --locked --manifest-path ../c/Cargo.toml --profile wasm --target "$target" --crate-type cdylib --no-default-features \
    -Zbuild-std=std -Zbuild-std-features=optimize_for_size \
    -Zpanic-immediate-abort --config 'profile.wasm.panic="immediate-abort"' "$@" -- -C llvm-args=-inline-threshold=15
}
made=$(cargo metadata --no-deps --format-version 1 --manifest-path ../c/Cargo.toml | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')/$target/wasm/tmall_schema_c.wasm

build
cp "$made" "$out/tmall_schema_small.wasm"
build --features export,gateway,mapping
cp "$made" "$out/tmall_schema.wasm"
# For pages that carry the engine: `tmall-schema schema export --to form`.
gzip -9nc "$out/tmall_schema_small.wasm" > "$out/tmall_schema_small.wasm.gz"
