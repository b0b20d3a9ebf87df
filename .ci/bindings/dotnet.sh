#!/usr/bin/env bash
# The .NET sources under Mono: all cases, and the examples of both READMEs from a fresh folder.
set -euo pipefail
cd "$(dirname "$0")/../.."

missing=()
command -v mcs >/dev/null || missing+=(mono-mcs)
command -v mono >/dev/null || missing+=(mono-runtime)
if [ "${#missing[@]}" -gt 0 ]; then
  run=$([ "$(id -u)" = 0 ] || echo sudo)
  $run apt-get update -qq && $run apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
bash bindings/c/install.sh "$place/installed"
export LD_LIBRARY_PATH="$place/installed/lib" LC_ALL=C.UTF-8
flags=(-nologo -langversion:7 -warnaserror)
mcs "${flags[@]}" -target:library -doc:"$place/TmallSchema.xml" -out:"$place/TmallSchema.dll" bindings/dotnet/src/*.cs
mcs "${flags[@]}" -r:"$place/TmallSchema.dll" -out:"$place/Cases.exe" bindings/dotnet/tests/Cases.cs
mono "$place/Cases.exe" cases/*.cases
bash .ci/bindings/changed-case.sh .NET mono "$place/Cases.exe" CASES

# block README LANGUAGE NUMBER: a block of code of a page.
block() { awk -v want="\`\`\`$2" -v number="$3" '$0 == want { found++; inside = found == number; next } /^```/ { inside = 0 } inside' "$1"; }
for page in README.md README.zh-CN.md; do
  fresh="$place/fresh-$page"
  mkdir "$fresh"
  cp "$place/TmallSchema.dll" "$fresh"
  block "bindings/dotnet/$page" csharp 1 > "$fresh/Example.cs"
  block "bindings/dotnet/$page" sh 2 | sed "s|PREFIX|$place/installed|" > "$fresh/run.sh"
  block "bindings/dotnet/$page" text 1 > "$fresh/wanted"
  (cd "$fresh" && bash -e run.sh > found && diff wanted found)
done
echo ".NET: the examples of both pages give what the pages say"
