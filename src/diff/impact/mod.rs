//! What a change of schema does to given params: which were valid and no longer are, and because of which change.

mod cause;
mod checker;

pub use checker::{ImpactChecker, ImpactFinding, ParamImpact};

use crate::diff::change::Change;
use crate::diff::changes::Changes;
use crate::param::Param;
use crate::schema::Schema;
use crate::validate::Finding;

/// What a change of schema does to some params: see [`impact`].
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Impact {
    /// The changes between both schemas.
    pub changes: Changes,
    /// The params that were valid and no longer are.
    pub broken: Vec<BrokenParam>,
    /// The params that are valid now and were not, by index, from 0.
    pub fixed: Vec<usize>,
    /// The number of params.
    pub params: usize,
}

/// A param that was valid and no longer is.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct BrokenParam {
    /// The index of the param, from 0.
    pub param: usize,
    /// All its errors.
    pub findings: Vec<ImpactFinding>,
}

/// The errors that come from one change.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct ChangeImpact<'i> {
    /// The change; `None` for errors without a known change.
    pub change: Option<&'i Change>,
    /// The errors of all params.
    pub findings: Vec<ParamFinding<'i>>,
}

/// An error of a param.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct ParamFinding<'i> {
    /// The index of the param, from 0.
    pub param: usize,
    /// The error.
    pub finding: &'i Finding,
}

impl Impact {
    /// The errors grouped by the change that they come from, changes in document order. Errors without a known change
    /// are the last group.
    #[must_use]
    pub fn by_change(&self) -> Vec<ChangeImpact<'_>> {
        let changes = self.changes.iter().map(Some).chain([None]);
        let mut groups: Vec<ChangeImpact<'_>> =
            changes.map(|change| ChangeImpact { change, findings: Vec::new() }).collect();
        for broken in &self.broken {
            for one in &broken.findings {
                let group = one.change().unwrap_or(self.changes.len());
                groups[group].findings.push(ParamFinding { param: broken.param, finding: one.finding() });
            }
        }
        groups.retain(|group| !group.findings.is_empty());
        groups
    }
}

/// Validates params under an old and a new schema: which were valid and no longer are, and why.
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
/// assert_eq!(impact.broken.iter().map(|broken| broken.param).collect::<Vec<_>>(), [1]);
/// let group = &impact.by_change()[0];
/// assert_eq!(group.change.unwrap().code().as_str(), "option-removed");
/// assert_eq!(group.findings[0].finding.code().as_str(), "unknown-option");
/// # Ok::<(), tmall_schema::Error>(())
/// ```
#[must_use]
pub fn impact<'p>(old: &Schema, new: &Schema, params: impl IntoIterator<Item = &'p Param>) -> Impact {
    let checker = ImpactChecker::new(old, new);
    let mut impact = Impact::default();
    for (number, param) in params.into_iter().enumerate() {
        impact.params += 1;
        match checker.check(param) {
            ParamImpact::Broken(findings) => impact.broken.push(BrokenParam { param: number, findings }),
            ParamImpact::Fixed => impact.fixed.push(number),
            ParamImpact::Valid | ParamImpact::Invalid => {}
        }
    }
    impact.changes = checker.into_changes();
    impact
}
