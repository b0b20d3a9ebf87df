//! The C interface. `docs/json-contract.md` describes the calls; the header repeats what C needs to know.
//!
//! This is the only place of the project with `unsafe`: C hands over pointers. Each function turns them into slices and
//! references at once and calls the safe `api` of the library. No panic leaves a function.

mod memory;

use tmall_schema::api::{FORMAT_VERSION, Failure, FailureClass, guard, text};

use memory::{bytes, reference, words, write};

/// A schema that was read. Any number of threads may use it at once, until it is freed.
pub struct Schema(tmall_schema::api::SchemaHandle);

/// A mapping that fits a schema. Any number of threads may use it at once, until it is freed.
#[cfg(feature = "mapping")]
pub struct Plan(tmall_schema::api::PlanHandle);

/// A text of the library: UTF-8, not ended by a NUL. The caller owns it and frees it with `tmall_text_free`.
#[repr(C)]
#[derive(Debug)]
pub struct Text {
    /// The first byte; NULL if the text is empty.
    pub data: *mut u8,
    /// The number of bytes.
    pub length: usize,
}

/// An input: bytes of the caller, which the library only reads and does not keep.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct Bytes {
    /// The first byte; may be NULL if there are none.
    pub data: *const u8,
    /// The number of bytes.
    pub length: usize,
}

/// The call succeeded.
pub const TMALL_OK: i32 = 0;
/// The call failed; its text is the failure.
pub const TMALL_FAILED: i32 = 1;

/// A required handle that is NULL.
fn null_handle() -> Failure {
    Failure::new(FailureClass::Usage, "the handle is NULL")
}

/// Runs a call, and writes its answer or failure.
///
/// # Safety
/// `answer` is NULL or may be written.
unsafe fn answer(answer: *mut Text, call: impl FnOnce() -> Result<String, Failure>) -> i32 {
    let (status, text) = match guard(call) {
        Ok(text) => (TMALL_OK, text),
        Err(failure) => (TMALL_FAILED, failure.to_json()),
    };
    // SAFETY: the caller promises that it may be written.
    unsafe { write(answer, text) };
    status
}

/// Runs a call that makes a handle; NULL and a failure if it fails.
///
/// # Safety
/// `failure` is NULL or may be written.
unsafe fn handle<T>(failure: *mut Text, call: impl FnOnce() -> Result<T, Failure>) -> *mut T {
    let (handle, text) = match guard(call) {
        Ok(made) => (Box::into_raw(Box::new(made)), String::new()),
        Err(error) => (std::ptr::null_mut(), error.to_json()),
    };
    // SAFETY: the caller promises that it may be written.
    unsafe { write(failure, text) };
    handle
}

/// The version of the answers, which they have as `format_version`.
#[unsafe(no_mangle)]
pub extern "C" fn tmall_format_version() -> u32 {
    FORMAT_VERSION
}

/// The version of the library, such as `0.1.0`.
///
/// # Safety
/// `version` may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_version(version: *mut Text) {
    // SAFETY: the caller promises that it may be written.
    unsafe { write(version, env!("CARGO_PKG_VERSION").to_owned()) };
}

/// Frees a text. An empty one may be freed too, and one that was freed, which is then empty.
///
/// # Safety
/// `text` is NULL, or holds what this library wrote there.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_text_free(text: *mut Text) {
    // SAFETY: the caller promises that it is a text of this library.
    unsafe { memory::free(text) };
}

/// Reads a schema: XML in any supported encoding, an API response that contains it, or its JSON form. Returns NULL if it
/// cannot be read; `failure` is then the reason. `failure` may be NULL.
///
/// # Safety
/// `input` and `options` have the lengths that are given; `failure` may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_parse_schema(
    input: *const u8,
    input_length: usize,
    options: *const u8,
    options_length: usize,
    failure: *mut Text,
) -> *mut Schema {
    // SAFETY: the caller promises the lengths, and that the failure may be written.
    unsafe {
        handle(failure, || {
            text::parse_schema(bytes(input, input_length), words(options, options_length)?).map(Schema)
        })
    }
}

