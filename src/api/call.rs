//! The border: nothing panics across it.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::api::failure::{Failure, FailureClass};

/// Runs a call. A panic is a bug of this library, and becomes a failure of class `bug`.
///
/// # Errors
/// That of the call, or the bug.
pub fn guard<T>(call: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    // What a panic may leave half done is the work of this call alone: handles have nothing that a call changes
    // except a list of compiled validators, which is replaced as a whole.
    match catch_unwind(AssertUnwindSafe(call)) {
        Ok(outcome) => outcome,
        Err(payload) => {
            let what = text_of(payload.as_ref());
            Err(Failure::new(FailureClass::Bug, format!("a bug in tmall-schema; please report it: {what}")))
        }
    }
}

fn text_of(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_a_bug() {
        for (failure, what) in [
            (guard::<()>(|| panic!("index {}", 7)).unwrap_err(), "index 7"),
            (guard::<()>(|| panic!("plain")).unwrap_err(), "plain"),
            (guard::<()>(|| std::panic::resume_unwind(Box::new(1))).unwrap_err(), "no message"),
        ] {
            assert_eq!(failure.class(), FailureClass::Bug);
            let message = format!("a bug in tmall-schema; please report it: {what}");
            let json =
                serde_json::json!({"format_version": 1, "error": {"class": "bug", "message": message}});
            assert_eq!(serde_json::from_str::<serde_json::Value>(&failure.to_json()).unwrap(), json);
        }
        assert_eq!(guard(|| Ok(1)).unwrap(), 1);
    }
}
