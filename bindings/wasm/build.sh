#!/usr/bin/env bash
# Builds tmall_schema.wasm from the C crate with Debian's compiler, which can build std for WebAssembly from its sources. The
# packages: rustc-web cargo-web rust-web-src lld-19. WASM_FEATURES= leaves out mappings, which makes it smaller.
set -euo pipefail
cd "$(dirname "$0")/../.."
target=${CARGO_TARGET_DIR:-$PWD/target}/wasm-std
export PATH=/usr/bin:/bin RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR="$target"
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=wasm-ld-19
unset RUSTUP_TOOLCHAIN RUSTFLAGS
cargo build --locked -p tmall-schema-c --profile wasm --no-default-features ${WASM_FEATURES---features mapping} \
  -Zbuild-std=std,panic_abort --target wasm32-unknown-unknown
cp "$target/wasm32-unknown-unknown/wasm/tmall_schema_c.wasm" bindings/wasm/tmall_schema.wasm
