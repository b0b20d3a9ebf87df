#!/usr/bin/env bash
# spark.sh [COUNT]: the example for Apache Spark on local[2] with COUNT items, 5000 by default, against the command line.
. "$(dirname "$0")/../lib.sh"

need java default-jre-headless
need_python
install_packages

venv "$place/venv" "$(wheel)" -r examples/spark/requirements.txt
cd examples/spark
PATH="$place/venv/bin:$PATH" PYTHONDONTWRITEBYTECODE=1 python test_job.py "${1:-5000}"
