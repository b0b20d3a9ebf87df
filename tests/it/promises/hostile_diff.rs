//! Comparing hostile schemas costs no more than their size, and a schema equals itself, however odd it is.

#[allow(dead_code, reason = "measurements here have no other tests to wait for")]
use crate::support::growth::{Unit, beyond_linear, repeated};
use tmall_schema::{ChangeCode, Lang, Level, Schema};

/// What changes, and the two sides.
#[rustfmt::skip]
const CASES: &[(&str, Unit, Unit)] = &[
    ("all fields", ("<r>", "<field id='f@' type='input'/>", "</r>"), ("<r>", "<field id='g@' type='input'/>", "</r>")),
    ("fields of one id", ("<r>", "<field id='a' type='input' name='@'/>", "</r>"), ("<r>", "<field id='a' type='input' name='x@'/>", "</r>")),
    ("fields of one id with something inside", ("<r>", "<field id='a' type='complex'><fields><field id='x@' type='input'/></fields></field>", "</r>"), ("<r><field id='a' type='input'/>", "<field id='a' type='complex'><fields><field id='y@' type='input'/></fields></field>", "</r>")),
    ("two of one id, many times", ("<r>", "<field id='f@' type='input' name='1'/><field id='f@' type='input' name='2'/>", "</r>"), ("<r>", "<field id='f@' type='input' name='2'/><field id='f@' type='input' name='1'/>", "</r>")),
    ("all options", ("<r><field id='a' type='singleCheck'><options>", "<option displayName='n' value='v@'/>", "</options></field></r>"), ("<r><field id='a' type='singleCheck'><options>", "<option displayName='n' value='w@'/>", "</options></field></r>")),
    ("options of one value", ("<r><field id='a' type='singleCheck'><options>", "<option displayName='n@' value='v'/>", "</options></field></r>"), ("<r><field id='a' type='singleCheck'><options>", "<option displayName='m@' value='v'/>", "</options></field></r>")),
    ("options of one name without a value", ("<r><field id='a' type='singleCheck'><options>", "<option displayName='n' readonly='@'/>", "</options></field></r>"), ("<r><field id='a' type='singleCheck'><options>", "<option displayName='n' readonly='x@'/>", "</options></field></r>")),
    ("options with nothing", ("<r><field id='a' type='singleCheck'><options>", "<option/>", "</options></field></r>"), ("<r><field id='a' type='singleCheck'><options>", "<option a='@'/>", "</options></field></r>")),
    ("every second option", ("<r><field id='a' type='singleCheck'><options>", "<option displayName='n' value='v@'/><option displayName='n' value='w@'/>", "</options></field></r>"), ("<r><field id='a' type='singleCheck'><options>", "<option displayName='n' value='v@'/>", "</options></field></r>")),
    ("options of negative values", ("<r><field id='a' type='singleCheck'><options>", "<option displayName='n' value='-1@'/>", "</options></field></r>"), ("<r><field id='a' type='singleCheck'><options>", "<option displayName='n' value='-2@'/>", "</options></field></r>")),
    ("conditional options of one value", ("<r><field id='b' type='input'/><field id='a' type='singleCheck'><options>", "<option displayName='n' value='v'><depend-group><depend-express fieldId='b' value='@'/></depend-group></option>", "</options></field></r>"), ("<r><field id='b' type='input'/><field id='a' type='singleCheck'><options>", "<option displayName='n' value='v'><depend-group><depend-express fieldId='b' value='x@'/></depend-group></option>", "</options></field></r>")),
    ("the field that conditions of options name", ("<r><field id='b' type='input'/><field id='a' type='singleCheck'><options>", "<option displayName='n' value='v@'><depend-group><depend-express fieldId='b' value='@'/></depend-group></option>", "</options></field></r>"), ("<r><field id='b' type='input'><rules><rule name='disableRule' value='true'/></rules></field><field id='a' type='singleCheck'><options>", "<option displayName='n' value='v@'><depend-group><depend-express fieldId='b' value='@'/></depend-group></option>", "</options></field></r>")),
    ("rules of one name", ("<r><field id='a' type='input'><rules>", "<rule name='maxLengthRule' value='@'/>", "</rules></field></r>"), ("<r><field id='a' type='input'><rules>", "<rule name='maxLengthRule' value='1@'/>", "</rules></field></r>")),
    ("rules of one name on a complex", ("<r><field id='a' type='complex'><rules>", "<rule name='maxInputNumRule' value='1' desc='@'/>", "</rules><fields><field id='x' type='input'/></fields></field></r>"), ("<r><field id='a' type='complex'><rules>", "<rule name='maxInputNumRule' value='1' desc='x@'/>", "</rules><fields><field id='x' type='input'/></fields></field></r>")),
    ("required rules under conditions", ("<r><field id='b' type='input'/><field id='a' type='input'><rules>", "<rule name='requiredRule' value='true'><depend-group><depend-express fieldId='b' value='@'/></depend-group></rule>", "</rules></field></r>"), ("<r><field id='b' type='input'/><field id='a' type='input'><rules>", "<rule name='requiredRule' value='true'><depend-group><depend-express fieldId='b' value='x@'/></depend-group></rule>", "</rules></field></r>")),
    ("dates under one long condition", ("<r><field id='a' type='input'><rules><rule name='maxValueRule' value='2020-01-01'/><rule name='valueTypeRule' value='date'><depend-group>", "<depend-express fieldId='b' value='@'/>", "</depend-group></rule></rules></field></r>"), ("<r><field id='a' type='input'><rules><rule name='maxValueRule' value='2020-01-01'/>", "<rule name='valueTypeRule' value='date' desc='@'/>", "</rules></field></r>")),
    ("disableRules of one field", ("<r><field id='b' type='input'/><field id='a' type='input'><rules>", "<rule name='disableRule' value='true'><depend-group><depend-express fieldId='b' value='@'/></depend-group></rule>", "</rules></field></r>"), ("<r><field id='b' type='input'/><field id='a' type='input'><rules>", "<rule name='disableRule' value='true'><depend-group><depend-express fieldId='b' value='x@'/></depend-group></rule>", "</rules></field></r>")),
    ("questions in one condition", ("<r><field id='a' type='input'><rules><rule name='disableRule' value='true'><depend-group>", "<depend-express fieldId='f@' value='1'/>", "</depend-group></rule></rules></field></r>"), ("<r><field id='a' type='input'><rules><rule name='disableRule' value='true'><depend-group>", "<depend-express fieldId='f@' value='2'/>", "</depend-group></rule></rules></field></r>")),
    ("questions about one field in one condition", ("<r><field id='b' type='multiInput'/><field id='a' type='input'><rules><rule name='requiredRule' value='true'><depend-group operator='or'>", "<depend-express fieldId='b' symbol='contains' value='@'/>", "</depend-group></rule></rules></field></r>"), ("<r><field id='b' type='multiInput'/><field id='a' type='input'><rules><rule name='requiredRule' value='true'><depend-group operator='or'>", "<depend-express fieldId='b' symbol='contains' value='x@'/>", "</depend-group></rule></rules></field></r>")),
    ("groups in one condition", ("<r><field id='b' type='input'/><field id='a' type='input'><rules><rule name='requiredRule' value='true'><depend-group operator='or'>", "<depend-group><depend-express fieldId='b' value='@'/><depend-express fieldId='c' symbol='!=' value='@'/></depend-group>", "</depend-group></rule></rules></field></r>"), ("<r><field id='b' type='input'/><field id='a' type='input'><rules><rule name='requiredRule' value='true'><depend-group operator='or'>", "<depend-group><depend-express fieldId='b' value='@'/><depend-express fieldId='c' symbol='!=' value='x@'/></depend-group>", "</depend-group></rule></rules></field></r>")),
    ("conditions that take long to compare", ("<r><field id='b' type='multiInput'/>", "<field id='f@' type='input'><rules><rule name='requiredRule' value='true'><depend-group><depend-express fieldId='b' symbol='contains' value='1'/><depend-express fieldId='b' symbol='contains' value='2'/><depend-express fieldId='b' symbol='contains' value='3'/><depend-express fieldId='b' symbol='contains' value='4'/><depend-express fieldId='b' symbol='contains' value='5'/><depend-express fieldId='b' symbol='contains' value='6'/><depend-express fieldId='b' symbol='contains' value='7'/><depend-express fieldId='b' symbol='contains' value='8'/></depend-group></rule></rules></field>", "</r>"),
     ("<r><field id='b' type='multiInput'/>", "<field id='f@' type='input'><rules><rule name='requiredRule' value='true'><depend-group><depend-express fieldId='b' symbol='contains' value='1'/><depend-express fieldId='b' symbol='contains' value='2'/><depend-express fieldId='b' symbol='contains' value='3'/><depend-express fieldId='b' symbol='contains' value='4'/><depend-express fieldId='b' symbol='contains' value='5'/><depend-express fieldId='b' symbol='contains' value='6'/><depend-express fieldId='b' symbol='contains' value='7'/><depend-express fieldId='b' symbol='not contains' value='8'/></depend-group></rule></rules></field>", "</r>")),
    ("a chain of disabled fields", ("<r><field id='f0' type='input'/>", "<field id='f@+1' type='input'><rules><rule name='disableRule' value='true'><depend-group><depend-express fieldId='f@' symbol='is null'/></depend-group></rule></rules></field>", "</r>"), ("<r><field id='f0' type='input'><rules><rule name='disableRule' value='true'/></rules></field>", "<field id='f@+1' type='input'><rules><rule name='disableRule' value='true'><depend-group><depend-express fieldId='f@' symbol='is null'/></depend-group></rule></rules></field>", "</r>")),
    ("a chain that becomes a cycle", ("<r><field id='f0' type='input'/>", "<field id='f@+1' type='input'><rules><rule name='disableRule' value='true'><depend-group><depend-express fieldId='f@' symbol='is null'/></depend-group></rule></rules></field>", "</r>"), ("<r><field id='f0' type='input'><rules><rule name='disableRule' value='true'><depend-group><depend-express fieldId='f500' symbol='is null'/></depend-group></rule></rules></field>", "<field id='f@+1' type='input'><rules><rule name='disableRule' value='true'><depend-group><depend-express fieldId='f@' symbol='is null'/></depend-group></rule></rules></field>", "</r>")),
    ("disabled fields inside one that is required", ("<r><field id='c' type='complex'><rules><rule name='requiredRule' value='true'/></rules><fields>", "<field id='f@' type='input'/>", "</fields></field></r>"), ("<r><field id='c' type='complex'><rules><rule name='requiredRule' value='true'/></rules><fields>", "<field id='f@' type='input'><rules><rule name='disableRule' value='true'/></rules></field>", "</fields></field></r>")),
    ("required fields in a complex that had no place for a value", ("<r><field id='c' type='complex'><fields>", "<field id='l@' type='label'/>", "</fields></field></r>"), ("<r><field id='c' type='complex'><fields>", "<field id='f@' type='input'><rules><rule name='requiredRule' value='true'/></rules></field>", "</fields></field></r>")),
    ("conditions on a complex of disabled fields", ("<r><field id='c' type='complex'><fields>", "<field id='l@' type='label'/><field id='f@' type='input'><rules><rule name='requiredRule' value='true'><depend-group><depend-express fieldId='c' symbol='is null'/></depend-group></rule></rules></field>", "</fields></field></r>"), ("<r><field id='c' type='complex'><fields>", "<field id='l@' type='label'/><field id='f@' type='input'><rules><rule name='requiredRule' value='true'><depend-group><depend-express fieldId='c' symbol='!=' value='@'/></depend-group></rule></rules></field>", "</fields></field></r>")),
    ("read-only fields inside one with a default", ("<r><field id='c' type='complex'><fields>", "<field id='f@' type='input'><rules><rule name='readOnlyRule' value='true'/></rules></field>", "</fields><default-complex-values><field id='f1'><value>1</value></field></default-complex-values></field></r>"), ("<r><field id='c' type='complex'><fields>", "<field id='f@' type='input'><rules><rule name='readOnlyRule' value='true'/></rules></field>", "</fields><default-complex-values><field id='f1'><value>2</value></field></default-complex-values></field></r>")),
    ("defaults of read-only fields", ("<r><field id='c' type='complex'><rules><rule name='readOnlyRule' value='true'/></rules><fields><field id='x' type='input'><rules><rule name='readOnlyRule' value='true'/></rules></field></fields><default-complex-values>", "<field id='f@'><value>1</value></field>", "</default-complex-values></field></r>"), ("<r><field id='c' type='complex'><rules><rule name='readOnlyRule' value='true'/></rules><fields>", "<field id='f@' type='input'><rules><rule name='readOnlyRule' value='true'/></rules></field>", "</fields><default-complex-values><field id='f1'><value>1</value></field></default-complex-values></field></r>")),
    ("rules of a field that conditions name", ("<r><field id='b' type='singleCheck'><options><option value='1' displayName='1'/></options></field>", "<field id='f@' type='input'><rules><rule name='requiredRule' value='true'><depend-group><depend-express fieldId='b' value='1'/></depend-group></rule></rules></field>", "</r>"), ("<r><field id='b' type='singleCheck'><options><option value='1' displayName='1'/></options></field>", "<field id='f@' type='input'><rules><rule name='requiredRule' value='true'><depend-group><depend-express fieldId='b' symbol='!=' value='1'/></depend-group></rule></rules></field>", "</r>")),
];

