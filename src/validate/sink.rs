//! Where findings go. Findings are only made if the sink wants them.

use std::ops::ControlFlow;

use crate::code::Severity;
use crate::validate::report::Finding;

/// Continues, or stops because the sink needs no more.
pub(super) type Flow = ControlFlow<()>;

/// Takes findings.
pub(super) trait Sink {
    /// Whether findings of a severity make a difference.
    fn wants(&self, severity: Severity) -> bool;
    /// Takes a finding.
    fn take(&mut self, severity: Severity, make: impl FnOnce() -> Finding) -> Flow;
    /// Takes a finding that is reported after all others.
    fn take_last(&mut self, severity: Severity, make: impl FnOnce() -> Finding) -> Flow;
}

/// Hands findings to a function, up to a number of them. The function is `dyn`, so that the whole walk is compiled once and
/// not again in each crate that passes a closure.
pub(super) struct Each<'f> {
    take: &'f mut dyn FnMut(Finding),
    /// The findings that are reported after all others.
    last: Vec<Finding>,
    /// How many more findings are wanted.
    left: usize,
    has_error: bool,
}

impl<'f> Each<'f> {
    pub(super) fn new(most: Option<usize>, take: &'f mut dyn FnMut(Finding)) -> Each<'f> {
        Each { take, last: Vec::new(), left: most.unwrap_or(usize::MAX), has_error: false }
    }

    /// Hands out the last findings in document order. Whether there was an error, handed out or not.
    pub(super) fn finish(mut self) -> bool {
        self.last.sort_by_key(|finding| finding.span);
        self.last.into_iter().take(self.left).for_each(self.take);
        self.has_error
    }

    /// Continues as long as more findings can change the result.
    fn note(&mut self, severity: Severity) -> Flow {
        self.has_error |= severity == Severity::Error;
        let is_done = self.left == 0 && self.has_error;
        if is_done { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl Sink for Each<'_> {
    fn wants(&self, severity: Severity) -> bool {
        self.left > 0 || severity == Severity::Error
    }

    fn take(&mut self, severity: Severity, make: impl FnOnce() -> Finding) -> Flow {
        if self.left > 0 {
            self.left -= 1;
            (self.take)(make());
        }
        self.note(severity)
    }

    fn take_last(&mut self, severity: Severity, make: impl FnOnce() -> Finding) -> Flow {
        if self.left > 0 {
            self.last.push(make());
        }
        self.note(severity)
    }
}

/// Stops at the first error, and makes no finding.
pub(super) struct FirstError;

impl Sink for FirstError {
    fn wants(&self, severity: Severity) -> bool {
        severity == Severity::Error
    }

    fn take(&mut self, severity: Severity, _: impl FnOnce() -> Finding) -> Flow {
        if severity == Severity::Error { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn take_last(&mut self, severity: Severity, make: impl FnOnce() -> Finding) -> Flow {
        self.take(severity, make)
    }
}
