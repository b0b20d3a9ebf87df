//! The JSON forms.

mod forms;