/// Sides of which two things grow at once.
const DOUBLE: &[(&str, [Unit; 2], [Unit; 2])] = &[
    (
        "fields of a complex that a long condition disables",
        [
            (
                "<r><field id='c' type='complex'><rules><rule name='disableRule' value='true'><depend-group>",
                "<depend-express fieldId='g@' value='1'/>",
                "</depend-group></rule></rules><fields>",
            ),
            ("", "<field id='f@' type='input'/>", "</fields></field></r>"),
        ],
        [
            (
                "<r><field id='c' type='complex'><rules><rule name='disableRule' value='true'><depend-group>",
                "<depend-express fieldId='g@' value='1'/>",
                "</depend-group></rule></rules><fields>",
            ),
            (
                "",
                "<field id='f@' type='input'><rules><rule name='maxLengthRule' value='1'/></rules></field>",
                "</fields></field></r>",
            ),
        ],
    ),
    (
        "conditions that name a field of many rules",
        [
            (
                "<r><field id='b' type='singleCheck'><options><option value='1' displayName='1'/></options><rules>",
                "<rule name='tipRule' value='@'/>",
                "</rules></field>",
            ),
            (
                "",
                "<field id='f@' type='input'><rules><rule name='requiredRule' value='true'><depend-group><depend-express fieldId='b' value='1'/></depend-group></rule></rules></field>",
                "</r>",
            ),
        ],
        [
            (
                "<r><field id='b' type='singleCheck'><options><option value='1' displayName='1'/></options><rules>",
                "<rule name='tipRule' value='@'/>",
                "</rules></field>",
            ),
            (
                "",
                "<field id='f@' type='input'><rules><rule name='requiredRule' value='true'><depend-group><depend-express fieldId='b' symbol='!=' value='1'/></depend-group></rule></rules></field>",
                "</r>",
            ),
        ],
    ),
    (
        "conditions that name a field inside one of many rules",
        [
            (
                "<r><field id='c' type='complex'><rules>",
                "<rule name='maxInputNumRule' value='1'/>",
                "</rules><fields><field id='b' type='input'/></fields></field>",
            ),
            (
                "",
                "<field id='f@' type='input'><rules><rule name='requiredRule' value='true'><depend-group><depend-express fieldId='b' value='1'/></depend-group></rule></rules></field>",
                "</r>",
            ),
        ],
        [
            (
                "<r><field id='c' type='complex'><rules>",
                "<rule name='maxInputNumRule' value='1'/>",
                "</rules><fields><field id='b' type='input'/></fields></field>",
            ),
            (
                "",
                "<field id='f@' type='input'><rules><rule name='requiredRule' value='true'><depend-group><depend-express fieldId='b' symbol='!=' value='1'/></depend-group></rule></rules></field>",
                "</r>",
            ),
        ],
    ),
];

