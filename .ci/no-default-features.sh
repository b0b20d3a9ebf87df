#!/usr/bin/env bash
# A program that links the library gets no argument parser, no thread pool, no terminal crate and no HTTP client. The
# command line also builds without the subcommands that call gateways.
set -euo pipefail
cd "$(dirname "$0")/.."

tree=$(cargo tree --locked --edges normal --no-default-features --prefix none --format '{p}')
of_the_command_line='^(anstream|anstyle|clap[a-z_]*|console|globset|hyper[a-z-]*|http-body[a-z-]*|ignore|indicatif|rayon[a-z-]*|ring|rustls[a-z-]*|tempfile|terminal_size|tokio[a-z-]*|toml[a-z_]*|unicode-width|ureq[a-z-]*|webpki-roots) '
if grep -E "$of_the_command_line" <<<"$tree"; then
  echo "the library alone must not depend on these" >&2
  exit 1
fi
cargo check --locked --quiet --no-default-features
cargo check --locked --quiet --no-default-features --features cli
