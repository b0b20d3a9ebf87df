"""What is of Python alone."""

from __future__ import annotations

import ast
import inspect
import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import tmall_schema
from tmall_schema import (
    _native,
    DocumentError,
    Mapping,
    MappingError,
    PlatformError,
    RulesError,
    Schema,
    TmallSchemaError,
    UsageError,
    Validator,
    diff,
)

DEMO = Path(__file__).parents[3] / "fixtures" / "demo"
XML = '<itemRule><field id="a" name="甲" type="input"><rules><rule name="maxLengthRule" value="1"/></rules></field></itemRule>'


def test_documents_in_each_form() -> None:
    text = (DEMO / "schema.xml").read_text(encoding="utf-8")
    forms = [Schema.parse(form) for form in (text, text.encode(), bytearray(text.encode()), DEMO / "schema.xml")]
    assert len({repr(schema) for schema in forms}) == 1
    assert forms[0].to_dict() == forms[3].to_dict()
    assert len(forms[0]) > 5 and "/sku/sku_price" in forms[0] and "/nothing" not in forms[0]
    assert forms[0].root == "itemRule" and forms[0].dialect == "classic"
    with pytest.raises(TypeError):
        Schema.parse(1)  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError):
        Schema.parse(DEMO / "nowhere.xml")
    assert Schema.parse(forms[0].to_xml()).to_dict()["fields"] == forms[0].to_dict()["fields"]


def test_a_text_is_decoded_already() -> None:
    declared = '<?xml version="1.0" encoding="GBK"?>' + XML
    for form in (declared, declared.encode("gbk")):
        assert Schema.parse(form).to_dict()["fields"][0]["name"] == "甲"
    item = '<?xml version="1.0" encoding="gb2312"?><itemParam><field id="a"><value>衬衫</value></field></itemParam>'
    finding = Validator(Schema.parse(XML)).check(item)[0]
    assert (finding.code, finding.line) == ("max-length", 1)
    assert finding.column == Validator(Schema.parse(XML)).check(item.encode("gbk"))[0].column
    assert tmall_schema.to_json(item) == {"a": "衬衫"}


def test_house_rules() -> None:
    rules = """
        [[rule]]
        code = "no-x"
        message.en = "x is forbidden"
        message.zh = "不能有 x"
        forbidden_words = { field = "/a", words = ["x"] }
    """
    schema = Schema.parse(XML)
    report = Validator(schema, rules=[rules], packs=["tmall"]).check({"a": "x"})
    assert [(one.code, one.message("zh")) for one in report] == [("no-x", "不能有 x")]
    with pytest.raises(RulesError) as wrong:
        Validator(schema, rules=[rules, "[[rule]]"])
    assert wrong.value.details["problems"][0]["rules"] == 1


def test_gateways() -> None:
    signed = tmall_schema.request(
        "tmall.item.add.schema.get",
        {"category_id": "1512", "product_id": "0"},
        app_key="12345678",
        app_secret="helloworld",
        milliseconds=1451620800000,
    )
    assert signed["url"] == "https://eco.taobao.com/router/rest" and "sign=" in signed["body"]
    refused = b'{"error_response":{"code":7,"msg":"App Call Limited"}}'
    assert tmall_schema.reply(refused, call="read")["advice"] == "wait"
    assert tmall_schema.methods("tmall.item.schema.add")[0]["call"] == "write"
    assert Schema.parse(XML).to_json_schema()["json_schema"]["properties"]["a"]["title"] == "甲"


def test_a_dict_is_an_item() -> None:
    schema = Schema.parse(DEMO / "schema.xml")
    item = schema.to_json(DEMO / "item.xml")
    validator = Validator(schema)
    of_dict, of_xml = validator.check(item), validator.check(DEMO / "item.xml")
    # How values are wrapped is a matter of XML alone.
    of_values = [(one.code, one.path) for one in of_xml if one.code != "wrapper"]
    assert [(one.code, one.path) for one in of_dict] == of_values
    assert of_dict[0].line is None and of_xml[0].line is not None
    assert schema.defaults().keys() <= {field["id"] for field in schema.to_dict()["fields"]}
    with pytest.raises(DocumentError):
        validator.check({"title": 1})


def test_reports_behave_like_lists() -> None:
    report = Validator(Schema.parse(DEMO / "schema.xml")).check(DEMO / "item.xml")
    assert not report.valid and bool(report)
    assert len(report) == len(report.findings) == len(list(report))
    assert report[-1].code == report.findings[-1].code
    with pytest.raises(IndexError):
        report[len(report)]
    assert repr(report) == f"Report(valid=False, findings={len(report)})"
    finding = report[0]
    assert (finding.code, finding.path, finding.field) == ("max-length", "/title", "商品标题")
    assert finding.message() == finding.message("en") != finding.message("zh")
    assert finding.rule == {"name": "maxLengthRule", "value": "60", "unit": "byte", "ex_property": "include"}
    assert "max-length" in str(finding) and "max-length" in str(report)
    assert finding.suggestion is None
    options = '<itemRule><field id="a" type="singleCheck"><options><option displayName="红色" value="1"/></options></field></itemRule>'
    suggestion = Validator(Schema.parse(options)).check({"a": "红色"})[0].suggestion
    assert suggestion is not None and (suggestion["kind"], suggestion["value"]) == ("option", "1")
    with pytest.raises(ValueError):
        finding.message("fr")  # type: ignore[arg-type]
    changes = diff(Schema.parse(XML), Schema.parse("<itemRule/>"))
    assert (len(changes), changes.level, changes[0].code) == (1, "breaking", "field-removed")
    assert changes[0].new is None and changes[0].old is not None and len(changes[0].fingerprint) == 16
    assert diff(Schema.parse(XML), Schema.parse(XML)).level is None


