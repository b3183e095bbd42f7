//! What Python takes for blanks and for whole numbers.

/// The zeros of all scripts that have ten digits in a row.
const ZEROS: [u32; 66] = [
    0x30, 0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66,
    0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90,
    0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650,
    0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50,
    0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
];
/// Python makes no number of more digits.
const MAX_DIGITS: usize = 4_300;

/// Whether Python's `split` takes it for a blank.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// The value of a digit of any script.
pub(super) fn digit(c: char) -> Option<u32> {
    let code = u32::from(c);
    let after = ZEROS.partition_point(|zero| *zero <= code);
    let value = code - ZEROS.get(after.checked_sub(1)?)?;
    (value < 10).then_some(value)
}

/// The number that Python's `int` makes of a text: digits with a sign, single `_` between. What does not fit is as
/// large, or as low, as can be.
pub(super) fn int(text: &str) -> Option<i64> {
    let text = text.trim_matches(is_blank);
    let (negative, digits) = match text.as_bytes() {
        [b'+', ..] => (false, &text[1..]),
        [b'-', ..] => (true, &text[1..]),
        _ => (false, text),
    };
    let (mut value, mut count, mut between) = (0i64, 0, true);
    for c in digits.chars() {
        if c == '_' && !between {
            between = true;
            continue;
        }
        value = value
            .saturating_mul(10)
            .saturating_add(i64::from(digit(c)?));
        (count, between) = (count + 1, false);
    }
    let whole = !between && count <= MAX_DIGITS;
    whole.then_some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_numbers() {
        for (text, number) in [
            ("5", 5),
            ("+05", 5),
            ("-5", -5),
            ("1_0", 10),
            ("٣", 3),
            ("99999999999999999999", i64::MAX),
            ("-99999999999999999999", -i64::MAX),
        ] {
            assert_eq!(int(text), Some(number), "{text}");
        }
        for text in [
            "", "+", "1__0", "_1", "1_", "1.0", "+-1", "²", "0x1", "1e3", "- 1",
        ] {
            assert_eq!(int(text), None, "{text}");
        }
        assert_eq!(int(&"1".repeat(4_301)), None);
    }
}
