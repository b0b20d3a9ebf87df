#!/usr/bin/env bash
# spark.sh [COUNT]: the example for Apache Spark on local[2] with COUNT items, 5000 by default, against the command line.
set -euo pipefail
cd "$(dirname "$0")/../.."

missing=()
command -v java >/dev/null || missing+=(default-jre-headless)
python3 -c 'import venv, ensurepip' 2>/dev/null || missing+=(python3 python3-venv)
if [ "${#missing[@]}" -gt 0 ]; then
  run=$([ "$(id -u)" = 0 ] || echo sudo)
  $run apt-get update -qq && $run apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
fi

place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check ./bindings/python -r examples/spark/requirements.txt
cd examples/spark
PATH="$place/venv/bin:$PATH" PYTHONDONTWRITEBYTECODE=1 python test_job.py "${1:-5000}"
