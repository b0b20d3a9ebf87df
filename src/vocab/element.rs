//! Names of elements.

pub(crate) const FIELD: &str = "field";
pub(crate) const RULES: &str = "rules";
pub(crate) const RULE: &str = "rule";
pub(crate) const OPTIONS: &str = "options";
pub(crate) const OPTION: &str = "option";
pub(crate) const FIELDS: &str = "fields";
pub(crate) const PROPERTIES: &str = "properties";
pub(crate) const PROPERTY: &str = "property";
pub(crate) const LABEL_GROUP: &str = "label-group";
pub(crate) const LABEL: &str = "label";
pub(crate) const VALUE: &str = "value";
pub(crate) const VALUES: &str = "values";
pub(crate) const COMPLEX_VALUE: &str = "complex-value";
pub(crate) const COMPLEX_VALUES: &str = "complex-values";
pub(crate) const DEFAULT_VALUE: &str = "default-value";
pub(crate) const DEFAULT_VALUES: &str = "default-values";
pub(crate) const DEFAULT_COMPLEX_VALUES: &str = "default-complex-values";
pub(crate) const DEPEND_GROUP: &str = "depend-group";
pub(crate) const DEPEND_EXPRESS: &str = "depend-express";
/// The name of a field as a child element, in old samples only.
pub(crate) const NAME: &str = "name";
/// The place of unknown content of the root element; no element is called so.
pub(crate) const ROOT: &str = "root";
/// The places of unknown content.
pub(crate) const PLACES: [&str; 15] = [
    ROOT,
    FIELD,
    RULES,
    RULE,
    OPTIONS,
    OPTION,
    FIELDS,
    PROPERTIES,
    PROPERTY,
    LABEL_GROUP,
    LABEL,
    VALUES,
    DEFAULT_VALUES,
    DEPEND_GROUP,
    DEPEND_EXPRESS,
];
/// The root elements that we write; `root` has all that we read.
pub(crate) const ITEM_RULE: &str = "itemRule";
pub(crate) const ITEM_SCHEMA: &str = "itemSchema";
pub(crate) const ITEM_PARAM: &str = "itemParam";
