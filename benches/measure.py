#!/usr/bin/env python3
"""Measures everything in the table of `docs/performance.md`, and prints that table.

    python3 benches/measure.py                  builds the benches and the program with the profile `bench`, and measures
    python3 benches/measure.py --rounds 5       fewer rounds

What is compared takes turns in one run; figures are medians. Needs Python and `diff`, and for single rows `xmllint`
(Debian: libxml2-utils), a C++ compiler and pugixml (libpugixml-dev); a row without its peer says so. Makes 1.2 GB below
the folder for temporary files, and removes them again.
"""

import argparse
import json
import os
import platform
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

BENCHES = ["table", "validate_ratio", "fill"]
# How many items are validated, and how many schemas are compared.
ITEMS, SCHEMAS = 10_000, 10_000


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    programs = build()
    output = {}
    for bench in BENCHES:
        command = [programs[bench], str(options.rounds), "--bench"]
        output[bench] = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        print(output[bench], file=sys.stderr)
    rows = reading(output["table"]) + memory() + checking(output["validate_ratio"])
    with tempfile.TemporaryDirectory() as place:
        counts = [str(ITEMS), str(SCHEMAS)]
        command = [programs["table"], "--documents", place, *counts]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        rows += processes(programs["tmall-schema"], place, options.rounds)
    rows += filling(output["fill"])
    print(machine())
    print()
    print("| Work | Goal | Reached |")
    print("|---|---|---|")
    for row in rows:
        print("| " + " | ".join(row) + " |")


def build():
    """The programs of the benches and that of the project, by their names."""
    command = ["cargo", "bench", "--no-run", "--message-format=json-render-diagnostics"]
    for bench in BENCHES:
        command += ["--bench", bench]
    lines = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    found = [json.loads(line) for line in lines if line.startswith("{")]
    return {made["target"]["name"]: made["executable"] for made in found if made.get("executable")}


def machine():
    model = platform.processor() or platform.machine()
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            model = next(line.split(":")[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    rust = subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    return f"{os.cpu_count()} cores of {model}, {platform.system()}, rustc {rust.split()[1]}, load {load}"


GOALS = {
    "item, 10 KB": "≥ 1.5 × events, ≥ 3 × roxmltree, ≥ 0.6 × pugixml",
    "item, 200 KB": "≥ 1.5 × events, ≥ 3 × roxmltree, ≥ 1.2 × pugixml",
    "schema, real": "≥ 1.4 × events, ≥ 1 × pugixml",
    "schema, generated": "≥ 1.4 × events, ≥ 1 × pugixml",
    "medium": "≥ 1.8 × events, ≥ 3 × pugixml",
    "large": "≥ 2 × events, ≥ 3 × pugixml",
    "huge": "",
}


def reading(text):
    """The rows of the bench `table`."""
    rows = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] in GOALS:
            name, size, speed = cells[:3]
            peers = zip(["events", "roxmltree", "pugixml"], cells[3:])
            ratios = [f"{re.findall(r'[(](.*)[)]', peer)[0]} × {name}" if "(" in peer else f"{name} missing" for name, peer in peers]
            kind = "Param" if name.startswith("item") else "Schema"
            rows.append([f"`{kind}::parse`, {name}, {int(size):,} bytes", GOALS[name], f"{speed} MB/s: " + ", ".join(ratios)])
    times = re.search(r"read ([\d.]+) µs, checked ([\d.]+) µs, read and checked ([\d.]+) µs", text)
    rows.append(["an item of 10 KB read and checked", "≤ 25 µs", f"{times[3]} µs (read {times[1]}, check {times[2]})"])
    return rows


def memory():
    """The heap that small documents take, counted by the test of memory."""
    command = ["cargo", "test", "--test", "memory", "--", "--nocapture"]
    text = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    rows = []
    # A thread keeps the start tags of the first item for those that follow.
    kinds = [
        ("schema of 50 KB", "small", "≤ 0.7"),
        ("item of 10 KB, the first of a thread", "first item", "≤ 1"),
        ("item of 10 KB, the following ones", "next item", "≤ 1"),
    ]
    for name, document, goal in kinds:
        label = f"{document} tmall_schema"
        kept = re.search(rf"^{label}: keeps ([\d.]+)", text, re.M)
        rows.append([f"heap beyond the source, {name}", f"{goal} × its size", f"{float(kept[1]) - 1:.2f} × its size"])
    return rows


def checking(text):
    cells = re.search(r"^\| check \| ([\d.]+) .*?\| ([\d.]+) ", text, re.M)
    return [["`check` of 12,000 values", "≤ 15 ns a value, ≥ 4 × jsonschema", f"{cells[1]} ns, {cells[2]} × jsonschema"]]


def filling(text):
    rows = []
    for threads, goal in [("1", "≤ 1.0"), ("2", "≤ 1.2")]:
        ratio = re.search(rf"^\| {threads} \|.*\| ([\d.]+) ", text, re.M)
        rows.append([f"`fill`, 10,000 records, threads: {threads}", f"{goal} × code written by hand", f"{ratio[1]} ×"])
    return rows


def processes(program, place, rounds):
    """The rows that are measured from outside."""
    at = lambda name: os.path.join(place, name)
    validate = [program, "validate", "--no-config", "--jobs", "1", "--schema", at("schema.xml")]
    [(_, user)] = alternate([[*validate, "--format", "ndjson", at("items")]], min(rounds, 5))
    rows = [[f"`validate` of {ITEMS:,} items of 10 KB, one thread, `--format ndjson`", "≤ 0.5 s user", f"{user:.2f} s user"]]
    names = ["--fail-on", "never", "--no-config"]
    compare = [["diff", "-rq", at("old"), at("new")], [program, "diff", at("old"), at("new"), *names]]
    (peer, _), (own, _) = alternate(compare, min(rounds, 7))
    text = f"{own / peer:.2f} × ({own * 1e3:.0f} ms, {peer * 1e3:.0f} ms)"
    rows.append([f"two folders of {SCHEMAS:,} schemas of 50 KB, 2 % changed", "≤ 1.0 × `diff -rq`", text])
    files = [at("schema.xml"), at("items/00000.xml")]
    starts = [[program, "--version"], [*validate, files[1]]]
    goal = "≤ 2 × `xmllint --noout` on the same files"
    for name, own in zip(["`--version`", "`validate` of one item of 10 KB"], starts):
        if shutil.which("xmllint") is None:
            rows.append([f"start: {name}", goal, "xmllint missing"])
            continue
        (own_time, _), (peer, _) = alternate([own, ["xmllint", "--noout", *files]], 20 * rounds)
        text = f"{own_time / peer:.2f} × ({own_time * 1e3:.2f} ms, {peer * 1e3:.2f} ms)"
        rows.append([f"start: {name}", goal, text])
    return rows


def alternate(commands, rounds):
    """The medians of the time and of the processor's time in each program, which take turns."""
    times = [[] for _ in commands]
    # The first round warms up.
    for number in range(rounds + 1):
        for command, taken in zip(commands, times):
            before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
            status = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
            took, after = time.monotonic() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
            if status not in (0, 1):
                sys.exit(f"{command} ended with {status}")
            if number > 0:
                taken.append((took, after.ru_utime - before.ru_utime))
    return [tuple(statistics.median(column) for column in zip(*taken)) for taken in times]


if __name__ == "__main__":
    main()
