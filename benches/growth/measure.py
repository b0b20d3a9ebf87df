#!/usr/bin/env python3
"""Measures how time and memory grow, through the command line, and prints the table that `plot.py` draws.

    cargo bench --no-run --bench table
    python3 benches/growth/measure.py target/release/tmall-schema TABLE > benches/growth/growth.csv
    python3 benches/growth/measure.py --largest 1000000 --files 100 ...     the small ones only, to try it

`TABLE` is the program of the bench `table`, which makes the documents; cargo prints its path. Each point is the median
of some runs with warm caches. Makes up to 1.5 GB below the folder for temporary files, and removes them again.
"""

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time

# A schema of so many options takes about 57 bytes for each.
DOCUMENTS = [10_000, 100_000, 1_000_000, 10_000_000, 50_000_000, 200_000_000]
FILES = [10, 100, 1_000, 10_000, 100_000]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("table")
    parser.add_argument("--largest", type=int, default=DOCUMENTS[-1], help="the size of the largest document")
    parser.add_argument("--files", type=int, default=FILES[-1], help="the largest number of files")
    options = parser.parse_args()
    program = options.program
    print(f"# {platform.machine()}, {os.cpu_count()} cores; medians")
    print("kind,threads,size,seconds,user,peak_mb")
    with tempfile.TemporaryDirectory() as place:
        subprocess.run([options.table, "--documents", place, "1"], check=True, stdout=subprocess.DEVNULL)
        documents(program, place, options.largest)
        files(program, place, options.files)


def documents(program, place, largest):
    """One schema of each size is read, and validates an item without fields."""
    item = os.path.join(place, "empty.xml")
    with open(item, "w", encoding="utf-8") as file:
        file.write("<itemParam/>")
    path = os.path.join(place, "grown.xml")
    for wanted in (size for size in DOCUMENTS if size <= largest):
        with open(path, "w", encoding="utf-8") as file:
            file.write('<itemRule><field id="brand" name="品牌" type="singleCheck"><options>')
            size = 0
            number = 0
            while size < wanted:
                option = f'<option displayName="青禾 {number}" value="{10_000_000 + number}"/>'
                file.write(option)
                size += len(option.encode())
                number += 1
            file.write("</options></field></itemRule>")
        command = [program, "validate", "--no-config", "--quiet", "--jobs", "1", "--schema", path, item]
        point("document", 1, os.path.getsize(path), command)


def files(program, place, most):
    """Folders of equal items of 10 KB, on one thread and on two."""
    with open(os.path.join(place, "items", "00000.xml"), "rb") as file:
        item = file.read()
    folder = os.path.join(place, "many")
    os.mkdir(folder)
    made = 0
    for count in (count for count in FILES if count <= most):
        for number in range(made, count):
            with open(os.path.join(folder, f"{number:06}.xml"), "wb") as file:
                file.write(item)
        made = count
        for threads in (1, 2):
            schema = os.path.join(place, "schema.xml")
            command = [program, "validate", "--no-config", "--quiet", "--format", "ndjson"]
            point("files", threads, count, command + ["--jobs", str(threads), "--schema", schema, folder])


def point(kind, threads, size, command):
    runs = [run(command) for _ in range(4)][1:]
    seconds, user = (statistics.median(column) for column in zip(*runs))
    print(f"{kind},{threads},{size},{seconds:.4f},{user:.4f},{peak(command):.1f}", flush=True)


def run(command):
    """The time of one run, and that of the processor in the program itself."""
    started = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    took = time.monotonic() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1):
        sys.exit(f"{command} ended with {child.returncode}")
    return took, used.ru_utime


def peak(command):
    """The most memory of one run in MB, in a run of its own since asking for it takes time.

    `ru_maxrss` would count the memory of this program too, out of which the other begins.
    """
    most = 0
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while child.poll() is None:
        try:
            with open(f"/proc/{child.pid}/status", encoding="utf-8") as file:
                lines = [line.split() for line in file if line.startswith("VmHWM:")]
        except OSError:
            continue
        most = max([most] + [int(line[1]) for line in lines])
        time.sleep(0.0005)
    return most / 1024


if __name__ == "__main__":
    main()