/// Both directions, with every text and position of each change.
fn compare([old, new]: &[Schema; 2]) {
    for changes in [Schema::diff(old, new), Schema::diff(new, old)] {
        for change in &changes {
            std::hint::black_box((change.fingerprint(), change.message(Lang::Zh), change.new_position()));
        }
    }
}

#[test]
fn comparing_costs_as_much_as_the_documents_are_long() {
    let beyond = CASES.iter().filter_map(|&(what, old, new)| {
        let input = |n| [old, new].map(|unit| Schema::parse(&repeated(unit, n)).unwrap());
        beyond_linear(300, input, compare).map(|times| format!("{what}: {times}"))
    });
    let beyond: Vec<String> = beyond.collect();
    assert!(beyond.is_empty(), "these take more than linear time: {beyond:#?}");
}

#[test]
fn nor_do_two_things_multiply() {
    let beyond = DOUBLE.iter().filter_map(|(what, old, new)| {
        let both = |[a, b]: [Unit; 2], n: usize| repeated(a, n) + &repeated(b, n);
        let input = |n| [*old, *new].map(|units| Schema::parse(&both(units, n)).unwrap());
        beyond_linear(300, input, compare).map(|times| format!("{what}: {times}"))
    });
    let beyond: Vec<String> = beyond.collect();
    assert!(beyond.is_empty(), "these take more than linear time: {beyond:#?}");
}