/// Frees a schema; NULL is ignored. No thread may use it any more.
///
/// # Safety
/// `schema` is NULL or a schema of this library that was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_schema_free(schema: *mut Schema) {
    if !schema.is_null() {
        // SAFETY: the caller promises that it came from `tmall_parse_schema` and is freed once.
        drop(unsafe { Box::from_raw(schema) });
    }
}

/// The schema in its JSON form.
///
/// # Safety
/// `schema` is a schema of this library; `out` may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_inspect(schema: *const Schema, out: *mut Text) -> i32 {
    // SAFETY: the caller promises that the schema lives, and that the answer may be written.
    unsafe { answer(out, || text::inspect(&reference(schema).ok_or_else(null_handle)?.0)) }
}

/// The schema as JSON Schema (draft 2020-12) of the JSON form of an item, and what that does not say.
///
/// # Safety
/// `schema` is a schema of this library; the options have their length; `out` may be written.
#[cfg(feature = "export")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_to_json_schema(
    schema: *const Schema,
    options: *const u8,
    options_length: usize,
    out: *mut Text,
) -> i32 {
    // SAFETY: the caller promises that the schema lives, the length, and that the answer may be written.
    unsafe {
        answer(out, || {
            let schema = reference(schema).ok_or_else(null_handle)?;
            text::to_json_schema(&schema.0, words(options, options_length)?)
        })
    }
}

/// Validates an item.
///
/// # Safety
/// `schema` is a schema of this library; the inputs have their lengths; `out` may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_validate(
    schema: *const Schema,
    item: *const u8,
    item_length: usize,
    options: *const u8,
    options_length: usize,
    out: *mut Text,
) -> i32 {
    // SAFETY: the caller promises that the schema lives, the lengths, and that the answer may be written.
    unsafe {
        answer(out, || {
            let schema = reference(schema).ok_or_else(null_handle)?;
            text::validate(&schema.0, bytes(item, item_length), words(options, options_length)?)
        })
    }
}

/// What is required of an item; of a new one if the item is empty.
///
/// # Safety
/// As `tmall_validate`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_requirements(
    schema: *const Schema,
    item: *const u8,
    item_length: usize,
    options: *const u8,
    options_length: usize,
    out: *mut Text,
) -> i32 {
    // SAFETY: the caller promises that the schema lives, the lengths, and that the answer may be written.
    unsafe {
        answer(out, || {
            let schema = reference(schema).ok_or_else(null_handle)?;
            text::requirements(&schema.0, bytes(item, item_length), words(options, options_length)?)
        })
    }
}

/// The item of the default values.
///
/// # Safety
/// `schema` is a schema of this library; `out` may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_defaults(schema: *const Schema, out: *mut Text) -> i32 {
    // SAFETY: the caller promises that the schema lives, and that the answer may be written.
    unsafe { answer(out, || text::defaults(&reference(schema).ok_or_else(null_handle)?.0)) }
}

/// An item to the XML that is sent. The schema may be NULL.
///
/// # Safety
/// As `tmall_validate`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_write(
    schema: *const Schema,
    item: *const u8,
    item_length: usize,
    options: *const u8,
    options_length: usize,
    out: *mut Text,
) -> i32 {
    // SAFETY: the caller promises that the schema lives, the lengths, and that the answer may be written.
    unsafe {
        answer(out, || {
            let schema = reference(schema).map(|schema| &schema.0);
            text::write(schema, bytes(item, item_length), words(options, options_length)?)
        })
    }
}

