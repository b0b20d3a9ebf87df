//! Pointers of C to slices and references, and texts to C.

use tmall_schema::api::{Failure, FailureClass};

use crate::Text;

/// Bytes of the caller. NULL is an empty input.
///
/// # Safety
/// `data` is NULL, or has `length` bytes that do not change while `'a` lasts.
pub(crate) unsafe fn bytes<'a>(data: *const u8, length: usize) -> &'a [u8] {
    // SAFETY: as promised by the caller.
    unsafe { slice(data, length) }
}

/// As [`bytes`], for elements of any type.
///
/// # Safety
/// As [`bytes`].
pub(crate) unsafe fn slice<'a, T>(data: *const T, length: usize) -> &'a [T] {
    if data.is_null() || length == 0 {
        return &[];
    }
    // SAFETY: it is not NULL, and the caller promises the length.
    unsafe { std::slice::from_raw_parts(data, length) }
}

/// A text of the caller.
///
/// # Safety
/// As [`bytes`].
pub(crate) unsafe fn words<'a>(data: *const u8, length: usize) -> Result<&'a str, Failure> {
    // SAFETY: as promised by the caller.
    let bytes = unsafe { bytes(data, length) };
    std::str::from_utf8(bytes).map_err(|error| {
        Failure::new(FailureClass::Usage, format!("a text is not UTF-8 at byte {}", error.valid_up_to()))
    })
}

/// What a handle points to; `None` if it is NULL.
///
/// # Safety
/// `handle` is NULL, or was made by this library and is not freed while `'a` lasts.
pub(crate) unsafe fn reference<'a, T>(handle: *const T) -> Option<&'a T> {
    // SAFETY: as promised by the caller; handles are only ever shared.
    unsafe { handle.as_ref() }
}

/// Hands a text over to the caller, who frees it; drops it if there is no place for it.
///
/// # Safety
/// `place` is NULL or may be written.
pub(crate) unsafe fn write(place: *mut Text, text: String) {
    if place.is_null() {
        return;
    }
    let boxed = text.into_boxed_str();
    let length = boxed.len();
    let data = if length == 0 { std::ptr::null_mut() } else { Box::into_raw(boxed).cast() };
    // SAFETY: it is not NULL, and the caller promises that it may be written; what was there is not read.
    unsafe { place.write(Text { data, length }) };
}

/// Frees a text and leaves an empty one.
///
/// # Safety
/// `text` is NULL, or holds what [`write`] wrote.
pub(crate) unsafe fn free(text: *mut Text) {
    // SAFETY: it is NULL, or the caller promises that it holds a text.
    let Some(text) = (unsafe { text.as_mut() }) else { return };
    if !text.data.is_null() {
        // SAFETY: `write` made it from a box of this length, and it is freed once: it is empty afterwards.
        drop(unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(text.data, text.length)) });
    }
    text.data = std::ptr::null_mut();
    text.length = 0;
}
