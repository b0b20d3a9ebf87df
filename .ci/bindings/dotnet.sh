#!/usr/bin/env bash
# The .NET sources under Mono: all cases, and the examples of both READMEs from a fresh folder.
. "$(dirname "$0")/../lib.sh"

need mcs mono-mcs
need mono mono-runtime
install_packages

c_library
export LC_ALL=C.UTF-8
flags=(-nologo -langversion:7 -warnaserror)
mcs "${flags[@]}" -target:library -doc:"$place/TmallSchema.xml" -out:"$place/TmallSchema.dll" bindings/dotnet/src/*.cs
mcs "${flags[@]}" -r:"$place/TmallSchema.dll" -out:"$place/Cases.exe" bindings/dotnet/tests/Cases.cs
mono "$place/Cases.exe" cases/*.cases
bash .ci/bindings/changed-case.sh .NET mono "$place/Cases.exe" CASES

for page in README.md README.zh-CN.md; do
  fresh="$place/fresh-$page"
  mkdir "$fresh"
  cp "$place/TmallSchema.dll" "$fresh"
  block "bindings/dotnet/$page" csharp 1 > "$fresh/Example.cs"
  block "bindings/dotnet/$page" sh 2 | sed "s|PREFIX|$place/c|" > "$fresh/run.sh"
  block "bindings/dotnet/$page" text 1 > "$fresh/wanted"
  (cd "$fresh" && bash -e run.sh > found && diff wanted found)
done
echo ".NET: the examples of both pages give what the pages say"
