#!/usr/bin/env bash
# The Java package: its jar, all cases and tests with the checks of JNI, Javadoc, and the examples of both READMEs from a
# fresh folder.
set -euo pipefail
cd "$(dirname "$0")/../.."

if ! command -v javac >/dev/null; then
  run=$([ "$(id -u)" = 0 ] || echo sudo)
  $run apt-get update -qq && $run apt-get install -y -qq --no-install-recommends default-jdk-headless >/dev/null
fi

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cargo clippy --locked -p tmall-schema-java -- -D warnings
jar=$(bash bindings/java/build.sh "$place")
jar=${jar##*$'\n'}

cd bindings/java
mkdir "$place/lint" "$place/tests" "$place/temporary"
javac --release 8 -encoding UTF-8 -Xlint:all,-options -Werror -d "$place/lint" java/tmallschema/*.java java/tmallschema/sdk/*.java
javac --release 8 -encoding UTF-8 -Xlint:all,-options -Werror -cp "$jar" -d "$place/tests" tests/tmallschema/*.java tests/tmallschema/sdk/*.java
java -Xcheck:jni -Dfile.encoding=UTF-8 -Djava.io.tmpdir="$place/temporary" -cp "$jar:$place/tests" tmallschema.Tests ../.. | tee "$place/output"
if grep -q 'WARNING in native method' "$place/output"; then exit 1; fi
bash ../../.ci/bindings/changed-case.sh Java java -cp "$jar:$place/tests" tmallschema.Tests ../.. CASES
javadoc -quiet -Xdoclint:all -Werror -encoding UTF-8 --release 8 -d "$place/javadoc" -sourcepath java tmallschema tmallschema.sdk

# block README LANGUAGE NUMBER: a block of code of a page.
block() { awk -v want="\`\`\`$2" -v number="$3" '$0 == want { found++; inside = found == number; next } /^```/ { inside = 0 } inside' "$1"; }
for page in README.md README.zh-CN.md; do
  fresh="$place/fresh-$page"
  mkdir "$fresh"
  cp "$jar" "$fresh"
  block "$page" java 1 > "$fresh/Example.java"
  block "$page" java 2 > "$fresh/Fields.java"
  block "$page" sh 2 > "$fresh/run.sh"
  block "$page" text 1 > "$fresh/wanted"
  (cd "$fresh" && bash -e run.sh > found && diff wanted found)
  (cd "$fresh" && javac -encoding UTF-8 -cp "$jar" Fields.java)
  java -Dfile.encoding=UTF-8 -cp "$jar:$fresh" Fields ../../fixtures/demo/schema.xml > "$fresh/fields"
  grep -q '<value>纯棉衬衫 😀</value>' "$fresh/fields"
  grep -q '^一口价: ' "$fresh/fields"
done
echo "Java: the examples of both pages give what the pages say"
