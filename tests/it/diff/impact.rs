//! What a change of schema does to params: which break, which are fixed, and which change did it.

use tmall_schema::{
    AssetFacts, Assets, ChangeCode, Code, Impact, ImpactChecker, Lang, Level, Param, ParamImpact, Schema,
    ValidateOptions, impact,
};

fn schema(fields: &str) -> Schema {
    Schema::parse(&format!("<itemRule>{fields}</itemRule>")).unwrap()
}

fn param(fields: &str) -> Param {
    Param::parse(&format!("<itemParam>{fields}</itemParam>")).unwrap()
}

fn value(id: &str, text: &str) -> String {
    format!("<field id='{id}'><value>{text}</value></field>")
}

/// For each group the change, and the findings with the numbers of their params.
fn groups(impact: &Impact) -> Vec<(String, Vec<String>)> {
    let groups = impact.by_change().into_iter().map(|group| {
        let change =
            group.change.map_or(String::from("-"), |change| format!("{} {}", change.code(), change.path()));
        let findings = group
            .findings
            .iter()
            .map(|one| format!("{} {} {}", one.param, one.finding.code(), one.finding.path()));
        (change, findings.collect())
    });
    groups.collect()
}

fn only(old: &Schema, new: &Schema, item: &Param) -> (String, String) {
    let impact = impact(old, new, [item]);
    assert_eq!(impact.broken.len(), 1, "{}", impact.changes);
    let groups = groups(&impact);
    let [(change, findings)] = groups.as_slice() else { panic!("{groups:?}") };
    let [finding] = findings.as_slice() else { panic!("{groups:?}") };
    (change.clone(), finding.clone())
}

const OLD: &str = "<field id='title' type='input'><rules><rule name='maxLengthRule' value='6'/></rules></field>
    <field id='note' type='input'><rules><rule name='maxLengthRule' value='2'/></rules></field>
    <field id='color' type='singleCheck'><options><option displayName='红' value='1'/><option displayName='蓝' value='2'/></options></field>";
const NEW: &str =
    "<field id='title' type='input'><rules><rule name='maxLengthRule' value='3'/></rules></field>
    <field id='note' type='input'><rules><rule name='maxLengthRule' value='9'/></rules></field>
    <field id='color' type='singleCheck'><options><option displayName='红' value='1'/></options></field>
    <field id='brand' type='input'/>";

#[test]
fn each_param_has_one_of_four_outcomes() {
    let (old, new) = (schema(OLD), schema(NEW));
    let checker = ImpactChecker::new(&old, &new);
    let outcome = |fields: &str| checker.check(&param(fields));
    assert!(matches!(outcome(&value("title", "abc")), ParamImpact::Valid));
    assert!(matches!(outcome(""), ParamImpact::Valid));
    assert!(matches!(outcome(&value("note", "long")), ParamImpact::Fixed));
    assert!(matches!(outcome(&value("brand", "new")), ParamImpact::Fixed));
    assert!(matches!(outcome(&value("title", "much too long")), ParamImpact::Invalid));
    // Wrong in two ways; only one went away.
    assert!(matches!(outcome(&(value("note", "long") + &value("color", "2"))), ParamImpact::Invalid));
    let ParamImpact::Broken(errors) = outcome(&(value("title", "abcd") + &value("color", "2"))) else {
        panic!()
    };
    let reported: Vec<(Code, &str)> =
        errors.iter().map(|one| (one.finding().code(), one.finding().path())).collect();
    assert_eq!(reported, [(Code::MaxLength, "/title"), (Code::UnknownOption, "/color")]);
    let changes = errors.iter().map(|one| checker.changes().get(one.change().unwrap()).unwrap());
    let changes: Vec<(ChangeCode, Level)> = changes.map(|change| (change.code(), change.level())).collect();
    assert_eq!(
        changes,
        [(ChangeCode::RuleChanged, Level::Breaking), (ChangeCode::OptionRemoved, Level::Breaking)]
    );
}

#[test]
fn params_are_counted_by_number_and_grouped_by_change() {
    let (old, new) = (schema(OLD), schema(NEW));
    let params = [
        param(&value("title", "abc")),
        param(&value("color", "2")),
        param(&value("note", "long")),
        param(&(value("title", "abcd") + &value("color", "2"))),
        param(&value("title", "much too long")),
        param(&value("brand", "x")),
    ];
    let impact = impact(&old, &new, &params);
    assert_eq!(impact.params, 6);
    assert_eq!(impact.fixed, [2, 5]);
    assert_eq!(impact.broken.iter().map(|broken| broken.param).collect::<Vec<_>>(), [1, 3]);
    assert_eq!(
        groups(&impact),
        [
            (String::from("rule-changed /title"), vec![String::from("3 max-length /title")]),
            (
                String::from("option-removed /color"),
                vec![String::from("1 unknown-option /color"), String::from("3 unknown-option /color")]
            ),
        ]
    );
    assert_eq!(impact.changes.breaking().count(), 2);
}

#[test]
fn nothing_changed_and_nothing_breaks() {
    let old = schema(OLD);
    let params = [param(&value("title", "much too long")), param(&value("color", "2"))];
    let impact = impact(&old, &old, &params);
    assert!(impact.changes.is_empty() && impact.broken.is_empty() && impact.fixed.is_empty());
    assert!(impact.by_change().is_empty());
    assert_eq!(impact.params, 2);
}

