"""speed.py LIBRARY: `check` takes at most 1.3 times as long as in Rust for an item of 200 KB, and `check_all` uses all cores.

LIBRARY is libtmall_schema_c in a release build: the same call in Rust, with an answer that is a JSON text of 54 bytes, as the
item has no findings. Both are measured in turns, and the least time of each counts, so that what else the machine does matters
little.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time

from tmall_schema import Schema, Validator

SCHEMA = b"""<itemRule><field id="title" name="Title" type="input"><rules><rule name="maxLengthRule" value="60" unit="byte"/></rules></field>
<field id="sku" name="SKU" type="multiComplex"><fields>
<field id="colour" type="singleCheck"><options><option displayName="Red" value="1"/><option displayName="Blue" value="2"/></options></field>
<field id="price" type="input"><rules><rule name="requiredRule" value="true"/><rule name="valueTypeRule" value="decimal"/><rule name="maxValueRule" value="100"/></rules></field>
<field id="quantity" type="input"><rules><rule name="valueTypeRule" value="integer"/></rules></field></fields></field></itemRule>"""
ROW = (
    '<complex-values><field id="colour" type="singleCheck"><value>{colour}</value></field>'
    '<field id="price" type="input"><value>{at}.50</value></field><field id="quantity" type="input"><value>{at}</value></field></complex-values>'
)


class Text(ctypes.Structure):
    _fields_ = [("data", ctypes.c_void_p), ("length", ctypes.c_size_t)]


def main() -> None:
    rows = "".join(ROW.format(colour=1 + at % 2, at=at % 99) for at in range(212_000 // len(ROW)))
    item = f'<itemParam><field id="title" type="input"><value>a</value></field><field id="sku" type="multiComplex">{rows}</field></itemParam>'.encode()
    validator = Validator(Schema.parse(SCHEMA))
    assert len(validator.check(item)) == 0

    library = ctypes.CDLL(sys.argv[1])
    library.tmall_parse_schema.restype = ctypes.c_void_p
    size, answer = ctypes.c_size_t, Text()
    handle = ctypes.c_void_p(library.tmall_parse_schema(SCHEMA, size(len(SCHEMA)), None, size(0), None))
    length, none = size(len(item)), size(0)
    place = ctypes.byref(answer)

    mine, rust = float("inf"), float("inf")
    for _ in range(600):
        begun = time.perf_counter()
        status = library.tmall_validate(handle, item, length, None, none, place)
        rust = min(rust, time.perf_counter() - begun)
        assert status == 0 and answer.length < 60
        library.tmall_text_free(place)
        begun = time.perf_counter()
        report = validator.check(item)
        mine = min(mine, time.perf_counter() - begun)
        assert report.valid
    print(f"an item of {len(item):,} bytes: {mine * 1e6:.0f} µs in Python, {rust * 1e6:.0f} µs in Rust: {mine / rust:.2f} times")
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
