"""The cases of the contract: https://github.com/OWNER/tmall-schema/blob/main/cases/README.md."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import pytest

import tmall_schema
from tmall_schema import Mapping, Schema, TmallSchemaError, Validator

FOLDER = Path(os.environ.get("CASES") or Path(__file__).parents[3] / "cases")
Case = dict[str, list[bytes]]


def read(file: bytes) -> Iterator[Case]:
    case: Case = {}
    at = 0
    while at < len(file):
        end = file.index(b"\n", at)
        key, length = file[at:end].decode().split(" ")
        value = file[end + 1 : end + 1 + int(length)]
        at = end + 2 + int(length)
        if key == "case" and case:
            yield case
            case = {}
        case.setdefault(key, []).append(value)
    yield case


def unique(pairs: list[tuple[str, Any]]) -> dict[str, str]:
    """Parameters as Python has them: each key once, and texts."""
    if len(dict(pairs)) < len(pairs) or not all(isinstance(value, str) for _, value in pairs):
        raise tmall_schema.UsageError("not a dict of texts")
    return dict(pairs)


def run(case: Case) -> Any:
    def schema(key: str) -> Schema:
        return Schema.parse(case[key][0], **given("schema_options"))

    def given(key: str) -> dict[str, Any]:
        found = json.loads(case[key][0]) if key in case else {}
        assert isinstance(found, dict)
        return found

    def answer(key: str, value: Any) -> dict[str, Any]:
        return {"format_version": 1, key: value}

    options, function = given("options"), case["function"][0].decode()
    item = case.get("item", [b""])[0]
    if function in ("parse_schema", "inspect"):
        return schema("schema").to_dict()
    if function == "validate":
        report = Validator(schema("schema"), **options).check(item)
        lang: Literal["en", "zh"] = "zh" if options.get("lang") == "zh" else "en"
        found = report.to_dict()
        if options.get("lang") == "both":
            assert [finding.message("zh") for finding in report] == [one["message_zh"] for one in found["findings"]]
        else:
            assert [finding.to_dict(lang) for finding in report] == found["findings"]
        for finding, told in zip(report.findings, found["findings"]):
            assert finding.code == told["code"] and finding.severity == told["severity"]
            assert finding.path == told["path"] and finding.message(lang) == told["message"]
            assert finding.line == told.get("line") and finding.column == told.get("column")
            assert finding.rule == told.get("rule") and finding.actual == told.get("actual")
        assert report.valid == found["valid"] and len(report) == len(found["findings"])
        return found
    if function == "requirements":
        return answer("requirements", schema("schema").requirements(item or None, **options))
    if function == "defaults":
        return answer("item", schema("schema").defaults())
    if function in ("write", "to_json", "from_json"):
        known = schema("schema") if "schema" in case else None
        value = getattr(known or tmall_schema, function)(item, **options)
        return answer("item" if function == "to_json" else "xml", value)
    if function == "readback":
        sent, stored = case["sent"][0], case["stored"][0]
        if "schema" in case:
            return schema("schema").readback(sent, stored, **options)
        return tmall_schema.readback(sent, stored, **options)
    if function == "diff":
        changes = tmall_schema.diff(schema("old"), schema("new"), **options)
        found = changes.to_dict()
        assert [(one.code, one.level, one.path) for one in changes] == [
            (one["code"], one["level"], one["path"]) for one in found["changes"]
        ]
        return found
    if function == "impact":
        return tmall_schema.impact(schema("old"), schema("new"), case.get("item", []), **options)
    if function == "fill":
        return Mapping.parse(schema("schema"), case["mapping"][0], **given("schema_options")).fill(
            case["record"][0], **options
        )
    if function == "to_json_schema":
        return schema("schema").to_json_schema(**options)
    if function == "methods":
        return answer("methods", tmall_schema.methods(case["method"][0].decode(), **options))
    if function == "request":
        params = json.loads(case["params"][0] or b"{}", object_pairs_hook=unique)
        return tmall_schema.request(case["method"][0].decode(), params, **options)
    if function == "reply":
        return tmall_schema.reply(case["reply"][0], **options)
    if function == "explain":
        return answer("codes", tmall_schema.explain(case["code"][0].decode(), **options))
    raise AssertionError(function)


def all_cases() -> Iterator[Any]:
    for file in sorted(FOLDER.glob("*.cases")):
        for case in read(file.read_bytes()):
            name = case["case"][0].decode(errors="replace")
            yield pytest.param(case, id=f"{file.stem}-{case['function'][0].decode()}-{name}")


@pytest.mark.parametrize("case", list(all_cases()))
def test_case(case: Case) -> None:
    wanted = json.loads(case["answer"][0])
    usage = wanted.get("error", {}).get("class") == "usage"
    try:
        json.loads(case.get("options", [b"{}"])[0])
    except ValueError:
        assert usage
        return
    try:
        found = run(case)
    except TmallSchemaError as error:
        if usage and case["function"][0] not in (b"explain", b"methods"):
            # Keyword arguments have no text with places in it.
            assert isinstance(error, tmall_schema.UsageError)
            return
        found = {"format_version": 1, "error": error.details}
        assert error.error_class == wanted["error"]["class"]
        assert (error.line, error.column) == (wanted["error"].get("line"), wanted["error"].get("column"))
    assert found == wanted


def test_there_are_cases() -> None:
    assert len(list(all_cases())) > 1000