/// An item to its JSON form. The schema may be NULL.
///
/// # Safety
/// As `tmall_validate`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_to_json(
    schema: *const Schema,
    item: *const u8,
    item_length: usize,
    options: *const u8,
    options_length: usize,
    out: *mut Text,
) -> i32 {
    // SAFETY: the caller promises that the schema lives, the lengths, and that the answer may be written.
    unsafe {
        answer(out, || {
            let schema = reference(schema).map(|schema| &schema.0);
            text::to_json(schema, bytes(item, item_length), words(options, options_length)?)
        })
    }
}

/// An item in its JSON form to XML that holds the same. The schema may be NULL.
///
/// # Safety
/// As `tmall_validate`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_from_json(
    schema: *const Schema,
    item: *const u8,
    item_length: usize,
    options: *const u8,
    options_length: usize,
    out: *mut Text,
) -> i32 {
    // SAFETY: the caller promises that the schema lives, the lengths, and that the answer may be written.
    unsafe {
        answer(out, || {
            let schema = reference(schema).map(|schema| &schema.0);
            text::from_json(schema, bytes(item, item_length), words(options, options_length)?)
        })
    }
}

/// Compares two schemas.
///
/// # Safety
/// `old` and `new_schema` are schemas of this library; the options have their length; `out` may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_diff(
    old: *const Schema,
    new_schema: *const Schema,
    options: *const u8,
    options_length: usize,
    out: *mut Text,
) -> i32 {
    // SAFETY: the caller promises that the schemas live, the length, and that the answer may be written.
    unsafe {
        answer(out, || {
            let old = reference(old).ok_or_else(null_handle)?;
            let new = reference(new_schema).ok_or_else(null_handle)?;
            text::diff(&old.0, &new.0, words(options, options_length)?)
        })
    }
}

/// Compares two schemas and validates items under both.
///
/// # Safety
/// As `tmall_diff`; `items` has `item_count` inputs, each with its length.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_impact(
    old: *const Schema,
    new_schema: *const Schema,
    items: *const Bytes,
    item_count: usize,
    options: *const u8,
    options_length: usize,
    out: *mut Text,
) -> i32 {
    // SAFETY: the caller promises that the schemas live, the lengths, and that the answer may be written.
    unsafe {
        answer(out, || {
            let old = reference(old).ok_or_else(null_handle)?;
            let new = reference(new_schema).ok_or_else(null_handle)?;
            let items: Vec<&[u8]> =
                memory::slice(items, item_count).iter().map(|item| bytes(item.data, item.length)).collect();
            text::impact(&old.0, &new.0, &items, words(options, options_length)?)
        })
    }
}

/// Compares an item that was sent with the one that is stored. The schema may be NULL.
///
/// # Safety
/// As `tmall_validate`, for both items.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_readback(
    schema: *const Schema,
    sent: *const u8,
    sent_length: usize,
    stored: *const u8,
    stored_length: usize,
    options: *const u8,
    options_length: usize,
    out: *mut Text,
) -> i32 {
    // SAFETY: the caller promises that the schema lives, the lengths, and that the answer may be written.
    unsafe {
        answer(out, || {
            let schema = reference(schema).map(|schema| &schema.0);
            let (sent, stored) = (bytes(sent, sent_length), bytes(stored, stored_length));
            text::readback(schema, sent, stored, words(options, options_length)?)
        })
    }
}

/// Reads a mapping for a schema. Returns NULL if it is wrong or does not fit; `failure` is then the reason. The plan
/// does not need the schema to live on.
///
/// # Safety
/// As `tmall_parse_schema`; `schema` is a schema of this library.
#[cfg(feature = "mapping")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_parse_mapping(
    schema: *const Schema,
    mapping: *const u8,
    mapping_length: usize,
    options: *const u8,
    options_length: usize,
    failure: *mut Text,
) -> *mut Plan {
    // SAFETY: the caller promises that the schema lives, the lengths, and that the failure may be written.
    unsafe {
        handle(failure, || {
            let schema = reference(schema).ok_or_else(null_handle)?;
            let mapping = words(mapping, mapping_length)?;
            text::parse_mapping(&schema.0, mapping, words(options, options_length)?).map(Plan)
        })
    }
}