/// Of several changes on one field the one that the error is about.
#[test]
fn the_change_that_did_it() {
    let field = |rules: &str| schema(&format!("<field id='a' type='input'><rules>{rules}</rules></field>"));
    let old = field("");
    let new = field(
        "<rule name='maxLengthRule' value='3'/><rule name='requiredRule' value='true'/><rule name='regexRule' value='[a-z]*'/>",
    );
    let change = |item: &str| {
        let checker = ImpactChecker::new(&old, &new);
        let ParamImpact::Broken(errors) = checker.check(&param(item)) else { panic!() };
        let of = |at: usize| checker.changes().get(at).unwrap().message(Lang::En);
        errors.iter().map(|one| one.change().map(of).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(change(""), ["rule added: requiredRule true"]);
    assert_eq!(change(&value("a", "1")), ["rule added: regexRule [a-z]*"]);
    assert_eq!(change(&value("a", "ABCD")), ["rule added: maxLengthRule 3", "rule added: regexRule [a-z]*"]);
}

#[test]
fn a_field_that_is_gone_new_or_of_another_type() {
    let old = schema("<field id='a' type='input'/><field id='b' type='input'/>");
    let gone = schema("<field id='b' type='input'/>");
    let item = param(&value("a", "1"));
    assert_eq!(only(&old, &gone, &item), ("field-removed /a".into(), "0 unknown-field /a".into()));
    let required =
        "<field id='c' type='input'><rules><rule name='requiredRule' value='true'/></rules></field>";
    let more = schema(&format!("<field id='a' type='input'/><field id='b' type='input'/>{required}"));
    assert_eq!(only(&old, &more, &item), ("field-added /c".into(), "0 required /c".into()));
    let other = schema("<field id='a' type='complex'/><field id='b' type='input'/>");
    assert_eq!(only(&old, &other, &item).0, "field-type-changed /a");
}

/// Rows have numbers in the paths of findings, and none in those of changes.
#[test]
fn errors_in_rows() {
    let sku = |rules: &str| {
        schema(&format!(
            "<field id='sku' type='multiComplex'><fields><field id='price' type='input'>{rules}</field><field id='n' type='input'/></fields></field>"
        ))
    };
    let old = sku("");
    let new = sku("<rules><rule name='maxValueRule' value='9'/></rules>");
    let row = |price: &str| format!("<complex-values>{}</complex-values>", value("price", price));
    let item =
        param(&format!("<field id='sku' type='multiComplex'>{}{}{}</field>", row("1"), row("99"), row("10")));
    let impact = impact(&old, &new, [&item]);
    assert_eq!(
        groups(&impact),
        [(
            String::from("rule-added /sku/price"),
            vec![String::from("0 max-value /sku/1/price"), String::from("0 max-value /sku/2/price")]
        )]
    );
}

/// A complex is missed because the field that filled it is disabled now: the change is inside it.
#[test]
fn an_error_around_the_change() {
    let schema = |rules: &str| {
        schema(&format!(
            "<field id='c' type='complex'><rules><rule name='requiredRule' value='true'/></rules><fields><field id='x' type='input'>{rules}</field></fields></field>"
        ))
    };
    let old = schema("");
    let new = schema("<rules><rule name='disableRule' value='true'/></rules>");
    let item = param(
        "<field id='c'><complex-values><field id='x'><value>1</value></field></complex-values></field>",
    );
    assert_eq!(only(&old, &new, &item), ("rule-added /c/x".into(), "0 required /c".into()));
}

/// An error that comes from another field's change is not put on one that has nothing to do with it.
#[test]
fn an_error_far_from_the_change() {
    let schema = |rules: &str| {
        schema(&format!(
            "<field id='a' type='input'>{rules}</field><field id='b' type='input'><rules><rule name='requiredRule' value='true'><depend-group><depend-express fieldId='a' symbol='is null'/></depend-group></rule></rules></field>"
        ))
    };
    let old = schema("");
    let new = schema("<rules><rule name='disableRule' value='true'/></rules>");
    // The condition on b means something else now; the change is reported at b.
    let reported = only(&old, &new, &param(&value("a", "1")));
    assert_eq!(reported, ("condition-changed /b".into(), "0 required /b".into()));
}

#[test]
fn validate_options_count() {
    let file = |rules: &str| schema(&format!("<field id='a' type='input'><rules>{rules}</rules></field>"));
    let old = file("<rule name='valueTypeRule' value='url'/>");
    let new =
        file("<rule name='valueTypeRule' value='url'/><rule name='maxTargetSizeRule' value='1' unit='k'/>");
    let item = param(&value("a", "http://h/a.jpg"));
    let plain = ImpactChecker::new(&old, &new);
    assert!(matches!(plain.check(&item), ParamImpact::Valid), "nothing is known of the file");
    let facts = Assets::new().with_asset("http://h/a.jpg", AssetFacts::new().with_bytes(2048));
    let checker = ImpactChecker::with_options(&old, &new, &ValidateOptions::new().with_assets(facts));
    assert!(matches!(checker.check(&item), ParamImpact::Broken(_)));
}

#[test]
fn a_checker_is_shared_between_threads() {
    let checker = ImpactChecker::new(&schema(OLD), &schema(NEW));
    std::thread::scope(|scope| {
        for (text, broken) in [("abc", false), ("abcd", true)] {
            let checker = &checker;
            scope.spawn(move || {
                let outcome = checker.check(&param(&value("title", text)));
                assert_eq!(matches!(outcome, ParamImpact::Broken(_)), broken);
            });
        }
    });
}
