"""speed.py VALIDATE_TIME: `check` takes at most 1.3 times as long as in Rust for an item of 200 KB, and `check_all` uses all cores.

VALIDATE_TIME is the program of examples/validate_time.rs in a release build. Both are measured in turns, and the least time
of each counts, so that what else the machine does matters little.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tmall_schema import Schema, Validator

DEMO = Path(__file__).parents[3] / "fixtures" / "demo"
ROW = (
    '<complex-values><field id="prop_1627207" type="singleCheck"><value>{colour}</value></field>'
    '<field id="prop_20509" type="singleCheck"><value>28315</value></field><field id="sku_price" type="input"><value>129.{at:02}</value></field>'
    '<field id="sku_quantity" type="input"><value>{at}</value></field></complex-values>'
)


def made(size: int) -> bytes:
    """The demo item with as many rows as make the size."""
    item = (DEMO / "item.xml").read_text(encoding="utf-8")
    begin, end = item.index("<complex-values", item.index('id="sku"')), item.rindex("</complex-values>") + len("</complex-values>")
    count = size // len(ROW)
    rows = "".join(ROW.format(colour=3232480 + at % 5, at=at % 100) for at in range(count))
    return (item[:begin] + rows + item[end:]).encode()


def main() -> None:
    program = sys.argv[1]
    item = made(200_000)
    validator = Validator(Schema.parse(DEMO / "schema.xml"))
    mine, rust = float("inf"), float("inf")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "item.xml"
        file.write_bytes(item)
        for _ in range(10):
            command = [program, str(DEMO / "schema.xml"), str(file), "40"]
            found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
            rust = min(rust, int(found[0]))
            for _ in range(40):
                begun = time.perf_counter()
                report = validator.check(item)
                mine = min(mine, (time.perf_counter() - begun) * 1e6)
            assert len(report) == int(found[1])
    print(f"an item of {len(item):,} bytes with {len(report)} findings: {mine:.0f} µs in Python, {rust:.0f} µs in Rust: {mine / rust:.2f} times")
    assert mine <= 1.3 * rust

    items, one, all_cores = [item] * 100, float("inf"), float("inf")
    for _ in range(5):
        begun = time.perf_counter()
        validator.check_all(items, threads=1)
        one = min(one, time.perf_counter() - begun)
        begun = time.perf_counter()
        validator.check_all(items)
        all_cores = min(all_cores, time.perf_counter() - begun)
    cores = len(os.sched_getaffinity(0))
    print(f"{len(items)} such items: {one * 1e3:.0f} ms on one thread, {all_cores * 1e3:.0f} ms on {cores} cores: {one / all_cores:.2f} times as fast")


if __name__ == "__main__":
    main()
