//! Checks beyond the schema, which later rooms provide.

use std::fmt::Debug;
use std::ops::ControlFlow;

use crate::code::{Code, Severity};
use crate::param::Param;
use crate::validate::options::ValidateOptions;
use crate::validate::report::Finding;
use crate::validate::sink::{Flow, Sink};

/// Checks beyond the schema.
pub(crate) trait ExtraChecks: Debug + Send + Sync {
    /// Checks a param. Findings have the code [`Code::HouseRule`].
    fn check(&self, param: &Param, extent: Extent, sink: &mut dyn ExtraSink) -> Flow;
}

/// How much of an item a document holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    Whole,
    /// What it does not hold stays as it is.
    Partial,
}

/// Takes the findings of such checks.
pub(crate) trait ExtraSink {
    /// Whether findings of a severity make a difference.
    fn wants(&self, severity: Severity) -> bool;
    /// Takes a finding.
    fn take(&mut self, severity: Severity, make: &mut dyn FnMut() -> Finding) -> Flow;
}

/// A sink with the severities of the options.
pub(super) struct WithOptions<'s, S> {
    pub(super) sink: &'s mut S,
    pub(super) options: &'s ValidateOptions,
}

impl<S: Sink> ExtraSink for WithOptions<'_, S> {
    fn wants(&self, severity: Severity) -> bool {
        self.options.severity_of(Code::HouseRule, severity).is_some_and(|severity| self.sink.wants(severity))
    }

    fn take(&mut self, severity: Severity, make: &mut dyn FnMut() -> Finding) -> Flow {
        match self.options.severity_of(Code::HouseRule, severity) {
            Some(severity) => self.sink.take(severity, || Finding { severity, ..make() }),
            None => ControlFlow::Continue(()),
        }
    }
}
