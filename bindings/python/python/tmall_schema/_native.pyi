import os
from collections.abc import Iterable, Iterator
from typing import Any, Literal, Union, final

__version__: str

Lang = Literal["en", "zh"]
Langs = Literal["en", "zh", "both"]
"""The language of messages; with `both` they are in English, and in Chinese under `message_zh` where the answer is a dict."""
Dialect = Literal["classic", "item-schema", "icbu"]
Level = Literal["breaking", "compatible", "cosmetic"]
Severity = Literal["error", "warning", "note"]
SeverityOrOff = Literal["error", "warning", "note", "off"]
Document = Union[str, bytes, bytearray, os.PathLike[str]]
"""A document as text or bytes, or the path of a file that holds it."""
Item = Union[Document, dict[str, Any]]
"""An item: a document, or its JSON form as a dict."""

class TmallSchemaError(Exception):
    """A call that has no answer."""

    error_class: str
    """`document`, `usage`, `mapping`, `rules`, `bug`, or the class of an error response of the platform."""
    message: str
    line: int | None
    column: int | None
    details: dict[str, Any]
    """Everything that is known, as in the JSON contract."""

class DocumentError(TmallSchemaError):
    """A document cannot be read or written."""

class UsageError(TmallSchemaError):
    """Options or arguments are wrong."""

class MappingError(TmallSchemaError):
    """A mapping is wrong, or does not fit the schema: `details["problems"]`."""

class RulesError(TmallSchemaError):
    """House rules are wrong: `details["problems"]`."""

class PlatformError(TmallSchemaError):
    """The document is an error response of the platform."""

class InternalError(TmallSchemaError):
    """A bug of tmall-schema."""

@final
class Schema:
    """A schema. Immutable; threads may share it."""

    @staticmethod
    def parse(
        document: Document,
        *,
        lang: Langs = ...,
        dialect: Dialect = ...,
        max_input: int = ...,
        max_depth: int = ...,
        max_fields: int = ...,
        max_attributes: int = ...,
        max_text: int = ...,
    ) -> Schema:
        """Reads a schema: XML in any supported encoding, an API response that contains it, or its JSON form."""
    @property
    def root(self) -> str:
        """The root element, such as `itemRule`."""
    @property
    def dialect(self) -> Dialect:
        """`classic`, `item-schema` or `icbu`."""
    def __len__(self) -> int:
        """The number of top-level fields."""
    def __contains__(self, path: str) -> bool:
        """Whether there is a field of this path."""
    def to_dict(self) -> dict[str, Any]:
        """The schema in its JSON form."""
    def to_xml(self) -> str:
        """The schema in canonical XML."""
    def to_json_schema(self, *, lang: Langs = ...) -> dict[str, Any]:
        """A JSON Schema of the JSON form of an item, `json_schema`, and what it does not say, `unexpressed`."""
    def requirements(self, item: Item | None = None, *, lang: Langs = ...) -> list[dict[str, Any]]:
        """Which fields of an item are required and which are disabled; without an item, those of a new one."""
    def defaults(self) -> dict[str, Any]:
        """The item of the default values, in its JSON form."""
    def write(
        self,
        item: Item,
        *,
        lang: Langs = ...,
        indent: bool = ...,
        declaration: bool = ...,
        disabled_fields: bool = ...,
    ) -> str:
        """An item to the XML that is sent."""
    def to_json(self, item: Item, *, lang: Langs = ..., drop: bool = ...) -> dict[str, Any]:
        """An item to its JSON form."""
    def from_json(self, item: Item, *, lang: Langs = ..., drop: bool = ...) -> str:
        """An item in its JSON form to XML that holds the same."""
    def readback(
        self, sent: Item, stored: Item, *, lang: Langs = ..., keys: dict[str, list[str]] = ..., order: bool = ...
    ) -> dict[str, Any]:
        """Compares an item that was sent with the one that is stored: `changes` and `summary`."""

@final
class Validator:
    """The compiled rules of a schema. Immutable; threads may share it.

    With `partial`, an item holds only what changes: a top-level field that is absent is not missed. `packs` and `rules`, the
    content of files of rules, are house rules.
    """

    def __new__(
        cls,
        schema: Schema,
        partial: bool = False,
        *,
        lang: Langs = ...,
        dialect: Dialect = ...,
        character: Literal["utf16", "scalar", "grapheme"] = ...,
        byte: Literal["gbk", "utf8"] = ...,
        severities: dict[str, SeverityOrOff] = ...,
        max_findings: int = ...,
        assets: dict[str, dict[str, int]] = ...,
        packs: list[Literal["tmall", "taobao", "icbu"]] = ...,
        rules: list[str] = ...,
    ) -> Validator: ...
    def check(self, item: Item) -> Report:
        """Validates an item."""
    def check_all(self, items: Iterable[Item], threads: int | None = None) -> list[Report | TmallSchemaError]:
        """Validates items on all cores, or on `threads` threads. Those that cannot be read are exceptions in the list."""

@final
class Report:
    """The findings of an item."""

    @property
    def valid(self) -> bool:
        """Whether no finding is an error."""
    @property
    def findings(self) -> list[Finding]:
        """The findings in the order of the fields; a report is a sequence of them."""
    def __len__(self) -> int: ...
    def __bool__(self) -> Literal[True]: ...
    def __getitem__(self, at: int) -> Finding: ...
    def __iter__(self) -> Iterator[Finding]: ...
    def to_dict(self) -> dict[str, Any]:
        """The answer of `validate`, with messages in the language of the validator."""

