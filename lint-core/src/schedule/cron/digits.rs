//! Decimal digits of all scripts, which Python reads as numbers.

/// The zeros of the scripts that have digits of their own, nine more behind each (Unicode 14, as in Python 3.11).
const ZEROS: [u32; 65] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50,
    0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10,
    0x104a0, 0x10d30, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650,
    0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50, 0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50,
    0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140, 0x1e2f0, 0x1e950, 0x1fbf0,
];

/// Python refuses to read a number that has more digits, zeros in front included.
const MOST_DIGITS: usize = 4300;

/// A number, at most [`u32::MAX`] however long it is; none if there is anything but digits, or nothing.
pub(super) fn number(text: &str) -> Option<u32> {
    let mut number = 0_u32;
    for c in text.chars() {
        number = number.saturating_mul(10).saturating_add(digit(c)?);
    }
    let is_short = text.len() <= MOST_DIGITS || text.chars().count() <= MOST_DIGITS;
    (!text.is_empty() && is_short).then_some(number)
}

/// The value of a digit.
fn digit(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let code = u32::from(c);
    let next = ZEROS.partition_point(|zero| *zero <= code);
    let zero = next.checked_sub(1).and_then(|at| ZEROS.get(at))?;
    Some(code - zero).filter(|value| *value < 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_every_script_count() {
        assert_eq!(number("05"), Some(5));
        assert_eq!(number("\u{0661}\u{ff12}"), Some(12));
        assert_eq!(number("99999999999"), Some(u32::MAX));
        for text in ["", "-1", "1 ", "\u{00b2}", "\u{2460}", "x"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_may_be_as_long_as_python_reads() {
        assert_eq!(number(&"0".repeat(4300)), Some(0));
        assert_eq!(number(&"0".repeat(4301)), None);
    }
}
