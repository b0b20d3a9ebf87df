#!/usr/bin/env bash
# changed-case.sh LANGUAGE COMMAND...: the tests of a binding fail, and name the case, if one case is changed. COMMAND has the word
# CASES where its files belong; the variable CASES names their folder.
set -euo pipefail
language=$1
shift
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp "$(dirname "$0")"/../../cases/*.cases "$folder"
# The answer of the case "required: missing", with as many bytes as before.
LC_ALL=C sed -i '0,/"message":"a value is required"/s//"message":"a value is Required"/' "$folder/validate.cases"
if cmp -s "$folder/validate.cases" "$(dirname "$0")/../../cases/validate.cases"; then echo "no case was changed"; exit 1; fi

command=()
for word in "$@"; do
  if [ "$word" = CASES ]; then command+=("$folder"/*.cases); else command+=("$word"); fi
done
if CASES="$folder" "${command[@]}" > "$folder/output" 2>&1; then
  echo "$language: the tests do not see a changed case"
  exit 1
fi
grep -q 'required: missing' "$folder/output" || { cat "$folder/output"; echo "$language: the tests fail without naming the case"; exit 1; }
echo "$language: a changed case fails"
