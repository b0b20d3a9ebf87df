#!/usr/bin/env bash
# install.sh PREFIX: builds the library and installs it with its header and its pkg-config file.
set -euo pipefail
prefix=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$(dirname "$0")"
cargo build --locked --release -p tmall-schema-c
target=$(cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
mkdir -p "$prefix/lib/pkgconfig" "$prefix/include"
cp "$target/release/libtmall_schema_c.so" "$target/release/libtmall_schema_c.a" "$prefix/lib/"
cp include/tmall_schema.h "$prefix/include/"
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml)
sed -e "s|@PREFIX@|$prefix|" -e "s|@VERSION@|$version|" tmall-schema.pc.in > "$prefix/lib/pkgconfig/tmall-schema.pc"