def test_partial() -> None:
    schema = Schema.parse(DEMO / "schema.xml")
    whole, partial = Validator(schema), Validator(schema, partial=True)
    assert any(one.code == "required" and one.path == "/title" for one in whole.check({"price": "1.00"}))
    assert partial.check({"price": "1.00"}).valid
    assert not partial.check({"title": ""}).valid


def test_errors_are_exceptions() -> None:
    with pytest.raises(DocumentError) as error:
        Schema.parse("<itemRule>\n  <field id='a'")
    assert (error.value.error_class, error.value.line) == ("document", 2)
    assert error.value.details["message"] == error.value.message
    with pytest.raises(PlatformError) as platform:
        Schema.parse('{"error_response":{"code":27,"msg":"Invalid session","sub_code":"x"}}')
    assert (platform.value.error_class, platform.value.details["code"]) == ("authorise", "27")
    schema = Schema.parse(XML)
    with pytest.raises(MappingError) as mapping:
        Mapping.parse(schema, '[fields]\n"/nothing" = "a"\n')
    assert mapping.value.details["problems"][0]["path"] == "/nothing"
    for wrong in ({"lang": "fr"}, {"surprise": 1}, {"severities": {"no-such-code": "off"}}):
        with pytest.raises(UsageError):
            Validator(schema, **wrong)
    assert issubclass(UsageError, TmallSchemaError)


def test_a_mapping_fills_items() -> None:
    mapping = Mapping.parse(Schema.parse(XML), '[fields]\n"/a" = "name"\n')
    assert mapping.fill({"name": "x"})["item"] == {"a": "x"}
    assert mapping.fill('{"name": 1.00}')["item"] == {"a": "1.00"}
    assert mapping.fill({"name": None, "other": [1, {"x": True}]})["item"] == {}
    with pytest.raises(TypeError):
        mapping.fill({"name": object()})
    # As deep as a text may be, and never deeper than the stack.
    for depth in (120, 121, 200_000):
        record: dict[str, object] = {}
        for _ in range(depth - 1):
            record = {"name": record}
        forms: list[str | dict[str, object]] = [record] if depth > 1000 else [record, json.dumps(record)]
        for form in forms:
            if depth <= 120:
                assert mapping.fill(form)["problems"][0]["code"] == "wrong-shape"
            else:
                with pytest.raises(DocumentError):
                    mapping.fill(form)


def test_many_items_on_many_threads() -> None:
    validator = Validator(Schema.parse(XML))
    items = [{"a": "x" * (at % 3)} for at in range(200)]
    reports = validator.check_all([*items, b"no item"], threads=4)
    assert len(reports) == 201 and isinstance(reports[200], DocumentError)
    for at, report in enumerate(reports[:200]):
        assert not isinstance(report, TmallSchemaError) and report.valid == (at % 3 < 2), at
    assert validator.check_all([]) == []
    results: list[bool] = []
    threads = [threading.Thread(target=lambda: results.append(validator.check({"a": "xx"}).valid)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [False] * 8


def test_help_and_type_stubs_say_the_same() -> None:
    stubs = ast.parse(Path(tmall_schema.__file__).with_name("_native.pyi").read_text(encoding="utf-8"))

    def compare(nodes: list[ast.stmt], owner: object, name: str) -> int:
        count = 0
        for node in nodes:
            # Python has texts of its own for special methods.
            if not isinstance(node, (ast.ClassDef, ast.FunctionDef)) or node.name.startswith("__"):
                continue
            found = getattr(owner, node.name)
            wanted = ast.get_docstring(node)
            assert wanted is not None and inspect.getdoc(found) == wanted, f"{name}.{node.name}"
            count += 1
            if isinstance(node, ast.ClassDef):
                count += compare(node.body, found, node.name)
        return count

    assert compare(stubs.body, _native, "tmall_schema") > 50


def test_the_command_line() -> None:
    def run(*args: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "tmall_schema", *args]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)

    assert run("--version").stdout == f"tmall-schema {tmall_schema.__version__}\n"
    found = run("validate", "--schema", str(DEMO / "schema.xml"), str(DEMO / "item.xml"), "--format", "json")
    assert found.returncode == 1 and '"code":"max-length"' in found.stdout
    assert run("validate").returncode == 2
