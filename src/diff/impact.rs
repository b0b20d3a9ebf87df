//! What a change of schema does to given params: which were valid and are not, and by which change.

use std::collections::HashMap;

use crate::code::{ChangeCode, Code, Level};
use crate::diff::Changes;
use crate::diff::change::Change;
use crate::diff::fact::Fact;
use crate::param::Param;
use crate::path;
use crate::schema::{FieldRef, Schema};
use crate::validate::{Finding, ValidateOptions, Validator};

/// Two schemas compared and compiled, ready to judge any number of params by both. `Send` and `Sync`.
///
/// ```
/// use tmall_schema::{ImpactJudge, Outcome, Param, Schema};
/// let old = Schema::parse(r#"<itemRule><field id="title" type="input"/></itemRule>"#)?;
/// let new = Schema::parse(r#"<itemRule><field id="title" type="input"><rules>
///   <rule name="maxLengthRule" value="3"/></rules></field></itemRule>"#)?;
/// let judge = ImpactJudge::new(&old, &new);
/// let item = Param::parse(r#"<itemParam><field id="title"><value>纯棉衬衫</value></field></itemParam>"#)?;
/// let Outcome::Broken(findings) = judge.judge(&item) else { panic!() };
/// assert_eq!(findings[0].finding().path(), "/title");
/// let change = findings[0].change().and_then(|at| judge.changes().get(at)).unwrap();
/// assert_eq!(change.message(tmall_schema::Lang::En), "rule added: maxLengthRule 3");
/// # Ok::<(), tmall_schema::Error>(())
/// ```
#[derive(Debug)]
pub struct ImpactJudge {
    old: Validator,
    new: Validator,
    changes: Changes,
    /// The changes that can have done it, by the path of their field.
    by_path: HashMap<String, Vec<usize>>,
}

/// What became of a param.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Outcome {
    /// Valid under both.
    Valid,
    /// Valid under the old one and not under the new one: all errors.
    Broken(Vec<ImpactFinding>),
    /// Valid only now.
    Mended,
    /// Valid under neither.
    Invalid,
}

/// An error of a param that was valid, and the change that it comes from.
#[derive(Clone, Debug)]
pub struct ImpactFinding {
    finding: Finding,
    change: Option<usize>,
}

impl ImpactFinding {
    /// The error.
    pub fn finding(&self) -> &Finding {
        &self.finding
    }

    /// The number of the change among all changes; none if no single one can be told.
    pub fn change(&self) -> Option<usize> {
        self.change
    }
}

impl ImpactJudge {
    /// Compares and compiles two schemas.
    pub fn new(old: &Schema, new: &Schema) -> ImpactJudge {
        ImpactJudge::with(old, new, &ValidateOptions::new())
    }

    /// Compares and compiles two schemas, with options for judging.
    pub fn with(old: &Schema, new: &Schema, options: &ValidateOptions) -> ImpactJudge {
        let changes = Schema::diff(old, new);
        let mut by_path: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, change) in changes.iter().enumerate() {
            if change.level() != Level::Cosmetic {
                by_path.entry(change.path().to_owned()).or_default().push(at);
            }
        }
        let [old, new] = [old, new].map(|schema| Validator::compile_with(schema, options));
        ImpactJudge { old, new, changes, by_path }
    }

    /// What changed.
    pub fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Judges a param by both schemas.
    pub fn judge(&self, param: &Param) -> Outcome {
        match (self.old.is_valid(param), self.new.is_valid(param)) {
            (true, true) => Outcome::Valid,
            (false, true) => Outcome::Mended,
            (false, false) => Outcome::Invalid,
            (true, false) => {
                let report = self.new.check(param);
                let errors = report
                    .errors()
                    .map(|finding| ImpactFinding { change: self.cause(finding), finding: finding.clone() });
                Outcome::Broken(errors.collect())
            }
        }
    }

    /// The change that an error comes from: on its field or one around or inside it, the likeliest first.
    fn cause(&self, finding: &Finding) -> Option<usize> {
        let steps = self.ids(finding.path());
        let mut around = Vec::with_capacity(steps.len() + 1);
        let mut pointer = String::new();
        for step in &steps {
            path::push_step(&mut pointer, step);
            around.push(pointer.clone());
        }
        let mut best: Option<(u32, usize)> = None;
        for (distance, place) in around.iter().rev().enumerate() {
            for &at in self.by_path.get(place).into_iter().flatten() {
                let Some(change) = self.changes.get(at) else { continue };
                let score = score(change, finding, distance);
                if score > 0 && best.is_none_or(|(known, _)| score > known) {
                    best = Some((score, at));
                }
            }
        }
        // A field may be missed because one inside it is disabled now.
        best.map(|(_, at)| at).or_else(|| {
            let inside = format!("{pointer}/");
            let mut changes = self.changes.iter().enumerate();
            let found = changes
                .find(|(_, change)| change.level() == Level::Breaking && change.path().starts_with(&inside));
            found.map(|(at, _)| at)
        })
    }

    /// The ids of a pointer into a param: without the numbers of values and rows.
    fn ids(&self, pointer: &str) -> Vec<String> {
        let mut steps = path::steps(pointer).into_iter().flatten();
        let mut ids = Vec::new();
        let mut level: [Option<FieldRef<'_>>; 2] = [None, None];
        while let Some(id) = steps.next() {
            let below = |around: Option<FieldRef<'_>>, schema: &Schema| -> Option<crate::schema::FieldId> {
                let found = match around {
                    Some(around) => around.child(&id),
                    None if ids.is_empty() => schema.fields().find(|field| field.id() == id),
                    None => None,
                };
                found.map(FieldRef::field_id)
            };
            let (old, new) = (self.old.schema(), self.new.schema());
            level = [
                below(level[0], old).and_then(|field| old.get(field)),
                below(level[1], new).and_then(|field| new.get(field)),
            ];
            if level[1].or(level[0]).is_some_and(FieldRef::is_array) {
                steps.next();
            }
            ids.push(id);
        }
        ids
    }
}