@final
class Finding:
    """Something that is wrong, or could not be checked."""

    @property
    def code(self) -> str:
        """What is wrong, such as `max-length`; `explain` says more."""
    @property
    def severity(self) -> Severity:
        """`error`, `warning` or `note`."""
    @property
    def path(self) -> str:
        """A JSON Pointer into the JSON form of the item."""
    @property
    def field(self) -> str | None:
        """The name of the field, or None."""
    def message(self, lang: Lang = "en") -> str:
        """What is wrong, in words."""
    @property
    def rule(self) -> dict[str, str] | None:
        """The rule that is violated, as the schema states it, or None."""
    @property
    def actual(self) -> str | None:
        """The value, or the count or length of it that violates the rule, or None."""
    @property
    def suggestion(self) -> dict[str, Any] | None:
        """The obvious correction, or None."""
    @property
    def line(self) -> int | None:
        """The line of an item that is a document, from 1, or None."""
    @property
    def column(self) -> int | None:
        """The column in characters, from 1, or None."""
    def to_dict(self, lang: Lang = "en") -> dict[str, Any]:
        """The finding as in the answer of `validate`."""

@final
class Changes:
    """The changes between two schemas."""

    @property
    def level(self) -> Level | None:
        """The worst level, or None if there are no changes."""
    def __len__(self) -> int: ...
    def __getitem__(self, at: int) -> Change: ...
    def __iter__(self) -> Iterator[Change]: ...
    def to_dict(self) -> dict[str, Any]:
        """The answer of `diff`."""

@final
class Change:
    """One change."""

    @property
    def code(self) -> str:
        """What has changed, such as `field-removed`; `explain` says more."""
    @property
    def level(self) -> Level:
        """`breaking`, `compatible` or `cosmetic`."""
    @property
    def path(self) -> str:
        """The path of the field."""
    @property
    def field(self) -> str | None:
        """The name of the field, or None."""
    def message(self, lang: Lang = "en") -> str:
        """What has changed, in words."""
    def reason(self, lang: Lang = "en") -> str:
        """Why it has its level."""
    @property
    def old(self) -> dict[str, Any] | None:
        """What was there before, or None."""
    @property
    def new(self) -> dict[str, Any] | None:
        """What is there now, or None."""
    @property
    def fingerprint(self) -> str:
        """The same in every run and language."""

@final
class Mapping:
    """A mapping of a seller's records onto a schema. Immutable; threads may share it."""

    @staticmethod
    def parse(schema: Schema, mapping: Document, *, lang: Langs = ...) -> Mapping:
        """Reads a mapping, which names no other files, for a schema."""
    def fill(self, record: Document | dict[str, Any], *, lang: Langs = ...) -> dict[str, Any]:
        """Makes an item of a record: `item` of what fits, and `problems`. A JSON text keeps the digits of numbers."""

def diff(old: Schema, new: Schema, *, lang: Langs = ...) -> Changes:
    """Compares two schemas."""

def impact(
    old: Schema,
    new: Schema,
    items: Iterable[Item],
    *,
    lang: Langs = ...,
    partial: bool = ...,
    severities: dict[str, SeverityOrOff] = ...,
    max_findings: int = ...,
    packs: list[Literal["tmall", "taobao", "icbu"]] = ...,
    rules: list[str] = ...,
) -> dict[str, Any]:
    """What a change of schema does to items, which are counted from 0."""

def write(
    item: Item, *, lang: Langs = ..., indent: bool = ..., declaration: bool = ..., disabled_fields: bool = ...
) -> str:
    """As `Schema.write`, without a schema."""

def to_json(item: Item, *, lang: Langs = ..., drop: bool = ...) -> dict[str, Any]:
    """As `Schema.to_json`, without a schema."""

def from_json(item: Item, *, lang: Langs = ..., drop: bool = ...) -> str:
    """As `Schema.from_json`, without a schema."""

def readback(
    sent: Item, stored: Item, *, lang: Langs = ..., keys: dict[str, list[str]] = ..., order: bool = ...
) -> dict[str, Any]:
    """As `Schema.readback`, without a schema."""

def explain(code: str = "", *, lang: Lang = ...) -> list[dict[str, Any]]:
    """What a code means and how to fix it; of all codes if it is empty."""

def methods(method: str = "", *, lang: Lang = ...) -> list[dict[str, Any]]:
    """What a method of a gateway takes and answers; what all do if the name is empty."""

def request(
    method: str,
    params: dict[str, str] | None = None,
    *,
    app_key: str,
    app_secret: str,
    milliseconds: int,
    lang: Langs = ...,
    session: str = ...,
    nonce: str = ...,
    gateway: Literal["top", "iop", "1688", "external"] = ...,
    url: str = ...,
    sign_method: Literal["md5", "hmac", "hmac-sha256"] = ...,
    unlisted: bool = ...,
) -> dict[str, Any]:
    """A signed request, which the caller sends: `method`, `url`, `headers` and `body`. It may hold secrets."""

def reply(
    answer: Document,
    *,
    lang: Langs = ...,
    method: str = ...,
    call: Literal["read", "write"] = ...,
    status: int = ...,
) -> dict[str, Any]:
    """What an answer of a gateway says, and what to do next: `outcome`, `advice`, `refusal` and `results`."""

def run(args: list[str]) -> int:
    """Runs a command line, whose first word is the name of the program, and returns its exit code."""
