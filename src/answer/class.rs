//! The classes of error answers: what a caller can do about them.

use std::fmt;

use serde::{Serialize, Serializer};

/// What class of error an answer is: what the caller can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ApiErrorClass {
    /// Too many calls. Wait, for [`wait_seconds`](crate::ApiError::wait_seconds) if the text says how long.
    Throttled,
    /// The platform has a fault that passes. Call again later.
    Transient,
    /// A write whose outcome is unknown: it may have been carried out. Look before sending it again.
    Uncertain,
    /// The session is missing, invalid or expired. The seller must authorise the app again.
    Authorise,
    /// The app or the user may not make this call.
    Permission,
    /// The app's set-up is wrong: its key, its security level, or the clock of the machine.
    Configuration,
    /// The calling program has a bug: wrong method, format or signature.
    Caller,
    /// A parameter is missing or invalid.
    Parameter,
    /// The platform declined what was asked for, for a reason of its business.
    Business,
}

impl ApiErrorClass {
    /// All classes.
    pub const ALL: [ApiErrorClass; 9] = [
        ApiErrorClass::Throttled,
        ApiErrorClass::Transient,
        ApiErrorClass::Uncertain,
        ApiErrorClass::Authorise,
        ApiErrorClass::Permission,
        ApiErrorClass::Configuration,
        ApiErrorClass::Caller,
        ApiErrorClass::Parameter,
        ApiErrorClass::Business,
    ];

    /// The name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            ApiErrorClass::Throttled => "throttled",
            ApiErrorClass::Transient => "transient",
            ApiErrorClass::Uncertain => "uncertain",
            ApiErrorClass::Authorise => "authorise",
            ApiErrorClass::Permission => "permission",
            ApiErrorClass::Configuration => "configuration",
            ApiErrorClass::Caller => "caller",
            ApiErrorClass::Parameter => "parameter",
            ApiErrorClass::Business => "business",
        }
    }
}

impl fmt::Display for ApiErrorClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for ApiErrorClass {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// What the call that was answered does. It decides whether a timeout is harmless.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Call {
    /// It only reads: after a timeout it can be sent again.
    Read,
    /// It changes something: after a timeout it is unknown whether it did.
    Write,
    /// Not known; treated as a write, which is the safe side.
    #[default]
    Unknown,
}
