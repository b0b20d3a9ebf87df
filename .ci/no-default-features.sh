#!/usr/bin/env bash
# A program that links the library gets no argument parser, no thread pool and no terminal crate.
set -euo pipefail
cd "$(dirname "$0")/.."

tree=$(cargo tree --locked --edges normal --no-default-features --prefix none --format '{p}')
of_the_command_line='^(anstream|anstyle|clap[a-z_]*|console|globset|ignore|indicatif|rayon[a-z-]*|tempfile|terminal_size|toml[a-z_]*|unicode-width) '
if grep -E "$of_the_command_line" <<<"$tree"; then
  echo "the library alone must not depend on these" >&2
  exit 1
fi
cargo check --locked --quiet --no-default-features
