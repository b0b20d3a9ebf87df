#!/usr/bin/env python3
"""Prints what a day of work takes, from the figures of `measure.py`, in English and in Chinese.

    python3 benches/growth/day.py benches/growth/growth.csv
    python3 benches/growth/day.py benches/growth/growth.csv --documents 1000000 --cores 4 --disk 150

The paragraphs stand in `docs/performance.md` and its Chinese twin, so that text and figures agree. Needs nothing but Python.
"""

import argparse
import csv
import sys

DAY = 24 * 60 * 60
# The sizes of a schema: with few options, an ordinary one, one of the largest.
SCHEMAS = [50_000, 900_000, 2_300_000]
# Few documents a day differ from those of the day before; the others are compared as bytes.
CHANGED = 0.02


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("figures")
    parser.add_argument("--documents", type=int, default=10_000_000, help="documents a day")
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--disk", type=float, default=500, help="MB/s that the disk reads")
    options = parser.parse_args()
    with open(options.figures, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    schema, item = read_speed(rows), item_time(rows)
    print(paragraph(EN, options, schema, item))
    print()
    print(paragraph(ZH, options, schema, item))


def read_speed(rows):
    """Bytes of schemas a second on one core: the largest document against the smallest, without what every run takes."""
    sizes = sorted((float(row["size"]), float(row["user"])) for row in rows if row["kind"] == "document")
    (small, before), (large, after) = sizes[0], sizes[-1]
    if after <= before:
        sys.exit("the documents are too small to say how long reading takes")
    return (large - small) / (after - before)


def item_time(rows):
    """Seconds for reading and checking an item, on one thread, the kernel's part included."""
    counts = sorted(
        (float(row["size"]), float(row["seconds"])) for row in rows if row["kind"] == "files" and row["threads"] == "1"
    )
    (few, before), (many, after) = counts[0], counts[-1]
    return (after - before) / (many - few)


EN = {
    "begin": "{count} schemas a day are {rate:.0f} a second. On {cores} cores, of which each reads {speed:.0f} MB of schemas a "
    "second, and a disk that reads {disk:.0f} MB a second:",
    "table": ["Size of a schema", "Read all: cores busy", "Read all: disk busy", "Compare with yesterday: disk busy"],
    "items": "{count} items of 10 KB, {time:.0f} µs each, take {busy} of the cores.",
    "rest": "Comparing reads both sides; the {changed} that differ are parsed too, which takes {parse} of the cores at 0.9 MB. "
    "More than 100 % means that so many such machines are needed.",
}
ZH = {
    "begin": "每天 {count} 份 schema 即每秒 {rate:.0f} 份。{cores} 核，每核每秒读取 {speed:.0f} MB schema，磁盘每秒读取 {disk:.0f} MB：",
    "table": ["schema 大小", "全部读取：CPU 占用", "全部读取：磁盘占用", "与前一天比较：磁盘占用"],
    "items": "{count} 份 10 KB 商品，每份 {time:.0f} µs，占用 CPU {busy}。",
    "rest": "比较需读取两侧；其中有差异的 {changed} 还要解析，按 0.9 MB 计占用 CPU {parse}。超过 100 % 表示需要相应台数的机器。",
}


def paragraph(words, options, schema, item):
    count, cores = options.documents, options.cores
    share = lambda seconds: f"{seconds / DAY:.1%}".replace("%", " %")
    parsing = lambda documents, size: share(documents * size / schema / cores)
    values = {
        "count": f"{count:,}",
        "rate": count / DAY,
        "cores": cores,
        "speed": schema / 1e6,
        "disk": options.disk,
        "time": item * 1e6,
        "busy": share(count * item / cores),
        "changed": f"{CHANGED * 100:g} %",
        # Both sides of what differs.
        "parse": parsing(2 * CHANGED * count, SCHEMAS[1]),
    }
    lines = [words["begin"].format(**values), "", row(words["table"]), row(["---"] + ["---:"] * 3)]
    for size in SCHEMAS:
        name = f"{size / 1e6:g} MB" if size >= 1e5 else f"{size / 1e3:g} KB"
        disk = count * size / (options.disk * 1e6)
        lines.append(row([name, parsing(count, size), share(disk), share(2 * disk)]))
    return "\n".join(lines + ["", words["items"].format(**values) + " " * (words is EN) + words["rest"].format(**values)])


def row(cells):
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    main()