/// All in an order that has nothing to do with the old one.
#[test]
fn options_in_quite_another_order() {
    let input = |n: usize| {
        let list = |place: &dyn Fn(usize) -> usize| {
            let options = (0..n).map(|i| format!("<option displayName='n' value='v{}'/>", place(i)));
            let options: String = options.collect();
            Schema::parse(&format!(
                "<r><field id='a' type='singleCheck'><options>{options}</options></field></r>"
            ))
            .unwrap()
        };
        // A number that has no factor in common with any of these lengths.
        [list(&|i| i), list(&|i| i * 7_919 % n)]
    };
    let both = input(12_000);
    let changes = Schema::diff(&both[0], &both[1]);
    assert_eq!(
        changes.iter().map(tmall_schema::Change::code).collect::<Vec<_>>(),
        [ChangeCode::OptionsReordered]
    );
    assert_eq!(changes.level(), Some(Level::Cosmetic));
    let beyond = beyond_linear(5_000, input, |[old, new]| Schema::diff(old, new).len());
    assert_eq!(beyond, None);
}

#[test]
fn what_is_the_same_is_the_same_however_much_there_is() {
    for (what, old, new) in CASES {
        for unit in [old, new] {
            let xml = repeated(*unit, 700);
            let [a, again] = [(); 2].map(|()| Schema::parse(&xml).unwrap());
            assert_eq!(Schema::diff(&a, &again).to_string(), "", "{what}");
            // Written otherwise, so that it is not the same text.
            let other = Schema::parse(&xml.replace("' ", "'\n")).unwrap();
            assert_eq!(Schema::diff(&a, &other).to_string(), "", "{what}");
            assert_eq!(Schema::diff(&other, &a).to_string(), "", "{what}");
        }
    }
}

/// Two of one id in each other, each time in another order: looked into once for each field, not for each way.
#[test]
fn fields_of_one_id_within_each_other() {
    let nested = |first: &str, second: &str| {
        let mut xml = String::from("<field id='x' type='input'/>");
        for _ in 0..28 {
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

/// As deep as a document may be: each level is looked at once more at most.
#[test]
fn fields_deep_inside_each_other() {
    let nested = |n: usize, value: &str| {
        let mut xml: String = (0..n)
            .map(|i| {
                format!("<field id='f{i}' type='input'><rules><rule name='requiredRule' value='{value}'><depend-group><depend-express fieldId='f0' value='{i}'/></depend-group></rule></rules></field>")
            })
            .collect();
        for level in 0..25 {
            xml = format!("<field id='c{level}' type='complex'><fields>{xml}</fields></field>");
        }
        Schema::parse(&format!("<r>{xml}</r>")).unwrap()
    };
    let beyond = beyond_linear(400, |n| [nested(n, "true"), nested(n, "false")], compare);
    assert_eq!(beyond, None);
}
