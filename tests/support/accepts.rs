//! A slow second opinion on whether an item keeps the rules of a schema, written without the generator and
//! without the library: for the generated documents, whose rules are few, and in which a condition names a
//! field of the same row or value, or a field outside of it.

// Seen as private by the program that takes this in, and never part of any but a test.
#![allow(unreachable_pub, clippy::expect_used, clippy::panic)]

use roxmltree::Node;

/// What is wrong with the item, one line each.
pub fn problems(schema: &str, item: &str) -> Vec<String> {
    let schema = roxmltree::Document::parse(schema).expect("a schema that is well-formed");
    let item = roxmltree::Document::parse(item).expect("an item that is well-formed");
    let mut judge = Judge { containers: vec![item.root_element()], found: Vec::new() };
    judge.fields(schema.root_element());
    judge.found
}

struct Judge<'a, 'i> {
    /// The elements of the item that hold the fields at hand: the root, then each value or row down to here.
    containers: Vec<Node<'a, 'i>>,
    found: Vec<String>,
}

fn named<'a, 'i>(parent: Node<'a, 'i>, name: &'static str) -> impl Iterator<Item = Node<'a, 'i>> {
    parent.children().filter(move |child| child.has_tag_name(name))
}

fn attr<'a>(node: Node<'a, '_>, name: &str) -> &'a str {
    node.attribute(name).unwrap_or_default()
}

fn by_id<'a, 'i>(container: Node<'a, 'i>, id: &str) -> Option<Node<'a, 'i>> {
    named(container, "field").find(|field| attr(*field, "id") == id)
}

/// The texts of a plain field, in whichever wrapper.
fn texts<'a>(field: Node<'a, '_>) -> Vec<&'a str> {
    let outer = named(field, "values").next().unwrap_or(field);
    named(outer, "value").map(|value| value.text().unwrap_or_default()).collect()
}

impl<'a, 'i> Judge<'a, 'i> {
    fn fields(&mut self, schema: Node<'_, '_>) {
        let here = self.containers[self.containers.len() - 1];
        for sent in named(here, "field") {
            let id = attr(sent, "id");
            if by_id(schema, id).is_none() {
                self.found.push(format!("{id}: not in the schema"));
            }
        }
        for field in named(schema, "field") {
            self.field(field, by_id(here, attr(field, "id")));
        }
    }

    fn field(&mut self, field: Node<'_, '_>, sent: Option<Node<'a, 'i>>) {
        let rules: Vec<_> = named(field, "rules")
            .flat_map(|rules| named(rules, "rule"))
            .filter(|rule| named(*rule, "depend-group").all(|group| self.holds(group)))
            .collect();
        let has = |name| rules.iter().any(|rule| attr(*rule, "name") == name);
        let id = attr(field, "id");
        let disabled = has("disableRule") || attr(field, "type") == "label";
        let problem = match sent {
            None => (!disabled && has("requiredRule")).then(|| "required".to_owned()),
            Some(_) if disabled => Some("sent though disabled".to_owned()),
            Some(sent) if attr(sent, "type") != attr(field, "type") => Some("another type".to_owned()),
            Some(sent) => {
                for rule in &rules {
                    if let Some(problem) = broken(*rule, &rules, field, sent) {
                        self.found.push(format!("{id}: {problem}"));
                    }
                }
                self.content(field, sent)
            }
        };
        self.found.extend(problem.map(|problem| format!("{id}: {problem}")));
    }

    fn content(&mut self, field: Node<'_, '_>, sent: Node<'a, 'i>) -> Option<String> {
        let inner = named(field, "fields").next();
        let values = texts(sent);
        let count = |name| named(sent, name).count();
        let shape = match attr(field, "type") {
            "input" | "singleCheck" => count("value") == 1,
            "multiInput" | "multiCheck" => count("values") == 1 && !values.is_empty(),
            "complex" => count("complex-values") == 1,
            _ => count("complex-values") > 0,
        };
        if !shape || values.iter().any(|value| value.is_empty()) {
            return Some("a wrong wrapper, or nothing in it".to_owned());
        }
        for row in named(sent, "complex-values") {
            self.containers.push(row);
            self.fields(inner.expect("fields in a complex field"));
            self.containers.pop();
        }
        let options = named(field, "options").next()?;
        let stranger =
            values.iter().find(|value| named(options, "option").all(|o| attr(o, "value") != **value))?;
        Some(format!("{stranger} is no option"))
    }

    fn holds(&self, group: Node<'_, '_>) -> bool {
        let mut parts = group.children().map(|part| match part.tag_name().name() {
            "depend-group" => self.holds(part),
            _ => self.agrees(part),
        });
        match attr(group, "operator") {
            "and" => parts.all(|holds| holds),
            "or" => parts.any(|holds| holds),
            other => panic!("operator {other}"),
        }
    }

