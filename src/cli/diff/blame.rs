//! Which change makes an item wrong that was right.

use tmall_schema::{Code, Fact, Finding, Level};

use super::row::{Row, State};
use crate::cli::args::ChangeCodeArg;

/// The change that most likely brings an error: the one that is nearest to its field, and of those the one that
/// speaks of the same rule or value.
pub(super) fn blame<'r>(finding: &Finding, rows: &'r [Row]) -> Option<&'r Row> {
    let path = field_path(finding.path());
    let fits = rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.level == Level::Breaking)
        .filter_map(|(at, row)| Some(((closeness(&path, &row.path)?, likeness(finding, row)), at, row)));
    // The first of equals.
    fits.max_by_key(|(fit, at, _)| (*fit, std::cmp::Reverse(*at))).map(|(.., row)| row)
}

/// The path in the schema: without the numbers of rows.
fn field_path(pointer: &str) -> String {
    let is_row = |step: &&str| !step.is_empty() && step.bytes().all(|byte| byte.is_ascii_digit());
    pointer.split('/').filter(|step| !is_row(step)).collect::<Vec<_>>().join("/")
}

/// How near a change is to a field: at it, around it, inside it. What stands elsewhere has nothing to do with
/// it, but for the root, which is around all.
fn closeness(path: &str, changed: &str) -> Option<u32> {
    let within =
        |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
    if path == field_path(changed) {
        Some(3)
    } else if within(path, changed) {
        Some(2)
    } else if within(changed, path) || path.is_empty() {
        Some(1)
    } else {
        None
    }
}

fn likeness(finding: &Finding, row: &Row) -> u32 {
    let ChangeCodeArg::Within(_) = row.code else { return 0 };
    let fact = row.old.as_ref().or(row.new.as_ref());
    let now = row.new.as_ref().or(row.old.as_ref());
    match (now, fact) {
        (Some(State::Of(Fact::Rule(rule))), _) => {
            let of_rule = finding.rule().is_some_and(|of| of.name == rule.name);
            // Required values are missing also where a rule that disabled the field has changed.
            2 * u32::from(of_rule)
        }
        (_, Some(State::Of(Fact::Option(option)))) => {
            let of_choice = matches!(finding.code(), Code::UnknownOption | Code::UnavailableOption);
            let same = of_choice && finding.actual().is_some() && finding.actual() == option.value.as_deref();
            3 * u32::from(same)
        }
        (_, Some(State::Of(Fact::Type { .. }))) => 2 * u32::from(finding.code() == Code::TypeMismatch),
        (_, Some(State::Of(Fact::Field(_)))) => {
            2 * u32::from(matches!(finding.code(), Code::UnknownField | Code::Required))
        }
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use tmall_schema::{Lang, Param, Schema, Validator};

    use super::*;

    /// The codes and paths of what is blamed for each error.
    fn blamed(old: &str, new: &str, item: &str) -> Vec<String> {
        let schema = |text: &str| Schema::parse(&format!("<itemRule>{text}</itemRule>")).unwrap();
        let (old, new) = (schema(old), schema(new));
        let changes = Schema::diff(&old, &new);
        let rows: Vec<Row> = changes.iter().map(|change| Row::of(change, None, Lang::En)).collect();
        let param = Param::parse(&format!("<itemParam>{item}</itemParam>")).unwrap();
        assert!(Validator::compile(&old).is_valid(&param));
        let report = Validator::compile(&new).check(&param);
        let tell = |finding| match blame(finding, &rows) {
            Some(row) => format!("{} {} {}", finding.path(), row.code.as_str(), row.path),
            None => format!("{} -", finding.path()),
        };
        report.errors().map(tell).collect()
    }

    #[test]
    fn the_nearest_that_speaks_of_the_same() {
        let old = r#"<field id="a" type="input"/>
            <field id="b" type="singleCheck"><options><option value="1"/><option value="2"/><option value="3"/></options></field>
            <field id="sku" type="multiComplex"><fields><field id="p" type="input"/></fields></field>
            <field id="t" type="input"/>"#;
        let new = r#"<field id="a" type="input"><rules>
                <rule name="maxLengthRule" value="9"/><rule name="maxValueRule" value="5"/></rules></field>
            <field id="b" type="singleCheck"><options><option value="1"/></options></field>
            <field id="sku" type="multiComplex"><fields><field id="p" type="input"><rules>
                <rule name="valueTypeRule" value="decimal"/></rules></field></fields></field>
            <field id="t" type="multiInput"/>
            <field id="n" type="input"><rules><rule name="requiredRule" value="true"/></rules></field>"#;
        let item = r#"<field id="a" type="input"><value>7</value></field>
            <field id="b" type="singleCheck"><value>3</value></field>
            <field id="sku" type="multiComplex"><complex-values>
                <field id="p" type="input"><value>x</value></field></complex-values></field>
            <field id="t" type="input"><value>x</value></field>"#;
        assert_eq!(
            blamed(old, new, item),
            [
                "/a rule-added /a",
                "/b option-removed /b",
                "/sku/0/p rule-added /sku/p",
                "/t field-type-changed /t",
                "/n field-added /n"
            ]
        );
    }

    #[test]
    fn nothing_near_is_blamed_on_nothing() {
        assert_eq!(closeness("/a", "/b"), None);
        assert_eq!(closeness("/a/b", ""), Some(2));
        assert_eq!(closeness("/ab", "/a"), None);
        assert_eq!(field_path("/sku/0/price"), "/sku/price");
    }
}