/// Frees a plan; NULL is ignored. No thread may use it any more.
///
/// # Safety
/// `plan` is NULL or a plan of this library that was not freed.
#[cfg(feature = "mapping")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_plan_free(plan: *mut Plan) {
    if !plan.is_null() {
        // SAFETY: the caller promises that it came from `tmall_parse_mapping` and is freed once.
        drop(unsafe { Box::from_raw(plan) });
    }
}

/// Makes an item of a record, which is a JSON text.
///
/// # Safety
/// `plan` is a plan of this library; the inputs have their lengths; `out` may be written.
#[cfg(feature = "mapping")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_fill(
    plan: *const Plan,
    record: *const u8,
    record_length: usize,
    options: *const u8,
    options_length: usize,
    out: *mut Text,
) -> i32 {
    // SAFETY: the caller promises that the plan lives, the lengths, and that the answer may be written.
    unsafe {
        answer(out, || {
            let plan = reference(plan).ok_or_else(null_handle)?;
            text::fill(&plan.0, words(record, record_length)?, words(options, options_length)?)
        })
    }
}

/// What a code means; of all codes if it is empty.
///
/// # Safety
/// The inputs have their lengths; `out` may be written.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_explain(
    code: *const u8,
    code_length: usize,
    options: *const u8,
    options_length: usize,
    out: *mut Text,
) -> i32 {
    // SAFETY: the caller promises the lengths, and that the answer may be written.
    unsafe { answer(out, || text::explain(words(code, code_length)?, words(options, options_length)?)) }
}

/// What a method of a gateway takes and answers; what all take and answer if the name is empty.
///
/// # Safety
/// The inputs have their lengths; `out` may be written.
#[cfg(feature = "gateway")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_methods(
    method: *const u8,
    method_length: usize,
    options: *const u8,
    options_length: usize,
    out: *mut Text,
) -> i32 {
    // SAFETY: the caller promises the lengths, and that the answer may be written.
    unsafe { answer(out, || text::methods(words(method, method_length)?, words(options, options_length)?)) }
}

/// A signed request for a gateway; the parameters are a JSON object of texts. The answer may hold secrets.
///
/// # Safety
/// The inputs have their lengths; `out` may be written.
#[cfg(feature = "gateway")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_request(
    method: *const u8,
    method_length: usize,
    params: *const u8,
    params_length: usize,
    options: *const u8,
    options_length: usize,
    out: *mut Text,
) -> i32 {
    // SAFETY: the caller promises the lengths, and that the answer may be written.
    unsafe {
        answer(out, || {
            let (method, params) = (words(method, method_length)?, words(params, params_length)?);
            text::request(method, params, words(options, options_length)?)
        })
    }
}

/// What an answer of a gateway says, and what to do next.
///
/// # Safety
/// The inputs have their lengths; `out` may be written.
#[cfg(feature = "gateway")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_reply(
    reply: *const u8,
    reply_length: usize,
    options: *const u8,
    options_length: usize,
    out: *mut Text,
) -> i32 {
    // SAFETY: the caller promises the lengths, and that the answer may be written.
    unsafe { answer(out, || text::reply(bytes(reply, reply_length), words(options, options_length)?)) }
}

/// Memory for an input, for callers that have none of their own (WebAssembly). `tmall_free` frees it.
#[unsafe(no_mangle)]
pub extern "C" fn tmall_alloc(length: usize) -> *mut u8 {
    let memory = vec![0u8; length].into_boxed_slice();
    Box::into_raw(memory).cast()
}

/// Frees memory of `tmall_alloc`.
///
/// # Safety
/// `data` came from `tmall_alloc` with this length, and was not freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn tmall_free(data: *mut u8, length: usize) {
    // SAFETY: the caller promises that it is memory of `tmall_alloc` with this length.
    drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(data, length)) });
}