/// How likely an error comes from a change on its field, or so many levels around it; 0 if it cannot.
fn score(change: &Change, finding: &Finding, distance: usize) -> u32 {
    let fits = match (finding.code(), change.code()) {
        (Code::UnknownField, ChangeCode::FieldRemoved)
        | (Code::TypeMismatch | Code::UnexpectedValue | Code::TooManyValues, ChangeCode::FieldTypeChanged) => {
            8
        }
        (Code::UnknownOption | Code::UnavailableOption, code) => match code {
            ChangeCode::OptionAdded
            | ChangeCode::OptionRemoved
            | ChangeCode::OptionConditionChanged
            | ChangeCode::ConditionChanged => 4 + u32::from(is_about(change, finding)) * 4,
            ChangeCode::FieldTypeChanged => 4,
            _ => 1,
        },
        (Code::Required, ChangeCode::FieldAdded) => 8,
        (Code::ReadOnly, ChangeCode::DefaultChanged) => 6,
        (
            _,
            ChangeCode::RuleAdded
            | ChangeCode::RuleRemoved
            | ChangeCode::RuleChanged
            | ChangeCode::ConditionChanged,
        ) => 2 + u32::from(is_same_rule(change, finding)) * 6,
        (_, ChangeCode::FieldTypeChanged | ChangeCode::FieldAdded) => 2,
        _ => 0,
    };
    if fits == 0 {
        return 0;
    }
    let near = 16u32.saturating_sub(u32::try_from(distance).unwrap_or(16));
    let breaking = u32::from(change.level() == Level::Breaking);
    breaking * 1000 + near * 20 + fits
}

/// Whether a change is about the option that a value names.
fn is_about(change: &Change, finding: &Finding) -> bool {
    let is = |fact: Option<Fact>| match fact {
        Some(Fact::Option(option)) => option.value.as_deref() == finding.actual(),
        _ => false,
    };
    is(change.new()) || is(change.old())
}

fn is_same_rule(change: &Change, finding: &Finding) -> bool {
    let Some(Fact::Rule(rule)) = change.new().or_else(|| change.old()) else { return false };
    finding.rule().is_some_and(|of_finding| of_finding.name == rule.name)
}

/// What a change of schema does to some params: see [`impact`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Impact {
    /// What changed.
    pub changes: Changes,
    /// The params that were valid and are not, by their numbers, with all errors.
    pub broken: Vec<(usize, Vec<ImpactFinding>)>,
    /// The numbers of those that are valid only now.
    pub mended: Vec<usize>,
    /// How many were looked at.
    pub params: usize,
}

impl Impact {
    /// The errors by the change that they come from, with the numbers of their params; changes in document order,
    /// errors that no change can be told for last.
    pub fn by_change(&self) -> Vec<ChangeImpact<'_>> {
        let changes = self.changes.iter().map(Some).chain([None]);
        let mut groups: Vec<ChangeImpact<'_>> =
            changes.map(|change| ChangeImpact { change, findings: Vec::new() }).collect();
        for (param, findings) in &self.broken {
            for one in findings {
                let at = one.change.unwrap_or(self.changes.len());
                groups[at].findings.push((*param, &one.finding));
            }
        }
        groups.retain(|group| !group.findings.is_empty());
        groups
    }
}

/// The errors that come from one change.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ChangeImpact<'i> {
    /// The change; none for errors that no single change can be told for.
    pub change: Option<&'i Change>,
    /// The errors, with the numbers of their params.
    pub findings: Vec<(usize, &'i Finding)>,
}

/// Judges params by an old and a new schema: which were valid and are not, and why.
///
/// ```
/// use tmall_schema::{Param, Schema, impact};
/// let old = Schema::parse(r#"<itemRule><field id="color" type="singleCheck"><options>
///   <option displayName="红" value="1"/><option displayName="蓝" value="2"/></options></field></itemRule>"#)?;
/// let new = Schema::parse(r#"<itemRule><field id="color" type="singleCheck"><options>
///   <option displayName="红" value="1"/></options></field></itemRule>"#)?;
/// let params = ["1", "2", "3"].map(|value| {
///     Param::parse(&format!("<itemParam><field id='color'><value>{value}</value></field></itemParam>")).unwrap()
/// });
/// let impact = impact(&old, &new, &params);
/// assert_eq!(impact.broken.iter().map(|(number, _)| *number).collect::<Vec<_>>(), [1]);
/// let group = &impact.by_change()[0];
/// assert_eq!(group.change.unwrap().code().as_str(), "option-removed");
/// assert_eq!(group.findings[0].1.code().as_str(), "unknown-option");
/// # Ok::<(), tmall_schema::Error>(())
/// ```
pub fn impact<'p>(old: &Schema, new: &Schema, params: impl IntoIterator<Item = &'p Param>) -> Impact {
    let judge = ImpactJudge::new(old, new);
    let mut impact = Impact::default();
    for (number, param) in params.into_iter().enumerate() {
        impact.params += 1;
        match judge.judge(param) {
            Outcome::Broken(findings) => impact.broken.push((number, findings)),
            Outcome::Mended => impact.mended.push(number),
            _ => {}
        }
    }
    impact.changes = judge.changes;
    impact
}
