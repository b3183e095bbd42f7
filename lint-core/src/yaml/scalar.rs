//! What a scalar is worth: YAML 1.1 as PyYAML's `SafeLoader` resolves and constructs it.

use std::borrow::Cow;

use num_bigint::BigInt;

use super::error::{ErrorClass, ErrorKind};
use super::resolve::{self, ScalarTag};
use super::tree::{Node, NodeKind, Style};
use super::{number, timestamp};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    /// 1 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// A day and a time of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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

/// A scalar that the loader cannot construct.
pub(super) type Refusal = (ErrorKind, ErrorClass);

/// What `!!name` is short for.
pub(super) const YAML_TAG: &str = "tag:yaml.org,2002:";

/// The type of a scalar node, by its tag or by its text, and that of a mapping whose tag makes a scalar of it. None for
/// a tag of no scalar type, and for other nodes.
pub(super) fn tag_of(node: Node<'_>) -> Option<ScalarTag> {
    if node.kind() != NodeKind::Scalar && node.tag().is_none() {
        return None;
    }
    let by_text = |plain: bool| match plain {
        true => match resolve::plain(&node.as_text().unwrap_or_default()) {
            // As a key it is text.
            ScalarTag::Value if node.is_key() => ScalarTag::Str,
            tag => tag,
        },
        false => ScalarTag::Str,
    };
    match node.tag().map(|tag| tag.name.as_str()) {
        None => Some(by_text(node.style() == Style::Plain)),
        // The bare tag lets the text decide, even in quotes.
        Some("!") => Some(by_text(true)),
        Some(name) => ScalarTag::from_name(name.strip_prefix(YAML_TAG)?),
    }
}

/// The value of a scalar node.
///
/// # Errors
///
/// The loader's complaint, where it cannot construct the scalar.
pub(super) fn construct<'t>(node: Node<'t>) -> Result<Value<'t>, Refusal> {
    debug_assert_eq!(node.kind(), NodeKind::Scalar);
    let Some(tag) = node.scalar_tag() else {
        return Err(unknown_tag(node));
    };
    from_text(tag, node.as_text().unwrap_or_default())
}

/// The value of a text under a type.
pub(super) fn from_text(tag: ScalarTag, text: Cow<'_, str>) -> Result<Value<'_>, Refusal> {
    let python = |name| {
        let kind = match tag {
            ScalarTag::Timestamp => ErrorKind::InvalidTimestamp,
            _ => ErrorKind::InvalidScalar(text.as_ref().to_owned()),
        };
        (kind, ErrorClass::Python(name))
    };
    match tag {
        ScalarTag::Str => Ok(Value::Str(text)),
        ScalarTag::Null => Ok(Value::Null),
        ScalarTag::Bool => resolve::bool_of(&text.to_lowercase())
            .map(Value::Bool)
            .ok_or_else(|| python("KeyError")),
        ScalarTag::Int => number::int(&text).map(Value::Int).map_err(python),
        ScalarTag::Float => number::float(&text).map(Value::Float).map_err(python),
        ScalarTag::Timestamp => timestamp::construct(&text).map_err(python),
        ScalarTag::Binary => base64(&text).map(Value::Bytes).ok_or_else(|| {
            let kind = ErrorKind::InvalidScalar(text.as_ref().to_owned());
            (kind, ErrorClass::Constructor)
        }),
        ScalarTag::Merge => Err((ErrorKind::MergeIndicator, ErrorClass::Constructor)),
        ScalarTag::Value => Err((ErrorKind::ValueIndicator, ErrorClass::Constructor)),
        ScalarTag::Indicator => Err((
            ErrorKind::UnknownTag(text.into_owned()),
            ErrorClass::Constructor,
        )),
    }
}

pub(super) fn unknown_tag(node: Node<'_>) -> Refusal {
    let name = node.tag().map_or("", |tag| &tag.name).to_owned();
    (ErrorKind::UnknownTag(name), ErrorClass::Constructor)
}

/// Python's lenient base 64: whatever is no digit is skipped, the first full padding ends it.
fn base64(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() {
        return None;
    }
    let mut bytes = Vec::new();
    let (mut bits, mut quad, mut pads) = (0u32, 0, 0);
    for byte in text.bytes() {
        if byte == b'=' {
            pads += 1;
            if quad >= 2 && quad + pads >= 4 {
                return Some(bytes);
            }
            continue;
        }
        let Some(digit) = base64_digit(byte) else {
            continue;
        };
        pads = 0;
        bits = bits << 6 | digit;
        quad = (quad + 1) % 4;
        if quad != 1 {
            // The last 8 of the bits that have come in so far and were not given out.
            let spare = [0, 0, 4, 2][quad];
            bytes.push((bits >> spare) as u8);
        }
    }
    (quad == 0).then_some(bytes)
}

fn base64_digit(byte: u8) -> Option<u32> {
    Some(u32::from(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_lenient_but_for_its_padding() {
        assert_eq!(base64("aGk=").as_deref(), Some(&b"hi"[..]));
        assert_eq!(base64("aGk=!x").as_deref(), Some(&b"hi"[..]));
        assert_eq!(base64("aG\n k=").as_deref(), Some(&b"hi"[..]));
        assert_eq!(base64("aGkh").as_deref(), Some(&b"hi!"[..]));
        assert_eq!(base64("a"), None);
        assert_eq!(base64("é"), None);
    }
}