    fn agrees(&self, part: Node<'_, '_>) -> bool {
        let target = self.containers.iter().rev().find_map(|outer| by_id(*outer, attr(part, "fieldId")));
        let values = target.map(texts).unwrap_or_default();
        let wanted = attr(part, "value");
        match attr(part, "symbol") {
            "is null" => values.is_empty(),
            "==" => values == [wanted],
            "!=" => values != [wanted],
            "contains" => values.contains(&wanted),
            "not contains" => !values.contains(&wanted),
            other => panic!("symbol {other}"),
        }
    }
}

/// How the item breaks one rule that is in force.
fn broken(
    rule: Node<'_, '_>,
    rules: &[Node<'_, '_>],
    field: Node<'_, '_>,
    sent: Node<'_, '_>,
) -> Option<String> {
    let (name, limit) = (attr(rule, "name"), attr(rule, "value"));
    let values = texts(sent);
    let dated = rules.iter().any(|rule| matches!(attr(*rule, "value"), "date" | "time"));
    let kept = match name {
        "valueTypeRule" => values.iter().all(|value| is_of_type(value, limit)),
        "maxLengthRule" | "minLengthRule" if attr(field, "type") == "complex" => {
            let all = sent.descendants().filter(|node| node.has_tag_name("value"));
            let length = all.map(|value| length(value.text().unwrap_or_default(), attr(rule, "unit"))).sum();
            within(name, length, number(limit))
        }
        "maxLengthRule" | "minLengthRule" => {
            values.iter().all(|value| within(name, length(value, attr(rule, "unit")), number(limit)))
        }
        // Days and times of equal form are in order as texts.
        "maxValueRule" if dated => values.iter().all(|value| *value <= limit),
        "minValueRule" if dated => values.iter().all(|value| *value >= limit),
        "maxValueRule" | "minValueRule" => values.iter().all(|value| {
            let (value, limit) = (number(value), number(limit));
            within(name, value, limit) && (attr(rule, "exProperty") == "include" || value != limit)
        }),
        "maxInputNumRule" => {
            let count = values.len().max(named(sent, "complex-values").count());
            within(name, count as f64, number(limit))
        }
        "regexRule" => values.iter().all(|value| matches(value, limit)),
        "readOnlyRule" => {
            named(field, "default-value").all(|preset| values == [preset.text().unwrap_or_default()])
        }
        "requiredRule" | "tipRule" | "devTipRule" => true,
        // About files and pictures, of which nothing is known here.
        "maxTargetSizeRule" | "minImageSizeRule" | "maxImageSizeRule" => true,
        server if server.ends_with("_1") => true,
        other => panic!("rule {other}"),
    };
    (!kept).then(|| format!("{name} {limit} against {values:?}"))
}

fn within(rule: &str, value: f64, limit: f64) -> bool {
    if rule.starts_with("max") { value <= limit } else { value >= limit }
}

fn number(text: &str) -> f64 {
    text.parse().unwrap_or_else(|_| panic!("number {text}"))
}

/// Right for ASCII and Chinese, of which alone the generated texts are made.
fn length(text: &str, unit: &str) -> f64 {
    let wide = if unit == "byte" { 2.0 } else { 1.0 };
    text.chars().map(|char| if char.is_ascii() { 1.0 } else { wide }).sum()
}

fn is_of_type(value: &str, value_type: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match value_type {
        "text" => !value.contains(['\t', '\n']),
        "textarea" | "html" => true,
        "integer" => digits(value) && value.parse::<i32>().is_ok(),
        "long" => digits(value) && value.parse::<i64>().is_ok(),
        "decimal" => value.split('.').count() <= 2 && value.split('.').all(digits),
        "date" => value.len() == 10 && value.split('-').all(digits),
        "time" => value.len() == 19 && is_of_type(&value[..10], "date") && value[11..].split(':').all(digits),
        "url" => value.starts_with("https://") && !value.contains(' '),
        other => panic!("value type {other}"),
    }
}

/// The patterns that the generator uses.
fn matches(value: &str, pattern: &str) -> bool {
    match pattern {
        "^[A-Z0-9]{10}$" => {
            value.len() == 10 && !value.contains(|c: char| !c.is_ascii_uppercase() && !c.is_ascii_digit())
        }
        "^[0-9]*$" => value.bytes().all(|byte| byte.is_ascii_digit()),
        r"^.*\.mp3$" => value.ends_with(".mp3"),
        r"^\d+(\.\d+)?$" => is_of_type(value, "decimal"),
        r"^([0-9]+|[0-9]{1,3}(,[0-9]{3})*)(\.[0-9]{0,2})?$" => {
            is_of_type(value, "decimal") && value.split('.').nth(1).is_none_or(|digits| digits.len() <= 2)
        }
        other => panic!("pattern {other}"),
    }
}
