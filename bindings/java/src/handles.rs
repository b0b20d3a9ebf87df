//! Schemas and mappings by number. Java holds numbers and never pointers, so a number that is closed or wrong is an error and
//! nothing worse, and what a call uses lives until it returns, whatever other threads close.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use tmall_schema::api::{Failure, FailureClass, PlanHandle, SchemaHandle};

/// What a number stands for.
#[derive(Clone)]
pub(crate) enum Handle {
    Schema(Arc<SchemaHandle>),
    Plan(Arc<PlanHandle>),
}

#[derive(Default)]
struct Handles {
    last: i64,
    open: HashMap<i64, Handle>,
}

static HANDLES: RwLock<Option<Handles>> = RwLock::new(None);

/// Keeps a handle until it is closed. Numbers begin at 1 and are not used again.
pub(crate) fn open(handle: Handle) -> i64 {
    let mut guard = HANDLES.write().unwrap_or_else(PoisonError::into_inner);
    let handles = guard.get_or_insert_default();
    handles.last += 1;
    let number = handles.last;
    handles.open.insert(number, handle);
    number
}

/// Closes a handle; a number that is not open is ignored.
pub(crate) fn close(number: i64) {
    let closed = {
        let mut guard = HANDLES.write().unwrap_or_else(PoisonError::into_inner);
        guard.as_mut().and_then(|handles| handles.open.remove(&number))
    };
    // Without the lock: a large schema takes a while to drop.
    drop(closed);
}

fn get(number: i64) -> Option<Handle> {
    let guard = HANDLES.read().unwrap_or_else(PoisonError::into_inner);
    guard.as_ref().and_then(|handles| handles.open.get(&number)).cloned()
}

fn closed(what: &str) -> Failure {
    Failure::new(FailureClass::Usage, format!("the {what} is closed"))
}

/// The schema of a number.
pub(crate) fn schema(number: i64) -> Result<Arc<SchemaHandle>, Failure> {
    match get(number) {
        Some(Handle::Schema(schema)) => Ok(schema),
        Some(Handle::Plan(_)) | None => Err(closed("schema")),
    }
}

/// The schema of a number; 0 stands for none.
pub(crate) fn schema_or_none(number: i64) -> Result<Option<Arc<SchemaHandle>>, Failure> {
    if number == 0 { Ok(None) } else { schema(number).map(Some) }
}

/// The mapping of a number.
pub(crate) fn plan(number: i64) -> Result<Arc<PlanHandle>, Failure> {
    match get(number) {
        Some(Handle::Plan(plan)) => Ok(plan),
        Some(Handle::Schema(_)) | None => Err(closed("mapping")),
    }
}
