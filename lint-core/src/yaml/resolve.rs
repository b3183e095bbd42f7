//! Which type a plain scalar has: the patterns of YAML 1.1, as PyYAML writes them.

/// The type of a scalar, by pattern or by tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScalarTag {
    Null,
    Bool,
    Int,
    Float,
    Binary,
    Timestamp,
    Str,
    /// `<<`
    Merge,
    /// `=`
    Value,
    /// `!`, `&`, `*` on their own, which only a bare tag in front of quotes makes plain.
    Indicator,
}

impl ScalarTag {
    /// The type behind `tag:yaml.org,2002:`.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        Some(match name {
            "null" => Self::Null,
            "bool" => Self::Bool,
            "int" => Self::Int,
            "float" => Self::Float,
            "binary" => Self::Binary,
            "timestamp" => Self::Timestamp,
            "str" => Self::Str,
            "merge" => Self::Merge,
            "value" => Self::Value,
            _ => return None,
        })
    }
}

/// The type of a plain scalar.
pub(super) fn plain(text: &str) -> ScalarTag {
    // A pattern's `$` also matches before a line break at the very end.
    let text = text.strip_suffix('\n').unwrap_or(text);
    let bytes = text.as_bytes();
    let Some(first) = bytes.first() else {
        return ScalarTag::Null;
    };
    match first {
        b'y' | b'Y' | b'n' | b'N' | b't' | b'T' | b'f' | b'F' | b'o' | b'O' | b'~' => word(text),
        b'<' if text == "<<" => ScalarTag::Merge,
        b'=' if text == "=" => ScalarTag::Value,
        b'!' | b'&' | b'*' if text.len() == 1 => ScalarTag::Indicator,
        b'0'..=b'9' | b'-' | b'+' | b'.' => number(bytes),
        _ => ScalarTag::Str,
    }
}

fn word(text: &str) -> ScalarTag {
    match text {
        "~" | "null" | "Null" | "NULL" => ScalarTag::Null,
        _ if bool_of(text).is_some() => ScalarTag::Bool,
        _ => ScalarTag::Str,
    }
}

/// The value of a word that YAML 1.1 takes for a truth value.
pub(super) fn bool_of(text: &str) -> Option<bool> {
    match text {
        "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => Some(true),
        "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => Some(false),
        _ => None,
    }
}

fn number(text: &[u8]) -> ScalarTag {
    if is_float(text) {
        ScalarTag::Float
    } else if is_int(text) {
        ScalarTag::Int
    } else if super::timestamp::is_timestamp(text) {
        ScalarTag::Timestamp
    } else {
        ScalarTag::Str
    }
}

fn is_float(text: &[u8]) -> bool {
    let unsigned = without_sign(text);
    match unsigned {
        b".inf" | b".Inf" | b".INF" => return true,
        b".nan" | b".NaN" | b".NAN" => return unsigned.len() == text.len(),
        _ => {}
    }
    match unsigned.first() {
        // Without a digit before the point there can be no sign.
        Some(b'.') => {
            unsigned.len() == text.len()
                && unsigned.get(1).is_some_and(u8::is_ascii_digit)
                && is_exponent(skip(&unsigned[1..], is_digit))
        }
        Some(b'0'..=b'9') => {
            let rest = skip(unsigned, is_digit);
            match rest.first() {
                Some(b'.') => is_exponent(skip(&rest[1..], is_digit)),
                Some(b':') => {
                    let rest = sixties(rest);
                    rest.first() == Some(&b'.') && skip(&rest[1..], is_digit).is_empty()
                }
                _ => false,
            }
        }
        _ => false,
    }
}

/// Nothing, or an exponent, which must have a sign.
fn is_exponent(text: &[u8]) -> bool {
    match text {
        [] => true,
        [b'e' | b'E', b'-' | b'+', digits @ ..] => {
            !digits.is_empty() && digits.iter().all(u8::is_ascii_digit)
        }
        _ => false,
    }
}

fn is_int(text: &[u8]) -> bool {
    let text = without_sign(text);
    match text {
        [b'0'] => true,
        [b'0', b'b', digits @ ..] => {
            !digits.is_empty() && digits.iter().all(|b| matches!(b, b'0' | b'1' | b'_'))
        }
        [b'0', b'x', digits @ ..] => {
            !digits.is_empty() && digits.iter().all(|b| b.is_ascii_hexdigit() || *b == b'_')
        }
        [b'0', digits @ ..] => digits.iter().all(|b| matches!(b, b'0'..=b'7' | b'_')),
        [b'1'..=b'9', ..] => {
            let rest = skip(text, is_digit);
            rest.is_empty() || sixties(rest).is_empty() && rest[0] == b':'
        }
        _ => false,
    }
}

/// What is left behind groups such as `:30`.
fn sixties(mut text: &[u8]) -> &[u8] {
    loop {
        text = match text {
            [b':', b'0'..=b'5', b'0'..=b'9', rest @ ..] => rest,
            [b':', b'0'..=b'9', rest @ ..] => rest,
            _ => return text,
        }
    }
}

fn without_sign(text: &[u8]) -> &[u8] {
    match text {
        [b'-' | b'+', rest @ ..] => rest,
        _ => text,
    }
}

fn is_digit(byte: u8) -> bool {
    byte.is_ascii_digit() || byte == b'_'
}

fn skip(text: &[u8], wanted: fn(u8) -> bool) -> &[u8] {
    let len = text
        .iter()
        .position(|byte| !wanted(*byte))
        .unwrap_or(text.len());
    &text[len..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_follow_yaml_1_1() {
        let cases = [
            (ScalarTag::Null, "~ null Null NULL"),
            (ScalarTag::Bool, "yes No TRUE off On"),
            (
                ScalarTag::Int,
                "0 00 017 0_1 1_000 1_ -5 +5 0x1F 0b101 0b_ 12:00 1:30 190:20:30 -1:30",
            ),
            (
                ScalarTag::Float,
                "1.0 3.10 1. -1.5 .5 1.0e+3 1_0.5 .inf -.INF .nan 1:30.5 1:2:3.",
            ),
            (
                ScalarTag::Timestamp,
                "2024-01-01 2024-13-99 2024-1-1T1:00:00 2024-01-01T00:00:00.5+05:30",
            ),
            (ScalarTag::Merge, "<<"),
            (ScalarTag::Value, "="),
            (
                ScalarTag::Str,
                "y n tRue nULL 08 09 0o17 01:30 1:60 1e3 1.0e3 1e+3 -.5 +.5 -.nan nan 1.2.3 v1 2024-1-1 - a 1a 0b2 0x 1:",
            ),
        ];
        for (tag, words) in cases {
            for word in words.split(' ') {
                assert_eq!(plain(word), tag, "{word}");
            }
        }
        assert_eq!(plain(""), ScalarTag::Null);
        assert_eq!(plain("2024-01-01 00:00:00"), ScalarTag::Timestamp);
    }
}
