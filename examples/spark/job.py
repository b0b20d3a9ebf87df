"""Validates the items of a day and compares its schemas: python job.py --schemas FOLDER --items FILES --out FOLDER [...]."""

from __future__ import annotations

import argparse
from pathlib import Path

from pyspark.sql import functions as F

import tmall_spark


def documents(folder: Path) -> dict[str, bytes]:
    return {file.stem: file.read_bytes() for file in sorted(folder.iterdir()) if file.suffix in (".xml", ".json")}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schemas", type=Path, required=True, help="folder with CATEGORY.xml or CATEGORY.json")
    parser.add_argument("--yesterday", type=Path, help="folder with the schemas to compare with")
    parser.add_argument("--items", required=True, help="Parquet, or NDJSON if the name ends with .ndjson: id, shop, category, item")
    parser.add_argument("--out", type=Path, required=True, help="folder for the tables, as Parquet")
    parser.add_argument("--lang", choices=["en", "zh"], default="en", help="language of messages")
    parser.add_argument("--master", help="such as local[2]; without it, that of spark-submit")
    args = parser.parse_args()

    spark = tmall_spark.session(args.master)
    names = "id string, shop string, category string, item string"
    read = spark.read.schema(names)
    items = read.json(args.items) if args.items.endswith(".ndjson") else read.parquet(args.items)
    today = documents(args.schemas)

    findings = tmall_spark.validate(items, today, options={"lang": args.lang})
    findings.write.mode("overwrite").parquet(str(args.out / "findings"))
    findings = spark.read.parquet(str(args.out / "findings"))
    verdicts = tmall_spark.verdicts(items, findings)
    verdicts.write.mode("overwrite").parquet(str(args.out / "verdicts"))
    counts = tmall_spark.counts(findings)
    counts.write.mode("overwrite").parquet(str(args.out / "counts"))
    counts.orderBy(F.desc("findings"), "shop", "code").show(20, truncate=False)

    if args.yesterday:
        old = documents(args.yesterday)
        pairs = [(name, old.get(name), today.get(name)) for name in sorted(old.keys() | today.keys())]
        table = spark.createDataFrame(pairs, "name string, old binary, new binary").repartition(min(len(pairs), 200))
        changes = tmall_spark.diff(table, lang=args.lang)
        changes.write.mode("overwrite").parquet(str(args.out / "changes"))
        saved = spark.read.parquet(str(args.out / "changes"))
        saved.groupBy("level", "code").count().orderBy("level", "code").show(truncate=False)
    spark.stop()


if __name__ == "__main__":
    main()
