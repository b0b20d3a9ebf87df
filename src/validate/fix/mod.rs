//! Applies suggestions to the text of an item. Everything else of the text stays as it is, byte for byte.

mod edit;
mod outline;

use std::collections::BTreeMap;

use crate::code::{Code, Severity};
use crate::error::Result;
use crate::param::Param;
use crate::validate::fix::edit::{Edit, apply};
use crate::validate::fix::outline::Outline;
use crate::validate::{Finding, Validator};
use crate::xml::ReadOptions;

/// The text of an item with corrections, and what they corrected.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fixed {
    /// The text.
    pub text: String,
    /// The findings whose suggestions were applied, in the order in which that was done.
    pub findings: Vec<Finding>,
}

/// A correction can bring another one to light. More rounds are not needed by any known item.
const ROUNDS: usize = 8;
/// Corrections of one kind that are tried one by one, if all together add an error.
const SINGLE: usize = 64;

impl Validator {
    /// Applies the suggestions of some kinds of findings to the text of an item, if they are certain: options by their
    /// display name, white space around a text, the right element, and escaped mark-up. A correction that adds an error is
    /// left out. Nothing else of the text is changed.
    ///
    /// ```
    /// use tmall_schema::{ReadOptions, Schema, Validator};
    /// let schema = r#"<itemRule><field id="tags" type="multiInput"/></itemRule>"#;
    /// let item = r#"<itemParam><field id="tags"><value>a</value></field></itemParam>"#;
    /// let validator = Validator::compile(&Schema::parse(schema)?);
    /// let fixed = validator.fix(item, &ReadOptions::new(), |_| true)?;
    /// assert!(fixed.text.contains("<values><value>a</value></values>"));
    /// # Ok::<(), tmall_schema::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The text is not an item in XML.
    pub fn fix(&self, xml: &str, options: &ReadOptions, wanted: impl Fn(Code) -> bool) -> Result<Fixed> {
        let mut fixed = Fixed { text: xml.to_owned(), findings: Vec::new() };
        let param = Param::parse_with(xml, options)?;
        // Places are those of the text only if nothing of it was changed before it was read.
        if param.source() != Some(xml) {
            return Ok(fixed);
        }
        let mut known: Vec<Finding> = self.check(&param).into_iter().collect();
        for _ in 0..ROUNDS {
            let mut is_done = true;
            for &code in Code::ALL.iter().filter(|&&code| wanted(code)) {
                let edits = edits(&fixed.text, &known, code, options)?;
                let all: Vec<&Edits> = edits.iter().collect();
                if self.take(&mut fixed, &mut known, &all, options)? {
                    is_done = false;
                } else if edits.len() > 1 {
                    for one in edits.iter().take(SINGLE) {
                        // The places of the others hold only until the first is applied; they come in the next round.
                        if self.take(&mut fixed, &mut known, &[one], options)? {
                            is_done = false;
                            break;
                        }
                    }
                }
            }
            if is_done {
                break;
            }
        }
        Ok(fixed)
    }

    fn findings(&self, xml: &str, options: &ReadOptions) -> Result<Vec<Finding>> {
        Ok(self.check(&Param::parse_with(xml, options)?).into_iter().collect())
    }

    /// Applies corrections, unless they add an error.
    fn take(
        &self,
        fixed: &mut Fixed,
        known: &mut Vec<Finding>,
        edits: &[&Edits],
        options: &ReadOptions,
    ) -> Result<bool> {
        let all = edits.iter().flat_map(|edits| edits.edits.clone()).collect();
        let Some(text) = apply(&fixed.text, all) else { return Ok(false) };
        let found = self.findings(&text, options)?;
        let (before, after) = (errors(known), errors(&found));
        let is_better = after.iter().all(|(key, count)| before.get(key).is_some_and(|known| count <= known));
        if text == fixed.text || !is_better {
            return Ok(false);
        }
        fixed.text = text;
        fixed.findings.extend(edits.iter().map(|edits| edits.finding.clone()));
        *known = found;
        Ok(true)
    }
}

/// The edits that correct a finding.
struct Edits {
    finding: Finding,
    edits: Vec<Edit>,
}

/// The edits for all findings with a code whose suggestion is certain.
fn edits(text: &str, findings: &[Finding], code: Code, options: &ReadOptions) -> Result<Vec<Edits>> {
    let of_code =
        || findings.iter().filter(|finding| finding.code() == code && finding.suggestion().is_some());
    if of_code().next().is_none() {
        return Ok(Vec::new());
    }
    let outline = Outline::read(text, options)?;
    let edits = |finding: &Finding| {
        let edits = edit::of(text, &outline, finding)?;
        (!edits.is_empty()).then(|| Edits { finding: finding.clone(), edits })
    };
    Ok(of_code().filter_map(edits).collect())
}

/// How often there is an error of a code at a path.
fn errors(findings: &[Finding]) -> BTreeMap<(Code, &str), usize> {
    let mut counts = BTreeMap::new();
    for finding in findings.iter().filter(|finding| finding.severity() == Severity::Error) {
        *counts.entry((finding.code(), finding.path())).or_default() += 1;
    }
    counts
}

#[cfg(test)]
mod tests;
