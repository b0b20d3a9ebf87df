#!/usr/bin/env bash
# The Java package: its jar, all cases and tests with the checks of JNI, Javadoc, and the examples of both READMEs from a
# fresh folder.
. "$(dirname "$0")/../lib.sh"

need javac default-jdk-headless
need strip binutils
install_packages

jar=$(bash bindings/java/build.sh "$place")
jar=${jar##*$'\n'}

cd bindings/java
mkdir "$place/lint" "$place/tests" "$place/temporary"
javac --release 8 -encoding UTF-8 -Xlint:all,-options -Werror -d "$place/lint" java/tmallschema/*.java java/tmallschema/sdk/*.java
javac --release 8 -encoding UTF-8 -Xlint:all,-options -Werror -cp "$jar" -d "$place/tests" tests/tmallschema/*.java tests/tmallschema/sdk/*.java
java -Xcheck:jni -Dfile.encoding=UTF-8 -Djava.io.tmpdir="$place/temporary" -cp "$jar:$place/tests" tmallschema.Tests "$root" | tee "$place/output"
if grep -q 'WARNING in native method' "$place/output"; then exit 1; fi
bash "$root/.ci/bindings/changed-case.sh" Java java -cp "$jar:$place/tests" tmallschema.Tests "$root" CASES
javadoc -quiet -Xdoclint:all -Werror -encoding UTF-8 --release 8 -d "$place/javadoc" -sourcepath java tmallschema tmallschema.sdk

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
  java -Dfile.encoding=UTF-8 -cp "$jar:$fresh" Fields "$root/fixtures/demo/schema.xml" > "$fresh/fields"
  grep -q '<value>纯棉衬衫 😀</value>' "$fresh/fields"
  grep -q '^一口价: ' "$fresh/fields"
done
echo "Java: the examples of both pages give what the pages say"
