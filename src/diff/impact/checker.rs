//! Validates params under both schemas.

use crate::diff::changes::Changes;
use crate::diff::impact::cause::ChangesByPath;
use crate::param::Param;
use crate::schema::Schema;
use crate::validate::{Finding, ValidateOptions, Validator};

/// Two schemas compared and compiled, to validate any number of params under both. `Send` and `Sync`.
///
/// ```
/// use tmall_schema::{ImpactChecker, ParamImpact, Param, Schema};
/// let old = Schema::parse(r#"<itemRule><field id="title" type="input"/></itemRule>"#)?;
/// let new = Schema::parse(r#"<itemRule><field id="title" type="input"><rules>
///   <rule name="maxLengthRule" value="3"/></rules></field></itemRule>"#)?;
/// let checker = ImpactChecker::new(&old, &new);
/// let item = Param::parse(r#"<itemParam><field id="title"><value>纯棉衬衫</value></field></itemParam>"#)?;
/// let ParamImpact::Broken(findings) = checker.check(&item) else { panic!() };
/// assert_eq!(findings[0].finding().path(), "/title");
/// let change = findings[0].change().and_then(|at| checker.changes().get(at)).unwrap();
/// assert_eq!(change.message(tmall_schema::Lang::En), "rule added: maxLengthRule 3");
/// # Ok::<(), tmall_schema::Error>(())
/// ```
#[derive(Debug)]
pub struct ImpactChecker {
    old: Validator,
    new: Validator,
    changes: Changes,
    by_path: ChangesByPath,
}

/// What a change of schema does to a param.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum ParamImpact {
    /// Valid under both schemas.
    Valid,
    /// Valid under the old schema and invalid under the new one: all errors.
    Broken(Vec<ImpactFinding>),
    /// Invalid under the old schema and valid under the new one.
    Fixed,
    /// Invalid under both schemas.
    Invalid,
}

/// An error of a param that was valid, with the change that it comes from.
#[derive(Clone, Debug)]
pub struct ImpactFinding {
    finding: Finding,
    change: Option<usize>,
}

impl ImpactFinding {
    /// The error.
    #[must_use]
    pub fn finding(&self) -> &Finding {
        &self.finding
    }

    /// The index of the change in [`ImpactChecker::changes`]; `None` if it is not known.
    #[must_use]
    pub fn change(&self) -> Option<usize> {
        self.change
    }
}

impl ImpactChecker {
    /// Compares and compiles two schemas, to validate with the default options.
    #[must_use]
    pub fn new(old: &Schema, new: &Schema) -> ImpactChecker {
        ImpactChecker::with_options(old, new, &ValidateOptions::new())
    }

    /// Compares and compiles two schemas, to validate with the given options.
    #[must_use]
    pub fn with_options(old: &Schema, new: &Schema, options: &ValidateOptions) -> ImpactChecker {
        let [old, new] = [old, new].map(|schema| Validator::compile_with(schema, options));
        ImpactChecker::from_validators(old, new)
    }

    /// Compares the schemas of two validators, to validate with both: such as validators with house rules.
    #[must_use]
    pub fn from_validators(old: Validator, new: Validator) -> ImpactChecker {
        let changes = Schema::diff(old.schema(), new.schema());
        let by_path = ChangesByPath::new(&changes);
        ImpactChecker { old, new, changes, by_path }
    }

    /// The changes between both schemas.
    #[must_use]
    pub fn changes(&self) -> &Changes {
        &self.changes
    }

    pub(super) fn into_changes(self) -> Changes {
        self.changes
    }

    /// Validates a param under both schemas.
    #[must_use]
    pub fn check(&self, param: &Param) -> ParamImpact {
        match (self.old.is_valid(param), self.new.is_valid(param)) {
            (true, true) => ParamImpact::Valid,
            (false, true) => ParamImpact::Fixed,
            (false, false) => ParamImpact::Invalid,
            (true, false) => {
                let report = self.new.check(param);
                let schemas = [self.old.schema(), self.new.schema()];
                let findings = report.errors().map(|finding| ImpactFinding {
                    change: self.by_path.cause(&self.changes, schemas, finding),
                    finding: finding.clone(),
                });
                ParamImpact::Broken(findings.collect())
            }
        }
    }
}
