//! A rule schema as one would write it down for serde without further thought: what the documents show, every
//! text a `String`, every list a `Vec`.

// Read from the document and then thrown away, most of it unseen.
#![allow(dead_code)]

use serde::Deserialize;

#[derive(Deserialize)]
pub struct ItemRule {
    #[serde(rename = "field", default)]
    fields: Vec<Field>,
}

#[derive(Deserialize)]
struct Field {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@name")]
    name: Option<String>,
    #[serde(rename = "@type")]
    kind: String,
    rules: Option<Rules>,
    options: Option<Options>,
    fields: Option<Fields>,
    #[serde(rename = "label-group", default)]
    labels: Vec<LabelGroup>,
    #[serde(rename = "default-value")]
    default_value: Option<String>,
    #[serde(rename = "default-values")]
    default_values: Option<DefaultValues>,
    #[serde(rename = "default-complex-values", default)]
    default_rows: Vec<DefaultRow>,
}

#[derive(Deserialize)]
struct Fields {
    #[serde(rename = "field", default)]
    list: Vec<Field>,
}

#[derive(Deserialize)]
struct Rules {
    #[serde(rename = "rule", default)]
    list: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    #[serde(rename = "@name")]
    name: String,
    #[serde(rename = "@value")]
    value: String,
    #[serde(rename = "@exProperty")]
    ex_property: Option<String>,
    #[serde(rename = "@unit")]
    unit: Option<String>,
    #[serde(rename = "@url")]
    url: Option<String>,
    #[serde(rename = "depend-group")]
    depend_group: Option<DependGroup>,
}

#[derive(Deserialize)]
struct DependGroup {
    #[serde(rename = "@operator")]
    operator: String,
    #[serde(rename = "depend-express", default)]
    expresses: Vec<DependExpress>,
    #[serde(rename = "depend-group", default)]
    groups: Vec<DependGroup>,
}

#[derive(Deserialize)]
struct DependExpress {
    #[serde(rename = "@fieldId")]
    field_id: String,
    #[serde(rename = "@value")]
    value: String,
    #[serde(rename = "@symbol")]
    symbol: String,
}

#[derive(Deserialize)]
struct Options {
    #[serde(rename = "option", default)]
    list: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    #[serde(rename = "@displayName")]
    display_name: String,
    #[serde(rename = "@value")]
    value: String,
}

#[derive(Deserialize)]
struct LabelGroup {
    #[serde(rename = "@name")]
    name: String,
    #[serde(rename = "label", default)]
    labels: Vec<Label>,
    #[serde(rename = "label-group", default)]
    groups: Vec<LabelGroup>,
}

#[derive(Deserialize)]
struct Label {
    #[serde(rename = "@name")]
    name: String,
    #[serde(rename = "@value")]
    value: String,
    #[serde(rename = "@desc")]
    desc: String,
}

#[derive(Deserialize)]
struct DefaultValues {
    #[serde(rename = "default-value", default)]
    list: Vec<String>,
}

#[derive(Deserialize)]
struct DefaultRow {
    #[serde(rename = "field", default)]
    fields: Vec<DefaultField>,
}

#[derive(Deserialize)]
struct DefaultField {
    #[serde(rename = "@id")]
    id: String,
    #[serde(rename = "@name")]
    name: Option<String>,
    #[serde(rename = "@type")]
    kind: String,
    value: String,
}

/// How many there are of what.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub fields: usize,
    pub options: usize,
    pub rules: usize,
    pub conditions: usize,
    pub labels: usize,
    pub defaults: usize,
}

impl ItemRule {
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        self.fields.iter().for_each(|field| field.count(&mut counts));
        counts
    }
}

impl Field {
    fn count(&self, counts: &mut Counts) {
        counts.fields += 1;
        counts.options += self.options.as_ref().map_or(0, |options| options.list.len());
        for rule in self.rules.iter().flat_map(|rules| &rules.list) {
            counts.rules += 1;
            counts.conditions += rule.depend_group.as_ref().map_or(0, DependGroup::count);
        }
        counts.labels += self.labels.iter().map(LabelGroup::count).sum::<usize>();
        counts.defaults += usize::from(self.default_value.is_some());
        counts.defaults += self.default_values.as_ref().map_or(0, |values| values.list.len());
        for row in &self.default_rows {
            counts.fields += row.fields.len();
            counts.defaults += row.fields.len();
        }
        self.fields.iter().flat_map(|fields| &fields.list).for_each(|field| field.count(counts));
    }
}

impl DependGroup {
    fn count(&self) -> usize {
        self.expresses.len() + self.groups.iter().map(Self::count).sum::<usize>()
    }
}

impl LabelGroup {
    fn count(&self) -> usize {
        self.labels.len() + self.groups.iter().map(Self::count).sum::<usize>()
    }
}
