"""The same file under wasmtime (`pip install wasmtime`): python3 run_wasmtime.py FILE.wasm SCHEMA ITEM, which validates an item."""

import json
import struct
import sys
from pathlib import Path

from wasmtime import Instance, Module, Store

store = Store()
exports = Instance(store, Module.from_file(store.engine, sys.argv[1]), []).exports(store)
memory = exports["memory"]


def call(name: str, *args: int) -> int:
    return exports[f"tmall_{name}"](store, *args)


def put(data: bytes) -> tuple[int, int]:
    place = call("alloc", len(data))
    memory.write(store, data, place)
    return place, len(data)


out = call("alloc", 8)


def text() -> dict:
    place, length = struct.unpack("<II", memory.read(store, out, out + 8))
    found = json.loads(memory.read(store, place, place + length))
    call("text_free", out)
    return found


schema = call("parse_schema", *put(Path(sys.argv[2]).read_bytes()), 0, 0, out)
if schema == 0:
    sys.exit(text()["error"]["message"])
status = call("validate", schema, *put(Path(sys.argv[3]).read_bytes()), 0, 0, out)
report = text()
call("schema_free", schema)
if status != 0:
    sys.exit(report["error"]["message"])
for finding in report["findings"]:
    print(finding["severity"], finding["path"], finding["code"], finding["message"])
sys.exit(0 if report["valid"] else 1)
