#!/usr/bin/env bash
# The example in Go: all cases by cgo, and a small program.
. "$(dirname "$0")/../lib.sh"

need go golang-go
need gcc gcc libc6-dev
need pkg-config pkg-config
install_packages

c_library
export CASES="$root/cases" GOCACHE="$place/cache"
cd bindings/c/examples/go
unformatted=$(gofmt -l .)
[ -z "$unformatted" ] || { echo "gofmt: $unformatted"; exit 1; }
go vet ./...
go test -count=1 -v ./tmallschema | grep -v '^=== '
bash "$root/.ci/bindings/changed-case.sh" Go go test -count=1 ./tmallschema
expect 1 go run ./validate "$root/fixtures/demo/schema.xml" "$root/fixtures/demo/item.xml" > "$place/report.txt"
grep -q '^/title max-length: ' "$place/report.txt"
