"""Validate, create and compare the Schema XML in which Tmall, Taobao and alibaba.com items are published.

>>> from tmall_schema import Schema, Validator, diff
>>> schema = Schema.parse('''<itemRule><field id="title" name="标题" type="input"><rules>
...   <rule name="requiredRule" value="true"/></rules></field></itemRule>''')
>>> report = Validator(schema).check("<itemParam/>")
>>> report.valid
False
>>> for finding in report:
...     print(finding.path, finding.code, finding.message("zh"))
/title required 必填，缺少值
>>> Validator(schema).check({"title": "纯棉衬衫"}).valid
True
>>> diff(schema, Schema.parse('<itemRule><field id="title" name="标题" type="input"/></itemRule>'))
Changes(level='compatible', changes=1)
"""

from ._native import (
    Change,
    Changes,
    DocumentError,
    Finding,
    InternalError,
    Mapping,
    MappingError,
    PlatformError,
    Report,
    RulesError,
    Schema,
    TmallSchemaError,
    UsageError,
    Validator,
    __version__,
    diff,
    explain,
    from_json,
    impact,
    methods,
    readback,
    reply,
    request,
    to_json,
    write,
)

__all__ = [
    "Change",
    "Changes",
    "DocumentError",
    "Finding",
    "InternalError",
    "Mapping",
    "MappingError",
    "PlatformError",
    "Report",
    "RulesError",
    "Schema",
    "TmallSchemaError",
    "UsageError",
    "Validator",
    "__version__",
    "diff",
    "explain",
    "from_json",
    "impact",
    "methods",
    "readback",
    "reply",
    "request",
    "to_json",
    "write",
]
