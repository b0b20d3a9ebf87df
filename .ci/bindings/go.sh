#!/usr/bin/env bash
# The example in Go: all cases by cgo, and a small program.
set -euo pipefail
cd "$(dirname "$0")/../.."

missing=()
command -v go >/dev/null || missing+=(golang-go)
command -v gcc >/dev/null || missing+=(gcc libc6-dev)
command -v pkg-config >/dev/null || missing+=(pkg-config)
if [ "${#missing[@]}" -gt 0 ]; then
  run=$([ "$(id -u)" = 0 ] || echo sudo)
  $run apt-get update -qq && $run apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
bash bindings/c/install.sh "$place/installed"
export PKG_CONFIG_PATH="$place/installed/lib/pkgconfig" LD_LIBRARY_PATH="$place/installed/lib" CASES="$PWD/cases" GOCACHE="$place/cache"
cd bindings/c/examples/go
unformatted=$(gofmt -l .)
[ -z "$unformatted" ] || { echo "gofmt: $unformatted"; exit 1; }
go vet ./...
go test -count=1 -v ./tmallschema | grep -v '^=== '
bash ../../../../.ci/bindings/changed-case.sh Go go test -count=1 ./tmallschema
code=0; go run ./validate ../../../../fixtures/demo/schema.xml ../../../../fixtures/demo/item.xml > "$place/report.txt" || code=$?
[ "$code" = 1 ]
grep -q '^/title max-length: ' "$place/report.txt"
