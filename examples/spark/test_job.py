"""test_job.py COUNT: the job on local[2] with made items, whose verdicts must equal the command line's; prints figures."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

REPOSITORY = Path(__file__).resolve().parents[2]
SCHEMAS = REPOSITORY / "fixtures/diff-demo/today"
YESTERDAY = REPOSITORY / "fixtures/diff-demo/yesterday"
DEMO = REPOSITORY / "fixtures/demo"


def made(count: int) -> list[dict[str, str]]:
    """Items of twelve shops: those of the folders, with other titles, broken ones, and ones without a schema."""
    seed = random.Random(13)
    known = [(file.parent.name, file.read_text(encoding="utf-8")) for file in (REPOSITORY / "fixtures/diff-demo/items").glob("*/*.xml")]
    known = [(category, text) for category, text in sorted(known) if (SCHEMAS / f"{category}.xml").exists()]
    known += [("demo", (DEMO / "item.xml").read_text(encoding="utf-8"))] * 2
    items = []
    for at in range(count):
        category, text = known[at % len(known)]
        chance = seed.random()
        if chance < 0.4:
            text = text.replace("<value>", f"<value>{seed.choice(['', '纯棉', ' ', '2026 '])}", seed.randrange(1, 4))
        elif chance < 0.5:
            text = json.dumps({"title": "衬衫" * seed.randrange(1, 20), "price": str(seed.randrange(1000))}, ensure_ascii=False)
        elif chance < 0.51:
            text = text[: len(text) // 2]
        items.append({"id": f"{at:07}", "shop": f"shop{seed.randrange(12)}", "category": category, "item": text})
    return items


def command_line(items: list[dict[str, str]], schemas: Path, place: Path) -> tuple[dict[str, object], float]:
    """The verdicts of the command line on one file per item, and the seconds that it takes."""
    for one in items:
        folder = place / one["category"] / one["id"][:4]
        folder.mkdir(parents=True, exist_ok=True)
        form = "json" if one["item"].startswith("{") else "xml"
        (folder / f"{one['id']}.{form}").write_text(one["item"], encoding="utf-8")
    begun = time.monotonic()
    command = ["tmall-schema", "validate", "--no-config", "--schema-dir", str(schemas), "--format", "ndjson", str(place)]
    run = subprocess.run(command, capture_output=True, check=False)
    seconds = time.monotonic() - begun
    verdicts: dict[str, object] = {}
    for line in run.stdout.decode().splitlines():
        one = json.loads(line)
        if "file" in one:
            key = Path(one["file"]).stem
            findings = one.get("findings", [])
            verdicts[key] = (
                "error" not in one and one.get("valid", False),
                sorted((each["code"], each["severity"], each["path"], each["message"]) for each in findings),
            )
    assert len(verdicts) == len(items), (run.returncode, len(verdicts), run.stderr.decode()[:2000], run.stdout[:500])
    return verdicts, seconds


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        schemas = place / "schemas"
        schemas.mkdir()
        for file in SCHEMAS.glob("*.xml"):
            (schemas / file.name).write_bytes(file.read_bytes())
        (schemas / "demo.xml").write_bytes((DEMO / "schema.xml").read_bytes())
        items = made(count)
        pq.write_table(pa.Table.from_pylist(items), place / "items.parquet", row_group_size=10_000)
        wanted, plain = command_line(items, schemas, place / "files")

        import tmall_spark

        begun = time.monotonic()
        spark = tmall_spark.session("local[2]")
        started = time.monotonic() - begun
        documents = {file.stem: file.read_bytes() for file in schemas.glob("*.xml")}
        table = spark.read.parquet(str(place / "items.parquet")).repartition(8)
        # Workers start and schemas are read once; a job of a day does that once, too.
        tmall_spark.validate(table.limit(10), documents).count()
        begun = time.monotonic()
        tmall_spark.validate(table, documents).write.parquet(str(place / "findings"))
        seconds = time.monotonic() - begun
        findings = spark.read.parquet(str(place / "findings"))

        found: dict[str, object] = {one["id"]: [] for one in items}
        failures = set()
        for row in findings.toLocalIterator():
            if row.failure:
                failures.add(row.id)
            else:
                found[row.id].append((row.code, row.severity, row.path, row.message))  # type: ignore[attr-defined]
        valid = {row.id: row.valid for row in tmall_spark.verdicts(table, findings).toLocalIterator()}
        for key, (is_valid, all_findings) in wanted.items():  # type: ignore[misc]
            assert valid[key] == is_valid, (key, valid[key], is_valid)
            assert sorted(found[key]) == all_findings, (key, found[key], all_findings)  # type: ignore[type-var]
        assert failures and any(valid.values()) and not all(valid.values())
        total = tmall_spark.counts(findings).groupBy().sum("findings").first()[0]  # type: ignore[index]
        assert total == findings.count()
        check_others(spark, documents)
        spark.stop()
    print(f"{count} items: verdicts and findings equal the command line's; {sum(valid.values())} valid, {len(failures)} unreadable")
    print(f"Spark local[2]: {seconds:.1f} s, {count / seconds:,.0f} items/s (session: {started:.1f} s)")
    print(f"command line: {plain:.1f} s, {count / plain:,.0f} items/s; Spark takes {seconds / plain:.2f} times as long", flush=True)
    with tempfile.TemporaryDirectory() as name:
        job(Path(name), documents)


def check_others(spark: object, documents: dict[str, bytes]) -> None:
    """Categories without a schema, or with one that cannot be read."""
    import tmall_spark

    rows = [("1", "s", "nowhere", "<itemParam/>"), ("2", "s", "broken", "<itemParam/>"), ("3", "s", "demo", None)]
    table = spark.createDataFrame(rows, "id string, shop string, category string, item string")  # type: ignore[attr-defined]
    found = tmall_spark.validate(table, {**documents, "broken": b"<itemRule"}, options={"lang": "zh"})
    wrong = found.orderBy("id").collect()
    assert [row.failure for row in wrong] == ["no-schema", "document", "document"]
    assert wrong[0].message == "没有这个类目的 Schema" and wrong[1].message == "无法读取 Schema：标签没有结束 (1:1)", wrong
    # Messages are in one language, also with the option for both.
    both = tmall_spark.validate(table.where("id = '3'"), documents, options={"lang": "both"}).first()
    assert both.failure == "document" and both.message.isascii(), both
    demo = spark.createDataFrame([("4", "s", "demo", "{}")], "id string, shop string, category string, item string")  # type: ignore[attr-defined]
    assert "a value is required" in [row.message for row in tmall_spark.validate(demo, documents, options={"lang": "both"}).collect()]
    pairs = spark.createDataFrame(  # type: ignore[attr-defined]
        [("a", b"<itemRule/>", None), ("b", b"<itemRule", b"<itemRule/>"), ("c", None, b"<itemRule/>")],
        "name string, old binary, new binary",
    )
    changes = tmall_spark.diff(pairs, lang="zh").orderBy("name").collect()
    assert [row.failure for row in changes] == ["removed", "document", "added"]
    assert changes[1].message == "标签没有结束", changes[1]


def job(place: Path, documents: dict[str, bytes]) -> None:
    """The job as a program, over both forms of items, and the day's schemas against the command line."""
    schemas = place / "schemas"
    schemas.mkdir()
    for name, document in documents.items():
        (schemas / f"{name}.xml").write_bytes(document)
    items = made(300)
    pq.write_table(pa.Table.from_pylist(items), place / "items.parquet")
    lines = [json.dumps(one, ensure_ascii=False) for one in items]
    (place / "items.ndjson").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for form in ("items.ndjson", "items.parquet"):
        command = [sys.executable, "job.py", "--schemas", str(schemas), "--yesterday", str(YESTERDAY)]
        command += ["--items", str(place / form), "--out", str(place / "out"), "--lang", "zh", "--master", "local[2]"]
        run = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr[-3000:]
        assert "|shop" in run.stdout and "|breaking" in run.stdout, run.stdout
        assert pq.read_table(place / "out/counts").num_rows > 10
    changes = pq.read_table(place / "out/changes").to_pylist()
    # The demo schema has no pair: it is a row of its own.
    assert [one["name"] for one in changes if one["failure"] == "added" and one["name"] == "demo"] == ["demo"]
    for name in {one["name"] for one in changes if one["code"]}:
        command = ["tmall-schema", "diff", "--no-config", "--format", "json", str(YESTERDAY / f"{name}.xml"), str(schemas / f"{name}.xml")]
        wanted = json.loads(subprocess.run(command, capture_output=True, check=False).stdout)["schemas"][0]["changes"]
        mine = [one["fingerprint"] for one in changes if one["name"] == name]
        assert sorted(mine) == sorted(one["fingerprint"] for one in wanted), name


if __name__ == "__main__":
    main()
