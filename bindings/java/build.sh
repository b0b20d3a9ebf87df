#!/usr/bin/env bash
# build.sh FOLDER: builds tmall-schema-VERSION.jar, with the native library for this machine inside. Needs Rust and a JDK.
set -euo pipefail
out=$(mkdir -p "$1" && cd "$1" && pwd)
cd "$(dirname "$0")"
cargo build --locked --release -p tmall-schema-java
target=$(cargo metadata --no-deps --format-version 1 | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml)

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
javac --release 8 -encoding UTF-8 -Xlint:-options -d "$place/classes" java/tmallschema/*.java java/tmallschema/sdk/*.java
case "$(uname -s)" in
  Darwin) system=macos library=libtmall_schema_java.dylib ;;
  MINGW* | MSYS* | CYGWIN*) system=windows library=tmall_schema_java.dll ;;
  *) system=linux library=libtmall_schema_java.so ;;
esac
machine=$(uname -m | sed 's/^arm64$/aarch64/')
native="$place/classes/tmallschema/native/$system-$machine"
mkdir -p "$native"
cp "$target/release/$library" "$native/$library"
if [ "$system" = linux ]; then strip --strip-unneeded "$native/$library"; fi
if command -v sha256sum >/dev/null; then sha256sum "$native/$library"; else shasum -a 256 "$native/$library"; fi \
  | cut -d ' ' -f 1 > "$native/$library.sha256"

printf 'Automatic-Module-Name: tmallschema\nImplementation-Title: tmall-schema\nImplementation-Version: %s\n' "$version" > "$place/manifest"
jar cfm "$out/tmall-schema-$version.jar" "$place/manifest" -C "$place/classes" .
echo "$out/tmall-schema-$version.jar"
