//! What a scalar is worth: YAML 1.1 as PyYAML's `SafeLoader` resolves and constructs it.

use std::borrow::Cow;

use num_bigint::BigInt;

use super::error::ErrorKind;
use super::tree::Node;

/// A scalar's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Value<'t> {
    /// Nothing, `~`, `null`.
    Null,
    /// `yes`, `Off`, `true`, …
    Bool(bool),
    /// A whole number of any size.
    Int(BigInt),
    /// A number with a point.
    Float(f64),
    /// Text.
    Str(Cow<'t, str>),
    /// `!!binary`
    Bytes(Vec<u8>),
    /// `2024-01-31`
    Date(Date),
    /// `2024-01-31T12:00:00Z`
    DateTime(DateTime),
}

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// 1 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// A day and a time of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateTime {
    /// The day.
    pub date: Date,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// 0 to 999,999.
    pub microsecond: u32,
    /// Seconds east of UTC; none where no zone is written.
    pub offset: Option<i32>,
}

/// The value of a scalar node.
///
/// # Errors
///
/// The loader's complaint, where it cannot construct the scalar.
pub(super) fn construct<'t>(node: Node<'t>) -> Result<Value<'t>, ErrorKind> {
    Ok(Value::Str(node.as_text().unwrap_or_default()))
}
