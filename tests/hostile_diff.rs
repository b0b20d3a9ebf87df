//! Comparing hostile schemas costs no more than their size, and what is the same is the same however odd it is.

// The helpers of this program are tests too.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code, reason = "measurements here have no other tests to wait for")]
#[path = "support/growth.rs"]
mod growth;

use growth::beyond_linear;
use tmall_schema::{Lang, Level, Schema};

/// A head, what is repeated with its number for `@`, and a tail.
type Unit = (&'static str, &'static str, &'static str);

fn repeated((head, unit, tail): Unit, n: usize) -> String {
    let mut text = head.to_owned();
    (0..n)
        .for_each(|i| text.push_str(&unit.replace("@+1", &(i + 1).to_string()).replace('@', &i.to_string())));
    text + tail
}

/// What changes, and the two sides.
#[rustfmt::skip]
const CASES: &[(&str, Unit, Unit)] = &[
    ("all fields", ("<r>", "<field id='f@' type='input'/>", "</r>"), ("<r>", "<field id='g@' type='input'/>", "</r>")),
    ("all options", ("<r><field id='a' type='singleCheck'><options>", "<option displayName='n' value='v@'/>", "</options></field></r>"), ("<r><field id='a' type='singleCheck'><options>", "<option displayName='n' value='w@'/>", "</options></field></r>")),
    ("options of one value", ("<r><field id='a' type='singleCheck'><options>", "<option displayName='n@' value='v'/>", "</options></field></r>"), ("<r><field id='a' type='singleCheck'><options>", "<option displayName='m@' value='v'/>", "</options></field></r>")),
    ("conditional options of one value", ("<r><field id='b' type='input'/><field id='a' type='singleCheck'><options>", "<option displayName='n' value='v'><depend-group><depend-express fieldId='b' value='@'/></depend-group></option>", "</options></field></r>"), ("<r><field id='b' type='input'/><field id='a' type='singleCheck'><options>", "<option displayName='n' value='v'><depend-group><depend-express fieldId='b' value='x@'/></depend-group></option>", "</options></field></r>")),
    ("the field that conditions of options name", ("<r><field id='b' type='input'/><field id='a' type='singleCheck'><options>", "<option displayName='n' value='v@'><depend-group><depend-express fieldId='b' value='@'/></depend-group></option>", "</options></field></r>"), ("<r><field id='b' type='input'><rules><rule name='disableRule' value='true'/></rules></field><field id='a' type='singleCheck'><options>", "<option displayName='n' value='v@'><depend-group><depend-express fieldId='b' value='@'/></depend-group></option>", "</options></field></r>")),
    ("rules of one name", ("<r><field id='a' type='input'><rules>", "<rule name='maxLengthRule' value='@'/>", "</rules></field></r>"), ("<r><field id='a' type='input'><rules>", "<rule name='maxLengthRule' value='1@'/>", "</rules></field></r>")),
    ("disableRules of one field", ("<r><field id='b' type='input'/><field id='a' type='input'><rules>", "<rule name='disableRule' value='true'><depend-group><depend-express fieldId='b' value='@'/></depend-group></rule>", "</rules></field></r>"), ("<r><field id='b' type='input'/><field id='a' type='input'><rules>", "<rule name='disableRule' value='true'><depend-group><depend-express fieldId='b' value='x@'/></depend-group></rule>", "</rules></field></r>")),
    ("questions in one condition", ("<r><field id='a' type='input'><rules><rule name='disableRule' value='true'><depend-group>", "<depend-express fieldId='f@' value='1'/>", "</depend-group></rule></rules></field></r>"), ("<r><field id='a' type='input'><rules><rule name='disableRule' value='true'><depend-group>", "<depend-express fieldId='f@' value='2'/>", "</depend-group></rule></rules></field></r>")),
    ("a chain of disabled fields", ("<r><field id='f0' type='input'/>", "<field id='f@+1' type='input'><rules><rule name='disableRule' value='true'><depend-group><depend-express fieldId='f@' symbol='is null'/></depend-group></rule></rules></field>", "</r>"), ("<r><field id='f0' type='input'><rules><rule name='disableRule' value='true'/></rules></field>", "<field id='f@+1' type='input'><rules><rule name='disableRule' value='true'><depend-group><depend-express fieldId='f@' symbol='is null'/></depend-group></rule></rules></field>", "</r>")),
    ("two of one id, many times", ("<r>", "<field id='f@' type='input' name='1'/><field id='f@' type='input' name='2'/>", "</r>"), ("<r>", "<field id='f@' type='input' name='2'/><field id='f@' type='input' name='1'/>", "</r>")),
    ("disabled fields inside one that is required", ("<r><field id='c' type='complex'><rules><rule name='requiredRule' value='true'/></rules><fields>", "<field id='f@' type='input'/>", "</fields></field></r>"), ("<r><field id='c' type='complex'><rules><rule name='requiredRule' value='true'/></rules><fields>", "<field id='f@' type='input'><rules><rule name='disableRule' value='true'/></rules></field>", "</fields></field></r>")),
];

#[test]
fn comparing_costs_as_much_as_the_documents_are_long() {
    let beyond = CASES.iter().filter_map(|&(what, old, new)| {
        let input = |n| [old, new].map(|unit| Schema::parse(&repeated(unit, n)).unwrap());
        let work = |[old, new]: &[Schema; 2]| {
            for changes in [Schema::diff(old, new), Schema::diff(new, old)] {
                for change in &changes {
                    std::hint::black_box((
                        change.fingerprint(),
                        change.message(Lang::Zh),
                        change.new_position(),
                    ));
                }
            }
        };
        beyond_linear(500, input, work).map(|times| format!("{what}: {times}"))
    });
    let beyond: Vec<String> = beyond.collect();
    assert!(beyond.is_empty(), "these take more than linear time: {beyond:#?}");
}

#[test]
fn what_is_the_same_is_the_same_however_much_there_is() {
    for (what, old, new) in CASES {
        for unit in [old, new] {
            let xml = repeated(*unit, 700);
            let (a, b) = (Schema::parse(&xml).unwrap(), Schema::parse(&xml).unwrap());
            assert_eq!(Schema::diff(&a, &b).to_string(), "", "{what}");
        }
    }
}

/// Two of one id in each other, each time in another order: looked into once for each field, not for each way.
#[test]
fn fields_of_one_id_within_each_other() {
    let nested = |first: &str, second: &str| {
        let mut xml = String::from("<field id='x' type='input'/>");
        for _ in 0..14 {
            xml = format!(
                "<field id='a' type='complex' name='{first}'><fields>{xml}</fields></field><field id='a' type='complex' name='{second}'><fields><field id='x' type='input'/></fields></field>"
            );
        }
        Schema::parse(&format!("<r>{xml}</r>")).unwrap()
    };
    let (old, new) = (nested("1", "2"), nested("2", "1"));
    assert!(Schema::diff(&old, &new).level() >= Some(Level::Cosmetic));
    assert!(Schema::diff(&old, &old).is_empty());
}
