#!/usr/bin/env python3
"""Runs `validate` and `diff` over changing folders in a loop, and prints how time and memory go.

    cargo bench --no-run --bench table
    python3 benches/soak.py target/release/tmall-schema TABLE --minutes 120

`TABLE` is the program of the bench `table`, which makes the documents; cargo prints its path. In each turn some items
and schemas change: they grow, shrink, become wrong, go, and come back. One line is printed for every minute, and at the
end the first and the last tenth are compared. The exit code is 1 if the memory of the last tenth is more than a tenth
above that of the first, or if a run failed.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

ITEMS, SCHEMAS = 1_000, 500


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("table")
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        counts = [str(ITEMS), str(SCHEMAS)]
        command = [options.table, "--documents", place] + counts
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        turns = soak(options, place)
    if not compare(turns):
        sys.exit(1)


def soak(options, place):
    """The turns so far: when, and the time and the peak memory of both commands."""
    chance = random.Random(options.seed)
    items = Folder(os.path.join(place, "items"), chance)
    schemas = Folder(os.path.join(place, "new"), chance)
    common = ["--no-config", "--quiet", "--jobs", "2"]
    schema = ["--schema", os.path.join(place, "schema.xml")]
    validate = [options.program, "validate", *common, "--format", "ndjson", *schema, items.path]
    diff = [options.program, "diff", *common, "--format", "json", os.path.join(place, "old"), schemas.path]
    turns, started, shown = [], time.monotonic(), 0.0
    while (minutes := (time.monotonic() - started) / 60) < options.minutes:
        items.change(20)
        schemas.change(10)
        turns.append((minutes, *run(validate), *run(diff)))
        if minutes >= shown:
            _, time_of_validate, memory_of_validate, time_of_diff, memory_of_diff = turns[-1]
            print(
                f"{minutes:6.1f} min, turn {len(turns)}: validate {time_of_validate:.3f} s"
                f" {memory_of_validate:.1f} MB, diff {time_of_diff:.3f} s {memory_of_diff:.1f} MB",
                flush=True,
            )
            shown += 1
    return turns


class Folder:
    """Files that change, and their contents at the beginning."""

    def __init__(self, path, chance):
        self.path, self.chance = path, chance
        self.contents = {}
        for name in sorted(os.listdir(path)):
            with open(os.path.join(path, name), "rb") as file:
                self.contents[name] = file.read()

    def change(self, count):
        for name in self.chance.sample(sorted(self.contents), count):
            path, content = os.path.join(self.path, name), self.contents[name]
            match self.chance.randrange(5):
                case 0:
                    if os.path.exists(path):
                        os.remove(path)
                    continue
                case 1:
                    content = content[: self.chance.randrange(len(content))]
                case 2:
                    at = content.rfind(b"</")
                    content = content[:at] + b"<!--" + b"x" * self.chance.randrange(100_000) + b"-->" + content[at:]
                case 3:
                    content = content.replace(b'value="60"', b'value="50"').replace(b"<value>1", b"<value>x", 3)
            with open(path, "wb") as file:
                file.write(content)


def run(command):
    """The time of one run, and its peak memory in MB. Findings and unreadable files are what is wanted here."""
    most, started = 0, time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while child.poll() is None:
        try:
            with open(f"/proc/{child.pid}/status", encoding="utf-8") as file:
                lines = [line.split() for line in file if line.startswith("VmHWM:")]
        except OSError:
            continue
        most = max([most] + [int(line[1]) for line in lines])
        time.sleep(0.001)
    if child.returncode not in (0, 1, 2):
        sys.exit(f"{command} ended with {child.returncode}")
    return time.monotonic() - started, most / 1024


def compare(turns):
    """Prints the ends of the curve; whether the memory is flat."""
    tenth = max(len(turns) // 10, 1)
    is_flat = True
    print(f"{len(turns)} turns in {turns[-1][0]:.1f} minutes; medians of the first and the last tenth")
    for name, at in [("validate", 1), ("diff", 3)]:
        ends = [turns[:tenth], turns[-tenth:]]
        first, last = ([statistics.median(turn[column] for turn in end) for column in (at, at + 1)] for end in ends)
        is_flat &= last[1] <= first[1] * 1.1
        print(f"{name}: {first[0]:.3f} s to {last[0]:.3f} s, {first[1]:.1f} MB to {last[1]:.1f} MB")
    return is_flat


if __name__ == "__main__":
    main()
