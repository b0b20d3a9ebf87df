//! Names of attributes.

pub(crate) const ID: &str = "id";
pub(crate) const NAME: &str = "name";
pub(crate) const TYPE: &str = "type";
pub(crate) const VALUE: &str = "value";
pub(crate) const DISPLAY_NAME: &str = "displayName";
pub(crate) const READONLY: &str = "readonly";
pub(crate) const EX_PROPERTY: &str = "exProperty";
pub(crate) const UNIT: &str = "unit";
pub(crate) const URL: &str = "url";
pub(crate) const DESC: &str = "desc";
pub(crate) const OPERATOR: &str = "operator";
pub(crate) const FIELD_ID: &str = "fieldId";
pub(crate) const SYMBOL: &str = "symbol";
pub(crate) const KEY: &str = "key";
/// `required="true"` on a field, in old samples only.
pub(crate) const REQUIRED: &str = "required";
/// The text of a custom option whose value is a negative number.
pub(crate) const INPUT_VALUE: &str = "inputValue";
/// Attributes that real values carry. Any attribute is kept; these say, where no schema is at hand,
/// that a JSON object is a value with attributes and not a complex value.
pub(crate) const OF_VALUES: [&str; 16] = [
    INPUT_VALUE,
    DISPLAY_NAME,
    "img",
    "fileId",
    "fileName",
    "fileFlag",
    "width",
    "height",
    "propId",
    "propValueId",
    "propName",
    "propValueName",
    "srcValue",
    "warehouseCode",
    "text",
    "id",
];
