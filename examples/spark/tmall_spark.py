"""tmall-schema in Apache Spark: items of many shops and categories, and a day's pairs of schemas, as tables.

Functions take and give DataFrames. Schemas are broadcast; each Python worker reads a schema once and keeps it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from typing import Any, Literal

import pyarrow as pa
from pyspark.broadcast import Broadcast
from pyspark.sql import DataFrame, SparkSession, functions as F

import tmall_schema
from tmall_schema import Schema, TmallSchemaError, Validator

Lang = Literal["en", "zh"]

FINDINGS = "id string, shop string, category string, failure string, code string, severity string, path string, field string, message string, line int, column int"
"""A row for each finding. `failure` is the class of a failure where an item has no findings because it cannot be validated."""

CHANGES = "name string, failure string, code string, level string, path string, field string, message string, fingerprint string"
"""A row for each change of a pair of schemas."""

# What an item has in place of findings if nothing can be said of it.
NO_SCHEMA = {"en": "there is no schema for this category", "zh": "没有这个类目的 Schema"}
BROKEN_SCHEMA = {"en": "the schema cannot be read: {}", "zh": "无法读取 Schema：{}"}

# Of this worker: what it has compiled, by the call of `validate` and the category.
_validators: dict[tuple[str, str], Validator] = {}


def _arrow(ddl: str) -> pa.Schema:
    kinds = {"string": pa.string(), "int": pa.int32()}
    return pa.schema([(name, kinds[kind]) for name, kind in (one.split(" ") for one in ddl.split(", "))])


class _Rows:
    """Rows of a table, column by column."""

    def __init__(self, ddl: str) -> None:
        self.schema = _arrow(ddl)
        self.columns: list[list[Any]] = [[] for _ in self.schema]

    def add(self, *values: Any) -> None:
        for column, value in zip(self.columns, values):
            column.append(value)

    def batch(self) -> pa.RecordBatch:
        arrays = [pa.array(column, kind.type) for column, kind in zip(self.columns, self.schema)]
        return pa.RecordBatch.from_arrays(arrays, schema=self.schema)


def _lang(options: Mapping[str, Any]) -> Lang:
    """The language of the column of messages, which has one."""
    return "zh" if options.get("lang") == "zh" else "en"


def _validator(
    call: str, schemas: Broadcast[dict[str, bytes]], options: dict[str, Any], category: str
) -> Validator | None:
    key = (call, category)
    if key not in _validators:
        document = schemas.value.get(category)
        if document is None:
            return None
        _validators[key] = Validator(Schema.parse(document, lang=_lang(options)), **options)
    return _validators[key]


def validate(
    items: DataFrame, schemas: Mapping[str, bytes], *, options: Mapping[str, Any] | None = None
) -> DataFrame:
    """The findings of items, in a table like `FINDINGS`.

    `items` has the columns `id`, `shop`, `category` and `item`: XML or JSON as text or binary. `schemas` has a document for each
    category. `options` are those of `tmall_schema.Validator`.
    """
    spark = items.sparkSession
    shared = spark.sparkContext.broadcast(dict(schemas))
    given = dict(options or {})
    call, lang = uuid.uuid4().hex, _lang(given)

    def findings(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            rows = _Rows(FINDINGS)
            ids, shops, categories, documents = (batch.column(at).to_pylist() for at in range(4))
            places: dict[str, list[int]] = {}
            for at, category in enumerate(categories):
                places.setdefault(category, []).append(at)
            for category, at_places in places.items():
                try:
                    validator = _validator(call, shared, given, category)
                    failure = "no-schema" if validator is None else None
                    message = None if validator else NO_SCHEMA[lang]
                except TmallSchemaError as error:
                    validator, failure, message = None, error.error_class, BROKEN_SCHEMA[lang].format(error)
                if validator is None:
                    for at in at_places:
                        rows.add(ids[at], shops[at], category, failure, None, "error", None, None, message, None, None)
                    continue
                reports = validator.check_all([documents[at] or "" for at in at_places], threads=1)
                for at, report in zip(at_places, reports):
                    if isinstance(report, TmallSchemaError):
                        rows.add(
                            ids[at], shops[at], category, report.error_class, None, "error", None, None,
                            report.message, report.line, report.column,
                        )  # fmt: skip
                        continue
                    for one in report:
                        rows.add(
                            ids[at], shops[at], category, None, one.code, one.severity, one.path, one.field,
                            one.message(lang), one.line, one.column,
                        )  # fmt: skip
            yield rows.batch()

    chosen = items.select("id", "shop", "category", "item")
    return chosen.mapInArrow(findings, FINDINGS)


def verdicts(items: DataFrame, findings: DataFrame) -> DataFrame:
    """Each item with `valid`: whether none of its findings is an error."""
    wrong = findings.where(F.col("severity") == "error").select("id").distinct().withColumn("wrong", F.lit(True))
    return items.join(wrong, "id", "left").select("id", "shop", "category", F.col("wrong").isNull().alias("valid"))


def counts(findings: DataFrame) -> DataFrame:
    """How often each shop has each code, and in how many items."""
    code = F.coalesce("code", "failure").alias("code")
    return findings.groupBy("shop", code, "severity").agg(
        F.count("*").alias("findings"), F.countDistinct("id").alias("items")
    )


def diff(pairs: DataFrame, *, lang: Lang = "en") -> DataFrame:
    """The changes of pairs of schemas, in a table like `CHANGES`.

    `pairs` has the columns `name`, `old` and `new`. A pair of which one is null is a row whose `failure` is `added` or `removed`.
    """

    def changes(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for batch in batches:
            rows = _Rows(CHANGES)
            for name, old, new in zip(*(batch.column(at).to_pylist() for at in range(3))):
                if old is None or new is None:
                    rows.add(name, "added" if old is None else "removed", None, None, None, None, None, None)
                    continue
                try:
                    found = tmall_schema.diff(Schema.parse(old, lang=lang), Schema.parse(new, lang=lang))
                except TmallSchemaError as error:
                    rows.add(name, error.error_class, None, None, None, None, error.message, None)
                    continue
                for one in found:
                    rows.add(name, None, one.code, one.level, one.path, one.field, one.message(lang), one.fingerprint)
            yield rows.batch()

    return pairs.select("name", "old", "new").mapInArrow(changes, CHANGES)


def session(master: str | None = None) -> SparkSession:
    """A session whose Python workers find this module. Without a master, that of `spark-submit`."""
    builder = SparkSession.builder.appName("tmall-schema").config("spark.ui.showConsoleProgress", "false")
    if master:
        builder = builder.master(master).config("spark.ui.enabled", "false").config("spark.driver.host", "127.0.0.1")
    spark = builder.getOrCreate()
    spark.sparkContext.addPyFile(__file__)
    return spark
